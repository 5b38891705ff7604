"""The whole local run as a person starts it: ready, found by manage.py, mended, and gone after Ctrl-C."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import environment
from newsroom.local import process, programs
from newsroom.local.run import Files, Preparation, ask
from newsroom.local.trouble import Trouble
from tests.local.test_commands import ROOT, env, run, using
from tests.waiting import wait_for


@pytest.mark.long
@pytest.mark.timeout(300)
def test_run_gets_ready_mends_a_dead_worker_and_leaves_no_process(short_folder: Path) -> None:
    """First in an empty folder, then in what that run has left."""
    assert runs_until(signal.SIGINT, short_folder) == 0
    assert runs_until(signal.SIGTERM, short_folder) == 0
    with pytest.raises(environment.LocalServersDown):
        environment.require(env(short_folder), ROOT)


def runs_until(number: signal.Signals, folder: Path) -> int:
    """Run the newsroom, kill its worker, send a signal once the worker is back; return the exit status."""
    log = folder / f"{number.name}.txt"
    command = [sys.executable, "-m", "newsroom.local", "run"]
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=ROOT, env=env(folder, PORT="0"), stderr=output) as it,
    ):
        try:
            url = ready(log, it)
            assert ask(f"{url}/healthz") == ""
            assert run(["manage.py", "migrate", "--check"], folder).returncode == 0
            pids = {path.stem: int(path.read_text().split()[0]) for path in (folder / "run").glob("*.pid")}
            assert set(pids) == {"web", "worker", "network-worker", "beat", "postgres", "valkey"}
            os.kill(pids["worker"], signal.SIGKILL)
            wait_for(lambda: "worker was killed (SIGKILL); starting it again" in log.read_text(), 20)
            it.send_signal(number)
            ended = it.wait(60)
        finally:
            it.kill()
    assert "Traceback" not in log.read_text()
    assert [process.birth(pid) for pid in pids.values()] == [""] * len(pids)
    assert using(folder) == []
    assert list((folder / "run").glob("*.pid")) == []
    return ended


def ready(log: Path, running: "subprocess.Popen[bytes]") -> str:
    def address() -> str:
        assert running.poll() is None, f"it ended:\n{log.read_text()[-3000:]}"
        found = re.search(r"newsroom: ready\s+readers +(http://\S+?)/\s", log.read_text())
        return found[1] if found else ""

    return wait_for(address, 120, every=0.1)


def settled(var: Path, environ: dict[str, str]) -> bool:
    """Tell whether the step `files` would be left out, as at a start."""
    with Files(var, environ) as files:
        return files.process is None


def test_files_are_made_ready_again_only_if_something_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "checkout"
    (root / "static").mkdir(parents=True)
    (root / "static" / "site.css").write_text("a {}")
    (tmp_path / "staticfiles.json").write_text("{}")
    monkeypatch.setattr(programs, "BASE_DIR", root)
    monkeypatch.setattr(Preparation, "__init__", lambda self, env, *steps: None)
    monkeypatch.setattr(Preparation, "__exit__", lambda self, *reason: None)
    monkeypatch.setattr(Preparation, "wait", lambda self: "")
    environ = {"STATIC_ROOT": str(tmp_path)}

    def start() -> bool:
        before = settled(tmp_path, environ)
        with Files(tmp_path, environ) as files:
            files.wait()
        assert settled(tmp_path, environ)
        return before

    assert start() is False
    assert start() is True
    (root / "static" / "site.css").write_text("a { color: red }")
    assert start() is False
    environ["DEBUG"] = "1"
    assert start() is False
    (tmp_path / "staticfiles.json").unlink()
    assert settled(tmp_path, environ) is False


def test_a_step_that_fails_is_trouble_and_what_it_says_is_kept(tmp_path: Path) -> None:
    environ = {**os.environ, "DATABASE_URL": "postgresql://newsroom@%2Fnonexistent:5432/newsroom"}
    with Preparation(environ, "database") as database, pytest.raises(Trouble, match="could not be prepared"):
        database.wait_for("database")
    with Preparation({**environ, "STATIC_ROOT": str(tmp_path)}, "files") as files:
        assert files.wait() == ""
    assert (tmp_path / "css").exists()
