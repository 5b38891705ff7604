"""Days as Romans counted them, and months in their numerals: Nonis Septembribus, a.d. V Non. Mai., 5-X-2024."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from translation.checks.parse.numbers.romans import roman

_DAY = re.compile(
    r"(?:(?P<pridie>[Pp]r(?:idie|id\.|\.))|(?:[Aa](?:nte|\.)\s?d(?:iem|\.)\s)?(?P<before>[IVX]{1,5}))?\s?"
    r"\b(?P<fixed>[Kk]al|[Nn]on(?=[\s.aeiu])|[Ii]d(?=[\s.iu]))\w*\.?\s(?P<month>[A-Z]\w+)"
)
_DAYS = {"k": (1,), "n": (5, 7), "i": (13, 15)}
# The last day of the month before: Kalends are counted from the month that goes.
_LAST_DAYS = (28, 29, 30, 31)
_DATE = re.compile(r"(?<![\d.])\d{1,2}(?P<mark>[-./ ])(?P<month>X{0,1}(?:IX|IV|V?I{0,3}))(?P=mark)(?:1\d|20)\d\d(?!\d)")


def roman_days(text: str) -> set[Decimal]:
    """Return the days of the month that a plain Latin text may name."""
    found: set[int] = set()
    for match in _DAY.finditer(text):
        fixed = _DAYS[match["fixed"][0].lower()]
        back = 1 if match["pridie"] else roman(match["before"]) - 1 if match["before"] else 0
        if back and fixed == (1,):
            found |= {last + 1 - back for last in _LAST_DAYS}
        else:
            found |= {day - back for day in fixed}
    return {Decimal(day) for day in found if day > 0}


def roman_months(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (month, start, end) for the months in Roman numerals of dates: 5-X-2024, 5.X.2024."""
    for match in _DATE.finditer(text):
        if match["month"] and 1 <= roman(match["month"]) <= 12:
            yield roman(match["month"]), *match.span("month")
