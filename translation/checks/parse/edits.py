"""Corrections of a text without markup, brought back into the inline HTML it came from."""

from __future__ import annotations

import html
from collections.abc import Iterable

from articles.body.plain import Plain

# start, end in the plain text; what stands there instead.
Edit = tuple[int, int, str]


def apply(inline: str, text: Plain, edits: Iterable[Edit]) -> str:
    """Return the inline HTML with the edits made; tags stay where they are, replacements are escaped."""
    for start, end, new in sorted(edits, reverse=True):
        first, last = text.span(start, end)
        if start == end and start and text.offsets is not None:
            first = last = text.span(start - 1, start)[1]  # an insertion stays with the character before it
        inline = inline[:first] + html.escape(new, quote=False) + inline[last:]
    return inline


def spans(text: Plain, edits: Iterable[Edit]) -> tuple[tuple[int, int], ...]:
    """Return what to mark in the inline HTML: an insertion marks the character before it."""
    return tuple(text.span(start - (start == end and start > 0), end) for start, end, _new in sorted(edits))
