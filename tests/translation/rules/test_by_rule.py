"""What has no letter, localised by rule: between all languages, tags kept, and never against the checks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.languages import DEFAULT_CODES
from translation.checks import registry
from translation.checks.base import Pair
from translation.localize import by_rule

NBSP, NARROW = "\u00a0", "\u202f"

# source language, source, target language, target
LOCALISED = [
    ("en", "1,200", "de", "1.200"),
    ("en", "1,200", "fr", f"1{NARROW}200"),
    ("en", "1,200", "ru", f"1{NBSP}200"),
    ("en", "1,200", "fi", f"1{NBSP}200"),
    ("en", "1,200", "es", "1.200"),
    ("en", "1,200", "ja", "1,200"),
    ("en", "1,200", "sa", "१,२००"),
    ("en", "1,200", "la", "1.200"),
    ("en", "1,234,567", "sa", "१२,३४,५६७"),
    ("en", "4.35", "pt", "4,35"),
    ("en", "4.35", "zh-hans", "4.35"),
    ("en", "0.125", "el", "0,125"),
    ("en", "2,019.50", "it", "2.019,50"),
    ("en", "2019", "sa", "२०१९"),
    ("en", "50%", "de", f"50{NBSP}%"),
    ("en", "50%", "ru", f"50{NBSP}%"),
    ("en", "50 %", "ko", "50%"),
    ("en", "4.5%", "id", "4,5%"),
    ("en", "5‰", "fr", f"5{NBSP}‰"),
    ("en", "$1,200.50", "de", f"1.200,50{NBSP}$"),
    ("en", "€ 3.50", "fr", f"3,50{NBSP}€"),
    ("en", "€3.50", "pt", f"€{NBSP}3,50"),
    ("en", "-$5", "fi", f"−5{NBSP}$"),
    ("en", "($1,200)", "es", f"(1.200{NBSP}$)"),
    ("en", "-4.5%", "fi", f"−4,5{NBSP}%"),
    ("en", "-5", "de", "-5"),
    ("en", "−5", "de", "−5"),
    ("en", "1,200–1,500", "de", "1.200–1.500"),
    ("en", "4.35–5.10%", "es", f"4,35–5,10{NBSP}%"),
    ("en", "~1,200*", "pt", "~1.200*"),
    ("en", "▲ 1.2%", "it", "▲ 1,2%"),
    ("en", "20.5 ℃", "de", "20,5 ℃"),
    ("en", "<strong>1,200</strong>", "de", "<strong>1.200</strong>"),
    ("en", '<a href="/x">4.35</a>*', "de", '<a href="/x">4,35</a>*'),
    ("en", "$<strong>1,200</strong>", "de", "$<strong>1.200</strong>"),
    ("en", "1,200<sup>2</sup>", "de", "1.200<sup>2</sup>"),
    ("en", '$1,200<sup><a href="/n">2</a></sup>', "de", f'1.200{NBSP}$<sup><a href="/n">2</a></sup>'),
    ("en", "1.5 × 10<sup>6</sup>", "de", "1,5 × 10<sup>6</sup>"),
    ("sa", "१,२००<sup>१</sup>", "en", "1,200<sup>1</sup>"),
    ("en", "<code>1.5</code>", "de", "<code>1.5</code>"),
    ("en", '100.<a href="/n">2</a>', "sa", '१००.<a href="/n">2</a>'),
    ("de", "49.099.004.000", "en", "49,099,004,000"),
    ("de", "1.200", "en", "1,200"),
    ("de", "1.200,50 €", "en", "€1,200.50"),
    ("de", "4,35", "zh-hans", "4.35"),
    ("de", "1’200", "en", "1,200"),
    ("fr", f"1{NARROW}200,5", "en", "1,200.5"),
    ("fr", "1 200", "de", "1.200"),
    ("ru", f"50{NBSP}%", "en", "50%"),
    ("fi", f"−5,5{NBSP}%", "en", "−5.5%"),
    ("es", "1.200", "en", "1,200"),
    ("es", "4.35", "de", "4,35"),
    ("la", "12.480", "en", "12,480"),
    ("sa", "१२,३४,५६७", "de", "1.234.567"),
    ("sa", "२०१९", "en", "2019"),
    ("sa", "९:३०", "ja", "9:30"),
    ("ja", "１，２００", "fr", f"1{NARROW}200"),
    ("ja", "５０％", "de", f"50{NBSP}%"),
    ("ja", "１２：３０", "en", "12:30"),
]
UNCHANGED = """
    2019 1200 12345 007 0 3-1 3:1 1–3 10–8–3 1995–96 2019–2020 9:30 21:30 10:00–18:00 2:15.30 1:04.35 12/05/2024
    2024/8/13 1.5.2024 13.8.2024 2024-08-13 192.168.0.1 192.168.100.200 1/2 24/7 ½ 1½ #5 №5 (12) * … — → *** 👍 ? ! %
    ° .5 1,2,3 ٢٠١٩ <br> <strong>…</strong> <strong>1</strong>,200 {0} 5'10 &amp; &lt;
