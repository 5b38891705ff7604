"""One number of a text, as checks compare it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# Hours modulo 12, minutes.
Clock = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """One number in digits.

    values: what it may mean in its language (9 pm is 9 or 21). loose: what it would mean in another notation.
    parts: the runs of digits, where the whole is no number of the language (11.29 Uhr, 5:3).
    bare: its value without its scale word, power: the scale as a power of ten, han: whether the scale is a Han one.
    clock: the time of day (hours modulo 12, minutes) that it may be. month: whether it is a month (8月,
        24.9.1759). decade: whether it names one (1930s).
    """

    start: int
    end: int
    raw: str
    values: frozenset[Decimal]
    loose: frozenset[Decimal] = frozenset()
    parts: tuple[Decimal, ...] = ()
    bare: Decimal | None = None
    power: int = 0
    han: bool = False
    clock: Clock | None = None
    month: bool = False
    decade: bool = False
