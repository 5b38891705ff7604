"""Date lines: ISO and the usual short forms, and the long dates of the fifteen languages with month names from CLDR."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache

from babel import Locale

from newsroom.languages import BUILT_IN

_LONGEST = 80
_YMD = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[.日일]?")
_NUMERIC = re.compile(r"(\d{1,2})([./-])\s*(\d{1,2})\2\s*(\d{4})")
_TIME = re.compile(
    r"(?:[\s,T·|]{1,9}(?:um|at|à|klo|alle)?\s{0,9}|(?<=日))\d{1,2}(?:[:h時点]|\.(?!\d+\.\d{4}))\d{2}(?:[:.]\d{2})?\s*(?:uhr|am|pm|utc|z|分)?$",
    re.I,
)
_WEEKDAY = re.compile(
    r"[\s,]{0,9}\(?(?:(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|(?<=\()[月火水木金土日](?=\)))\)?"
)
# Words that stand in a long date beside day, month and year; whatever else is there makes the line prose.
_FILLERS_TEXT = (
    "de del den der the of le la du il lo am on vom at a an στις την της του pada tanggal die dies anno ad "
    "a.d. г г. года год p c n st nd rd th er º ª ª. o ta kuuta pnä päivänä дня тэ दिनाङ्के दिनाङ्कः दिने "
)
_FILLERS = frozenset(_FILLERS_TEXT.split())
_LATIN_MONTHS = "ianuarii februarii martii aprilis maii iunii iulii augusti septembris octobris novembris decembris"
_MARKS = frozenset(".,-:'")
_LABELS = re.compile(
    r"^(?:date|published(?: on)?|updated|datum|stand|veröffentlicht(?: am)?|publié le|fecha|publicado(?: el| em)?|data|"
    r"pubblicato(?: il)?|дата|опубликовано|ημερομηνία|δημοσιεύθηκε|päivämäärä|julkaistu|tanggal|diterbitkan|"
    r"日期|时间|发布时间|公開日|日付|날짜|게시일|입력|दिनाङ्कः|दिनाङ्कम्)\s*[:：|｜]?\s*",
    re.I,
)


class NoSuchDay(ValueError):
    """Raised for a line that is written like a date but names no day of the calendar (2024-02-30)."""


def parse_date(line: str, language: str) -> datetime.date | None:
    """Return the day that a date line names, or None if the line is something else. Digits of any script.

    language: decides what 08/13/2024-like lines mean (month first in English). Raises NoSuchDay.
    """
    if len(line) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", line).strip(" []|·")
    text = _TIME.sub("", _WEEKDAY.sub("", _LABELS.sub("", text))).strip()
    if match := _YMD.fullmatch(text):
        year, month, day = match.groups()
        return _day(year, month, day, line)
    if match := _NUMERIC.fullmatch(text):
        first, mark, second, year = match.groups()
        month_first = mark == "/" and language == "en" and int(first) <= 12
        return _day(year, *((first, second) if month_first else (second, first)), line)
    return _long(text, line)


def starts_with_day(line: str) -> bool:
    """Tell whether a line begins like a day of a month ("1. August …"): such a number is no section's number."""
    match = re.match(r"\d{1,2}\.?\s*([^\W\d]+)", line)
    return bool(match and _fold(match[1]) in _months())


def _long(text: str, line: str) -> datetime.date | None:
    """Read "13. August 2024", "die 13 Augusti 2024", "August 13th, 2024": one day, one month, one year."""
    numbers: list[str] = []
    months: list[int] = []
    maybe: list[int] = []
    for token in re.findall(r"\d+|[^\W\d](?:[\u0900-\u097f\u200d]|[^\W\d])*\.?|[^\w\s]", text):
        word = _fold(token)
        if token.isdecimal():
            numbers.append(token)
        elif word in _months():
            # "mar" is March in Spanish and Tuesday in French.
            (maybe if word in _weekdays() else months).append(_months()[word])
        elif token not in _MARKS and word not in _FILLERS and word not in _weekdays():
            return None
    month = next(iter(months or maybe), 0) if len(months or maybe) == 1 else 0
    if len(numbers) != 2 or not month:
        return None
    day, year = sorted(numbers, key=len)
    return _day(year, str(month), day, line) if len(year) == 4 and len(day) <= 2 else None


def _day(year: str, month: str, day: str, line: str) -> datetime.date:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoSuchDay(f"“{line}” is written like a date, but there is no such day.") from error


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower().rstrip(".:")


@cache
def _months() -> dict[str, int]:
    # Sanskrit in CLDR has one spelling; pages also write the Hindi-like short ones. Latin comes from Babel as well.
    found = {"अगस्त": 8, "आगस्ट": 8, "अप्रैल": 4, "मे": 5, "जूनमासः": 6, "augusti": 8, "augustus": 8}
    for number, name in enumerate(_LATIN_MONTHS.split(), 1):
        found[name] = number
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
