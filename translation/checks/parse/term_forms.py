"""Where a term stands in a text, in whatever form its language gives it: a stem and a free ending, word by word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# How many letters at the end of a word may change: case endings in the inflecting languages, plurals in the others.
_ENDING = {"fi": 3, "ru": 3, "el": 3, "la": 3, "sa": 3, "de": 2, "it": 2, "es": 2, "pt": 2, "fr": 2, "id": 0, "en": 1}
_ADDED = {"fi": 8, "ru": 4, "el": 4, "la": 5, "sa": 6, "de": 4, "ko": 6}
# Compounds: „Hafenbatterie“ has the term „Batterie“ in it.
_COMPOUND = frozenset({"de", "fi", "sa"})
_LETTER = r"[^\W\d_]"
# \w does not know Indic vowel signs.
_INDIC_LETTER = "[\u0900-\u0963\u0971-\u097fA-Za-z]"
_UNSPACED = frozenset({"zh-hans", "ja"})
_MIN_STEM = 4
# Accents wander (συμβούλιο, συμβουλίου) and vowels change (Rat, Räte) within one word.
_ACCENTS = frozenset({"el", "de", "la"})


def find(text: str, term: str, language: str, exact: bool = False) -> list[tuple[int, int]]:
    """Return where a term stands in a plain text, inflected or not.

    exact: only letter by letter, with an ending behind it where the language adds one ("Teslan", "Grok-2:n").
    """
    if language in _ACCENTS and not exact:
        text, term = _bare(text), _bare(term)
    return [match.span() for match in _pattern(term, language, exact).finditer(text)]


def _bare(text: str) -> str:
    """Return a text of the same length without accents."""
    return text if text.isascii() else "".join(unicodedata.normalize("NFD", char)[0] for char in text)


@lru_cache(maxsize=2048)
def _pattern(term: str, language: str, exact: bool) -> re.Pattern[str]:
    if language in _UNSPACED:
        return re.compile(re.escape(term), 0 if exact else re.I)
    letter = _INDIC_LETTER if language == "sa" else _LETTER
    added = f"{letter}{{0,{_ADDED.get(language, 2)}}}"
    before, after = f"(?<!{letter})", f"(?!{letter})"
    if exact:
        # "Teslan" (fi), "Grok-2:n", "Teslas": an ending may follow, the term itself may not change.
        return re.compile(rf"{before}(?<!\d){re.escape(term)}(?:['’:-]?{added})?{after}(?!\d)")
    pieces = [_form(word, language, letter, added) for word in term.split()]
    first = "" if language in _COMPOUND and len(term) > 4 else before
    return re.compile(first + r"[\s\u00a0-]+".join(pieces) + after, re.I)


def _form(word: str, language: str, letter: str, added: str) -> str:
    cut = min(_ENDING.get(language, 0), max(1 if len(word) == _MIN_STEM else 0, len(word) - _MIN_STEM))
    if not word[-1:].isalpha() and language != "sa":
        return re.escape(word)
    stem = word[: len(word) - cut] if cut else word
    return f"{re.escape(stem)}{letter}{{0,{cut}}}{added}" if language != "ko" else f"{re.escape(word)}{added}"
