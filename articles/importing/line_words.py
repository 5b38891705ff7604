"""The words that identify a page's lines, of all built-in languages (newsroom.languages.tables.Lines)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from newsroom.languages import CODES
from newsroom.languages.tables import Lines, tables

ROLES = ("author", "compiler", "editor", "translator", "photographer")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case; strict (in any language): a colon, a bar or directly a capital letter must follow."""

    text: str
    kind: str
    strict: bool


@cache
def table(*kinds: str) -> tuple[Word, ...]:
    """Return the words of these kinds (fields of Lines) in all languages, longest first, each (text, kind) once."""
    known = {field.name for field in fields(Lines)}
    found: dict[tuple[str, str], bool] = {}
    for kind in kinds:
        if kind not in known:
            raise KeyError(kind)
        for code in CODES:
            for entry in getattr(tables(code).lines, kind):
                key = (entry.rstrip(":"), kind)
                found[key] = found.get(key, False) or entry.endswith(":")
    return tuple(
        sorted((Word(text, kind, strict) for (text, kind), strict in found.items()), key=lambda word: -len(word.text))
    )
