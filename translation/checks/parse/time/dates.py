"""Dates in digits: which of a text's numbers are months, and which years are counted from an era."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from translation.checks.parse.numbers.number import Number
from translation.checks.parse.time.eras import Year

# 2024/08/13; 13/8/2024 is an American's month 13, so English is left out there.
_SLASHED_YEAR_FIRST = re.compile(r"(?<![\d/])\d{4}/(\d{1,2})/\d{1,2}(?![\d/])")
_SLASHED_DAY_FIRST = re.compile(r"(?<![\d/])\d{1,2}/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
# Between a year and the same year of an era: 2024年（令和6年）, Reiwa 6 (2024).
_BESIDE = re.compile(r"[年년度]{0,2}[\s（(\[/=・,、]{1,3}")


def with_eras(found: list[Number], years: Sequence[Year], text: str) -> list[Number]:
    """Put years counted from an era in the place of their digits: 令和6年 is 2024. One beside its own year goes."""
    dates = [_date(year, text) for year in years]
    taken = [(date[0].start, date[-1].end) for date in dates]
    rest = [one for one in found if not any(start < one.end and one.start < end for start, end in taken)]
    kept = [one for date in dates for one in date if one is not date[0] or not _stands_beside(one, rest, text)]
    return sorted(kept + rest, key=lambda one: one.start)


def _date(year: Year, text: str) -> list[Number]:
    """Return the numbers of a year of an era: the year, and the month and day of a short date."""
    first, *_others = sorted(year.values)
    numbers = [Number(year.start, year.end, text[year.start : year.end], year.values, parts=(first,))]
    for part, is_month in ((year.month, True), (year.day, False)):
        if part:
            value, start, end = Decimal(part[0]), part[1], part[2]
            numbers.append(Number(start, end, text[start:end], frozenset({value}), parts=(value,), month=is_month))
    return numbers


def _stands_beside(year: Number, others: Sequence[Number], text: str) -> bool:
    """Tell whether the year of an era stands beside the same year: 2024年（令和6年）."""
    return any(
        other.values <= year.values
        and _BESIDE.fullmatch(text, min(year.end, other.end), max(year.start, other.start)) is not None
        for other in others
    )


def slashed_dates(found: list[Number], text: str, language: str) -> list[Number]:
    """Mark the months of dates with slashes."""
    patterns = (_SLASHED_YEAR_FIRST,) if language == "en" else (_SLASHED_YEAR_FIRST, _SLASHED_DAY_FIRST)
    dates = [match for pattern in patterns for match in pattern.finditer(text) if 1 <= int(match[1]) <= 12]
    places = {match.start(1): Decimal(match[1]) for match in dates}
    ends = {end for match in dates for end in match.span()}
    result = []
    for number in found:
        if number.start in places:
            number = replace(number, values=frozenset({places[number.start]}), month=True)
        elif number.start in ends or number.end in ends:
            number = replace(number, values=frozenset(number.parts))
        result.append(number)
    return result
