"""Date lines: ISO and the usual short forms, and the long dates of the built-in languages."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache

from babel import Locale

from newsroom.languages import BUILT_IN, CODES
from newsroom.languages.tables import tables

_LONGEST = 80
_YMD = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[.日일]?")
_NUMERIC = re.compile(r"(\d{1,2})([./-])\s*(\d{1,2})\2\s*(\d{4})")
_WEEKDAY = re.compile(
    r"[\s,]{0,9}\(?(?:(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|(?<=\()[月火水木金土日](?=\)))\)?"
)
_MARKS = frozenset(".,-:'،")
_DIRECTION = re.compile("[\u200e\u200f\u061c]")
_TOKEN = re.compile(r"\d+|[^\W\d](?:[\u0900-\u097f\u200d]|[^\W\d])*\.?|[^\w\s]")


class NoSuchDay(ValueError):
    """Raised for a line in the form of a date that is no day of the calendar (2024-02-30)."""


def parse_date(line: str, language: str) -> datetime.date | None:
    """Return the day of a date line, or None if the line is something else. Digits of any script.

    language: decides what 08/13/2024-like lines mean (month first in English). Raises NoSuchDay.
    """
    if len(line) > _LONGEST:
        return None
    text = _DIRECTION.sub("", unicodedata.normalize("NFKC", line)).strip(" []|·")
    text = _time().sub("", _WEEKDAY.sub("", _labels().sub("", text))).strip()
    if match := _YMD.fullmatch(text):
        year, month, day = match.groups()
        return _day(year, month, day, line)
    if match := _NUMERIC.fullmatch(text):
        first, mark, second, year = match.groups()
        month_first = mark == "/" and language == "en" and int(first) <= 12
        return _day(year, *((first, second) if month_first else (second, first)), line)
    return _long(text, line)


def starts_with_day(line: str) -> bool:
    """Return whether a line begins like a day of a month ("1. August …"): its number is no section's number."""
    match = re.match(r"\d{1,2}\.?\s*([^\W\d]+)", line)
    return bool(match and _fold(match[1]) in _months())


def _long(text: str, line: str) -> datetime.date | None:
    """Read "13. August 2024", "die 13 Augusti 2024", "August 13th, 2024": one day, one month, one year."""
    numbers: list[str] = []
    months: list[int] = []
    maybe: list[int] = []
    for token in _TOKEN.findall(text):
        word = _fold(token)
        if token.isdecimal():
            numbers.append(token)
        elif month := _months().get(word):
            # "mar" is March in Spanish and Tuesday in French.
            (maybe if word in _weekdays() else months).append(month)
        elif not _stands_in_dates(token, word):
            return None
    named = months or maybe
    if len(numbers) != 2 or len(named) != 1:
        return None
    day, year = sorted(numbers, key=len)
    return _day(year, str(named[0]), day, line) if len(year) == 4 and len(day) <= 2 else None


def _stands_in_dates(token: str, word: str) -> bool:
    """Return whether a token that is no number and no month may be part of a long date."""
    return token in _MARKS or word in _fillers() or word in _weekdays()


def _day(year: str, month: str, day: str, line: str) -> datetime.date:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoSuchDay(f"“{line}” is written like a date, but there is no such day.") from error


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower().rstrip(".:")


def _of_all(table: str) -> list[str]:
    """Return the words of a table of dates in all built-in languages, the longest first."""
    return sorted({word for code in CODES for word in getattr(tables(code).dates, table)}, key=lambda word: -len(word))


@cache
def _fillers() -> frozenset[str]:
    """Return the words allowed beside day, month and year; any other word makes the line prose."""
    return frozenset(_of_all("fillers"))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(map(re.escape, _of_all('labels')))})\s*[:：|｜]?\s*", re.I)


@cache
def _time() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _of_all("before_time")))
    return re.compile(
        rf"(?:[\s,T·|]{{1,9}}(?:{words})?\s{{0,9}}|(?<=日))\d{{1,2}}(?:[:h時点]|\.(?!\d+\.\d{{4}}))\d{{2}}"
        r"(?:[:.]\d{2})?\s*(?:uhr|am|pm|utc|z|分)?$",
        re.I,
    )


@cache
def _months() -> dict[str, int]:
    # The tables first: CLDR has one spelling in Sanskrit, where pages also write the short ones.
    found: dict[str, int] = {}
    for code in CODES:
        for number, names in enumerate(tables(code).dates.months, start=1):
            found |= {_fold(name): number for name in names.split("|") if name != "-"}
    for locale in _locales():
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    folded = _fold(name)
                    if not folded[:1].isdigit():
                        found.setdefault(folded, number)
    return found


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        _fold(part)
        for locale in _locales()
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in locale.days[context][width].values()
        for part in (name, *re.split("[- ]", name))
    )


def _locales() -> list[Locale]:
    return [Locale.parse(edition.locale) for edition in BUILT_IN]
