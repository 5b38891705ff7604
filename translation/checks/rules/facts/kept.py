"""Numbers that keep their point in a language with a decimal comma: times of day (9.30 Uhr) and versions (Web 2.0)."""

from __future__ import annotations

import re

from articles.body.plain import Plain
from translation.checks.base import Pair
from translation.checks.parse.numbers.currencies import amounts_in
from translation.checks.parse.numbers.number import Number
from translation.checks.parse.numbers.units import measures_in
from translation.checks.words.version_words import VERSION_WORD, is_numbered_behind, word_before

# A quantity is seldom written with a nought behind its point; a version is.
_WITH_NOUGHT = re.compile(r"\d{1,2}\.0")
_TIME_BEFORE = re.compile(
    r"(?<!\w)(?:at|um|ab|gegen|kell?o|klo\.?|pukul|jam|alle|dalle|ore|le|à|a las|las|às|as|στις|τις|ώρα|в|с|до|hora)"
    r"[\s\u00a0]$",
    re.I,
)
_TIME_AFTER = re.compile(
    r"[\s\u00a0]?(?:[ap]\.?\s?m\b|[πμ]\.?\s?μ\.|Uhr\b|h\b|heures?\b|horas?\b|часов|ч\b|o['’]clock|hrs?\b|GMT|UTC|[CEW]I?[BTS]T?\b|WI[BT]|МСК)"
)
_TIMES_MORE = re.compile(r"[\s\u00a0]?(?:раз|times|mal\b|fois|vec)")
_LONGEST = 12
_VERSE = re.compile(r"(\d{1,3})[:,.](\d{1,3})")


def without_kept(
    theirs: list[Number], ours: list[Number], before: Plain, after: Plain, pair: Pair
) -> tuple[list[Number], list[Number]]:
    """Return both texts' numbers without the times and versions that stand in both, with the same point."""
    left, right = _without_verses(theirs, ours, before.text, after.text)
    for number in list(left):
        other = next((one for one in right if one.raw == number.raw), None)
        if other and _is_kept((number, before.text, pair.source), (other, after.text, pair.target)):
            left.remove(number)
            right.remove(other)
    return left, right


def _without_verses(
    theirs: list[Number], ours: list[Number], before: str, after: str
) -> tuple[list[Number], list[Number]]:
    """Return both texts' numbers without the chapters and verses that stand in both: John 3:16 is Joh 3,16."""
    left, right = list(theirs), list(ours)
    for number in theirs:
        pieces = _VERSE.fullmatch(number.raw)
        if pieces is None or not _is_behind_a_book(number, before):
            continue
        for other in right:
            same = _VERSE.fullmatch(other.raw)
            colon = (":" in number.raw) != (":" in other.raw)
            if colon and same and same.groups() == pieces.groups() and _is_behind_a_book(other, after):
                left.remove(number)
                right.remove(other)
                break
    return left, right


def _is_behind_a_book(number: Number, text: str) -> bool:
    word, _place = word_before(text, number.start)
    return word[:1].isupper() and not VERSION_WORD.fullmatch(word)


def _is_kept(*both: tuple[Number, str, str]) -> bool:
    """Tell whether a number that both texts write alike (with text and language) is a time or a version in one."""
    if "." not in both[0][0].raw or any(number.power for number, _text, _language in both):
        return False
    if any(_counts(number, text, language) for number, text, language in both):
        return False
    named = _WITH_NOUGHT.fullmatch(both[0][0].raw) is not None
    named = named or any(is_numbered_behind(text, number.end) for number, text, _language in both)
    return named or any(_is_time(number, text) for number, text, _language in both)


def _is_time(number: Number, text: str) -> bool:
    if number.clock is None or _TIMES_MORE.match(text, number.end):
        return False
    start = max(0, number.start - _LONGEST)
    return bool(_TIME_BEFORE.search(text, start, number.start) or _TIME_AFTER.match(text, number.end))


def _counts(number: Number, text: str, language: str) -> bool:
    """Tell whether a number measures or pays something."""
    units = (measure.number for measure in measures_in(text, language))
    money = (amount.number for amount in amounts_in(text, language))
    return any(one.start == number.start for one in (*units, *money))
