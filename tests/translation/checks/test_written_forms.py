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


def found(case):
    return serious(case["source"], case["target"], (case["source_language"], case["target_language"]))


def named(case):
    return f"{case['source_language']}-{case['target_language']} {case['source'][:30]}"


@pytest.mark.parametrize("case", cases("written_forms.jsonl"), ids=named)
def test_a_form_of_the_language_is_right(case):
    assert found(case) == []


@pytest.mark.parametrize("case", cases("wrong_forms.jsonl"), ids=named)
def test_another_number_in_such_a_form_is_found(case):
    assert found(case)


def test_all_languages_have_cases():
    languages = Counter(case["target_language"] for case in cases("written_forms.jsonl"))
    assert len(languages) == 15 and min(languages.values()) > 5
