"""Footnote marks are no digits of the number beside them; units and powers stay what they are."""

from __future__ import annotations

import pytest

from articles.body.plain import plain
from translation.checks.parse.sentences import core, sentence_spans
from translation.checks.registry import run_across

from .pairs import critical, serious

# {0} and {1} are the marks of two notes, placed as the language places them.
TEXTS = {
    "en": "The harbour closed in 1973.{0} It reopened in May 1985.{1}",
    "de": "Der Hafen wurde 1973 geschlossen.{0} Im Mai 1985 wurde er wieder geöffnet.{1}",
    "fr": "Le port a fermé en 1973{0}. Il a rouvert en mai 1985{1}.",
    "es": "El puerto cerró en 1973.{0} Reabrió en mayo de 1985.{1}",
    "pt": "O porto fechou em 1973.{0} Reabriu em maio de 1985.{1}",
    "it": "Il porto chiuse nel 1973.{0} Riaprì nel maggio 1985.{1}",
    "ru": "Порт закрыли в 1973{0}. Он вновь открылся в мае 1985{1}.",
    "fi": "Satama suljettiin vuonna 1973.{0} Se avattiin uudelleen toukokuussa 1985.{1}",
    "el": "Το λιμάνι έκλεισε το 1973.{0} Άνοιξε ξανά τον Μάιο του 1985.{1}",
    "id": "Pelabuhan itu ditutup pada 1973.{0} Dibuka kembali pada Mei 1985.{1}",
    "zh-hans": "港口于1973年关闭。{0}1985年5月重新开放。{1}",
    "ja": "港は1973年に閉鎖された{0}。1985年5月に再開した{1}。",
    "ko": "항구는 1973년에 폐쇄되었다.{0} 1985년 5월에 다시 문을 열었다.{1}",
    "la": "Portus anno 1973 clausus est.{0} Mense Maio 1985 iterum apertus est.{1}",
    "sa": "पोताश्रयः १९७३ तमे वर्षे पिहितः।{0} मे-मासे १९८५ तमे वर्षे पुनः उद्घाटितः।{1}",
}
MARKS = {
    "raised": ("<sup>2</sup>", "<sup>3</sup>"),
    "typed": ("²", "³"),
    "raised links": ('<sup><a href="#n12">12</a></sup>', '<sup><a href="#n13">13</a></sup>'),
    "links around": ('<a href="#n12"><sup>12</sup></a>', '<a href="#n13"><sup>13</sup></a>'),
    "brackets": ("[2]", "[3]"),
    "raised brackets": ("<sup>[2]</sup>", "<sup>[3]</sup>"),
    "several": ("<sup>2, 3</sup>", "<sup>4–6</sup>"),
}
GOOD = [
    ("en", "de", 'It cost £5.<a href="#n1">1</a> Cheap.', 'Es kostete 5 £.<a href="#n1">1</a> Billig.'),
    ("de", "ja", 'Es kostete 5 Euro.<a href="#n1">1</a>', '5ユーロだった。<a href="#n1">1</a>'),
    ("en", "fr", "The site covers 25 m<sup>2</sup>.", "Le site couvre 25 m².\u202f"),
    ("en", "ru", "Output is 10<sup>6</sup> tonnes.", "Производство составляет 10<sup>6</sup> тонн."),
    ("en", "zh-hans", "Output is 10<sup>6</sup> tonnes.", "产量为10<sup>6</sup>吨。"),
    ("en", "ja", "It measures 3 × 10<sup>-6</sup> m.", "大きさは3 × 10<sup>−6</sup>メートルである。"),
    ("en", "fr", "He scored 10.<sup>2</sup>", "Il en a marqué 10<sup>2</sup>."),
    ("en", "fi", "Carbon-14 dates it to 900.", "Ajoitus ¹⁴C-menetelmällä antaa vuoden 900."),
    ("en", "ko", "The site covers 25 m².", "부지 면적은 25m<sup>2</sup>이다."),
    ("en", "de", "The density is 45 people per km<sup>2</sup>.", "Die Dichte beträgt 45 Menschen je km<sup>2</sup>."),
    ("en", "el", "It grew by 3%.<sup>7</sup>", "Αυξήθηκε κατά 3 %<sup>7</sup>."),
    ("ko", "en", "인구는 3만 명이다.<sup>1</sup>", "The population is 30,000.<sup>1</sup>"),
    ("zh-hans", "es", "人口为3万。<sup>1</sup>它很小。", "La población es de 30.000.<sup>1</sup> Es pequeña."),
]  # fmt: skip
BAD = [
    ("en", "de", "It closed in 1973.<sup>2</sup>", "Es schloss 1937.<sup>2</sup>"),
    ("en", "de", "It closed in 1973.<sup>2</sup>", "Es schloss 1973.<sup>3</sup>"),
    ("en", "ja", "It closed in 1973.²", "1973年に閉鎖された³。"),
    ("zh-hans", "ru", "于1973年关闭。<sup>2</sup>", "Закрыт в 1937<sup>2</sup>."),
    ("fr", "en", "Il a fermé en 1973<sup>2</sup>.", "It closed in 1793.<sup>2</sup>"),
    ("ko", "fi", "1973년에 폐쇄되었다.<sup>2</sup>", "Suljettiin vuonna 1974.<sup>2</sup>"),
    ("en", "ru", "Output is 10<sup>6</sup> tonnes.", "Производство составляет 10<sup>9</sup> тонн."),
    ("en", "el", "The site covers 25 m<sup>2</sup>.", "Ο χώρος καλύπτει 52 m<sup>2</sup>."),
]


