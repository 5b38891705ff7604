"""Inline HTML as plain text with the position of each character, so that findings can mark the original text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.body.characters import resolved

# Raised digits as Unicode's superscripts: a footnote mark must not join the number before it.
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_RAISED = str.maketrans(
    dict(zip("0123456789०१२३४५६७८९０１２３４５６７８９", 3 * RAISED, strict=True)) | {"-": "⁻", "−": "⁻", "+": "⁺"}
)
_RAISABLE = re.compile(r"[\s\[(]*[\d+−-][\d\s,;、，·–+−-]*[\])\s]*")
_MARK = re.compile(r"[\[(]?\d{1,3}[\])]?")
# What precedes a footnote mark that is a link and not raised: the end of a sentence or a clause.
_STOPS = tuple(".,;:!?…)”’»。、，；：！？」』）।॥")
_PIECE = re.compile(r"<br\s*/?>|</?[a-zA-Z][^<>]*>|&(?:#\d+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z]\w*;)")
_RAISING = re.compile(r"</?(sup|a)\b", re.I)
Span = tuple[int, int]
# Size of the cache of parsed texts: the source of a long article and a translation of it, since the source
# is read again for each of its languages.
KEPT = 512


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without markup; offsets is None if nothing was removed.

    Like articles.body.strip_tags, but digits in <sup> and footnote marks that are links are raised (m², 1973.²).
    """

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the position of text[start:end] in the inline HTML."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


@lru_cache(maxsize=KEPT)
def plain(inline: str) -> Plain:
    """Return the plain text of stored inline HTML: no tags, references resolved, <br> as a space, raised digits as
    superscripts."""
    if "<" not in inline and "&" not in inline:
        return Plain(inline)
    text: list[str] = []
    offsets: list[int] = []
    last = 0
    opened: dict[str, int] = {}
    for match in _PIECE.finditer(inline):
        text.append(inline[last : match.start()])
        offsets.extend(range(last, match.start()))
        piece = match[0]
        shown = resolved(piece) if piece[0] == "&" else " " if piece[:3] == "<br" else ""
        text.append(shown)
        offsets.extend([match.start()] * len(shown))
        last = match.end()
        if name := _RAISING.match(piece):
            if piece[1] != "/":
                opened[name[1].lower()] = len(text)
            elif (first := opened.pop(name[1].lower(), None)) is not None:
                _raise(text, first, name[1].lower() == "sup", inline[last : last + 1])
    text.append(inline[last:])
    offsets.extend(range(last, len(inline) + 1))
    return Plain("".join(text), tuple(offsets))


def _raise(text: list[str], first: int, is_sup: bool, following: str) -> None:
    """Raise the digits of the pieces from `first` on, if there is nothing else and a link is a footnote mark."""
    inside = "".join(text[first:])
    if is_sup:
        raised = _RAISABLE.fullmatch(inside) is not None
    else:
        place = first - 1
        while place > 0 and not text[place]:
            place -= 1
        before = text[place][-1:] if place >= 0 else ""
        glued = following.isascii() and following.isalnum()
        raised = before in _STOPS and not glued and _MARK.fullmatch(inside) is not None
    if raised:
        text[first:] = [piece.translate(_TO_RAISED) for piece in text[first:]]
