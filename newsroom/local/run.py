"""The local run: servers, preparation, programs, one banner, one clean end."""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, Self

from newsroom.local import port, programs, stack
from newsroom.local.supervisor import Supervisor, say
from newsroom.local.trouble import Trouble

SITE_FIRST = 10.0  # seconds that the workers' start waits for the site's
MAX_WAIT = 60.0  # seconds until the missing parts are printed if the site is not ready
OFFLINE_SECONDS = 24 * 3600  # until models are offered again, if the list of models could not be read
MODELS_HINT = "translates between English and Portuguese; for other languages: MODELS=de,fr make run"


def run(var: Path, environ: Mapping[str, str]) -> None:
    """Run the newsroom until a signal stops it; raises Trouble if it cannot.

    Some steps are concurrent: the files while the servers start, the sample newsroom while the programs start.
    The site is started before the workers.
    """
    end_on_signals()
    with contextlib.ExitStack() as last:
        write_note = last.enter_context(stack.lock(var))
        listener = last.enter_context(port.listen(environ.get("PORT", "8000")))
        url = f"http://localhost:{listener.getsockname()[1]}/"
        write_note(url)
        offer_models(programs.environment(environ, {}, var), var)
        say("starting the servers")
        files = last.enter_context(Files(var, programs.environment(environ, {}, var)))
        urls, started = last.enter_context(stack.servers(var, environ))
        env = programs.environment(environ, urls, var)
        database = last.enter_context(Preparation(env, "database", "sample"))
        supervisor = Supervisor(var, env, started)
        try:
            database.wait_for("database")
            files.wait()
            web, *others = programs.programs(listener.fileno(), environ)
            supervisor.start([web])
            wait_until(lambda: not ask(url + "healthz"), SITE_FIRST)
            supervisor.start(others)
            supervisor.watch(Readiness(url, database).look)
        finally:
            say("stopping")
            supervisor.stop()


def offer_models(env: Mapping[str, str], var: Path) -> None:
    """Fetch the models of MODELS, or prompt once for languages; never wait for input without a terminal.

    Raises Trouble if MODELS is invalid.
    """
    noted, answer = models_note(Path(env.get("FIREFOX_MODELS_DIR") or var / "models")), env.get("MODELS", "").strip()
    if noted == f"done {answer}".strip() or (not answer and noted.startswith(("no", "done"))):
        return
    if not answer and (noted == "offline" or (not noted and not terminal(env))):
        say(MODELS_HINT)
        return
    command = [sys.executable, str(programs.BASE_DIR / "manage.py"), "models", "offer"]
    if subprocess.run(command, cwd=programs.BASE_DIR, env=dict(env), check=False).returncode:
        raise Trouble("the models were not fetched; the reason is printed above")


def models_note(folder: Path) -> str:
    """Return the result of the offer, as stored by translation/management/offer.py; reading it here needs no Django.

    "no", the languages that are still to be fetched, "done" and the answer, "offline" for a day if the list of models
    could not be read, or "" if nothing was offered yet.
    """
    file = folder / ".asked"
    noted = file.read_text().strip() if file.is_file() else ""
    return "" if noted == "offline" and time.time() - file.stat().st_mtime > OFFLINE_SECONDS else noted


def terminal(env: Mapping[str, str]) -> bool:
    """Return whether there is an interactive terminal for a prompt."""
    return not env.get("CI") and os.isatty(0) and os.isatty(2)


