"""Which characters are letters of a word, and which are seen. Pure."""

from __future__ import annotations

import unicodedata

# A modifier letter (Lm: ー, 々, ʰ) is no word alone.
_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lo"})
# Invisible characters in a letter category: the Hangul fillers.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
# The ordinal signs of 5º and 5ª, letters by category too.
_SIGNS = _FILLERS | {"ª", "º"}


def has_letter(text: str) -> bool:
    """Return whether a plain text has a letter of a word: no digit, mark, symbol or accent is one."""
    return any(unicodedata.category(character) in _CATEGORIES and character not in _SIGNS for character in text)


def is_blank(text: str) -> bool:
    """Return whether a plain text is invisible: spaces, controls, joiners and fillers at most."""
    return all(unicodedata.category(character)[0] in "ZC" or character in _FILLERS for character in text)


def is_letterless(text: str) -> bool:
    """Return whether a plain text has no letter of any kind, modifiers and ordinal signs included."""
    return not any(unicodedata.category(character)[0] == "L" and character not in _FILLERS for character in text)
