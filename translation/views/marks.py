"""A segment's text as the editor shows it: inline tags muted, the words a finding names marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def marked(text: str, spans: Iterable[Sequence[int]]) -> SafeString:
    """Return inline HTML as visible text, escaped, with <mark> around the spans.

    spans: (start, end) offsets in characters of `text`; what lies outside it or overlaps is cut to what makes sense.
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


def _piece(text: str, is_marked: bool, is_tag: bool) -> str:
    shown = format_html('<span class="desk-tag">{}</span>', text) if is_tag else escape(_characters(text))
    return format_html("<mark>{}</mark>", shown) if is_marked else shown


def _characters(text: str) -> str:
    """Return text with &amp;, &lt; and &gt; as the characters that readers see."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
