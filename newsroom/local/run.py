"""The local run: servers, preparation, programs, one banner, one clean end."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from newsroom.local import port, programs, stack
from newsroom.local.supervisor import Supervisor, say
from newsroom.local.trouble import Trouble

PATIENCE = 60.0  # seconds until a site that is not ready says what is missing


def run(var: Path, environ: Mapping[str, str]) -> None:
    """Run the newsroom until a signal stops it; raises Trouble if it cannot."""
    end_on_signals()
    with stack.lock(var) as write_note, port.listen(environ.get("PORT", "8000")) as listener:
        url = f"http://localhost:{listener.getsockname()[1]}/"
        write_note(url)
        say("starting the servers")
        with stack.servers(var, environ) as (urls, started):
            env = programs.environment(environ, urls, var)
            accounts = prepare(env)
            supervisor = Supervisor(var, env, started)
            try:
                supervisor.start(programs.programs(listener.fileno(), environ))
                supervisor.watch(Readiness(url, accounts).look)
            finally:
                say("stopping")
                supervisor.stop()


def prepare(env: Mapping[str, str], *options: str) -> str:
    """Migrate, compile, collect and load what is missing; return the sample accounts as text."""
    command = [sys.executable, "-m", "newsroom.local.prepare", *options]
    done = subprocess.run(
        command, cwd=programs.BASE_DIR, env=env, stdout=subprocess.PIPE, text=True, check=False, start_new_session=True
    )
    if done.returncode:
        raise Trouble("the database or the files could not be made ready; the reason stands above")
    return done.stdout


def end_on_signals() -> None:
    """Let the first of SIGINT, SIGTERM and SIGHUP raise KeyboardInterrupt, and ignore the rest: stopping is bounded."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def handle(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in numbers:
        signal.signal(number, handle)


class Readiness:
    """Prints the banner once /readyz answers 200, or what is missing after PATIENCE seconds."""

    def __init__(self, url: str, accounts: str) -> None:
        self.url = url
        self.accounts = accounts
        self.begun = self.asked = time.monotonic()
        self.told = self.done = False

    def look(self) -> None:
        """Ask /readyz, twice a second at most, unless it has said yes."""
        if self.done or time.monotonic() - self.asked < 0.5:
            return
        self.asked = time.monotonic()
        missing = ask(self.url + "readyz")
        if not missing:
            self.done = True
            accounts = "".join(f"\n    {line}" for line in self.accounts.strip().splitlines())
            say(f"ready\n\n  readers  {self.url}\n  admin    {self.url}admin/{accounts}\n\n  Ctrl-C stops it.\n")
        elif time.monotonic() - self.begun > PATIENCE and not self.told:
            self.told = True
            say(f"not ready after {PATIENCE:.0f} s ({missing}); still trying")


def ask(url: str) -> str:
    """Return "" if a URL answers 200, else what it says is missing, in one line."""
    try:
        with urllib.request.urlopen(url, timeout=2):
            return ""
    except urllib.error.HTTPError as error:
        return f"{url} answers {error.code}: {' '.join(error.read(500).decode(errors='replace').split())}"
    except OSError as error:
        return f"{url} does not answer: {error}"