""".split()  # noqa: SIM905
UNCHANGED += [
    "3 × 4",
    "+49 30 123456",
    "+33 1 23 45 67 89",
    "06 12 34 56 78",
    "1, 2, 3",
    "6-4, 7-5",
    "© 2019",
    "№ 5",
    "§ 3.1",
    "&amp;",
]


@pytest.mark.parametrize(("one", "source", "other", "target"), LOCALISED)
def test_amounts_are_written_as_the_target_writes_them(one, source, other, target):
    assert by_rule(source, one, other) == target


@pytest.mark.parametrize("text", UNCHANGED)
def test_what_may_be_no_amount_stays(text):
    for one in DEFAULT_CODES:
        for other in DEFAULT_CODES:
            if "sa" not in (one, other):
                assert by_rule(text, one, other) == text, (one, other)


def test_years_times_and_dates_reach_sanskrit_readers_too():
    kept = ["3-1", "9:30", "12/05/2024", "1.5.2024", "+49 30 123456", "192.168.0.1", "§ 3.1", "1–3", "½"]
    assert [by_rule(text, "en", "sa") for text in kept] == kept


@pytest.mark.parametrize("text", ["5 km", "-5 °C", "n/a", "9:30 am", "R$ 5", "5º", "三", "3万", "م", "Ⅻa", "१ म", "ー"])
def test_a_text_with_a_letter_is_no_rules(text):
    assert by_rule(text, "en", "de") is None


@pytest.mark.parametrize("one", DEFAULT_CODES)
def test_no_check_finds_anything_in_what_a_rule_made(one):
    """All pairs, each table entry as this language writes it: alone, and beside the other languages."""
    texts = {source for language, source, _other, _target in LOCALISED if language in ("en", one)} | {*UNCHANGED}
    texts |= {by_rule(source, "en", one) for language, source, _other, _target in LOCALISED if language == "en"}
    for text in texts:
        made = {other: by_rule(text, one, other) for other in DEFAULT_CODES if other != one}
        for other, target in made.items():
            assert registry.run(text, target, Pair(one, other)) == [], (text, other)
        assert registry.run_across(text, made, one) == {}


@pytest.mark.parametrize(
    ("source", "target"),
    [("1,200", "1,200"), ("4.35", "4.35"), ("2019", "2109"), ("50%", "5 %")],
)
def test_other_targets_of_such_texts_are_checked_as_any(source, target):
    assert [finding.severity for finding in registry.run(source, target, Pair("en", "de"))] != []


NUMBERS = st.builds(
    lambda whole, rest: f"{whole:,}" + (f".{rest}" if rest else ""),
    st.integers(0, 10**9 - 1),
    st.sampled_from(["", "5", "25", "1234"]),
)


@given(text=NUMBERS, first=st.sampled_from(DEFAULT_CODES), second=st.sampled_from(DEFAULT_CODES))
def test_a_number_comes_back_as_it_went(text, first, second):
    there = by_rule(text, "en", first)
    assert by_rule(by_rule(there, first, second), second, "en") == text


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(st.sampled_from("0123456789०१２.,'’ \u00a0\u202f-−–+%‰$€:/()<>&;*½²\u0301§"), max_size=20),
    one=st.sampled_from(DEFAULT_CODES),
    other=st.sampled_from(DEFAULT_CODES),
)
def test_no_text_breaks_a_rule(text, one, other):
    made = by_rule(text, one, other)
    digits = [unicodedata.digit(sign) for sign in text if sign.isdecimal()]
    assert [unicodedata.digit(sign) for sign in made if sign.isdecimal()] == digits
