"""Names in the target as such, inflected, or as they sound in its script."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.parse.transliteration import apart, latin
from translation.checks.rules.article.names import names_in, proper_names
from translation.checks.wording import english


def pair(target, source="en"):
    return Pair(source, target)


@pytest.mark.parametrize(
    ("target", "source", "text"),
    [
        ("de", "The forester Sigrun Aldal spoke.", "Die Försterin Sigrun Aldal sprach."),
        ("fi", "He met Sigrun Aldal in Veslund.", "Hän tapasi Sigrun Aldalin Veslundissa."),
        ("ru", "He met Sigrun Aldal in Veslund.", "Он встретил Сигрун Альдаль в Веслунне и Веслунде."),
        ("el", "He met Sigrun Aldal in Veslund.", "Συνάντησε τη Σίγκρουν Άλνταλ στο Βέσλουντ."),
        ("ja", "He met Sigrun Aldal in Veslund.", "ヴェスルンドでシグルン・アルダルに会った。"),
        ("ko", "He met Sigrun Aldal in Veslund.", "그는 베슬룬드에서 시그룬 알달을 만났다."),
        ("sa", "He met Sigrun Aldal in Veslund.", "सः वेस्लुन्द्-ग्रामे सिग्रुन् आल्दाल् इत्येताम् अमिलत्।"),
        ("zh-hans", "He met Sigrun Aldal in Veslund.", "他在韦斯伦德见到了西格伦。"),
        ("la", "He met Sigrun Aldal in Veslund.", "Sigrunam Aldal Veslundae convenit."),
        ("fr", "It cost Maud Kettering 3.5 million.", "Cela a coûté 3,5 millions à Maud Kettering."),
        ("de", "Minister Maud Kettering said so.", "Das sagte Kettering."),
        ("it", "On Monday the Germans left for Paris.", "Lunedì i tedeschi sono partiti per Parigi."),
        ("es", "The New Harbour Council Meets On Monday Again", "El consejo del puerto vuelve a reunirse"),
        ("ru", "OpenMarrow and TideBank", "OpenMarrow и Тайдбэнк"),
    ],
)
def test_names_are_recognised(target, source, text):
    assert proper_names(source, text, pair(target)) == []


@pytest.mark.parametrize(
    ("target", "source", "text", "severity", "words"),
    [
        ("fr", "Yesterday Maud Kettering left.", "Hier, Sofia Lindqvist est partie.", "minor", "Lindqvist"),
        ("ru", "Yesterday Maud Kettering left.", "Вчера Анна Петросян ушла.", "minor", "Kettering"),
        ("el", "Yesterday Maud Kettering left.", "Χθες έφυγε η υπουργός του λιμανιού.", "minor", "Maud Kettering"),
        ("ja", "Yesterday Maud Kettering left.", "昨日、大臣は辞任した。", "minor", "Maud Kettering"),
        ("sa", "Yesterday Maud Kettering left 3.5 hours later.", "ह्यः मन्त्री गता।", "minor", "Maud Kettering"),
        ("de", "Yesterday Kettering left.", "Das Amt ist nun leer.", "minor", "Kettering"),
        ("de", "The city trusts TideBank.", "Die Stadt vertraut der Gezeitenbank.", "minor", "TideBank"),
        ("de", "He named Jordan Kettering.", "Er nannte Jordan Petrosyan.", "minor", "Petrosyan"),
    ],
)
def test_names_that_are_missing_or_exchanged_are_found(target, source, text, severity, words):
    found = proper_names(source, text, pair(target))
    assert [finding.severity for finding in found] == [severity]
    assert words in english(found[0].message)


def test_a_finding_marks_the_name_in_inline_html():
    (finding,) = proper_names("So <em>Maud Kettering</em> left.", "Так министр ушла.", pair("ru"))
    assert finding.source_spans == ((7, 21),)


def test_common_words_with_a_capital_are_no_names():
    assert names_in("On Monday President of the United Nations in East Asia") == ()
    assert [name.words for name in names_in("He met Dr. Maud Kettering, van Veslund.")] == [
        ("Maud", "Kettering"),
        ("Veslund",),
    ]


@pytest.mark.parametrize("word", ["Vance", "Ванс", "Βανς", "ヴァンス", "バンス", "밴스", "वान्स"])
def test_scripts_sound_alike(word):
    assert apart("vance", latin(word)) < 0.4
    assert apart("kettering", latin(word)) > 0.5
