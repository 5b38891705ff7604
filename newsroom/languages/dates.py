"""Dates, lists and numbers as each language writes them, after CLDR through Babel."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from newsroom.languages import BY_CODE
from newsroom.languages.tables import tables

_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


@cache
def locale(language: str) -> Locale:
    """Return the CLDR locale of an edition."""
    return Locale.parse(BY_CODE[language].locale)


def long_date(date: datetime.date, language: str) -> str:
    """Return a date as a newspaper in the language writes it: "13. August 2024", "१३ अगस्तमासः २०२४"."""
    pattern = tables(language).dates.long or "long"
    return native_digits(format_date(date, pattern, locale=locale(language)), language)


def native_digits(text: str, language: str) -> str:
    """Return the text with the digits that the language writes by default (Sanskrit: Devanagari)."""
    return text.translate(_DEVANAGARI) if locale(language).default_numbering_system == "deva" else text


def listing(names: Iterable[str], language: str) -> str:
    """Return names as a list in the language: "A, B und C", "A、B和C"."""
    return format_list(list(names), locale=locale(language))
