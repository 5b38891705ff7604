"""Which number of the source is which of the target: a matching one to one, so that a lost repetition is seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from decimal import Decimal

from translation.checks.parse.numbers.number_index import NumberIndex
from translation.checks.parse.numbers.numerals import Number

# Where each number is compared with all others, so many of a text are: more would stop a web process.
COMPARED = 300


@dataclass(slots=True)
class Matched:
    """What is left when every number has found its counterpart.

    missing: of the source, nowhere in the target. dropped: of the source, the target has it, but less often.
    added: of the target, nowhere in the source. surplus: of the target, the source has it, but less often.
    """

    missing: list[Number] = field(default_factory=list)
    dropped: list[Number] = field(default_factory=list)
    added: list[Number] = field(default_factory=list)
    surplus: list[Number] = field(default_factory=list)

    def shorten(self, most: int) -> None:
        """Keep so many numbers of each kind, the first."""
        for kind in (self.missing, self.dropped, self.added, self.surplus):
            del kind[most:]

    @property
    def strange(self) -> list[Number]:
        """Return the numbers of the target that may stand for a missing one."""
        return [*self.added, *self.surplus]


def match(
    theirs: list[Number], ours: list[Number], their_months: Collection[int] = (), our_months: Collection[int] = ()
) -> Matched:
    """Match the source's numbers with the target's; equal notations first, then equal meanings.

    their_months, our_months: the months that the texts name; a number that is none (24.9.) may stand for one.
    """
    left, right = list(theirs), list(ours)
    for same in (_alike, same_number):
        left, right = _paired_off(left, right, same)
    unread = left[COMPARED:], right[COMPARED:]
    left, right = left[:COMPARED], right[:COMPARED]
    _compose(left, right, our_months)
    _compose(right, left, their_months)
    if not any(unread) and len(left) != len(right) and _all_digits(left) == _all_digits(right):
        return Matched()  # 4:41.30 and 4分41秒30
    _drop_months(left, our_months)
    _drop_months(right, their_months)
    result = Matched()
    in_ours, in_theirs = NumberIndex(ours), NumberIndex(theirs)
    for number in [*left, *unread[0]]:
        if number.values != {Decimal(0)}:
            (result.missing if in_ours.first(number, same_number) is None else result.dropped).append(number)
    for number in [*right, *unread[1]]:
        if number.values != {Decimal(0)}:
            (result.added if in_theirs.first(number, same_number) is None else result.surplus).append(number)
    return result


def same_number(one: Number, other: Number) -> bool:
    """Tell whether two numbers mean the same: a common value, the same time of day, or the same unreadable digits."""
    if _military(one) != _military(other):
        # 0230 is 2:30, but not 230.
        return (one.clock is not None and one.clock == other.clock) or _full_hour(one, other) or _full_hour(other, one)
    if one.values & other.values:
        return True
    if one.clock and other.clock and one.clock == other.clock:
        plain = one.bare is None, other.bare is None
        return all(plain) or (any(plain) and not (_dotted(one) and _dotted(other)))
    if _full_hour(one, other) or _full_hour(other, one) or _hours(one, other) or _hours(other, one):
        return True
    if one.values or other.values:
        return False
    # 5:3 may be 5-3, but 1.2.3 is not 1,2,3.
    marked = any(mark in one.raw + other.raw for mark in ".,")
    return one.raw == other.raw or (not marked and _digits(one) == _digits(other))


def _military(number: Number) -> bool:
    """Tell whether a number is a time of day in four digits that begin with a zero."""
    return number.clock is not None and number.raw[0] == "0" and number.raw.isdecimal()


def _hours(decimal: Number, clock: Number) -> bool:
    """Tell whether 1.5 hours are written 1:30."""
    if decimal.bare is None or decimal.power or clock.clock is None or ":" not in clock.raw or decimal.bare >= 24:
        return False
    hours, rest = divmod(decimal.bare, 1)
    return rest > 0 and (hours % 12, rest * 60) == clock.clock


def _dotted(number: Number) -> bool:
    return "." in number.raw


def _digits(number: Number) -> list[str]:
    return re.findall(r"\d+", number.raw)


def _alike(one: Number, other: Number) -> bool:
    return bool(one.values) and one.values == other.values and _military(one) == _military(other)


def _full_hour(clock: Number, other: Number) -> bool:
    """Tell whether 11:00 is written 11 (Uhr, 時)."""
    if clock.clock is None or clock.clock[1] or other.clock or len(clock.raw) < 4:
        return False
    return any(value == int(value) and value <= 24 and int(value) % 12 == clock.clock[0] for value in other.values)


def _paired_off(
    left: list[Number], right: list[Number], same: Callable[[Number, Number], bool]
) -> tuple[list[Number], list[Number]]:
    """Return what is left on both sides when each number has taken the first that is the same."""
    index = NumberIndex(right)
    alone = []
    for number in left:
        place = index.first(number, same)
        if place is None:
            alone.append(number)
        else:
            index.take(place)
    return alone, index.free()


def _all_digits(found: list[Number]) -> list[str]:
    # 05 is 5, but the end of "55 00" is not that of 55 000.
    return sorted(digits.lstrip("0") or digits for number in found for digits in _digits(number))


def _drop_months(found: list[Number], months: Collection[int]) -> None:
    """Take out one number for each month that the other text names and this one writes in digits (13/8/2024)."""
    for month in months:
        if number := next((entry for entry in found if entry.values == {Decimal(month)}), None):
            found.remove(number)


def _compose(joined: list[Number], single: list[Number], months: Collection[int]) -> None:
    """Take out numbers such as 5:3 or 24.9 whose parts the other text writes as numbers of their own (5 to 3)."""
    for number in list(joined):
        if len(number.parts) < 2 or (number.values and not number.clock) or number.raw.count(",") > 0:
            continue
        found = _each(number, single, months)
        if found is not None:
            joined.remove(number)
            for other in found:
                single.remove(other)


def _each(joined: Number, single: list[Number], months: Collection[int]) -> list[Number] | None:
    """Return a number for each part; None if one is not there. The minutes of 10:00 need none, nor does a month."""
    found: list[Number] = []
    for place, part in enumerate(joined.parts):
        if (place or "·" in joined.raw) and (part in months or (not part and joined.clock)):
            continue
        other = next((entry for entry in single if part in entry.values and entry not in found), None)
        if other is None:
            return None
        found.append(other)
    return found
