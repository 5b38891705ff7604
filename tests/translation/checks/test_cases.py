"""Tricky translations that are right, and translations with one realistic fault each: cases/*.jsonl."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from translation.checks.base import Pair
from translation.checks.registry import run
from translation.checks.wording import english

from .pairs import serious

FOLDER = Path(__file__).parent / "cases"
# What no check sees. A case that is found leaves this list: its test fails as long as it stands here.
MISSED = {
    "negation dropped",
    "negation added",
    "name replaced",
    "hallucinated clause",
    "untranslated word",
    "allegedly lost",
    "list item dropped",
}


def cases(name):
    lines = [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(line, id=f"{line['kind']} {line['source_language']}-{line['target_language']}") for line in lines
    ]


def found(case, target):
    pair = Pair(case["source_language"], case["target_language"])
    return {(finding.check, english(finding.message)) for finding in run(case["source"], target, pair)}


@pytest.mark.parametrize("case", cases("correct.jsonl"))
def test_a_right_translation_raises_no_alarm(case):
    assert serious(case["source"], case["target"], (case["source_language"], case["target_language"])) == []


@pytest.mark.parametrize("case", cases("faults.jsonl"))
def test_a_faulty_translation_is_found_and_the_right_one_is_not(case):
    assert serious(case["source"], case["good"], (case["source_language"], case["target_language"])) == []
    alarms = found(case, case["bad"]) - found(case, case["good"])
    assert bool(alarms) == (case["kind"] not in MISSED)
