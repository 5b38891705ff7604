"""Shares in tenths, as Chinese, Japanese and Korean count them: 3割5分 is 35 per cent, 三成 30, 八折 20 off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from translation.checks.parse.numbers.han_numbers import han

_WORD = re.compile(
    r"\s?(?:割(?![らりるれっ]る?|り算)(?:\s?(\d|[一二三四五六七八九])分|(半|五)(?!分))?|할(?:\s?(\d)푼)?(?!머|인|당|애|증)|([成折])(半|五)?)"
)
_IN_HAN = re.compile(r"[一二三四五六七八九]{1,2}(?=[割成折])")


def share_behind(raw: str, text: str, end: int) -> tuple[frozenset[Decimal], int] | None:
    """Return what digits (ASCII) that end at a place are in per cent, if tenths follow, and where they end."""
    if not re.fullmatch(r"\d{1,2}(?:\.\d)?", raw):
        return None
    return _share(raw, text, end)


def shares_in_han(text: str) -> Iterator[Decimal]:
    """Yield what the tenths that a plain text writes in Han numerals are in per cent."""
    for match in _IN_HAN.finditer(text):
        digits = str(han(match[0])) if len(match[0]) == 1 else "".join(str(han(sign)) for sign in match[0])
        if share := _share(digits, text, match.end()):
            yield from share[0]


def _share(digits: str, text: str, end: int) -> tuple[frozenset[Decimal], int] | None:
    match = _WORD.match(text, end)
    if match is None:
        return None
    more = match[1] or match[3] or ("5" if match[2] or match[5] else "0")
    value = Decimal(digits) * 10 + (int(more) if more.isdecimal() else int(han(more)))
    if match[4] != "折":
        return frozenset({value}), match.end()
    # 八折 is 80 per cent of the price, 七五折 75.
    paid = Decimal(digits) if len(digits) == 2 and digits.isdecimal() else value
    return frozenset({paid, 100 - paid}), match.end()
