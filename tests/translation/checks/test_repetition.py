"""Loops, words and phrases written twice, sentences that come again."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.rules.text.repetition import doubled_words, loops, sentence_twice
from translation.checks.wording import english

SOURCE = "The council paid 4.35 million for the boat."


def severities(findings):
    return [finding.severity for finding in findings]


@pytest.mark.parametrize(
    ("code", "target", "severity", "named"),
    [
        ("zh-hans", "委员会付了435万。" + "(掌声)" * 6, "critical", "掌声"),
        ("ja", "評議会は" + "はい、" * 5 + "払った。", "critical", "はい"),
        ("de", "Der Rat zahlte 4,35 Millionen Millionen Millionen Euro.", "major", "Millionen"),
        ("ko", "위원회는 " + "정말 " * 5 + "냈다.", "critical", "정말"),
        ("fi", "Neuvosto maksoi" + " / veneen" * 7, "critical", "veneen"),
        ("sa", "सभा " + "नौकां " * 5 + "क्रीतवती।", "critical", "नौकां"),
        ("en", "hahahahahahaha", "critical", "ha"),
        ("ru", "Совет " + "- " * 8, "critical", "-"),
    ],
)
def test_loops_are_found_and_can_be_cut(code, target, severity, named):
    (finding,) = loops(SOURCE, target, Pair("en" if code != "en" else "de", code))
    assert finding.severity == severity and named in english(finding.message)
    assert finding.fix and len(finding.fix) < len(target)
    assert loops(SOURCE, finding.fix, Pair("en", code)) == []


def test_a_loop_that_the_source_has_is_meant():
    assert loops("Never, never, never, never!", "Nie, nie, nie, nie!", Pair("en", "de")) == []
    assert loops("1 000 000 000", "1 000 000 000", Pair("en", "fr")) == []


@pytest.mark.parametrize(
    ("code", "target", "fixed"),
    [
        ("de", "Der Rat zahlte zahlte 4,35 Millionen.", "Der Rat zahlte 4,35 Millionen."),
        ("de", "Der Rat zahlte für das das Boot.", "Der Rat zahlte für das Boot."),
        ("el", "Το συμβούλιο τους τους πλήρωσε.", "Το συμβούλιο τους πλήρωσε."),
        ("ru", "Совет заплатил заплатил 4,35 миллиона.", "Совет заплатил 4,35 миллиона."),
        ("ko", "시즌의 시즌의 60번째 골이다.", "시즌의 60번째 골이다."),
        ("id", "Dewan pada pada 2027 membayar.", "Dewan pada 2027 membayar."),
        ("fi", "Neuvosto osti veneen, neuvosto osti veneen, ja maksoi.", None),
        ("zh-hans", "全体国家国家主权", "全体国家主权"),
        ("ja", "船を買うことを船を買うことを決めた。", "船を買うことを決めた。"),
        ("ja", "船をを買う。", "船を買う。"),
        ("sa", "सः च च सा", "सः च सा"),
    ],
)
def test_what_stands_there_twice_is_major_and_can_be_mended(code, target, fixed):
    (finding,) = doubled_words(SOURCE, target, Pair("en", code))
    assert finding.severity == "major"
    if fixed:
        assert finding.fix == fixed


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("de", "Die Leute, die die Stadt kennen."),
        ("en", "He said that that boat had had 4.35 owners."),
        ("fr", "Nous nous taisons."),
        ("it", "Piano piano si arriva."),
        ("id", "Kapal-kapal besar dan anak-anak."),
        ("fi", "Hyvin hyvin vanha vene."),
        ("el", "Σιγά σιγά."),
        ("ja", "ますます、いろいろな船がバラバラになった。"),
        ("zh-hans", "人人研究研究，天天看看。"),
        ("sa", "दिने दिने गृहे गृहे जनाः"),
        ("de", "1 000 000 Euro, 10 10"),
        ("ja", "しかかからない。我々ががんを治す。"),
    ],
)
def test_what_a_language_doubles_is_left_alone(code, target):
    pair = Pair("de" if code == "en" else "en", code)
    assert doubled_words(SOURCE, target, pair) == [] and loops(SOURCE, target, pair) == []


def test_names_and_figures_that_the_source_doubles_are_left_alone():
    assert doubled_words("The Marumaru area", "马鲁马鲁地区", Pair("en", "zh-hans")) == []
    assert doubled_words("for miles and miles", "何里も何里も", Pair("en", "ja")) == []


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("de", "Der Rat zahlte 4,35 Millionen. Er ging. Der Rat zahlte 4,35 Millionen."),
        ("zh-hans", "委员会付了435万。委员会付了435万。"),
        ("ru", "Совет заплатил сразу. Совет заплатил сразу."),
    ],
)
def test_a_sentence_that_comes_again_is_major(code, target):
    assert severities(sentence_twice(SOURCE, target, Pair("en", code))) == ["major"]
    assert sentence_twice(f"{SOURCE} {SOURCE}", target, Pair("en", code)) == []


def test_no_fix_is_offered_through_tags():
    (finding,) = doubled_words(SOURCE, "Der Rat zahlte <em>zahlte</em> viel.", Pair("en", "de"))
    assert finding.fix is None
