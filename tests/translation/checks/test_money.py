"""Currencies and units: kept in any form of the target language, swapped, lost, converted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.body import texts
from translation.checks.base import Pair
from translation.checks.parse.numbers.currencies import amounts_in, currencies_in
from translation.checks.parse.numbers.more_units import quantities_in
from translation.checks.parse.word_forms import figures
from translation.checks.rules.facts.measures import measures
from translation.checks.rules.facts.money import money
from translation.checks.wording import english

SAMPLE = Path(__file__).resolve().parents[3] / "translation" / "sample" / "articles"


def severities(findings):
    return [finding.severity for finding in findings]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "It costs US$30.", "Es kostet 30 US-Dollar."),
        ("de", "It made 10 billion euros.", "Es brachte 10 Milliarden Euro."),
        ("de", "It costs $5.", "Es kostet 5 $ (4,60 €)."),
        ("de", "A $30 or $10 fee.", "Eine Gebühr von 30 oder 10 Dollar."),
        ("de", "It costs £200.", "Es kostet 200 Pfund."),
        ("de", "It costs ten dollars.", "Es kostet zehn Dollar."),
        ("fr", "It costs $2.5 million.", "Cela coûte 2,5 millions de dollars."),
        ("es", "It costs $3 billion.", "Cuesta 3 mil millones de dólares."),
        ("pt", "It costs R$40.", "Custa 40 reais."),
        ("ru", "It costs €40.", "Это стоит 40 евро."),
        ("ru", "It costs 40 roubles.", "Это стоит 40 руб."),
        ("el", "It costs $40.", "Κοστίζει 40 δολάρια."),
        ("fi", "It costs CHF 40.", "Se maksaa 40 Sveitsin frangia."),
        ("id", "It costs $40.", "Harganya 40 dolar AS."),
        ("ja", "It costs ¥500.", "値段は500円です。"),
        ("zh-hans", "It costs ¥500.", "价格为500元。"),
        ("zh-hans", "It costs RMB 500.", "价格为500元人民币。"),
        ("zh-hans", "It costs A$20.", "价格为20澳元。"),
        ("ko", "It costs 500 won.", "가격은 500원이다."),
        ("ko", "It costs $500.", "가격은 500달러이다."),
        ("la", "It costs €2,400.", "Constat 2.400 eurones."),
        ("sa", "It costs €2,400.", "मूल्यं २,४०० यूरो।"),
        ("sa", "It costs ₹500.", "मूल्यं ५०० रूप्यकाणि।"),
        ("de", "Europe won 5 medals.", "Europa gewann 5 Medaillen."),
    ],
)
def test_the_same_currency_in_the_languages_own_form_is_fine(language, source, target):
    assert money(source, target, Pair("en", language)) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "severity"),
    [
        ("de", "It costs US$30.", "Es kostet 30 Euro.", "critical"),
        ("de", "It costs $5.", "Es kostet 4,60 €.", "critical"),
        ("de", "It costs €5.", "Es kostet 5.", "major"),
        ("de", "It costs 5.", "Es kostet 5 €.", "major"),
        ("de", "It costs ten dollars.", "Es kostet zehn Euro.", "critical"),
        ("de", "It hid billions of dollars.", "Es versteckte Milliarden Euro.", "major"),
        ("de", "It costs A$20.", "Es kostet 20 US-Dollar.", "critical"),
        ("fr", "It costs $2.5 million.", "Cela coûte 2,5 millions d’euros.", "critical"),
        ("ru", "It costs $40.", "Это стоит 40 евро.", "critical"),
        ("el", "It costs €40.", "Κοστίζει 40 δολάρια.", "critical"),
        ("ja", "It costs €100.", "値段は100ドルです。", "critical"),
        ("zh-hans", "It costs €2,400.", "价格为2400美元。", "critical"),
        ("ko", "It costs $500.", "가격은 500위안이다.", "critical"),
        ("sa", "It costs €2,400.", "मूल्यं २,४०० डॉलर।", "critical"),
    ],
)
def test_another_currency_or_none_is_a_fault(language, source, target, severity):
    assert severities(money(source, target, Pair("en", language))) == [severity]


def test_the_amounts_are_marked_in_the_html():
    source, target = "It costs <b>$5</b>.", "Es kostet <b>5 €</b>."
    finding = money(source, target, Pair("en", "de"))[0]
    assert [source[start:end] for start, end in finding.source_spans] == ["$5"]
    assert [target[start:end] for start, end in finding.target_spans] == ["5 €"]
    assert "$5" in english(finding.message)


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "They walked 5 miles.", "Sie gingen 5 Meilen."),
        ("de", "They walked 5 miles.", "Sie gingen 5 Meilen (8 km)."),
        ("de", "They walked five miles.", "Sie gingen fünf Meilen."),
        ("de", "It has 1,000 square feet.", "Es hat 1.000 Quadratfuß."),
        ("ru", "They walked 5 miles.", "Они прошли 5 миль."),
        ("el", "They walked 50 miles.", "Περπάτησαν 50 μιλίων."),
        ("ja", "They walked five miles.", "五マイル歩いた。"),
        ("ja", "The bag weighs 5 kg.", "鞄は5キロです。"),
        ("ja", "Winds of 40 mph", "40マイルの風"),
        ("zh-hans", "It was 90 °F.", "气温华氏90度。"),
        ("la", "The road has 5 kilometres.", "Via 5 chiliometrorum est."),
        ("sa", "They walked 5 miles.", "ते ५ मील अचलन्।"),
        ("fr", "It is 80 km (50 mi) long.", "Il mesure 80 km."),
        ("es", "5 miles", "5 millas"),
    ],
)
def test_a_kept_unit_and_a_conversion_beside_it_are_fine(language, source, target):
    assert measures(source, target, Pair("en", language)) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "severity"),
    [
        ("de", "They walked 5 miles.", "Sie gingen 5 Kilometer.", "critical"),
        ("de", "They walked five miles.", "Sie gingen fünf Kilometer.", "critical"),
        ("de", "They walked 5 miles.", "Sie gingen 8 km.", "minor"),
        ("de", "They walked 5 miles.", "Sie gingen 3 km.", "critical"),
        ("de", "They walked 5 miles.", "Sie gingen 5 Meilen (3 km).", "major"),
        ("de", "It has 1,000 square feet.", "Es hat 1.000 Quadratmeter.", "critical"),
        ("de", "They walked 50 kilometres.", "Sie gingen 50.", "major"),
        ("ru", "They walked 5 miles.", "Они прошли 5 километров.", "critical"),
        ("el", "It weighs 36 pounds.", "Ζυγίζει 36 κιλά.", "critical"),
        ("fi", "They walked 800 miles.", "He kulkivat 800 kilometriä.", "critical"),
        ("zh-hans", "It was 90 °F.", "气温摄氏90度。", "critical"),
        ("ja", "They walked five miles.", "五キロメートル歩いた。", "critical"),
        ("ko", "It weighs 36 pounds.", "무게는 36킬로그램이다.", "critical"),
        ("la", "They walked 5 miles.", "Ambulaverunt 5 chiliometra.", "critical"),
        ("sa", "They walked 5 miles.", "ते ५ किलोमीटर अचलन्।", "critical"),
    ],
)
def test_another_unit_or_a_wrong_conversion_is_a_fault(language, source, target, severity):
    assert severities(measures(source, target, Pair("en", language))) == [severity]


def test_a_spanish_verb_is_no_hectare():
    assert measures("Desde 1985 ha crecido.", "It has grown since 1985.", Pair("es", "en")) == []


@pytest.mark.parametrize("text", ["The country really won a victory.", "원자력 발전소", "Gli ultimi anni", "Элемент"])
def test_other_words_are_no_sure_currency(text):
    assert not amounts_in(text, "en")
    assert all(mark.name == "won" for mark in currencies_in(text))


def test_number_words_become_digits_where_they_stood():
    assert figures("after five miles", "en") == "after    5 miles"
    assert figures("五英里和十五公里", "zh-hans") == "5英里和十五公里"
    assert [quantity.unit for quantity in quantities_in("after five miles", "en")] == ["mile"]


@pytest.mark.parametrize("folder", sorted(SAMPLE.iterdir()), ids=lambda folder: folder.name)
def test_the_sample_articles_are_quiet(folder):
    versions = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    segments = {
        code: {ref.key: ref.text for ref in texts(version["body"])}
        for code, version in versions.items()
        if "body" in version
    }
    found = [
        finding
        for one, theirs in segments.items()
        for other, ours in segments.items()
        if one != other
        for key in theirs.keys() & ours.keys()
        for check in (money, measures)
        for finding in check(theirs[key], ours[key], Pair(one, other))
        if finding.severity != "minor"
    ]
    assert found == []
