"""Dates in digits: which of a text's numbers are months, and which years are counted from an era."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from translation.checks.eras import Year
from translation.checks.number import Number

# 2024/08/13; 13/8/2024 is an American's month 13, so English is left out there.
_SLASHED_YEAR_FIRST = re.compile(r"(?<![\d/])\d{4}/(\d{1,2})/\d{1,2}(?![\d/])")
_SLASHED_DAY_FIRST = re.compile(r"(?<![\d/])\d{1,2}/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
# Between a year and the same year of an era: 2024年（令和6年）, Reiwa 6 (2024).
_BESIDE = re.compile(r"[年년度]{0,2}[\s（(\[/=・,、]{1,3}")


def with_eras(found: list[Number], years: Sequence[Year], text: str) -> list[Number]:
    """Put years counted from an era in the place of their digits: 令和6年 is 2024. One beside its own year goes."""
    result: list[Number] = []
    taken: list[tuple[int, int]] = []
    for year in years:
        number = Number(
            year.start, year.end, text[year.start : year.end], year.values, parts=tuple(sorted(year.values))[:1]
        )
        dates = [part for part in (year.month, year.day) if part]
        result += [number] + [
            Number(start, end, text[start:end], frozenset({Decimal(value)}), parts=(Decimal(value),), month=not place)
            for place, (value, start, end) in enumerate(dates)
        ]
        taken.append((year.start, dates[-1][2] if dates else year.end))
    rest = [one for one in found if not any(start < one.end and one.start < end for start, end in taken)]
    there = {(year.start, year.end) for year in years}
    both = sorted(result + rest, key=lambda one: one.start)
    return [
        one
        for place, one in enumerate(both)
        if (one.start, one.end) not in there
        or not any(
            other.values <= one.values and _BESIDE.fullmatch(text, min(one.end, other.end), max(one.start, other.start))
            for other in both[max(0, place - 1) : place + 2]
            if other is not one and (other.start, other.end) not in there
        )
    ]


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
