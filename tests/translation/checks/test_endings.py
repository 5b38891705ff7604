"""Texts that break off, sentences that are too many or too few, words that stand alone."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.parse.sentences import sentence_spans
from translation.checks.rules.article.source import source_ending
from translation.checks.rules.text.endings import (
    cut_short,
    end_mark,
    sentence_count,
    stray_sentence,
)
from translation.checks.wording import english

DE, JA, RU, EL, KO, ZH, SA, FI = (Pair("en", code) for code in ("de", "ja", "ru", "el", "ko", "zh-hans", "sa", "fi"))
LONG = "The harbour council of Marrowby bought a battery of 4.35 megawatts and will open it in March."


def severities(findings):
    return [finding.severity for finding in findings]


@pytest.mark.parametrize(
    ("pair", "target", "severity"),
    [
        (DE, "Der Hafenrat von Marrowby kaufte einen Speicher mit 4,35 Megawatt und wird ihn im", "critical"),
        (DE, "Der Hafenrat von Marrowby kaufte einen Speicher mit 4,35 Megawatt,", "critical"),
        (DE, "Der Hafenrat von Marrowby kaufte einen Speicher mit 4,35 Megawatt und wird ihn im März", "major"),
        (FI, "Marrowbyn satamaneuvosto osti 4,35 megawatin akun ja", "critical"),
        (RU, "Портовый совет Марроуби купил батарею на 4,35 мегаватта и откроет её в", "critical"),
        (EL, "Το συμβούλιο του λιμανιού αγόρασε μια μπαταρία 4,35 μεγαβάτ και θα την ανοίξει στο", "critical"),
        (JA, "マローレビーの港湾評議会は4.35メガワットの蓄電池を", "critical"),
        (KO, "마로비 항만 위원회는 4.35메가와트 배터리를", "critical"),
        (ZH, "马罗比港口委员会购买了4.35兆瓦的电池，并且", "critical"),
        (ZH, "马罗比港口委员会购买了4.35兆瓦的电池", "major"),
        (SA, "मारोबीनगरस्य पोतपरिषत् ४.३५ मेगावाट् विद्युत्कोशं क्रीतवती", "major"),
    ],
)
def test_a_text_that_breaks_off_is_found(pair, target, severity):
    assert severities(cut_short(LONG, target, pair)) == [severity]


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        (DE, LONG, "Der Hafenrat von Marrowby kaufte einen Speicher mit 4,35 Megawatt und öffnet ihn im März."),
        (DE, "He announced it.", "Er kündigte es an."),
        (DE, "“We are late,” he said.", "„Wir sind spät dran“, sagte er …"),
        (DE, "Port of Marrowby", "Hafen von Marrowby"),
        (DE, "Vitamin A", "Vitamin A"),
        (JA, "He said: “We will buy 4.35 megawatts of it.”", "彼は言った。「4.35メガワット分を買います」"),
        (JA, "Prime minister to resign", "首相、辞任へ"),
        (KO, "A village in autumn", "가을의 마을"),
        (ZH, LONG, "马罗比港口委员会购买了4.35兆瓦的电池，将于三月启用。"),
        (SA, LONG, "मारोबीनगरस्य पोतपरिषत् ४.३५ मेगावाट् विद्युत्कोशं क्रीतवती।"),
        (EL, "Who pays 4.35 million for the old harbour of Marrowby?", "Ποιος πληρώνει 4,35 εκατομμύρια;"),
    ],
)
def test_whole_texts_are_left_alone(pair, source, target):
    assert cut_short(source, target, pair) == []


def test_a_last_word_that_wants_another_is_named_even_with_a_stop():
    findings = cut_short("He met the mayor of the town.", "Er traf den Bürgermeister der.", DE)
    assert severities(findings) == ["major"] and "“der”" in english(findings[0].message)


def test_the_marks_lie_in_the_inline_html():
    target = "Der <em>Hafenrat</em> kaufte einen Speicher &amp; wird ihn <strong>im</strong>"
    ((start, end),) = cut_short(LONG, target, DE)[0].target_spans
    assert target[start:end].startswith("im")


@pytest.mark.parametrize(
    ("pair", "source", "target", "count"),
    [
        (DE, "The rules:", "Die Regeln.", 1),
        (DE, "Is it late?", "Es ist spät.", 1),
        (DE, "And then…", "Und dann.", 1),
        (EL, "Is it late?", "Είναι αργά;", 0),
        (JA, "Is it late?", "遅いですか。", 0),
        (JA, "The rules:", "きまりは次のとおり。", 0),
        (ZH, "The rules:", "规则：", 0),
    ],
)
def test_a_last_mark_that_says_something_else_is_minor(pair, source, target, count):
    assert severities(end_mark(source, target, pair)) == ["minor"] * count


def test_sentences_that_are_gone_are_major_where_the_text_is_shorter():
    source = "The harbour is open. The market is shut. The school is full. The council meets on Monday at nine."
    assert severities(sentence_count(source, "Der Hafen ist offen. Der Markt ist zu.", DE)) == ["major"]
    joined = (
        "Der Hafen ist offen und der Markt geschlossen, die Schule voll, und der Rat tagt am Montag um neun Uhr früh."
    )
    assert severities(sentence_count(source, joined, DE)) == ["minor"]
    assert sentence_count(source, "Der Hafen ist auf. Der Markt ist zu. Die Schule ist voll. Rat am Montag.", DE) == []


@pytest.mark.parametrize(
    ("pair", "source", "target", "found"),
    [
        (DE, "The scores are higher than those of Llama 2.", "Die Werte sind so hoch wie nie zuvor. Anders.", True),
        (ZH, "The scores are higher than those of Llama 2.", "分数高于Llama 2。不同。", True),
        (DE, "Was it cold? No. The scores are higher.", "War es kalt? Nein. Die Werte sind höher als sonst.", False),
        (JA, "On air: a wire runs from the oldest birch.", "放送中。いちばん古いシラカバから線が延びている。", False),
        (ZH, "“You never know,” he says to the visitors.", "“谁知道呢。”他说。", False),
    ],
)
def test_a_word_that_answers_nothing_is_major(pair, source, target, found):
    assert severities(stray_sentence(source, target, pair)) == ["major"] * found


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Am 3. August kam Dr. Berg. Er blieb z. B. bis 9.30 Uhr.", 2),
        ("en", "The U.S. sent J. Berg. He paid $4.35. “Fine,” she said.", 3),
        ("ja", "「はい。」と彼は言った。終わり。", 2),
        ("sa", "सः गच्छति। सा तिष्ठति ॥", 2),
        ("el", "Ποιος; Κανείς. Τέλος.", 3),
        ("ru", "В 2024 г. он купил лодку. Она стоит 4,35 млн руб. в год.", 2),
        ("fi", "Satama avattiin 3. elokuuta. Se on auki.", 2),
    ],
)
def test_sentences_are_counted(language, text, count):
    assert len(sentence_spans(text, language)) == count


def test_long_words_take_no_time():
    for text in ("a" * 5000, "स्वा" * 1500, "a-" * 2000 + "!"):
        assert cut_short(LONG, text, DE) is not None
        assert source_ending(text, "sa") is not None
