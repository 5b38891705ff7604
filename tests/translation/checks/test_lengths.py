"""Lengths: by script, by pair, by how long the source is."""

from __future__ import annotations

import itertools

import pytest

from newsroom.languages import DEFAULT_CODES
from translation.checks.base import Pair, Row
from translation.checks.rules.text.lengths import (
    bounds,
    length,
    ratio,
    short_items,
    weight,
)

EN = "The town council voted on Tuesday to buy a new storage battery of 4.35 megawatts for the harbour."


def severities(findings):
    return [finding.severity for finding in findings]


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("de", "Der Stadtrat stimmte am Dienstag für den Kauf eines neuen Speichers mit 4,35 Megawatt für den Hafen."),
        ("zh-hans", "市议会周二投票决定为港口购买一套4.35兆瓦的新储能电池。"),
        ("ja", "町議会は火曜日、港のために4.35メガワットの新しい蓄電池を買うことを決めた。"),
        ("ko", "시의회는 화요일에 항구에 쓸 4.35메가와트 새 저장 배터리를 사기로 의결했다."),
        ("sa", "नगरसभा मङ्गलवासरे पोताश्रयाय ४.३५ मेगावाट् नूतनं विद्युत्कोशं क्रेतुं मतदानेन निश्चितवती।"),
    ],
)
def test_usual_lengths_are_left_alone_in_every_script(code, target):
    assert length(EN, target, Pair("en", code)) == []
    assert length(target, EN, Pair(code, "en")) == []


@pytest.mark.parametrize(
    ("code", "target", "severity"),
    [
        ("de", "Die Stadt stimmte ab.", "critical"),
        ("de", "Der Stadtrat stimmte über einen Speicher ab.", "major"),
        ("ja", "町議会は決めた。", "critical"),
        ("zh-hans", "市议会投票。", "critical"),
        ("ru", "Городской совет проголосовал. " * 12, "major"),
    ],
)
def test_lost_and_swollen_texts_are_found(code, target, severity):
    source = EN + " It will open in March, the mayor said." if severity == "critical" else EN
    assert severities(length(source, target, Pair("en", code))) == [severity]


def test_short_texts_say_nothing():
    assert length("Yes.", "Jawohl, das stimmt.", Pair("en", "de")) == []


def test_every_pair_has_bounds_around_one_that_widen_for_short_texts_and_without_english():
    for source, target in itertools.permutations(DEFAULT_CODES, 2):
        least, most = bounds(100, Pair(source, target))
        shorter, longer = bounds(15, Pair(source, target))
        assert 0.1 < least < 1 < most < 10
        assert shorter <= least and longer >= most
    assert bounds(100, Pair("de", "ru"))[0] < bounds(100, Pair("en", "ru"))[0]


def test_latin_names_in_han_weigh_what_they_weigh_elsewhere():
    assert weight("储能") > 5 and weight("Helio-2.5X") == 8 and weight("स्वागतम्") == 5
    assert ratio("", "x", Pair("en", "de")) == 1.0


def test_a_short_item_is_minor_and_a_paragraph_is_not_looked_at():
    rows = [
        Row("a", "item", "Bring 4.35 litres of water", "Bring 4,35 mit"),
        Row("b", "paragraph", "Bring 4.35 litres of water", "Bring 4,35 mit"),
        Row("c", "caption", "The old harbour at night", "Der alte Hafen bei Nacht"),
    ]
    found = short_items(rows, Pair("en", "de"))
    assert list(found) == ["a"] and severities(found["a"]) == ["minor"]
