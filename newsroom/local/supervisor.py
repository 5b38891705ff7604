"""The supervisor: keeps web, worker and beat running beside the servers, and ends them together."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from newsroom.local import process
from newsroom.local.programs import BASE_DIR, Program
from newsroom.local.stack import Server
from newsroom.local.trouble import Trouble

GRACE = 10.0  # seconds a program has to end by itself; an interrupted translation resumes at the next start
STEADY = 30.0  # seconds after which a program counts as running well
MOST_DEATHS = 5  # in a row, none of them steady


@dataclass
class Running:
    """One program's present process."""

    program: Program
    popen: subprocess.Popen[bytes]
    since: float
    deaths: int = 0
    restart_at: float | None = None


class Supervisor:
    """Starts programs, restarts those that die (after 1, 2, 4 ... seconds), and stops all of them."""

    def __init__(self, var: Path, env: Mapping[str, str], servers: Sequence[Server]) -> None:
        self.var = var
        self.env = env
        self.servers = servers
        self.running: list[Running] = []

    def start(self, programs: Sequence[Program]) -> None:
        """Start programs in order, after ending those that a killed supervisor left behind."""
        for program in programs:
            if process.stop_recorded(self._record(program), signal.SIGTERM, GRACE):
                say(f"ended a {program.name} that was left running")
            self.running.append(Running(program, self._launch(program), time.monotonic()))

    def watch(self, poll: Callable[[], None]) -> None:
        """Keep everything running and call `poll` five times a second; raises Trouble when that is impossible."""
        while True:
            for server in self.servers:
                if server.popen and server.popen.poll() is not None:
                    raise Trouble(f"{server.record.stem} {_how(server.popen)}; all is stopped; its log is {server.log}")
            for entry in self.running:
                self._look_after(entry)
            poll()
            time.sleep(0.2)

    def stop(self) -> None:
        """Signal all programs to end, wait for each up to GRACE seconds, and kill the rest."""
        for entry in self.running:
            if entry.popen.poll() is None:
                entry.popen.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for entry in self.running:
            left = max(0.1, deadline - time.monotonic())
            process.wait_or_kill(entry.popen, self._record(entry.program), left)

    def _look_after(self, entry: Running) -> None:
        now = time.monotonic()
        if entry.restart_at is None and entry.popen.poll() is not None:
            entry.deaths = 1 if now - entry.since > STEADY else entry.deaths + 1
            if entry.deaths > MOST_DEATHS:
                raise Trouble(
                    f"{entry.program.name} keeps ending ({_how(entry.popen)}, its output is above); all is stopped"
                )
            delay = 2.0 ** (entry.deaths - 1)
            say(f"{entry.program.name} {_how(entry.popen)}; starting it again in {delay:.0f} s")
            process.wait_or_kill(entry.popen, self._record(entry.program), 0)
            entry.restart_at = now + delay
        elif entry.restart_at is not None and now >= entry.restart_at:
            entry.popen, entry.since, entry.restart_at = self._launch(entry.program), now, None

    def _launch(self, program: Program) -> subprocess.Popen[bytes]:
        popen = process.start(
            program.command,
            self._record(program),
            env=self.env,
            output=subprocess.PIPE,
            cwd=BASE_DIR,
            pass_fds=program.pass_fds,
        )
        if popen.stdout:
            threading.Thread(target=_forward, args=(program.name, popen.stdout), daemon=True).start()
        return popen

    def _record(self, program: Program) -> Path:
        return self.var / "run" / f"{program.name}.pid"


def say(text: str) -> None:
    """Print one line."""
    print(f"newsroom: {text}", file=sys.stderr, flush=True)


def _forward(name: str, pipe: IO[bytes]) -> None:
    for line in pipe:
        if line.strip():
            print(f"{name:<7}| {line.decode(errors='replace').rstrip()}", file=sys.stderr, flush=True)


def _how(popen: subprocess.Popen[bytes]) -> str:
    code = popen.returncode
    return f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended (exit status {code})"
