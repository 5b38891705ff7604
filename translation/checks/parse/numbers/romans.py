"""Numerals in letters: XIX, MMXXIV, ХІХ in Cyrillic or Greek letters, ΙΘ΄ in Greek ones."""

from __future__ import annotations

import re
from decimal import Decimal

_LETTER = "A-Za-zÀ-ɏͰ-ӿ"
# What an ordinal adds: XIXe, XIXᵉ, IIIª.
_ENDING = r"[eèºª°ᵃᵈᵉʰⁿᵒʳˢᵗ]|[oa]\b|er?\b|ème"
# In Latin, Greek and Cyrillic letters; Han, Kana and Hangul may follow at once (XIX世紀).
_ROMAN = re.compile(rf"(?<![{_LETTER}\d])[IVXLCΙΧІХ]{{1,7}}(?:(?={_ENDING})|(?![{_LETTER}\d]))")
_YEAR = re.compile(
    rf"(?<![{_LETTER}\d])M{{1,3}}(?:CM|CD|D?C{{0,3}})(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}})(?![{_LETTER}\d])"
)
_FROM_LOOKALIKES = str.maketrans("ΙΧІХ", "IXIX")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# ΙΘ΄ αιώνας, Α΄ Παγκόσμιος: capitals before any mark, small letters only before the numeral sign itself.
_GREEK = re.compile(r"(?<![Ͱ-Ͽ])(?:([Α-ΡΤ-ΩϚϞ]|ΣΤ|[Α-Ω]{1,2}(?:ΣΤ|[Α-Θ]|[Ι-Π]))[΄'’ʹʹ´]|([α-ωϛϟ]{1,4})[΄ʹʹ])")
_GREEK_VALUES = dict(
    zip("ΑΒΓΔΕϚΖΗΘΙΚΛΜΝΞΟΠϞΡΣΤΥΦΧΨΩ", [*range(1, 10), *range(10, 100, 10), *range(100, 900, 100)], strict=True)
)


def letter_values(text: str, language: str) -> set[Decimal]:
    """Return what the numerals in letters of a plain text are worth. Generous: an English “I” is 1."""
    values = {Decimal(roman(match[0])) for pattern in (_ROMAN, _YEAR) for match in pattern.finditer(text)}
    if language == "el":
        values |= {Decimal(_greek(match[1] or match[2])) for match in _GREEK.finditer(text)}
    return values


def roman(text: str) -> int:
    """Return the value of a Roman numeral."""
    values = [_VALUES[char] for char in text.translate(_FROM_LOOKALIKES)]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def _greek(text: str) -> int:
    letters = text.upper().replace("ΣΤ", "Ϛ").replace("ΣΤ", "Ϛ")
    return sum(_GREEK_VALUES.get(char, 0) for char in letters)