class Preparation:
    """A process of `newsroom.local.prepare`, which executes some steps in order; the context manager ends it."""

    def __init__(self, env: Mapping[str, str], *steps: str) -> None:
        self.lines = {programs.STEP_DONE.format(step) for step in steps}
        command = [sys.executable, "-m", "newsroom.local.prepare", *steps]
        self.popen = subprocess.Popen(
            command, cwd=programs.BASE_DIR, env=dict(env), stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def wait_for(self, step: str) -> None:
        """Wait until a step is done; raises Trouble if it fails."""
        assert self.popen.stdout
        for line in self.popen.stdout:
            if line.strip() == programs.STEP_DONE.format(step):
                return
        self.wait()

    def wait(self) -> str:
        """Wait until all steps are done, and return their output; raises Trouble if one failed."""
        said, _ = self.popen.communicate()
        if self.popen.returncode:
            raise Trouble("the database or the files could not be prepared; the reason is printed above")
        return "".join(line for line in said.splitlines(True) if line.strip() not in self.lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.popen.poll() is None:
            self.popen.kill()
        self.popen.wait()
        if self.popen.stdout:
            self.popen.stdout.close()


class Files:
    """The step `files`, which is skipped while nothing has changed since the last run."""

    def __init__(self, var: Path, env: Mapping[str, str]) -> None:
        self.stamp = var / "files.sha256"
        self.env = env
        self.process: Preparation | None = None

    def __enter__(self) -> Self:
        if not self.stamp.exists() or self.stamp.read_text() != self.digest():
            self.stamp.unlink(missing_ok=True)
            self.process = Preparation(self.env, "files")
        return self

    def __exit__(self, *reason: Any) -> None:
        if self.process:
            self.process.__exit__(*reason)

    def wait(self) -> None:
        """Wait until the files are ready; raises Trouble if they cannot be."""
        if self.process:
            self.process.wait()
            self.stamp.write_text(self.digest())

    def digest(self) -> str:
        """Return a hex digest of the step's input, and of whether its output exists."""
        root = programs.BASE_DIR
        read = [*(root / "static").rglob("*"), *(root / "locale").rglob("django.*o"), root / ".venv" / ".complete.json"]
        manifest = Path(self.env["STATIC_ROOT"]) / "staticfiles.json"
        lines = [f"{manifest} {manifest.exists()}"]
        lines += [f"{name}={self.env.get(name, '')}" for name in ("DEBUG", "PLAIN_STATIC", "DJANGO_SETTINGS_MODULE")]
        for path in sorted(path for path in read if path.is_file()):
            lines.append(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}")
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def wait_until(happened: Callable[[], bool], seconds: float) -> None:
    """Return after an event, or after some seconds."""
    deadline = time.monotonic() + seconds
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.1)


def end_on_signals() -> None:
    """Raise KeyboardInterrupt at the first SIGINT, SIGTERM or SIGHUP, and ignore the rest: stopping is bounded."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def handle(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in numbers:
        signal.signal(number, handle)


class Readiness:
    """Prints the banner once /readyz returns 200, or the missing parts after MAX_WAIT seconds."""

    def __init__(self, url: str, database: Preparation) -> None:
        self.url = url
        self.database = database
        self.begun = self.asked = time.monotonic()
        self.warned = self.done = False
        self.accounts: str | None = None

    def look(self) -> None:
        """Request /readyz, twice a second at most, once the sample is loaded and until it returns 200."""
        if self.done or time.monotonic() - self.asked < 0.5 or self.database.popen.poll() is None:
            return
        self.asked = time.monotonic()
        if self.accounts is None:
            self.accounts = self.database.wait().strip()
        missing = ask(self.url + "readyz")
        if not missing:
            self.done = True
            accounts = "".join(f"\n    {line}" for line in self.accounts.splitlines())
            say(f"ready\n\n  readers  {self.url}\n  admin    {self.url}admin/{accounts}\n\n  Ctrl-C stops it.\n")
        elif time.monotonic() - self.begun > MAX_WAIT and not self.warned:
            self.warned = True
            say(f"not ready after {MAX_WAIT:.0f} s ({missing}); still trying")


def ask(url: str) -> str:
    """Return "" if a URL returns 200, else its error in one line."""
    try:
        with urllib.request.urlopen(url, timeout=2):
            return ""
    except urllib.error.HTTPError as error:
        return f"{url} answers {error.code}: {' '.join(error.read(500).decode(errors='replace').split())}"
    except OSError as error:
        return f"{url} does not answer: {error}"
