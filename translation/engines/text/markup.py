"""Inline HTML taken apart into plain text and tags, and put together again around a translation. Pure.

A tag is never lost: what has no words of its own in the translation is put in with them, so that a person sees it.
Where tags go is decided in placing.py.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Attribute values may hold ">". The bound keeps a stray "<" from reading on for ever.
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^>"'<]){0,4000})>""")
_UNTRANSLATED = re.compile(r"""\btranslate\s*=\s*["']?no\b""", re.I)
_LANGUAGE = re.compile(r"""\blang\s*=\s*["']?([\w-]+)""", re.I)


@dataclass
class Span:
    """An element: its tags as written, its range in the plain text, whether its text must stay as it is."""

    name: str
    opening: str
    start: int
    end: int = -1
    kept: bool = False
    children: list[Span] = field(default_factory=list)

    @property
    def closing(self) -> str:
        return f"</{self.name}>"

    def walk(self) -> Iterator[Span]:
        """Yield this span and all below it, outer ones first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Marked:
    """Plain text, with "\\n" for each <br>, and the elements over it."""

    text: str
    spans: list[Span]

    @property
    def keep(self) -> list[tuple[int, int]]:
        """The ranges that must not be translated."""
        return [(span.start, span.end) for top in self.spans for span in top.walk() if span.kept]


@dataclass
class Placed:
    """An element's range in the translation; `insert` is text to put in where it has none.

    guessed: nothing but the place in the sentence speaks for the range.
    """

    span: Span
    start: int
    end: int
    children: list[Placed] = field(default_factory=list)
    insert: str = ""
    guessed: bool = False

    def walk(self) -> Iterator[Placed]:
        """Yield this one and all below it, outer ones first."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse(text: str, language: str = "") -> Marked:
    """Take inline HTML apart. An end tag without a beginning is dropped, a missing one added.

    language: the text's; spans in another language are kept, like code and translate="no".
    """
    parts: list[str] = []
    top: list[Span] = []
    open_spans: list[Span] = []
    length = end = 0
    for tag in _TAG.finditer(text):
        words = _plain(text[end : tag.start()])
        parts.append(words)
        length += len(words)
        end = tag.end()
        name = tag[2].lower()
        if name == "br":
            parts.append("\n")
            length += 1
        elif tag[1]:
            _close(open_spans, name, length)
        else:
            span = Span(name, tag.group(), length, kept=_is_kept(name, tag[3], language))
            (open_spans[-1].children if open_spans else top).append(span)
            open_spans.append(span)
    words = _plain(text[end:])
    parts.append(words)
    for span in open_spans:
        span.end = length + len(words)
    return Marked("".join(parts), top)


def render(text: str, placed: list[Placed]) -> str:
    """Return inline HTML: the plain text escaped, the elements around their ranges, a <br> for each line end."""
    return _render(text, 0, len(text), placed)


def _render(text: str, start: int, end: int, placed: list[Placed]) -> str:
    parts: list[str] = []
    for item in sorted(placed, key=lambda item: (item.start, item.end)):
        inner = _escape(item.insert.strip()) + _render(text, item.start, item.end, item.children)
        before, after = (" " * item.insert.startswith(" "), " " * item.insert.endswith(" "))
        parts += [_escape(text[start : item.start]), before, item.span.opening, inner, item.span.closing, after]
        start = item.end
    return "".join([*parts, _escape(text[start:end])])


def _escape(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _plain(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", html.unescape(text))


def _close(open_spans: list[Span], name: str, position: int) -> None:
    if any(span.name == name for span in open_spans):
        while True:
            span = open_spans.pop()
            span.end = position
            if span.name == name:
                return


def _is_kept(name: str, attributes: str, language: str) -> bool:
    if name == "code" or _UNTRANSLATED.search(attributes):
        return True
    foreign = _LANGUAGE.search(attributes)
    return bool(name == "span" and language and foreign and foreign[1].split("-")[0].lower() != language.split("-")[0])
