"""`python -m newsroom.local run | servers | with COMMAND... | status | stop | reset`, behind the Makefile."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsroom import environment
from newsroom.local import process, run, stack
from newsroom.local.programs import BASE_DIR, NAMES
from newsroom.local.supervisor import say
from newsroom.local.trouble import Trouble


def servers(var: Path) -> None:
    """Run only the private servers until a signal."""
    run.end_on_signals()
    with stack.lock(var), stack.servers(var, os.environ) as (urls, _):
        shown = "".join(f"\n  {name}={urls[name]}" for name in environment.ABSENT)
        say(f"the servers run; Ctrl-C stops them{shown}")
        while True:
            signal.pause()


def with_servers(command: list[str]) -> int:
    """Run a command on private servers of its own, with a migrated database; return its exit status."""
    run.end_on_signals()
    with stack.temporary(os.environ) as added:
        env = {**os.environ, **added}
        with run.Preparation(env, "database") as database:
            database.wait()
        return subprocess.run(command, env=env, check=False).returncode


def stop(var: Path) -> None:
    """Stop the processes of this checkout, also those that a crash left behind."""
    pid = stack.holder(var)
    if pid:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 60
        while stack.holder(var) and time.monotonic() < deadline:
            time.sleep(0.1)
        if stack.holder(var):
            raise Trouble(f"process {pid} does not end: kill -9 {pid}, then make stop again")
    for name in (*NAMES, "valkey", "postgres"):
        number = signal.SIGINT if name == "postgres" else signal.SIGTERM
        if process.stop_recorded(var / "run" / f"{name}.pid", number, seconds=30):
            say(f"ended a {name} that was left running")
    say("nothing runs in this checkout now")


def status(var: Path) -> int:
    """Print what runs in this checkout; return 0 if something does, else 3."""
    pid = stack.holder(var)
    say(f"runs: process {stack.note(var)}" if pid else "nothing runs in this checkout: make run")
    return 0 if pid else 3


def reset(var: Path) -> None:
    """Remove all local data after a confirmation."""
    if stack.holder(var):
        raise Trouble("the newsroom runs: make stop first")
    if os.environ.get("YES") != "1":
        if not sys.stdin.isatty():
            raise Trouble("this removes all local data: make reset YES=1")
        if input(f"Remove ALL data of this checkout in {var}? Type yes: ") != "yes":
            raise Trouble("nothing was removed")
    if (var / "postgres").is_symlink():
        shutil.rmtree((var / "postgres").readlink(), ignore_errors=True)
    if var.exists():
        shutil.rmtree(var)


def main() -> int:
    """Run the command of the arguments; print one line on stderr and exit with status 1 if it fails."""
    commands: dict[str, Callable[[Path], int | None]] = {
        "run": lambda var: run.run(var, os.environ),
        "servers": servers,
        "with": lambda _: with_servers(sys.argv[2:]),
        "status": status,
        "stop": stop,
        "reset": reset,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        environment.load(BASE_DIR)
        return commands[sys.argv[1]](environment.var_dir(os.environ, BASE_DIR)) or 0
    except KeyboardInterrupt:
        say("stopped")
        return 0
    except (Trouble, environment.EnvError, OSError) as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())
