"""Years that are counted from an era: 令和6年 and 民国113年 are 2024, 平成元年 is 1989, 단기 4357년 is 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from translation.checks.parse.numbers.han_numbers import han
from translation.checks.parse.numbers.romans import roman
from translation.checks.words.era_names import (
    ENDLESS,
    ERAS,
    INDIAN,
    WORLDLY,
)

# 大韩民国2020年 is the Republic of Korea in the year 2020.
_NO_ERA = ("大韩民国", "大韓民国", "大韓民國")
_NAME_END = r"(?:\s?[(（][^)）]{1,8}[)）])?\s?"
_YEAR = r"(?P<year>\d{1,4}|[元원]|[〇零一二三四五六七八九十百]{1,6})"
# Without a sign for the year, 明治10 may be a university's result.
_EAST = rf"{_NAME_END}{_YEAR}(?=\s?[年년](?!生)|\s?[～〜~–—-]\s?\d{{1,2}}年|[./・-]\d{{1,2}}[./・-]\d|\s?[(（]\d{{4}})"
_WEST = r"\s(?P<west>\d{1,3})(?!\d|[.,]\d)"
_YEAR_OF = (
    r"(?P<of>\d{1,3})(?:st|nd|rd|th|[-‑]?(?:й|го|м)|\.|e|º|ª|ο|o)?\s(?:year|Jahr\w*|année|an|año|ano|anno|год\w*|tahun|vuosi|έτος)\s"
    r"[^\d.;,]{0,25}?"
)
# What a text with such a year has one of: looking for each is faster than one pattern for all.
_SIGNS = (
    *(name for names, _base, _years in ERAS for name in names.split("|")),
    *("संवत", "शक", "ब्द", "वि. सं", "वि.सं", "Samvat", "Sambat", "Śaka"),
    *("仏暦", "佛", "พ", "불기", "BE", "B.E", "udd", "ouddh", "буддий", "βουδ", "बुद्ध", "बौद्ध"),
    *(
        "ヒジュラ",
        "イスラム暦",
        "回历",
        "伊斯兰历",
        "希吉来",
        "이슬람력",
        "히즈라",
        "AH",
        "A.H",
        "ijr",
        "idschra",
        "hégir",
        "egira",
        "хиджр",
    ),
    *("Εγίρ", "हिजरी", "budist"),
    *("anno ", "Anno ", "anni ", "Anni ", "A.D.", "A. D.", "AD "),
)
_LETTER_YEAR = re.compile(r"[MTSHR]\d")
# R6年, H30.4.1
_LETTERS = {"R": 2018, "H": 1988, "S": 1925, "T": 1911, "M": 1867}
_LETTER = re.compile(r"(?<![A-Za-z\d])(?P<letter>[MTSHR])(?P<year>\d{1,2})(?=年|\.\d{1,2}\.\d{1,2}(?![.\d]))")
_NEXT = re.compile(r"年?度?\s?(?:[～〜~–—、・-]|から|及び|至|到|和|と)\s?(\d{1,2})(?=年)")
_DECADE = re.compile(r"\s?(?:年代|년대)")
_DATE = re.compile(r"[./・-](\d{1,2})[./・-](\d{1,2})(?!\d)")
_ROMAN_YEAR = re.compile(
    r"\b(?:[Aa]nno(?: Domini)?|[Aa]nni|A\. ?D\.|AD)\s(?P<roman>[MDCLXVI]{2,15})\b"
    r"(?P<city>\s(?:ab urbe condita|a\. ?u\. ?c\.))?"
)
_FOUNDED = 753


@dataclass(frozen=True, slots=True)
class Year:
    """A year counted from an era: where it stands, and the years of the common era that it may be.

    month, day: (value, start, end) of what a short date adds (R6.8.13); None where there is no such date.
    """

    start: int
    end: int
    values: frozenset[Decimal]
    month: tuple[int, int, int] | None = None
    day: tuple[int, int, int] | None = None


def eras_in(text: str, language: str) -> list[Year]:
    """Return the years of a plain text (ASCII digits) that are counted from an era, in order."""
    letters = language == "ja" and _LETTER_YEAR.search(text) is not None
    if not letters and not any(sign in text for sign in _SIGNS):
        return []
    found = [year for match in _pattern().finditer(text) for year in _years(match, text)]
    found += filter(None, map(_two_years, _indian().finditer(text)))
    found += [_worldly_year(match) for match in _worldly().finditer(text)]
    if letters:
        found += [_short(match, text) for match in _LETTER.finditer(text)]
    if language == "la":
        found += map(_roman_year, _ROMAN_YEAR.finditer(text))
    return sorted(found, key=lambda year: year.start)


def is_era_date(text: str, place: int) -> bool:
    """Tell whether digits at a place are counted from an era: 令和6.8.13 and H30.4.1 are dates, no versions."""
    before = text[max(0, place - 4) : place]
    return re.search(r"(?:令和|平成|昭和|大正|明治|民[国國])\s?$", before) is not None


def is_era_letter(text: str, start: int, end: int) -> bool:
    """Tell whether R6 before 年, or R6.8.13 beside Japanese, is a date and no name of a product."""
    match = _LETTER.match(text, start)
    if match is None:
        return False
    return text[match.end() : match.end() + 1] == "年" or re.search("[\u3041-\u30fa]", text) is not None


def _years(match: re.Match[str], text: str) -> Iterator[Year]:
    base, most = _era(match)
    written, group = next((match[name], name) for name in ("year", "west", "of") if match[name])
    number = _number(written)
    least = 1000 if most == ENDLESS else 1
    if not least <= number <= most or text.startswith(_NO_ERA, max(0, match.start() - 2)):
        return
    end = match.end(group) if group != "of" else match.end()
    year = base + number
    if _DECADE.match(text, end):
        # 昭和30年代: from 1955 to 1964
        values = {year, year + 9, year - year % 10, year - year % 10 + 10}
        yield Year(match.start(), end, frozenset(map(Decimal, values)))
        return
    # "Meiji 10" may be a result of that university's team.
    yield _with_date(match.start(), end, {year} if group == "year" else {year, number}, text)
    while following := _NEXT.match(text, end):
        end = following.end(1)
        if int(following[1]) > most:
            return
        yield Year(following.start(1), end, frozenset({Decimal(base + int(following[1]))}))


def _era(match: re.Match[str]) -> tuple[int, int]:
    """Return the year before the first one of the era that a match names, and how many years it has."""
    return next((base, most) for place, (_n, base, most) in enumerate(ERAS) if match[f"e{place}"] or match[f"f{place}"])


def _number(written: str) -> int:
    """Return the number of a year: 元 is the first, 六 the sixth."""
    return 1 if written in "元원" else int(written) if written.isdecimal() else int(han(written))


def _short(match: re.Match[str], text: str) -> Year:
    year = _LETTERS[match["letter"]] + int(match["year"])
    return _with_date(match.start(), match.end(), {year}, text)


def _with_date(start: int, end: int, values: set[int], text: str) -> Year:
    years = frozenset(map(Decimal, values))
    if (date := _DATE.match(text, end)) and 1 <= int(date[1]) <= 12 and 1 <= int(date[2]) <= 31:
        return Year(start, end, years, (int(date[1]), *date.span(1)), (int(date[2]), *date.span(2)))
    return Year(start, end, years)


def _two_years(match: re.Match[str]) -> Year | None:
    base = next(base for place, (_names, base) in enumerate(INDIAN) if match[f"e{place}"] or match[f"f{place}"])
    year = base + int(match["behind"] or match["before"])
    return Year(*match.span(), frozenset({Decimal(year), Decimal(year + 1)})) if year > 0 else None


def _worldly_year(match: re.Match[str]) -> Year:
    year = int(match["behind"] or match["before"])
    if match["e0"] or match["f0"]:
        values = {year - 543} | ({year - 544} if match["e0"] == "불기" else set())
    else:
        # 33 years of the moon are 32 of the sun.
        first = int(year * 0.970225 + 621.54)
        values = {first, first + 1}
    group = "behind" if match["behind"] else "before"
    start = match.start(group) if group == "before" else match.start()
    return Year(start, match.end(group) if group == "behind" else match.end(), frozenset(map(Decimal, values | {year})))


def _roman_year(match: re.Match[str]) -> Year:
    year = roman(match["roman"]) - (_FOUNDED if match["city"] else 0)
    return Year(match.start("roman"), match.end("roman"), frozenset({Decimal(year)}))


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of an era's name with its year before or behind it (one group for each era)."""
    behind = "|".join(f"(?P<e{place}>{names})" for place, (names, _base, _years_) in enumerate(ERAS))
    of = "|".join(f"(?P<f{place}>{names})" for place, (names, _base, _years_) in enumerate(ERAS))
    return re.compile(rf"(?<![A-Za-zА-Яа-я])(?:{behind})(?:{_EAST}|{_WEST})|{_YEAR_OF}(?:{of})")


@cache
def _indian() -> re.Pattern[str]:
    behind = "|".join(f"(?P<e{place}>{names})" for place, (names, _base) in enumerate(INDIAN))
    before = "|".join(f"(?P<f{place}>{names})" for place, (names, _base) in enumerate(INDIAN))
    return re.compile(
        rf"(?:{behind})[\s:-]{{0,2}}(?P<behind>\d{{2,4}})(?!\d)|(?P<before>\d{{2,4}})\s?(?:तमे|तमः|तमम्|मिते)?\s?(?:{before})"
    )


@cache
def _worldly() -> re.Pattern[str]:
    behind = "|".join(f"(?P<e{place}>{names})" for place, (names, _behind) in enumerate(WORLDLY))
    before = "|".join(f"(?P<f{place}>{names})" for place, (_names, names) in enumerate(WORLDLY))
    return re.compile(
        rf"(?<![A-Za-zА-Яа-я])(?:{behind})[\s:]{{0,2}}(?P<behind>\d{{3,4}})(?!\d)|(?<![\d.,])(?P<before>\d{{3,4}})\s(?:{before})"
    )
