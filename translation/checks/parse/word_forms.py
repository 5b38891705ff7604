"""Find the signs and words of a table in a text: US$, euros, долларов, ドル; and small number words as digits.

A table has a name for each thing and its forms with | between them. In a form, * stands for up to seven further letters
and a space for a space, a hyphen or nothing; capitals alone (USD) count only as capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from translation.checks.parse.numbers.spelled import exact_in

# Letters of scripts that write words with spaces. Han, Kana, Hangul and Devanagari words need no edge.
_LETTERS = "A-Za-zÀ-ɏͰ-ӿ"
# A form that begins with fewer letters ("US $", "m²") is told by its sign.
_WORD = re.compile(f"[{_LETTERS}]{{3,}}")
_SPACE = r"[\s\u00a0\u202f\u2011-]?"
_HAN = "二三四五六七八九"
# A Han digit that stands alone: 五英里, but neither 十五 nor 三星.
_ONE_HAN = re.compile(f"(?<![〇零一二三四五六七八九十百千万亿億第])[{_HAN}](?![〇零一二三四五六七八九十百千万亿億])")
_TO_DIGIT = {ord(char): str(value) for value, char in enumerate(_HAN, 2)}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing of a table in a text."""

    name: str
    start: int
    end: int


class Forms:
    """A table of forms, compiled when a text first needs it; most texts hold none of them."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._forms = {name: forms.split("|") for name, forms in table.items()}
        self._compiled: dict[str, re.Pattern[str]] = {}

    @cached_property
    def _words(self) -> dict[str, list[tuple[str, bool, str]]]:
        """Return (first word, whether more letters may follow, name) by that word's first three letters."""
        words: dict[str, list[tuple[str, bool, str]]] = {}
        for name, form in self._each():
            if match := _WORD.match(form):
                word = match[0].lower()
                words.setdefault(word[:3], []).append((word, match.end() < len(form), name))
        return words

    @cached_property
    def _signs(self) -> dict[str, list[tuple[str, str]]]:
        """Return (stem, name) of the forms that begin otherwise, by the stem's rarest sign."""
        signs: dict[str, list[tuple[str, str]]] = {}
        for name, form in self._each():
            if not _WORD.match(form):
                stem = _stem(form)
                signs.setdefault(max(stem.lower()), []).append((stem, name))
        return signs

    def _each(self) -> Iterator[tuple[str, str]]:
        return ((name, form) for name, forms in self._forms.items() for form in forms)

    def _named(self, text: str) -> dict[str, None]:
        """Return the names that a text may hold: by the beginnings of its words, then by its signs."""
        words, signs, low = self._words, self._signs, text.lower()
        found: dict[str, None] = {}
        for written in _WORD.findall(text):
            for word, more, name in words.get(written[:3].lower(), ()):
                if written.lower().startswith(word) and (more or len(written) == len(word)):
                    found[name] = None
        for sign in signs.keys() & set(low):
            found.update((name, None) for stem, name in signs[sign] if stem in low or stem in text)
        return found

    def find(self, text: str) -> list[Mark]:
        """Return what stands in a plain text, in order; of two that overlap the longer one."""
        found = [
            Mark(name, *match.span()) for name in self._named(text) for match in self._pattern(name).finditer(text)
        ]
        if len(found) > 1:
            found.sort(key=lambda mark: (mark.start - mark.end, mark.start))
            kept: list[Mark] = []
            for mark in found:
                if all(mark.end <= other.start or other.end <= mark.start for other in kept):
                    kept.append(mark)
            found = sorted(kept, key=lambda mark: mark.start)
        return found

    def _pattern(self, name: str) -> re.Pattern[str]:
        if name not in self._compiled:
            forms = sorted(self._forms[name], key=len, reverse=True)
            self._compiled[name] = re.compile("|".join(map(_compiled, forms)))
        return self._compiled[name]


def figures(text: str, language: str) -> str:
    """Return a plain text with its small number words in digits, every character where it was ("five" as "   5")."""
    if language in ("zh-hans", "ja"):
        return _ONE_HAN.sub(lambda match: match[0].translate(_TO_DIGIT), text)
    for value, start, end in exact_in(text, language):
        if end - start >= len(str(value)):
            text = text[:start] + str(value).rjust(end - start) + text[end:]
    return text


def _stem(form: str) -> str:
    """Return a piece that every instance of a form holds: a sign before a word; small letters, but for codes."""
    pieces = [piece for piece in re.split(r"\*|[ -]", form) if piece]
    stem = max(pieces, key=lambda piece: (not piece.isalpha(), len(piece)))
    return stem if _is_code(form) else stem.lower()


def _is_code(form: str) -> bool:
    return form.isascii() and form.isupper()


def _compiled(form: str) -> str:
    pieces = [re.escape(piece) for piece in form.split("*")]
    written = f"[{_LETTERS}]{{0,7}}".join(_SPACE.join(piece.split("\\ ")) for piece in pieces)
    if not _is_code(form):
        written = f"(?i:{written})"
    before = f"(?<![{_LETTERS}])" if re.match(f"[{_LETTERS}]", form) else ""
    after = f"(?![{_LETTERS}])" if re.search(f"[{_LETTERS}*]$", form) else ""
    return before + written + after
