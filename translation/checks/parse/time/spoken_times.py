"""Times of day in words: half past five, halb sechs, six heures moins le quart, zehn vor sechs, полшестого."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache

from articles.body.plain import KEPT
from translation.checks.parse.numbers.number import Clock
from translation.checks.words.number_words import bare, words

# Languages in which half six is half past five.
_HALF_TO = {"de": r"halb(?:er)?", "ru": r"пол|половин\w", "fi": r"puoli", "id": r"setengah"}
_QUARTER = Decimal("0.25")


def says_time(clock: Clock, said: Collection[Decimal], text: str, language: str) -> bool:
    """Tell whether the words of a plain text say a time of day; said: what its words may mean as numbers."""
    hours, minutes = clock
    next_hour = hours + 1
    if minutes == 30 and (meant := _half_hours(text, language)):
        return hours in meant
    if Decimal(hours) + Decimal(minutes) / 60 in said:
        return True  # one and a half hours are 1:30
    # "halb elf" is 10:30, "viertel elf" 10:15
    named = (hours or 12, next_hour) if minutes in (15, 30, 45) else (hours or 12,)
    there = {Decimal(minutes), *((_QUARTER,) if minutes in (15, 45) else ())}
    if there & {*said, Decimal(0)} and any(Decimal(hour) in said for hour in named):
        return True
    # "zehn vor sechs" is 5:50
    return minutes > 30 and Decimal(60 - minutes) in said and Decimal(next_hour) in said


@lru_cache(maxsize=KEPT)
def _half_hours(text: str, language: str) -> frozenset[int]:
    """Return the hours (modulo 12) of the times that a text says by their half to the next one: halb sechs is 5."""
    half = _HALF_TO.get(language)
    if half is None:
        return frozenset()
    begins, _inside, meanings = words(language)
    low = bare(text)
    found = set()
    for match in re.finditer(rf"(?<!\w)(?:{half})[\s-]?", low):
        number = re.compile(begins.pattern.removeprefix(r"(?<!\w)")).match(low, match.end())
        if number and 1 <= meanings[number[0]] <= 12:
            found.add((meanings[number[0]] - 1) % 12)
    return frozenset(found)
