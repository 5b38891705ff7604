"""The name of each language in every other: from the tables, else CLDR through Babel, else the language's own name."""

from __future__ import annotations

from functools import cache

from newsroom.languages import BY_CODE
from newsroom.languages.dates import locale
from newsroom.languages.tables import tables


@cache
def language_name(language: str, reader: str) -> str:
    """Return the name of a language in the reader's: language_name("de", "fr") -> "allemand".

    language: an edition's code, or any that CLDR knows.
    """
    if own := tables(reader).names.get(language):
        return own
    names = locale(reader).languages
    edition = BY_CODE.get(language)
    code = edition.locale if edition else language
    name = names.get(code) or names.get(code.partition("_")[0])
    return name or (edition.endonym if edition else language)