@pytest.mark.parametrize("target", TEXTS)
def test_a_footnote_mark_is_no_digit(target):
    wrong = {
        (source, name): says
        for source in TEXTS
        for name, marks in MARKS.items()
        if source != target
        if (says := serious(TEXTS[source].format(*marks), TEXTS[target].format(*marks), (source, target)))
    }
    assert wrong == {}


@pytest.mark.parametrize("target", [code for code in TEXTS if code != "en"])
def test_another_number_before_a_footnote_mark_is_critical(target):
    before = TEXTS["en"].format(*MARKS["raised"])
    after = TEXTS[target].format(*MARKS["raised"])
    assert critical(before, after.replace("1973", "1937").replace("१९७३", "१९३७"), ("en", target))


@pytest.mark.parametrize(("source", "target", "before", "after"), GOOD)
def test_notes_units_and_powers_are_right(source, target, before, after):
    assert serious(before, after, (source, target)) == []


@pytest.mark.parametrize(("source", "target", "before", "after"), BAD)
def test_another_number_or_mark_is_critical(source, target, before, after):
    assert critical(before, after, (source, target))


def test_a_note_that_was_typed_and_is_gone_is_found():
    assert serious("It closed in 1973.²", "Es schloss 1973.", ("en", "de")) == [
        "numbers: The footnote mark “2” is missing."
    ]


def test_versions_side_by_side_agree_whatever_the_notes():
    texts = {code: text.format(*MARKS["raised"]) for code, text in TEXTS.items() if code != "en"}
    found = run_across(TEXTS["en"].format(*MARKS["raised"]), texts, "en")
    assert {code: says for code, says in found.items() if any(one.severity != "minor" for one in says)} == {}


def test_a_sentence_ends_before_its_note():
    assert len(sentence_spans("It closed in 1973.² It reopened.", "en")) == 2
    assert len(sentence_spans("It closed in 1973.[2] It reopened.", "en")) == 2
    assert core("It closed.”² ") == "It closed."
    assert core("It closed.[2][3]") == "It closed."


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ("1973.<sup>2</sup> It", "1973.² It"),
        ("m<sup>2</sup>", "m²"),
        ("10<sup>-6</sup>", "10⁻⁶"),
        ('5.<a href="x">1</a> It', "5.¹ It"),
        ("Article <a>5</a> says", "Article 5 says"),
        ("第<a>3</a>条", "第3条"),
        ("XIX<sup>e</sup>", "XIXe"),
        ("CO<sub>2</sub>", "CO2"),
    ],
)
def test_raised_digits_stay_raised_in_a_plain_text(inline, text):
    read = plain(inline)
    assert read.text == text
    assert read.offsets is not None
    assert len(read.offsets) == len(text) + 1
