"""Version numbers: "Python 3.11" keeps its point in every language, unlike a quantity."""

from __future__ import annotations

import re

from articles.body.plain import Plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.parse.numbers import notation
from translation.checks.parse.numbers.currencies import currencies_in
from translation.checks.parse.numbers.numerals import Number
from translation.checks.parse.numbers.units import measures_in
from translation.checks.parse.transliteration import apart, latin
from translation.checks.words.version_words import VERSION_WORD, word_before

MESSAGES = {
    "versions.point": N_("The version “%(source)s” has become “%(target)s”; version numbers keep their point."),
}

# Three digits behind the point may be thousands: "Kahn 318.500" is no version.
_SHAPE = re.compile(r"\d{1,3}\.\d{1,2}")
_START = re.compile(r"(?:^|[.!?:…]\s+|[“”\"«„(\[])$")
_CURRENCY = re.compile(r"US|Rs|Rp|Euro|RMB|R|A|C|HK|NT|kr|Fr")


def changed(
    theirs: list[Number], ours: list[Number], before: Plain, after: Plain, pair: Pair
) -> tuple[list[Finding], list[Number], list[Number]]:
    """Find versions whose point was lost; return the findings and the numbers that are no versions, on both sides."""
    findings: list[Finding] = []
    left, right = list(theirs), list(ours)
    for number in theirs:
        if not _SHAPE.fullmatch(number.raw) or number.power:
            continue
        word, first = _word_before(before.text, number)
        if not word or any(measure.number == number for measure in measures_in(before.text, pair.source)):
            continue
        digits = notation.swapped(number.raw)
        for other in right:
            if other.raw not in (number.raw, digits) or not _same_word(word, first, _word_before(after.text, other)[0]):
                continue
            left.remove(number)
            right.remove(other)
            if other.raw == digits:
                spots = (before.span(number.start, number.end),), (after.span(other.start, other.end),)
                written = after.text[other.start : other.end]
                says = say("versions.point", source=f"{word} {number.raw}", target=written)
                findings.append(Finding("numbers", "critical", says, *spots))
            break
    return findings, left, right


def _word_before(text: str, number: Number) -> tuple[str, bool]:
    """Return the name or the word for "version" before a number ("" if neither), and whether it begins a sentence."""
    word, place = word_before(text, number.start)
    if not word:
        return "", False
    # iOS 17.2: a name may have its capital inside.
    capital = word[0].isupper() or (word[1:2].isupper() and word.isascii())
    name = capital and not _CURRENCY.fullmatch(word) and not currencies_in(word)
    other_script = not word.isascii() and not word[0].islower()
    if not (name or other_script or VERSION_WORD.fullmatch(word)):
        return "", False
    return word, _START.search(text[:place]) is not None


def _same_word(word: str, first: bool, other: str) -> bool:
    """Tell whether both numbers stand behind the same name, as such or as it sounds in another script."""
    if not other:
        return False
    if word == other or (VERSION_WORD.fullmatch(word) and VERSION_WORD.search(other)):
        return True
    return (not first and not other.isascii()) or apart(latin(word), latin(other)) <= 0.4
