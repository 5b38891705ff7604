"""The supervisor with small programs of our own: it restarts, gives up, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.local import process
from newsroom.local.programs import Program
from newsroom.local.supervisor import Supervisor
from newsroom.local.trouble import Trouble

SLEEPER = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
)
FAMILY = "import subprocess, time; subprocess.Popen(['sleep', '61']); time.sleep(60)"


class Enough(Exception):
    """Ends a watch."""


def python(name: str, code: str) -> Program:
    return Program(name, (sys.executable, "-c", code))


def supervisor(folder: Path) -> Supervisor:
    (folder / "run").mkdir()
    return Supervisor(folder, os.environ, [])


def until(condition: Callable[[], bool], seconds: float = 10) -> Callable[[], None]:
    deadline = time.monotonic() + seconds

    def poll() -> None:
        assert time.monotonic() < deadline
        if condition():
            raise Enough

    return poll


def test_a_program_that_dies_is_named_and_started_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    keeper = supervisor(tmp_path)
    keeper.start([python("worker", SLEEPER), python("web", SLEEPER)])
    first = keeper.running[0].popen.pid
    os.kill(first, signal.SIGKILL)
    with pytest.raises(Enough):
        keeper.watch(until(lambda: keeper.running[0].popen.pid != first))
    assert keeper.running[0].popen.poll() is None
    assert "worker was killed (SIGKILL); starting it again in 1 s" in capfd.readouterr().err
    keeper.stop()
    assert [entry.popen.poll() for entry in keeper.running] == [-signal.SIGTERM, -signal.SIGTERM]
    assert list((tmp_path / "run").iterdir()) == []


def test_a_program_that_keeps_dying_stops_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.local.supervisor.MOST_DEATHS", 1)
    keeper = supervisor(tmp_path)
    keeper.start([python("beat", "raise SystemExit(3)")])
    with pytest.raises(Trouble, match=r"beat keeps ending \(ended \(exit status 3\)"):
        keeper.watch(until(lambda: False))
    keeper.stop()


def test_a_program_that_ignores_being_asked_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.local.supervisor.GRACE", 0.5)
    keeper = supervisor(tmp_path)
    keeper.start([python("web", STUBBORN)])
    time.sleep(0.5)
    keeper.stop()
    assert keeper.running[0].popen.returncode == -signal.SIGKILL


def test_children_of_a_program_end_with_it(tmp_path: Path) -> None:
    keeper = supervisor(tmp_path)
    keeper.start([python("worker", FAMILY)])
    group = keeper.running[0].popen.pid
    time.sleep(0.5)
    assert len(members(group)) == 2
    keeper.stop()
    assert members(group) == []


def test_what_a_killed_supervisor_left_is_ended_at_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(command, start_new_session=True) as left:
        (tmp_path / "run" / "web.pid").write_text(f"{left.pid} {process.birth(left.pid)}")
        keeper = Supervisor(tmp_path, os.environ, [])
        keeper.start([python("web", SLEEPER)])
        assert left.wait(5) == -signal.SIGTERM
    keeper.stop()


def members(group: int) -> list[int]:
    shown = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in shown.splitlines()]
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and not state.startswith("Z")]
