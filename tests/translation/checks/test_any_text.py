"""No text breaks a check: whatever the case of its letters, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.languages import CODES
from translation.checks import registry
from translation.checks.base import Pair, Row
from translation.checks.parse.numbers import numerals, spelled
from translation.checks.words import number_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("4,35 ΔΙΣ. ευρώ και 5 δις.", "el"),
        ("ΤΡΕΙΣ φορές, τρεις φορές, 3 ΧΙΛΙΆΔΕΣ.", "el"),
        ("5 mıllıon and 7 mİllion and 3 \u212a or $4\u212a.", "en"),
        ("5 mıllıards et 2 ſept mille.", "fr"),
        ("Ten thouſand, 10 THOUSAND, ten Thousand.", "en"),
    ],
)
def test_no_letter_case_breaks_a_check(text, language):
    source = "4.35 billion euros and 5 billion." if language != "en" else "4,35 Milliarden Euro."
    registry.run(source, text, Pair("en" if language != "en" else "de", language))
    registry.run_source(text, language)
    registry.run_source_article({"a": text, "b": text}, language)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, str.swapcase, str.casefold])
def test_every_scale_and_number_word_is_read_in_every_case(language, change):
    for stem in number_words.scales(language)[1]:
        text = change(f"12 {stem}. 12 {stem}, {stem}")
        numerals.numbers_in(text, language)
        spelled.spelled_in(text, language)
        spelled.exact_in(text, language)


WORDS = (
    "12 4,35 1.264.75 ½ ٣ १२ 三千 12万 ２０ 10% £18.50 $4 km² 13:05 2024年8月13日 XIV ΔΙΣ ſ ı İ ß ǅ é & {name} %s "
    "<b> </b> </a> <br> &amp; &#0; a@b.example Helio-2.5X “ ” « » „ 「 」 ( ) … ... 。 ！ ? : ; — * # "
    "Marrowby Марроуби मारोबी マロウビー Milliarden εκατομμύρια ſept ΜΑΪΟΣ января 五月"
)
MORE = [
    "3 400",
    "-5 °C",
    "ten thousand",
    '<a href="x">',
    "https://a.example/b?c=1",
    " ",
    "\n",
    "\u00a0",
    "\u202f",
    "\u212a",
]
ODD = ["\u00a0", "\u202f", "e\u0301", "\u200d", "\u200f", "\x00", "\ud800", "\U0001f600"]
PIECES = [*WORDS.split(), *MORE, *ODD]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map(
    lambda parts: "".join(part if part.isspace() else f"{part} " for part in parts)
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(source=TEXTS, target=TEXTS, one=st.sampled_from(CODES), other=st.sampled_from(CODES))
def test_no_text_breaks_a_check(source, target, one, other):
    pair = Pair(one, other)
    for finding in registry.run(source, target, pair):
        assert all(0 <= start <= end <= len(target) for start, end in finding.target_spans), finding
        assert all(0 <= start <= end <= len(source) for start, end in finding.source_spans), finding
    registry.run_source_article({"a": source, "b": target}, one)
    registry.run_article([Row("a", "headline", source, target), Row("b", "paragraph", target, source)], pair)
    registry.run_across(source, dict.fromkeys((code for code in CODES if code != one), target) | {other: source}, one)
