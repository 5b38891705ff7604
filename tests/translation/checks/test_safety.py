"""Hidden characters, foreign HTML, garbled text, masked words, what engines say of themselves."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.rules.text.leftovers import leftovers
from translation.checks.rules.text.safety import (
    foreign_html,
    garbled,
    hidden_characters,
    masked_words,
)

CHECKS = (hidden_characters, foreign_html, garbled, masked_words, leftovers)


def found(language, text, source="The harbour"):
    findings = [finding for check in CHECKS for finding in check(source, text, Pair("en", language))]
    return [(finding.check, finding.severity) for finding in findings]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sa", "क्\u200dष इति ३.५"),
        ("fr", "«\u00a0La qualité\u00a0» «É»"),
        ("pt", "São Paulo, À Ã Â 3,5"),
        ("es", "«CAFÉ»"),
        ("de", "2 * 3 * 4, Fußnote*, AT&amp;T <a href='https://m.example/'>x</a>"),
        ("ja", "翻訳の港 <strong>3.5</strong>"),
        ("ru", "Перевод денег в 3,5 раза"),
        ("ko", "번역가의 항구"),
        ("zh-hans", "翻译家的港口"),
    ],
)
def test_sound_texts_are_left_alone(language, text):
    assert found(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Hafen\u202e3,5", [("hidden_characters", "critical")]),
        ("ko", "항구\u200b", [("hidden_characters", "minor")]),
        ("de", "<script>x</script>", [("foreign_html", "critical")]),
        ("de", "<a href='javascript:x'>x</a>", [("foreign_html", "critical")]),
        ("fr", "l&amp;#39;Europe", [("foreign_html", "major")]),
        ("de", "&lt;b&gt;Hafen", [("foreign_html", "major")]),
        ("ru", "порт \ufffd", [("garbled", "critical")]),
        ("id", "tahun 120â€“160", [("garbled", "major")]),
        ("pt", "SÃ£o Paulo", [("garbled", "major")]),
        ("de", "der f***ing Hafen", [("masked_words", "major")]),
        ("zh-hans", "这***港口", [("masked_words", "major")]),
        ("de", "Der **Hafen** ist", [("leftovers", "major")]),
        ("fr", "le port&lt;/s&gt;", [("leftovers", "critical")]),
    ],
)
def test_unsafe_texts_are_found(language, text, expected):
    assert found(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sure! Here is the translation: The harbour"),
        ("de", "Hier ist die Übersetzung: Der Hafen"),
        ("de", "Here is the German translation: Der Hafen"),
        ("fr", "Voici la traduction : le port"),
        ("es", "Aquí tienes la traducción: el puerto"),
        ("pt", "Aqui está a tradução: o porto"),
        ("it", "Ecco la traduzione: il porto"),
        ("id", "Berikut adalah terjemahannya: pelabuhan"),
        ("ru", "Вот перевод: порт"),
        ("el", "Ορίστε η μετάφραση: το λιμάνι"),
        ("fi", "Tässä on käännös: satama"),
        ("zh-hans", "以下是译文：港口"),
        ("ja", "以下は翻訳です。港"),
        ("ko", "다음은 번역입니다: 항구"),
        ("la", "Ecce translatio: portus"),
        ("sa", "अनुवादः: नौकाश्रयः"),
        ("de", "Als KI-Modell kann ich das nicht."),
        ("en", "As an AI language model, I cannot do this."),
    ],
)
def test_what_an_engine_says_of_its_task_is_critical(language, text):
    assert found(language, text) == [("leftovers", "critical")]


def test_a_story_about_chatbots_may_quote_one():
    source = "It wrote: “As an AI language model, I cannot do this.” Nobody masked the f*** either."
    assert found("de", "Er schrieb: „As an AI language model, I …“ f***", source) == []


def test_fixes():
    (hidden,) = hidden_characters("a", "a\u200bb", Pair("en", "de"))
    (bytes_,) = garbled("a", "<em>120â€“160</em>", Pair("en", "id"))
    (entity,) = foreign_html("a", "l&amp;#39;or", Pair("en", "fr"))
    assert (hidden.fix, bytes_.fix, entity.fix) == ("ab", "<em>120–160</em>", "l&#39;or")
