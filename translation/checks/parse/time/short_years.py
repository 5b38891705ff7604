"""Years and centuries without their hundreds: ’68, the class of ’99, nell’800, 上世纪90年代."""

from __future__ import annotations

import re
from decimal import Decimal

# Behind a blank, a bracket or a dash; in Italian behind an article too: del ’68, nell’800.
_APOSTROPHE = re.compile(r"(?:(?<=[\s(\[„“\"«–—/-])|^)'$")
_ELIDED = re.compile(r"(?:^|\W)(?:(?:ne|de|da|su|a)?ll)?'$", re.I)
_LAST_CENTURY = re.compile(r"(?:上个?世纪|前世紀|지난\s?세기)(?:的|の)?\s?$")
_BEFORE_YEAR = re.compile(
    r"\d\d\s?(?:年(?![間间前])|년(?:생|형|식|도|\s?\d)|(?:서울\s?)?(?:올림픽|월드컵|학번)|五輪|奥运)"
)
_CENTURIES = (1700, 1800, 1900, 2000)
_LONGEST = 8


def short_year(value: Decimal, text: str, start: int, language: str) -> set[Decimal]:
    """Return the years, or the century, that digits at a place (text in ASCII digits) may stand for."""
    before = text[max(0, start - _LONGEST) : start]
    if value < 100 and _LAST_CENTURY.search(before):
        return {1900 + value}
    # 95年, 88년생; 20年 may be twenty years.
    if value < 100 and (value >= 50 or text[start] == "0") and _BEFORE_YEAR.match(text, start):
        return {1900 + value, 2000 + value}
    if not before.endswith("'") or value > 900 or value != int(value):
        return set()
    if 10 <= value < 100 and _APOSTROPHE.search(before):
        return {century + value for century in _CENTURIES}
    if language == "it" and 200 <= value <= 900 and value % 100 == 0 and _ELIDED.search(before):
        return {value / 100 + 11, 1000 + value}
    return set()


def is_last_century(text: str, start: int) -> bool:
    """Tell whether a decade at a place is one of the twentieth century: 上世纪90年代."""
    return _LAST_CENTURY.search(text, max(0, start - _LONGEST), start) is not None
