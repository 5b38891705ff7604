"""Each language's marks and blanks, with their fixes."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.rules.text.sentence_marks import sentence_marks
from translation.checks.rules.text.typography import ellipsis_marks, quote_marks, spaces

CHECKS = (quote_marks, spaces, ellipsis_marks, sentence_marks)


def found(language, text, source="x"):
    return [finding for check in CHECKS for finding in check(source, text, Pair("en", language))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "„Ja“, sagte sie; »nein« sagte er … 3,5 %."),
        ("fr", "« Oui\u00a0», dit-elle\u00a0: 3,5\u202f% à 12:30\u202f!".replace("« ", "«\u202f")),
        ("en", "“Yes,” she said… at 12:30."),
        ("fi", "”Kyllä”, HIV:n osuus on 3,5 %."),
        ("el", "«Ναι», είπε· γιατί;"),
        ("es", "«¿Sí?», dijo. ¡Claro!"),
        ("ru", "«Да», — сказала она…"),
        ("ja", "「はい」と3.5％、『本』……"),
        ("zh-hans", "“是的”，她说，3.5%……《报》"),
        ("ko", "“네”라고 그녀는 3.5%를 말했다."),
        ("sa", "“आम्” इति सा अवदत्। ३.५"),
        ("la", "„Ita“, inquit, „minime“."),
        ("en", "See https://tide.example/a.B and e.g. Node.js"),
        ("zh-hans", "港口开放 市长到场"),
        ("de", '<a href="https://m.example/">„Ja“</a> und 3" breit'),
    ],
)
def test_good_typography_is_left_alone(language, text):
    assert found(language, text, text) == []


@pytest.mark.parametrize(
    ("language", "text", "fix"),
    [
        ("de", 'Er sagte "Ja" &amp; ging', "Er sagte „Ja“ &amp; ging"),
        ("de", "Er sagte “Ja”.", "Er sagte „Ja“."),
        ("fi", 'Hän sanoi "kyllä".', "Hän sanoi ”kyllä”."),
        ("ru", '<em>"Да"</em>', "<em>«Да»</em>"),
        ("ja", '"はい"', "「はい」"),
        ("zh-hans", "「是」", "“是”"),
        ("sa", '"आम्"', "“आम्”"),
        ("fr", "Oui! Non : 3,5", "Oui\u202f! Non\u00a0: 3,5"),
        ("fr", "«Oui»", "«\u202fOui\u202f»"),
        ("de", "Der Hafen , sagte", "Der Hafen, sagte"),
        ("de", "zwei  Leerzeichen", "zwei Leerzeichen"),
        ("fi", "HIV: n osuus", "HIV:n osuus"),
        ("de", "veröffentlicht.Anders ging", "veröffentlicht. Anders ging"),
        ("en", "Well...", "Well…"),
        ("zh-hans", "好。。。", "好……"),
        ("zh-hans", "港口开放,3.5公里.", "港口开放，3.5公里。"),
        ("ja", "港が開いた.", "港が開いた。"),
        ("zh-hans", "他 说，好", "他说，好"),
        ("ko", "항구가 열렸다。", "항구가 열렸다."),
        ("el", "γιατί?", "γιατί;"),
        ("sa", "नगरं गच्छति.", "नगरं गच्छति।"),
        ("de", "Ja，nein", "Ja, nein"),
    ],
)
def test_foreign_typography_is_minor_and_put_right(language, text, fix):
    findings = found(language, text)
    assert [finding.severity for finding in findings] == ["minor"]
    assert findings[0].fix == fix
    assert all(0 <= start < end <= len(text) for start, end in findings[0].target_spans)


def test_spanish_questions_open_with_a_mark():
    (finding,) = found("es", "Vino? No.")
    assert (finding.severity, finding.fix) == ("minor", None)


def test_nested_or_unbalanced_quotations_are_left_to_a_person():
    assert quote_marks("x", '„Er sagte "Ja"“', Pair("en", "de")) == []
    assert quote_marks("x", 'Er sagte "Ja', Pair("en", "de")) == []
