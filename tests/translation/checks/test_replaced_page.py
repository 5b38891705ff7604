"""A page in machine German, imported as a source: its faults are flagged before anyone translates it.

The page imitates one that this newsroom replaced, with the same kinds of faults; what it says is invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.body import clean_body, texts
from articles.importing import parser, reader
from articles.importing.page import ParsedArticle
from translation.checks import registry
from translation.checks.base import Finding
from translation.checks.wording import english

PAGE = Path(__file__).resolve().parents[2] / "pages" / "machine_german.txt"


@pytest.fixture(scope="module")
def page() -> ParsedArticle:
    return parser.parse(reader.read_lines(PAGE.read_bytes()), "de")


@pytest.fixture(scope="module")
def segments(page) -> dict[str, str]:
    return {ref.key: ref.text for ref in texts(clean_body(page.blocks))}


@pytest.fixture(scope="module")
def found(segments) -> dict[str, list[Finding]]:
    return registry.run_source_article(segments, "de")


def flagged(segments: dict[str, str], found: dict[str, list[Finding]], words: str) -> list[tuple[str, str]]:
    """Return (check, marked text) of the major findings on the segment that has these words."""
    keys = [key for key, text in segments.items() if words in text]
    assert keys, f"the page has no “{words}”"
    return [
        (finding.check, segments[key][start:end])
        for key in keys
        for finding in found.get(key, [])
        if finding.severity != "minor"
        for start, end in finding.target_spans
    ]


def test_the_sentence_that_breaks_off_is_flagged(segments, found):
    assert ("source_ending", "auf") in flagged(segments, found, "veröffentlichte er auf")


def test_the_stray_word_is_flagged(segments, found):
    assert ("stray_word", "Anders.") in flagged(segments, found, "GPS-3.5 Anders.")


def test_the_quotation_mark_without_its_partner_is_flagged(segments, found):
    assert ("source_quotes", '"') in flagged(segments, found, 'hoch."')


def test_one_product_with_two_decimal_marks_is_flagged_where_it_has_the_comma(segments, found):
    for words in ("Großes Modell Boreal-1,5V", "Boreal-1,5V-Bewertungsvergleich"):
        marked = flagged(segments, found, words)
        assert any(check == "mixed_marks" and text.startswith("Boreal-1,5V") for check, text in marked)
    assert not [check for check, _text in flagged(segments, found, "Veröffentlichungsankündigung von Boreal-1.5V")]


def test_a_word_glued_to_a_name_is_flagged(segments, found):
    assert "übertragenvAI" in [text for _check, text in flagged(segments, found, "übertragenvAI")]


def test_a_role_glued_to_a_name_became_a_contribution_and_is_no_text(page, segments):
    assert ("compiler", "Holm") in [(credit.role, credit.name) for credit in page.credits]
    assert not [text for text in segments.values() if "kompilieren" in text]


def test_the_misread_ranking_is_flagged_beside_the_one_that_is_right(segments, found):
    """Good German in itself; but the article gives the same place in the ranking to another thing elsewhere."""
    key = next(key for key, text in segments.items() if "zweithöchste Funk-Innovation" in text)
    (finding,) = [finding for finding in found[key] if finding.check == "same_ranking"]
    assert "zweithöchste Funk-Startup" in english(finding.message)


def test_little_else_is_flagged(found):
    serious = [finding for findings in found.values() for finding in findings if finding.severity != "minor"]
    assert 6 <= len(serious) <= 12
