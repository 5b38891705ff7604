"""Find the numbers of a text that may mean the same as a given one, without comparing it with every other.

A text can hold ten thousand numbers; comparing each with each would stop a web process.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from itertools import chain

from translation.checks.parse.numbers.numerals import Number

_DIGITS = re.compile(r"\d+")


class NumberIndex:
    """The numbers of a text by what they may mean; those that are written the same are kept together."""

    def __init__(self, numbers: Sequence[Number]) -> None:
        self._numbers = numbers
        self._places: dict[Hashable, deque[int]] = {}  # of numbers that are written the same
        self._written: dict[Hashable, dict[Hashable, Number]] = {}  # by what they may mean
        for place, number in enumerate(numbers):
            places = self._places.setdefault(_writing(number), deque())
            if not places:
                for key in _keys(number):
                    self._written.setdefault(key, {})[_writing(number)] = number
            places.append(place)

    def first(self, number: Number, same: Callable[[Number, Number], bool]) -> int | None:
        """Return the place of the first free number that is the same; None if there is none."""
        candidates = {writing: other for key in _keys(number) for writing, other in self._written.get(key, {}).items()}
        found = [self._places[writing] for writing, other in candidates.items() if same(number, other)]
        return min((places[0] for places in found if places), default=None)

    def take(self, place: int) -> None:
        """Leave the number at a place that first() returned out from now on."""
        self._places[_writing(self._numbers[place])].popleft()

    def free(self) -> list[Number]:
        """Return the numbers that were not taken, in their order."""
        return [self._numbers[place] for place in sorted(chain.from_iterable(self._places.values()))]


def _writing(number: Number) -> Hashable:
    """Return all of a number that a comparison reads: not where it stands."""
    return (number.raw, number.values, number.clock, number.bare, number.power, number.parts)


def _keys(number: Number) -> set[Hashable]:
    """Return what two numbers must share to be the same (matching.same_number); sharing it does not make them so."""
    keys: set[Hashable] = {("digits", *_DIGITS.findall(number.raw)), ("raw", number.raw)}
    keys |= {("value", value) for value in number.values}
    keys |= {("hour", int(value) % 12) for value in number.values if value == int(value) and value <= 24}
    if number.clock:
        keys.add(("clock", *number.clock))
        if not number.clock[1]:
            keys.add(("hour", number.clock[0]))
    if number.bare is not None and not number.power and number.bare < 24:
        hours, rest = divmod(number.bare, 1)
        keys.add(("clock", hours % 12, rest * 60))  # 1.5 hours are 1:30
    return keys
