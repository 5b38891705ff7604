"""Languages. Pure.

editions   the built-in editions: code, names, script, locale, direction, column suffix
names      the name of each language in every other
dates      dates, lists and numbers as each language writes them
varieties  whether two codes mean the same variety of a language
letters    which characters are letters
"""

from newsroom.languages.editions import (
    BUILT_IN,
    BY_CODE,
    CHOICES,
    CODES,
    DEFAULT_CODES,
    PIVOT,
    Edition,
    UnknownLanguage,
    column,
    edition,
)

__all__ = [
    "BUILT_IN", "BY_CODE", "CHOICES", "CODES", "DEFAULT_CODES", "PIVOT",
    "Edition", "UnknownLanguage", "column", "edition",
]  # fmt: skip
