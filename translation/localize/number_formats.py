"""Number formats of languages: decimal mark, groups, digits, percentages, sums of money. After CLDR through Babel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

from newsroom.languages import BY_CODE

DEVANAGARI = "०१२३४५६७८९"
FULL_WIDTH = "０１２３４５６７８９"
LATIN = "0123456789"
SPACES = " \u00a0\u202f\u2009"
# Full-width marks of numbers, used with full-width digits in Chinese, Japanese and Korean texts.
_FULL_WIDTH_MARKS = ("，．％＋－：／", ",.%+-:/")
# What CLDR lacks: the notation of the Latin edition.
_OWN = {"la": (",", ".")}
# Spanish and Latin texts have both decimal marks; three digits after a point are thousands anyway.
_EITHER = frozenset({"es", "la"})


@dataclass(frozen=True, slots=True)
class Read:
    """A number as written, in Latin digits. rest: its decimals, or ""; grouped: whether thousands were marked."""

    whole: str
    rest: str
    grouped: bool


@cache
def in_latin(language: str) -> dict[int, int]:
    """Return the table (str.translate) from the digits and marks of a language's texts to Latin ones, one to one."""
    if BY_CODE[language].script == "Deva":
        return str.maketrans(DEVANAGARI, LATIN)
    if BY_CODE[language].script in ("Hans", "Jpan", "Kore"):
        return str.maketrans(FULL_WIDTH + _FULL_WIDTH_MARKS[0], LATIN + _FULL_WIDTH_MARKS[1])
    return {}


def native(text: str, language: str) -> str:
    """Return a text with Latin digits in those that the language writes by default (Sanskrit: Devanagari)."""
    own = _locale(language).default_numbering_system
    return text.translate(str.maketrans(LATIN, DEVANAGARI)) if own == "deva" else text


def read(written: str, language: str) -> Read | None:
    """Return a number of a text in Latin digits; None if it may be something else."""
    match = _number(language).fullmatch(written)
    if not match or (match["mark"] and match["mark"] == match["group"]):
        return None
    pieces = re.split(r"\D", match["whole"])
    # 192.168.100.200
    if len(pieces) == 4 and match["group"] == "." and all(int(piece) < 256 and piece[0] != "0" for piece in pieces):
        return None
    return Read("".join(pieces), match["rest"] or "", len(pieces) > 1)


def write(number: Read, language: str) -> str:
    """Return a number in a language's format; thousands are marked if they were."""
    decimal, group = _marks(language)
    whole = _grouped(number.whole, group, language) if number.grouped else number.whole
    return native(whole + (decimal + number.rest if number.rest else ""), language)


def percent(number: str, sign: str, language: str) -> str:
    """Return a formatted number with its sign (%, ‰) in a language's format: 50 %, 50%."""
    pattern = _locale(language).percent_formats[None].pattern
    return number + _gap(pattern, "%") + sign


def money(number: str, sign: str, language: str) -> str:
    """Return a formatted number with its currency's sign in a language's order: €3.50, 3,50 €."""
    pattern = _locale(language).currency_formats["standard"].pattern.split(";")[0]
    gap = _gap(pattern, "¤")
    return f"{sign}{gap}{number}" if pattern.startswith("¤") else f"{number}{gap}{sign}"


def minus(language: str) -> str:
    """Return the sign of a negative number."""
    return get_minus_sign_symbol(_locale(language), numbering_system="latn")


def spaced_groups(language: str) -> bool:
    """Return whether a language marks thousands with a space."""
    return _marks(language)[1] in SPACES


def _gap(pattern: str, sign: str) -> str:
    """Return the no-break space between figures and sign, or ""."""
    return "\u00a0" if re.search(rf"{sign}[{SPACES}]|[{SPACES}]{sign}", pattern) else ""


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(BY_CODE[language].locale)


@cache
def _marks(language: str) -> tuple[str, str]:
    """Return a language's decimal mark and the mark between thousands."""
    locale = _locale(language)
    cldr = get_decimal_symbol(locale, numbering_system="latn"), get_group_symbol(locale, numbering_system="latn")
    return _OWN.get(language, cldr)


def _grouped(digits: str, mark: str, language: str) -> str:
    """Return digits with their groups marked, in threes; Indian ones (12,34,567) where CLDR has them."""
    first, further = _locale(language).decimal_formats[None].grouping
    groups, end = [digits[-first:]], len(digits) - first
    while end > 0:
        groups.append(digits[max(0, end - further) : end])
        end -= further
    return mark.join(reversed(groups))


@cache
def _number(language: str) -> re.Pattern[str]:
    decimal, group = _marks(language)
    either = language in _EITHER
    # The other mark of a language with spaces is read as well: 1.200 in French.
    groups = "".join({group, *("'’"), *(SPACES + "." if group in SPACES else ""), *(".," if language == "la" else "")})
    three = rf"[1-9]\d{{0,2}}(?P<group>[{re.escape(groups)}])\d{{3}}(?:(?P=group)\d{{3}})*"
    indian = r"|[1-9]\d?(?:,\d\d)+,\d{3}" if BY_CODE[language].script == "Deva" else ""
    mark = "[.,]" if either else re.escape(decimal)
    return re.compile(rf"(?P<whole>{three}{indian}|0|[1-9]\d*)(?:(?P<mark>{mark})(?P<rest>\d+))?", re.A)
