"""Numbers that keep their point in a language with a decimal comma: times of day (9.30 Uhr) and versions (Web 2.0)."""

from __future__ import annotations

import re

from translation.checks.base import Pair
from translation.checks.currencies import amounts_in
from translation.checks.number import Number
from translation.checks.plain import Plain
from translation.checks.units import measures_in

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


def without_kept(
    theirs: list[Number], ours: list[Number], before: Plain, after: Plain, pair: Pair
) -> tuple[list[Number], list[Number]]:
    """Return both texts' numbers without the times and versions that stand in both, with the same point."""
    left, right = list(theirs), list(ours)
    for number in theirs:
        other = next((one for one in right if one.raw == number.raw), None)
        if other is None or number.power or other.power or "." not in number.raw:
            continue
        counted = _counts(number, before.text, pair.source) or _counts(other, after.text, pair.target)
        if counted or not (
            _WITH_NOUGHT.fullmatch(number.raw) or _is_time(number, before.text) or _is_time(other, after.text)
        ):
            continue
        left.remove(number)
        right.remove(other)
    return left, right


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
