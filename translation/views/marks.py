"""A segment's text as the editor shows it: inline tags muted, the words a finding names marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

CONTEXT = 12  # characters on either side of a difference, at most
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


def difference(before: str, after: str) -> tuple[str, str]:
    """Return the words of `before` that a fix replaces, and those that it puts there, cut at spaces; plain text.

    Where a script has no spaces, a few characters stand on both sides.
    """
    before, after = _readable(before), _readable(after)
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    for _step in range(CONTEXT):
        if start and not before[start - 1].isspace():
            start -= 1
        if end and not before[-end].isspace():
            end -= 1
    return before[start : len(before) - end], after[start : len(after) - end]


def _readable(text: str) -> str:
    return _characters(TAG.sub("", text)) if TAG.sub("", text) else text


def _piece(text: str, is_marked: bool, is_tag: bool) -> str:
    shown = format_html('<span class="desk-tag">{}</span>', text) if is_tag else escape(_characters(text))
    return format_html("<mark>{}</mark>", shown) if is_marked else shown


def _characters(text: str) -> str:
    """Return text with &amp;, &lt; and &gt; as the characters that readers see."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
