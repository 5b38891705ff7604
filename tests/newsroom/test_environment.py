"""The environment and the .env file: read by kind, alike by every program; a wrong value names its variable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.environment import EnvError, Environment, load
from tests.test_docs import variables

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    ["manage.py", "check"],
    ["-m", "newsroom.local", "run"],
    ["-m", "newsroom.local.prepare", "files"],
    ["-m", "newsroom.workers", "network"],
)


def test_each_kind_is_read_and_empty_is_unset():
    env = Environment({"A": " 1 ", "B": "no", "C": "7", "D": "a, b,,", "E": "", "F": " ", "G": "/srv"})
    assert (env.flag("A"), env.flag("B", True), env.flag("E", True), env.flag("none")) == (True, False, True, False)
    assert (env.number("C", 1), env.number("E", 1), env.number("F", 2), env.number("none", 3)) == (7, 1, 2, 3)
    assert (env.names("D"), env.names("E", "x,y"), env.names("none")) == (["a", "b"], ["x", "y"], [])
    assert (env.text("F", "default"), env.text("A")) == ("default", "1")
    assert (env.folder("G", Path("/")), env.folder("E", Path("/var"))) == (Path("/srv"), Path("/var"))


@pytest.mark.parametrize("word", ["1", "yes", "on", "true", "True", "YES"])
def test_yes(word):
    assert Environment({"FLAG": word}).flag("FLAG")


@pytest.mark.parametrize("kind", ["flag", "number"])
@pytest.mark.parametrize("value", ["maybe", "2.5", "-1", "٣", "²"])
def test_a_wrong_value_is_an_error_that_names_the_variable_the_value_and_what_is_allowed(kind, value):
    with pytest.raises(EnvError) as caught:
        getattr(Environment({"TRUSTED_PROXIES": value}), kind)("TRUSTED_PROXIES", 0)
    allowed = {"flag": "1 nor 0", "number": "whole number"}[kind]
    assert "TRUSTED_PROXIES" in str(caught.value) and f"“{value}”" in str(caught.value) and allowed in str(caught.value)


def test_a_secret_is_in_no_message():
    with pytest.raises(EnvError, match="DEEPL_API_KEY must be one line") as caught:
        Environment({"DEEPL_API_KEY": "schlüssel"}).secret("DEEPL_API_KEY")
    assert "schlüssel" not in repr(caught.value)


# --- the .env file --------------------------------------------------------------------------------------------------


def test_the_file_adds_to_the_environment_and_what_is_set_wins(tmp_path):
    (tmp_path / ".env").write_text(
        "# a comment\nSITE_NAME='The Courier'  # two words\nexport DEBUG=1\nPORT=8001\nEMPTY=\nURL=http://h:${PORT}/\n"
    )
    environ = {"DEBUG": "0", "PORT": ""}
    load(tmp_path, environ)
    assert environ == {
        "DEBUG": "0",
        "PORT": "",
        "SITE_NAME": "The Courier",
        "EMPTY": "",
        "URL": "http://h:8001/",
    }


def test_without_a_file_nothing_changes_and_an_empty_name_reads_none(tmp_path):
    environ = {"DEBUG": "0"}
    load(tmp_path, environ)
    assert environ == {"DEBUG": "0"}
    (tmp_path / ".env").write_text("SITE_NAME=Courier\n")
    load(tmp_path, environ | {"ENV_FILE": ""})
    assert environ == {"DEBUG": "0"}


def test_another_file_can_be_named_and_must_be_there(tmp_path):
    (tmp_path / "desk.env").write_text("SITE_NAME=Courier\n")
    environ = {"ENV_FILE": str(tmp_path / "desk.env")}
    load(ROOT, environ)
    assert environ["SITE_NAME"] == "Courier"
    with pytest.raises(EnvError, match=r"gone\.env cannot be read"):
        load(tmp_path, {"ENV_FILE": "gone.env"})


@pytest.mark.parametrize("line", ["SITE_NAME", "= x", "NAME='open", "two words=x"])
def test_a_line_that_is_no_assignment_is_named(tmp_path, line):
    (tmp_path / ".env").write_text(f"DEBUG=1\n\n\n{line}\n")
    with pytest.raises(EnvError, match=r"\.env, line 4: write NAME=value"):
        load(tmp_path, {})


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0] + words[-1])
def test_every_program_reads_the_same_file(tmp_path, words):
    """Each says in one line that a variable of the file makes no sense."""
    (tmp_path / "desk.env").write_text("ENGINE_AT_ONCE=nobody=4\nWORKERS=2\n")
    environ = {**os.environ, "ENV_FILE": str(tmp_path / "desk.env"), "NEWSROOM_VAR": str(tmp_path), "PORT": "0"}
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode, done.stderr
    assert "ENGINE_AT_ONCE" in done.stderr and "“nobody” is no engine" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_developers_file_changes_no_test():
    """tests/conftest.py says so, to the tests and to every program that they start."""
    assert os.environ["ENV_FILE"] == ""


def test_production_settings_import_nothing_of_the_local_run():
    code = "import sys, newsroom.settings; print([name for name in sys.modules if name.startswith('newsroom.local')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_scan_of_the_docs_sees_every_way_of_reading():
    assert {
        "DEBUG",
        "SITE_NAME",
        "MEDIA_ROOT",
        "LOGIN_FAILURES",
        "EDITIONS",
        "ENGINE_PRICES",
        "ENV_FILE",
    } <= variables()
