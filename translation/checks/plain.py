"""Inline HTML as plain text that remembers where each character stood, so that findings can mark the text given."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

_PIECE = re.compile(r"<br\s*/?>|</?[a-zA-Z][^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);?")
Span = tuple[int, int]
# So many texts are kept as a check has read them: the source of a long article and a translation of it, for the source
# is read again for each of its languages.
KEPT = 512


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without markup (as articles.body.strip_tags gives it); offsets is None where nothing was taken out."""

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return where text[start:end] stands in the inline HTML."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


@lru_cache(maxsize=KEPT)
def plain(inline: str) -> Plain:
    """Return the plain text of inline HTML: tags out, entities resolved, <br> as a space."""
    if "<" not in inline and "&" not in inline:
        return Plain(inline)
    text: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _PIECE.finditer(inline):
        text.append(inline[last : match.start()])
        offsets.extend(range(last, match.start()))
        piece = match[0]
        resolved = html.unescape(piece) if piece[0] == "&" else " " if piece[:3] == "<br" else ""
        text.append(resolved)
        offsets.extend([match.start()] * len(resolved))
        last = match.end()
    text.append(inline[last:])
    offsets.extend(range(last, len(inline) + 1))
    return Plain("".join(text), tuple(offsets))
