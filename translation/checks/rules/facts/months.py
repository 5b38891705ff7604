"""Months: a date that lies in another month in the target. August is 8月, 8월, 24.8.1759 and elokuu."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from articles.body.plain import KEPT, Plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.parse.numbers.numerals import numbers_in
from translation.checks.parse.time.roman_days import roman_months
from translation.checks.words.calendar import months_in

MESSAGES = {
    "months.changed": N_("The source has “%(source)s”, the translation “%(target)s”."),
    "months.added": N_("The month “%(text)s” is not in the source."),
}

Spot = tuple[int, int, int]


def months(before: Plain, after: Plain, pair: Pair) -> list[Finding]:
    """Find months of the source for which another month stands in the target, and months that the source lacks."""
    ours = all_months(after.text, pair.target)
    if not ours:
        return []
    theirs = all_months(before.text, pair.source)
    missing = _apart(theirs, ours, months_in(after.text, pair.target, doubtful=True))
    added = _apart(ours, theirs, months_in(before.text, pair.source, doubtful=True))
    # "August" and "May" may be no months; with another month in the text they most likely are.
    known = {month for month, _start, _end in missing}
    maybe = [spot for spot in _apart(months_in(before.text, pair.source, doubtful=True), ours) if spot[0] not in known]
    findings = []
    digits = {int(value) for number in numbers_in(before.text, pair.source) for value in number.values if value <= 12}
    for month, start, end in added:
        marks = (after.span(start, end),)
        there = after.text[start:end]
        if missing:
            _month, first, last = missing.pop(0)
            message = say("months.changed", source=before.text[first:last], target=there)
            findings.append(Finding("numbers", "critical", message, (before.span(first, last),), marks))
        elif maybe:
            _month, first, last = maybe.pop(0)
            message = say("months.changed", source=before.text[first:last], target=there)
            findings.append(Finding("numbers", "major", message, (before.span(first, last),), marks))
        elif there[:1].isdecimal() and month not in digits and not theirs:
            findings.append(Finding("numbers", "major", say("months.added", text=there), (), marks))
    return findings


@lru_cache(maxsize=KEPT)
def all_months(text: str, language: str) -> tuple[Spot, ...]:
    """Return (month, start, end) of the months that a plain text names or numbers, in order."""
    written = [
        (int(next(iter(number.values))), number.start, number.end + (text[number.end : number.end + 1] in ("月", "월")))
        for number in numbers_in(text, language)
        if number.month
    ]
    return tuple(sorted([*months_in(text, language), *roman_months(text), *written], key=lambda spot: spot[1]))


def _apart(these: Iterable[Spot], *those: Iterable[Spot]) -> list[Spot]:
    """Return the months that the others do not have at all; a month may be named once more, or once less."""
    known = {month for spots in those for month, _start, _end in spots}
    return [spot for spot in these if spot[0] not in known]
