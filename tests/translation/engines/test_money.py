"""Sums of money on their way through a model that knows neither £ nor how Portuguese writes numbers."""

from __future__ import annotations

import re

import pytest

from translation.engines.text.money import localised, lost, spelt_out
from translation.engines.text.paragraphs import translate_plain

KNOWN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,$-–QX")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It cost £18.50.", "It cost 18.50 pounds."),
        ("It cost € 2,115.75 then.", "It cost 2,115.75 euros then."),
        ("£3.2 million, up from £2m", "3.2 million pounds, up from 2 million pounds"),
        ("Of the £456,205 raised", "Of the 456,205 pounds raised"),
        ("$18.50 a share", "18.50 dollars a share"),
        ("$5 a share", "$5 a share"),
        ("US$18.50, A$3.20", "US$18.50, A$3.20"),
        ("£10–£20", "£10–£20"),
        ("£10-20", "£10-20"),
        ("a €3.5-billion plan", "a €3.5-billion plan"),
        ("£5ish", "£5ish"),
    ],
)
def test_sums_are_spelt_out(text, written):
    assert spelt_out(text, "en", KNOWN) == written


def test_a_model_that_spells_everything_gets_the_sums_as_they_are():
    assert spelt_out("£18.50", "en", None) == "£18.50"
    assert spelt_out("18 £, £18,50", "fi", KNOWN) == "18 £, £18,50", "no words for Finnish"


@pytest.mark.parametrize(
    ("source", "target", "pair", "right"),
    [
        ("£1,264.75", "1.264.75 libras", "en pt", "1.264,75 libras"),
        ("£1,264.75", "1264,75 libras", "en pt", "1264,75 libras"),
        ("£347,704", "347,704 libras", "en pt", "347.704 libras"),
        ("£18.50", "£18.50", "en fi", "£18,50"),
        ("€ 1.264,75", "1.264,75 euros", "pt en", "1,264.75 euros"),
        ("£18.50 for 18.50 hours", "18.50 libras por 18.50 horas", "en la", "18.50 libras por 18.50 horas"),
        ("£1.2.3", "1.2.3", "en pt", "1.2.3"),
        ("£18.50", "QX1850", "en pt", "QX1850"),
    ],
)
def test_sums_are_in_the_targets_notation(source, target, pair, right):
    assert localised(source, target, *pair.split()) == right


def test_a_sum_whose_digits_are_gone_is_found():
    assert lost("£2,115.75 and £950", "2,15,15 libras e 950 libras") == [(0, 9)]
    assert lost("£2,115.75", "2 115,75 livres") == []
    assert lost("£2.5m and £12", "deux millions et demi, douze") == [], "these may be words"


class Spoiling:
    """A model that garbles every number it sees."""

    known = KNOWN

    def sentence(self, text: str) -> str:
        return re.sub(r"(?<![QX\d])\d[\d.,]*\d", "2,15,15", text)

    def segment(self, text: str) -> list[str]:
        return [text]


def test_what_a_model_spoils_is_kept_as_it_was():
    assert translate_plain("It took £2,115.75 on Friday.", "en", "pt", Spoiling()).target == (
        "It took £2.115,75 on Friday."
    )
