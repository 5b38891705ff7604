"""Good and bad pairs for the numbers check."""

from __future__ import annotations

import re

import pytest

from translation.checks.base import Pair
from translation.checks.rules.facts.numbers import numbers
from translation.checks.wording import english

GOOD = [
    ("en", "de", "It rose to 283.82 m.", "Es stieg auf 283,82 m."),
    ("de", "en", "Es kostete 1.234,56 Euro.", "It cost 1,234.56 euros."),
    ("en", "fr", "1,200,000 men", "1 200 000 hommes"),
    ("en", "fr", "1,200 men", "1\N{NARROW NO-BREAK SPACE}200 hommes"),
    ("en", "fi", "1,200 men", "1\N{NO-BREAK SPACE}200 miestä"),
    ("en", "zh-hans", "4.35 billion yuan", "43.5亿元"),
    ("en", "ja", "120 million people", "1億2000万人"),
    ("en", "ja", "120,000 people", "１２万人"),
    ("en", "ko", "43,500 won", "4만 3500원"),
    ("en", "ru", "6.5 billion roubles", "6,5 млрд рублей"),
    ("en", "el", "3.2 million euros", "3,2 εκατομμύρια ευρώ"),
    ("en", "el", "645 miles (1040 km)", "645 μίλια (1.040 χιλιόμετρα)"),
    ("en", "es", "14 billion euros", "14 mil millones de euros"),
    ("en", "fr", "1,000 miles", "1 000 milles"),
    ("en", "fr", "20 miles and 3 thousand", "20 milles et 3 mille"),
    ("en", "sa", "4.35 million euros in 2027", "४३.५ लक्षाणि यूरोमुद्राः २०२७ तमे वर्षे"),
    ("en", "sa", "1,234,567 people", "१२,३४,५६७ जनाः"),
    ("en", "id", "12.5 million rupiah", "12,5 juta rupiah"),
    ("en", "la", "283.82 metres", "283,82 metra"),
    ("en", "de", "11 men and 6 dogs", "elf Männer und sechs Hunde"),
    ("en", "it", "Thirty boats", "30 barche"),
    ("en", "ja", "ten million people", "1000万人"),
    ("en", "de", "at 9:30 pm", "um 21.30 Uhr"),
    ("en", "ja", "at 9 pm", "午後9時に"),
    ("en", "fi", "On September 24, 1759", "24.9.1759"),
    ("en", "zh-hans", "In August 2024", "2024年8月"),
    ("en", "ru", "in the 1970s", "в 70-х годах"),
    ("en", "zh-hans", "in the 1970s", "20世纪70年代"),
    ("en", "fi", "in the 15th century", "1400-luvulla"),
    ("en", "fr", "in the 18th century", "au XVIIIe siècle"),
    ("en", "ja", "5-10 million people", "500万～1000万人"),
    ("en", "ja", "since 1995-96", "1995～1996年以来"),
    ("en", "de", "Llama 3.1 came out", "Llama 3.1 erschien"),
    ("en", "de", "88% and 67.9 percent", "88 % und 67,9 Prozent"),
    ("en", "de", "the 37th country", "das 37. Land"),
    ("en", "de", "28-year-old Vidal", "der 28-jährige Vidal"),
    ("en", "de", "5:00", "5 Uhr"),
    ("en", "zh-hans", "160 kilometres", "160 千米"),
    ("en", "ko", "54 million people", "5천4백만 명"),
    ("en", "ko", "3,500 people", "3천5백 명"),
    ("en", "ja", "3,500 people", "3千5百人"),
    ("en", "de", "in the 1850s", "in den 1850ern"),
    ("en", "fi", "in the 9th century", "800-luvulla"),
    ("en", "fi", "in the 19th and 20th centuries", "1800- ja 1900-luvulla"),
    ("en", "de", "see Figure 2.1", "siehe Abbildung 2.1"),
    ("en", "ru", "Chapter 3.2 tells why.", "Глава 3.2 объясняет почему."),
    ("de", "el", "ab 11.00 Uhr offen", "ανοιχτά από τις 11.00"),
    ("en", "pt", "at 15:20", "às 15h20"),
    ("en", "ru", "at 0230 UTC", "в 02:30 по Гринвичу"),
    ("en", "de", "at 0900 hours", "um 9 Uhr"),
    ("en", "pt", "a 1.5 hour drive", "1:30 de carro"),
    ("en", "ja", "1.5 hours", "1時間半"),
    ("ja", "id", "1時間半", "1,5 jam"),
    ("el", "zh-hans", "εντός δύο δεκαετιών", "20 年内"),
    ("ja", "es", "3分の2", "dos tercios"),
    ("de", "ja", "in den Top-Ten", "トップ10に"),
    ("en", "de", "$6m", "6 Mio. Dollar"),
    ("en", "id", "per ounce", "per ons (28,35 gram)"),
    ("en", "fr", "half a mile", "800 mètres"),
    ("fi", "pt", "vesi oli 90 fahrenheitastetta", "a água estava a 32 °C"),
    ("en", "ru", "100-200 miles/hour", "160–320 км/ч"),
    ("en", "fi", "five to three", "5–3"),
    ("en", "it", "they won 5:3", "hanno vinto cinque a tre"),
    ("ru", "fi", "Ил-76 упал", "Il-76 putosi"),
    ("it", "de", "la HJR 3", "die HJR-3"),
    ("en", "fi", "on 15 islands", "viidestätoista saaresta"),
    ("en", "it", "1.3 million people", "un milione e trecentomila persone"),
    ("en", "it", "in the 20th century", "nel Novecento"),
    ("en", "de", "1,250 people", "eintausendzweihundertfünfzig Menschen"),
    ("en", "fr", "97 people", "quatre-vingt-dix-sept personnes"),
    ("en", "ru", "150 people", "полторы сотни человек"),
    ("en", "zh-hans", "12.5 percent", "百分之十二点五"),
    ("en", "la", "in 2027", "anno MMXXVII"),
    ("en", "de", "at 10:30", "um halb elf"),
    ("en", "de", "open 24/7", "rund um die Uhr geöffnet"),
    ("en", "de", "45 mph (72 kph)", "73 km/h"),
    ("en", "de", "783 km² (302 sq mi)", "783 km²"),
    ("en", "ja", "54K followers", "5.4万人"),
    ("en", "de", "1.3M barrels", "1,3 Mio. Barrel"),
    ("en", "it", "1.2 trillion", "1,2 mila miliardi"),
    ("ja", "it", "2024/08/13", "13 ago 2024"),
    ("it", "en", "13/8/2024", "August 13, 2024"),
    ("ru", "ko", "13 авг. 2024 г.", "2024. 8. 13."),
    ("ko", "el", "제1차 대전과 제2차 대전", "ο Α΄ και ο Β΄ Παγκόσμιος Πόλεμος"),
    ("pt", "fi", "a 1:30 de carro", "puolentoista tunnin matka"),
    ("ja", "it", "「Õ」の1文字", "il carattere Õ"),
]
BAD = [
    ("en", "de", "It rose to 283.82 m.", "Es stieg auf 283.82 m.", "needs a decimal comma"),
    ("en", "de", "1,200 men", "1,200 Männer", "separators of another language"),
    ("de", "en", "um 283,82 Meter", "by 283,82 metres", "needs a decimal point"),
    ("en", "ru", "It rose to 283.82 m.", "Вода поднялась до 283,28 м.", "283.82.*283,28"),
    ("en", "de", "$6 billion", "6 Millionen Dollar", "order of magnitude"),
    ("en", "zh-hans", "4.35 billion yuan", "4.35亿元", "order of magnitude"),
    ("en", "ja", "120 million people", "1億2000人", "120 million"),
    ("en", "de", "in 2019", "im Jahr 2109", "2019.*2109"),
    ("en", "sa", "in 2027", "२०७२ तमे वर्षे", "2027"),
    ("en", "de", "It cost 250 euros.", "Es kostete viel.", "“250” is missing"),
    ("en", "de", "It was costly.", "Es kostete 250 Euro.", "“250” is not in the source"),
    ("en", "ko", "43,500 won", "4만 5300원", "43,500"),
    ("en", "de", "6 boats", "9 Boote", "6.*9"),
    ("en", "ru", "at 0230 UTC", "в 230 по Гринвичу", "0230.*230"),
    ("en", "es", "about 10 o'clock", "cerca de las 10:0 horas", "10.*10:0"),
    ("en", "fr", "55,000 barrels", "55 00 barils", "55,000.*55"),
    ("en", "es", "8 mm (1/3 inch)", "8 mm ( /3 de una pulgada)", "“1” is missing"),
    ("en", "zh-hans", "trains at 45 mph (72 kph)", "列车时速 英里（72 公里）", "“45” is missing"),
    ("en", "ko", "54 million people", "5천4백 명", "order of magnitude|54 million"),
    ("ja", "it", "2024/08/13", "13 set 2024", "08.*set"),
    ("en", "de", "1.3M barrels", "1,3 Mrd. Barrel", "1,3.*1.3"),
    ("en", "de", "see Figure 2.1", "siehe Abbildung 2,1", "keep their point"),
    ("en", "it", "1.3 million people", "un milione e quattrocentomila persone", "1.3 million"),
    ("en", "de", "1,250 people", "eintausenddreihundertfünfzig Menschen", "1,250"),
    ("en", "de", "45 mph (72 kph)", "63 km/h", "the translation “63"),
    ("en", "de", "It was 90 °F.", "Es waren 36 °C.", "90.*36"),
]


