"""Numbers, sums, dates, times, eras, references and names with numbers as each language writes them: cases/*.jsonl.

Each line of written_forms.jsonl is a right translation, each of wrong_forms.jsonl says another number, time or name.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from .pairs import serious

FOLDER = Path(__file__).parent / "cases"


def cases(name):
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


RIGHT, WRONG = cases("written_forms.jsonl"), cases("wrong_forms.jsonl")
LANGUAGES = sorted({case["target_language"] for case in [*RIGHT, *WRONG]})


def found(case):
    return serious(case["source"], case["target"], (case["source_language"], case["target_language"]))


def into(language, rows):
    return [case for case in rows if case["target_language"] == language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_of_the_language_is_right(language):
    assert [(case["source"], case["target"], made) for case in into(language, RIGHT) if (made := found(case))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_number_in_such_a_form_is_found(language):
    assert [case for case in into(language, WRONG) if not found(case)] == []


def test_all_languages_have_cases():
    languages = Counter(case["target_language"] for case in RIGHT)
    assert len(languages) == 15 and min(languages.values()) > 5
