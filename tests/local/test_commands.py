"""The commands a person types, as processes: each trouble is one line with its mend, and nothing stays behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import environment
from newsroom.local import stack
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "NEWSROOM_VAR", "MEDIA_ROOT", "STATIC_ROOT", "PORT")


def env(var: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "NEWSROOM_VAR": str(var), **more}


def run(words: list[str], var: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env(var, **more), capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("words", [["migrate"], ["check", "--database", "default"], ["check", "--database=default"]])
def test_manage_py_without_servers_says_in_one_line_how_to_start_them(short_folder: Path, words: list[str]) -> None:
    done = run(["manage.py", *words], short_folder)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "make run" in done.stderr and "DATABASE_URL" in done.stderr


def test_who_stops_reading_a_command_sees_no_traceback(short_folder: Path) -> None:
    command = [sys.executable, "manage.py", "engines"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env(short_folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run_:
        assert run_.stdout and run_.stderr
        run_.stdout.close()
        assert run_.stderr.read() == b""
    assert run_.returncode == 1


@pytest.mark.parametrize(
    "words", [["help"], ["check"], ["migrate", "--help"], ["makemigrations", "--check", "--dry-run"]]
)
def test_commands_that_need_no_server_work_without(short_folder: Path, words: list[str]) -> None:
    done = run(["manage.py", *words], short_folder)
    assert done.returncode == 0, done.stderr


def test_a_port_in_use_is_one_line_that_names_a_free_one(short_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(["-m", "newsroom.local", "run"], short_folder, PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "is in use by another program: make run PORT=" in done.stderr


@pytest.mark.parametrize("port", ["eighty", "70000", "-1"])
def test_a_port_that_is_none_is_one_line(short_folder: Path, port: str) -> None:
    done = run(["-m", "newsroom.local", "run"], short_folder, PORT=port)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert port in done.stderr


def test_a_second_run_in_the_same_checkout_is_one_line(short_folder: Path) -> None:
    with stack.lock(short_folder) as write:
        write("http://localhost:8000/")
        done = run(["-m", "newsroom.local", "run"], short_folder)
        assert run(["-m", "newsroom.local", "status"], short_folder).returncode == 0
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"process {os.getpid()} http://localhost:8000/" in done.stderr
    assert run(["-m", "newsroom.local", "status"], short_folder).returncode == 3


@contextlib.contextmanager
def servers(var: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `servers` until the test is done with it; killed if the test left it running."""
    command = [sys.executable, "-m", "newsroom.local", "servers"]
    with subprocess.Popen(command, cwd=ROOT, env=env(var), stderr=subprocess.DEVNULL) as running:
        try:
            wait_for((var / "servers.json").exists, 20)
            yield running
        finally:
            running.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_servers_end_with_their_supervisor(short_folder: Path, number: signal.Signals) -> None:
    with servers(short_folder) as running:
        assert using(short_folder) != []
        running.send_signal(number)
        assert running.wait(30) == (-number if number == signal.SIGKILL else 0)
    if number != signal.SIGKILL or sys.platform == "linux":
        wait_for(lambda: using(short_folder) == [], 20)
    done = run(["-m", "newsroom.local", "stop"], short_folder)  # after SIGKILL there is something to tidy
    assert (done.returncode, using(short_folder)) == (0, [])
    with pytest.raises(environment.LocalServersDown):
        environment.require(env(short_folder), ROOT)


def test_stop_ends_a_run_from_another_terminal(short_folder: Path) -> None:
    with servers(short_folder) as running:
        assert run(["-m", "newsroom.local", "stop"], short_folder).returncode == 0
        assert running.wait(5) == 0
    assert using(short_folder) == []


def using(var: Path) -> list[str]:
    """Return the command lines that name this folder."""
    shown = subprocess.run(["ps", "-ewwo", "args="], capture_output=True, text=True, check=True).stdout
    return [line for line in shown.splitlines() if str(var) in line]