@pytest.mark.parametrize(("a", "b", "source", "target"), GOOD)
def test_right_numbers_are_left_alone(a, b, source, target):
    assert [f for f in numbers(source, target, Pair(a, b)) if f.severity != "minor"] == []


@pytest.mark.parametrize(("a", "b", "source", "target", "says"), BAD)
def test_wrong_numbers_are_critical_and_named(a, b, source, target, says):
    findings = [finding for finding in numbers(source, target, Pair(a, b)) if finding.severity == "critical"]
    assert findings and re.search(says, english(findings[0].message))


def test_the_spans_mark_the_inline_html():
    source, target = "It rose &amp; rose to <strong>283.82</strong> m.", "Es stieg auf <em>283.28</em> m."
    (finding,) = numbers(source, target, Pair("en", "de"))
    assert [source[start:end] for start, end in finding.source_spans] == ["283.82"]
    assert [target[start:end] for start, end in finding.target_spans] == ["283.28"]


def test_another_month_is_found_even_if_its_name_may_be_a_word():
    (finding,) = numbers("They met in August.", "Encontraram-se em setembro.", Pair("en", "pt"))
    assert finding.severity == "major" and "August" in english(finding.message)
    assert numbers("May we come in?", "Dürfen wir hereinkommen?", Pair("en", "de")) == []


def test_a_scale_word_nobody_knows_is_for_a_person_to_judge():
    (finding,) = numbers("6 billion euros", "6 βγδ ευρώ", Pair("en", "el"))
    assert finding.severity == "major"


def test_spanish_may_write_a_point_but_the_house_does_not():
    (finding,) = numbers("2.3 million", "2.3 millones", Pair("en", "es"))
    assert finding.severity == "major"


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Circa 7.000.000 di persone vivono qui.", "it"),
        ("Etwa 7.000.000 Menschen leben hier.", "de"),
        ("Περίπου 7.000.000 άνθρωποι ζουν εδώ.", "el"),
        ("Около 7 000 000 человек живут здесь.", "ru"),
        ("约有700万人住在这里。", "zh-hans"),
    ],
)
def test_millions_in_groups_are_no_versions(target, language):
    assert numbers("About 7,000,000 people live here.", target, Pair("en", language)) == []
