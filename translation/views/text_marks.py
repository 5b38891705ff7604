"""A segment's text for the editor: inline tags muted, the words of a finding marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

CONTEXT = 12  # characters on either side of a difference, at most
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def marked(text: str, spans: Iterable[Sequence[int]]) -> SafeString:
    """Return inline HTML as visible text, escaped, with <mark> around the spans.

    spans: (start, end) offsets in characters of `text`; spans that are outside or overlap are cut.
    """
    inside = [False] * len(text)
    for start, end in spans:
        for place in range(max(0, start), min(len(text), end)):
            inside[place] = True
    tags = [False] * len(text)
    for found in TAG.finditer(text):
        tags[found.start() : found.end()] = [True] * (found.end() - found.start())
    pieces, start = [], 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (inside[place], tags[place]) != (inside[start], tags[start]):
            pieces.append(_piece(text[start:place], inside[start], tags[start]))
            start = place
    return mark_safe("".join(pieces))


def difference(before: str, after: str) -> tuple[str, str]:
    """Return the words of `before` that a fix replaces, and the new ones: whole words, as readers see them.

    In scripts without spaces, a few characters are added on both sides. Tags are shown if only they differ.
    """
    if _readable(before) != _readable(after):
        before, after = _readable(before), _readable(after)
    shorter = min(len(before), len(after))
    start = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    rest = shorter - start
    end = next((place for place in range(rest) if before[-1 - place] != after[-1 - place]), rest)
    # If words are only added or removed, their neighbours show the place.
    only_blank = not before[start : len(before) - end].strip() or not after[start : len(after) - end].strip()
    start -= _reach(before[:start][::-1], only_blank)
    end -= _reach(before[len(before) - end :], only_blank)
    return before[start : len(before) - end], after[start : len(after) - end]


def _reach(text: str, over_space: bool) -> int:
    """Return how many characters after a difference belong to its word (or to the next)."""
    space = len(text) - len(text.lstrip()) if over_space else 0
    word = text[space : space + CONTEXT]
    return space + next((place for place, character in enumerate(word) if character.isspace()), len(word))


def _readable(text: str) -> str:
    return _characters(TAG.sub("", text))


def _piece(text: str, is_marked: bool, is_tag: bool) -> str:
    shown = format_html('<span class="desk-tag">{}</span>', text) if is_tag else escape(_characters(text))
    return format_html("<mark>{}</mark>", shown) if is_marked else shown


def _characters(text: str) -> str:
    """Return text with &amp;, &lt; and &gt; as the characters that readers see."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
