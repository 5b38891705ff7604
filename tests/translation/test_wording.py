"""Every message that the code makes has a template, every template its parameters, and findings are shown in all of
the admin's languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from articles import wording as body
from articles.models import LanguageVersion
from newsroom.catalogues import admin_editions
from newsroom.messages import N_, Message, Plural, merged, say, verbatim
from translation import wording
from translation.checks import registry
from translation.checks import wording as checks
from translation.checks.summaries import SUMMARIES

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\((\w+)\)")
FILES = {path: path.read_text() for app in ("articles", "translation") for path in sorted((ROOT / app).rglob("*.py"))}
CATALOGUE = merged([body.CATALOGUE, wording.CATALOGUE])
# Words, and codes that are made of the value of a choice.
MADE = ("field:", "unreleased.", "unscheduled.")
ADMIN = [edition.code for edition in admin_editions()]


def _codes(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _codes(node.body)
        yield from _codes(node.orelse)


def _said() -> Iterator[tuple[str, str, set[str]]]:
    """Yield (place, code, parameters) for every message that the code makes.

    A call whose code is a variable means all strings of its file that are codes and that no other call names.
    """
    for path, source in FILES.items():
        if not re.search(r"^from newsroom.messages import .*\bsay\b", source, re.M):
            continue
        calls = [
            node
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
        ]
        named = {code for call in calls for code in _codes(call.args[0])}
        for call in calls:
            codes = set(_codes(call.args[0]))
            codes = codes or {code for code in CATALOGUE if f'"{code}"' in source} - named
            for code in codes:
                yield f"{path.name}:{call.lineno}", code, {keyword.arg or "**" for keyword in call.keywords}


def _wanted(code: str) -> set[str]:
    template = CATALOGUE[code]
    parts = (template.one, template.many) if isinstance(template, Plural) else (template,)
    return {name for part in parts for name in PLACEHOLDER.findall(part)}


def test_every_message_has_its_template_and_parameters():
    wrong = [(place, code) for place, code, given in _said() if code not in CATALOGUE or _wanted(code) != given]
    assert wrong == []


def test_every_template_is_used():
    used = {code for _place, code, _given in _said()}
    assert [code for code in CATALOGUE if code not in used and not code.startswith(MADE)] == []


def test_every_module_with_templates_is_registered():
    registered = {Path(str(module.__file__)) for module in checks.SOURCES}
    made = {path for path, source in FILES.items() if "\nMESSAGES = {" in source and "checks" in path.parts}
    assert made == registered


def test_every_check_has_a_summary_in_the_reader_s_language():
    assert list(SUMMARIES) == registry.names()
    with translation.override("de"):
        assert wording.check_summaries()["doubled_words"] == "Wiederholtes Wort oder wiederholte Wendung"


def test_jobs_say_why_readers_keep_a_version_as_its_panel_does():
    for name, choices in (("unreleased", LanguageVersion.Unreleased), ("unscheduled", LanguageVersion.Unscheduled)):
        for value, label in choices.choices:
            assert wording.render(Message(f"{name}.{value}")) == str(label)


@pytest.mark.parametrize("code", ADMIN)
def test_a_job_s_problem_is_shown_in_each_language_of_the_admin(code):
    message = say("job.segment", key="b1", reason=say("answer.nothing", engine="apertium", count=1, all=3))
    with translation.override(code):
        shown = wording.render(message)
    assert {"b1", "apertium", "1", "3"} <= set(re.findall(r"[a-z]*\d+|apertium", shown))
    assert (shown == "Segment b1: apertium answered 1 of 3 texts with nothing.") == (code == "en")


@pytest.mark.parametrize("code", ADMIN)
def test_a_finding_is_shown_in_each_language_of_the_admin(code):
    message = say("language.text", language="fr", language_expected="de", text="Il pleut")
    with translation.override(code):
        shown, marked = wording.render(message), wording.language_of(message)
    assert "Il pleut" in shown and marked == ""
    assert (shown == "The text is French, not German: “Il pleut”") == (code == "en")


def test_there_are_thirteen_languages_of_the_admin():
    assert len(ADMIN) == 13


def test_a_text_that_is_shown_in_english_says_so(monkeypatch):
    monkeypatch.setitem(wording.CATALOGUE, "x.new", N_("This is not translated: %(text)s"))
    for code, marked in (("de", "en"), ("en", "")):
        with translation.override(code):
            assert wording.language_of(say("x.new", text="x")) == marked
            assert wording.language_of(verbatim("as a service said")) == marked
