"""`make run` offers models once: answered by MODELS or at a terminal, never waiting without one."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.local import run as local_run
from newsroom.local.run import offer_models
from newsroom.local.trouble import Trouble
from tests.local.test_commands import ROOT, env
from tests.servers import firefox_models
from tests.servers.firefox_models import ModelServer, cut_off
from tests.waiting import wait_for


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with firefox_models.running() as running:
        yield running


@pytest.fixture
def environ(server: ModelServer, tmp_path: Path) -> dict[str, str]:
    given = env(tmp_path, FIREFOX_MODELS_URL=server.mirror, ENGINE_PRIVATE_HOSTS="127.0.0.1")
    return {name: value for name, value in given.items() if name not in ("CI", "MODELS", "FIREFOX_MODELS_DIR")}


def noted(var: Path) -> str:
    path = var / "models" / ".asked"
    return path.read_text().strip() if path.exists() else ""


def installed(var: Path) -> list[str]:
    return sorted(path.parent.name for path in (var / "models").glob("*/manifest.json"))


def test_without_a_terminal_one_line_says_how_and_nothing_is_asked_of_anybody(server, environ, tmp_path, capsys):
    offer_models(environ, tmp_path)
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "MODELS=de,fr make run" in said
    assert not (tmp_path / "models").exists() and not server.listings


@pytest.mark.parametrize("ci", ["", "1"])
def test_a_terminal_is_asked_unless_it_is_a_forges(monkeypatch, ci):
    monkeypatch.setattr(os, "isatty", lambda number: True)
    assert local_run.terminal({"CI": ci}) is not bool(ci)


def test_models_answers_without_a_question_and_a_second_start_asks_nobody(server, environ, tmp_path, capfd):
    offer_models({**environ, "MODELS": "de"}, tmp_path)
    assert installed(tmp_path) == ["de-en", "en-de"] and noted(tmp_path) == "done de"
    assert "German: 100 % of" in capfd.readouterr().err
    before = server.listings
    for answer in ("de", ""):
        offer_models({**environ, "MODELS": answer}, tmp_path)
    assert server.listings == before and capfd.readouterr().err == ""
    offer_models({**environ, "MODELS": "de,zh-hans"}, tmp_path)
    assert installed(tmp_path) == ["de-en", "en-de", "en-zh-hans", "zh-hans-en"]


def test_a_no_is_remembered(server, environ, tmp_path, capfd):
    offer_models({**environ, "MODELS": "no"}, tmp_path)
    assert noted(tmp_path) == "no"
    offer_models(environ, tmp_path)
    assert capfd.readouterr().err == "" and not server.listings


def test_a_language_that_is_none_stops_the_start_with_a_line(environ, tmp_path, capfd):
    with pytest.raises(Trouble):
        offer_models({**environ, "MODELS": "de,xx"}, tmp_path)
    assert "MODELS: “xx” is not among" in capfd.readouterr().err and noted(tmp_path) == ""


def test_without_a_network_a_line_says_so_and_the_start_goes_on(environ, tmp_path, capfd):
    offer_models({**environ, "MODELS": "de,zh-hans", "FIREFOX_MODELS_URL": "http://127.0.0.1:9/mirror"}, tmp_path)
    said = capfd.readouterr().err
    assert said.count("\n") == 1 and "cannot be reached" in said and "the next start continues" in said
    assert noted(tmp_path) == "de,zh-hans"
    offer_models(environ, tmp_path)
    assert installed(tmp_path) == ["de-en", "en-de", "en-zh-hans", "zh-hans-en"], "the next start, without asking"


def test_what_was_cut_off_goes_on_at_the_next_start(server, environ, tmp_path, capfd):
    server.faults = [cut_off]
    offer_models({**environ, "MODELS": "de,zh-hans"}, tmp_path)
    assert "German: The connection to 127.0.0.1 broke" in capfd.readouterr().err
    assert installed(tmp_path) == ["en-zh-hans", "zh-hans-en"], "one that fails does not hold up the others"
    offer_models(environ, tmp_path)
    assert installed(tmp_path) == ["de-en", "en-de", "en-zh-hans", "zh-hans-en"]
    assert any(asked and asked.startswith("bytes=") for asked in server.ranges)


class Terminal:
    """`manage.py models offer` at a terminal of its own."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.master, slave = pty.openpty()
        command = [sys.executable, "manage.py", "models", "offer"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environ, stdin=slave, stdout=slave, stderr=slave)
        os.close(slave)
        os.set_blocking(self.master, False)
        self.shown = ""

    def read(self) -> str:
        try:
            self.shown += os.read(self.master, 65536).decode(errors="replace")
        except (BlockingIOError, OSError):  # nothing yet; or the other side has ended
            return self.shown
        return self.shown

    def answer(self, text: str, question: int = 1) -> None:
        wait_for(lambda: self.read().count("which?") >= question, 30)
        os.write(self.master, text.encode())

    def end(self) -> int:
        wait_for(lambda: self.read() and self.process.poll() is not None, 60)
        self.read()
        os.close(self.master)
        return self.process.returncode


@pytest.mark.long
@pytest.mark.parametrize(
    ("typed", "note", "pairs"),
    [("de\n", "done de", 2), ("\n", "no", 0), ("all\n", "done zh-hans,de", 4), ("no\n", "no", 0), ("\x04", "", 0)],
)
def test_at_a_terminal_the_sizes_are_shown_and_the_answer_is_kept(environ, tmp_path, typed, note, pairs):
    terminal = Terminal(environ)
    terminal.answer(typed)
    assert terminal.end() == 0
    assert re.search(r"de +German +1 MB", terminal.shown) and "French" not in terminal.shown
    assert noted(tmp_path) == note and len(installed(tmp_path)) == pairs


def test_without_a_network_a_terminal_is_not_asked_and_the_next_starts_do_not_wait(environ, tmp_path, capsys):
    terminal = Terminal({**environ, "FIREFOX_MODELS_URL": "http://127.0.0.1:9/mirror"})
    assert terminal.end() == 0
    assert terminal.shown.count("\n") == 1 and "no models are offered" in terminal.shown
    assert noted(tmp_path) == "offline"
    offer_models(environ, tmp_path)
    assert "MODELS=de,fr make run" in capsys.readouterr().err
    offer_models({**environ, "MODELS": "de"}, tmp_path)
    assert installed(tmp_path) == ["de-en", "en-de"]


def test_what_is_not_offered_is_asked_for_again(environ, tmp_path):
    terminal = Terminal(environ)
    terminal.answer("fr\n")
    terminal.answer("de\n", question=2)
    assert terminal.end() == 0
    assert "“fr” is not among" in terminal.shown and installed(tmp_path) == ["de-en", "en-de"]


def test_ctrl_c_at_the_question_stops_everything_in_one_line(environ, tmp_path):
    terminal = Terminal(environ)
    wait_for(lambda: "which?" in terminal.read(), 30)
    terminal.process.send_signal(2)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.shown and noted(tmp_path) == ""
