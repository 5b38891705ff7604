"""Good and bad pairs for the identifiers check."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.rules.facts.identifiers import identifiers, spans
from translation.checks.wording import english

GOOD = [
    ("en", "pt", "from 11:20 to 15:20", "das 11h20/15h20"),
    ("pt", "en", "das 11h20/15h20", "from 11:20 to 15:20"),
    ("en", "fr", "at 9:30", "à 9h30"),
    ("en", "de", "$MARW fell", "$MARW fiel"),
    ("en", "fr", "$12.00", "12,00 $US"),
    ("en", "ja", "(NYSE: MARW) fell", "（NYSE：MARW）が下落した"),
    ("en", "zh-hans", "(NYSE: MARW) fell", "（纽交所：MARW）下跌"),
    ("en", "ru", "with #SaveTheFerry", "с #SaveTheFerry"),
    ("en", "ko", "on marrow.example", "marrow.example에서"),
    ("en", "el", "write to @marrow_port", "γράψτε στο @marrow_port"),
    ("en", "zh-hans", "COVID-19 spread", "新冠病毒传播"),
    ("en", "sa", "the Il-76", "इल्-76 विमानम्"),
    ("en", "sa", "the Helio-2.5X", "Helio-2.5X यन्त्रम्"),
    ("en", "la", "the Helio-2.5X", "machina Helio-2.5X"),
    ("en", "de", "7,000,000 people", "7.000.000 Menschen"),
    ("en", "de", "on 13 August 2024", "am 13.08.2024"),
]
CRITICAL = [
    ("en", "de", "$MARW fell", "$MRAW fiel", "$MARW"),
    ("en", "fr", "with #SaveTheFerry", "avec #SauvezLeBac", "#SaveTheFerry"),
    ("en", "ja", "on marrow.example", "marow.exampleで", "marrow.example"),
    ("en", "zh-hans", "the Helio-2.5X", "Helio-2.5Z", "Helio-2.5X"),
    ("en", "ko", "version 2.5.1", "버전 2.51", "2.5.1"),
    ("en", "el", "strain H5N1", "στέλεχος H1N5", "H5N1"),
]


@pytest.mark.parametrize(("a", "b", "source", "target"), GOOD)
def test_what_a_language_writes_in_its_own_way_is_left_alone(a, b, source, target):
    assert [f for f in identifiers(source, target, Pair(a, b)) if f.severity != "minor"] == []


@pytest.mark.parametrize(("a", "b", "source", "target", "token"), CRITICAL)
def test_a_changed_sign_is_critical(a, b, source, target, token):
    findings = identifiers(source, target, Pair(a, b))
    assert findings[0].severity == "critical" and f"“{token}”" in english(findings[0].message)


@pytest.mark.parametrize(
    ("target", "token"),
    [
        ("Siehe www.marrow.example.", "www.marrow.example"),
        ("Sagt @marrow_port.", "@marrow_port"),
        ("Nur $MARW.", "$MARW"),
        ("Zu #Fähre gehörig.", "#Fähre"),
    ],
)
def test_an_address_that_the_source_does_not_have_is_for_a_person_to_judge(target, token):
    (finding,) = identifiers("Nobody was there.", target, Pair("en", "de"))
    assert finding.severity == "major" and "is not in the source" in english(finding.message)
    (start, end) = finding.target_spans[0]
    assert target[start:end] == token and token in english(finding.message)


def test_a_lost_hyphen_is_major_and_put_back_by_a_click():
    (finding,) = identifiers("HJR-3 passed.", "HJR 3 wurde angenommen.", Pair("en", "de"))
    assert (finding.severity, finding.fix) == ("major", "HJR-3 wurde angenommen.")


@pytest.mark.parametrize("text", ["Just words: none of them.", "At 5 p.m. 28-year-olds ran 3 km.", "Это 5 км."])
def test_quantities_and_plain_words_are_no_identifiers(text):
    assert spans(text) == ()


def test_all_addresses_of_a_text_are_found():
    text = "See https://a.example/x, www.b.example, c@d.example, @efg, $HIJ, #kl, m.example and LSE: NOP."
    assert [text[start:end] for start, end in spans(text)] == [
        "https://a.example/x", "www.b.example", "c@d.example", "@efg", "$HIJ", "#kl", "m.example", "LSE: NOP",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "詳細はhttps://tide.example/aを参照してください。"),
        ("zh-hans", "请见https://tide.example/a？谢谢"),
        ("zh-hans", "请见https://tide.example/a：全文"),
        ("ja", "「https://tide.example/a」と書いた"),
        ("ja", "【https://tide.example/a】です"),
        ("ja", "https://tide.example/a\u3000次の話"),
        ("ja", "https://tide.example/aｶﾗ"),
        ("ko", "https://tide.example/a를 보세요"),
        ("sa", "पश्यत https://tide.example/a।"),
    ],
)
def test_an_address_ends_where_the_other_script_goes_on(language, text):
    assert [text[start:end] for start, end in spans(text)] == ["https://tide.example/a"]
    assert identifiers("See https://tide.example/a.", text, Pair("en", language)) == []


def test_an_address_keeps_letters_of_its_own_that_are_not_ascii():
    text = "Siehe https://tide.example/größe, bitte."
    assert [text[start:end] for start, end in spans(text)] == ["https://tide.example/größe"]
