"""Inline HTML of a closed list: a, strong, em, code, sub, sup, br, span lang. Everything else is text and is kept.

    typed                       stored
    p<q and <Ctrl>+C            p&lt;q and &lt;Ctrl&gt;+C          (articles.body.tags defines what a tag is)
    <b>so</b>                   <strong>so</strong>                (and i is em)
    <u>so</u>                   so                                 (elements that articles do not have)
    <p>One.</p><p>Two.</p>      One. Two.                          (paragraphs, items, cells … keep a space between)
    <script>…</script>          (nothing; style too)
    <ruby>港<rt>みなと</ruby>     港（みなと）                       (a reading without rp gets brackets)
    <a href="tel:1">call</a>    call                               (a link without an address, a span without lang)
    a&#x202e;b  a&nbsp;b        ab  a b                            (references replaced by their characters)
    &lt;b&gt;                   &lt;b&gt;                          (so a tag is written as text)

Kept attributes are href and hreflang of a link to http, https, mailto or another page here, and lang. nh3 gets
well-formed tags and checks nesting and addresses. Cleaning is idempotent.
"""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

from articles.body.characters import clean_text, resolved, visible
from articles.body.elements import ALLOWED, BLOCKS, SYNONYMS
from articles.body.tags import Tag, pieces

ATTRIBUTES = {"a": {"href", "hreflang"}, "*": {"lang"}}
URL_SCHEMES = {"http", "https", "mailto"}
# Elements that mean nothing without their attribute.
_NEEDED = {"a": " href=", "span": " lang="}
_LANGUAGE = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
# What nh3 returns: an attribute's "<" and ">" are references, as those of the text are.
_MADE = re.compile(r"<(/?)([a-z]+)([^<>]*)>")


def clean_inline(text: str) -> str:
    """Return inline HTML reduced to the closed list, in NFC, trimmed. Never raises: everything else is text."""
    if not any(mark in text for mark in "<>&"):
        return clean_text(text).strip()
    written = "".join(_written(piece) if isinstance(piece, Tag) else _escaped(piece) for piece in _flow(text))
    nested = nh3.clean(written, tags=set(ALLOWED), attributes=ATTRIBUTES, url_schemes=URL_SCHEMES, link_rel=None)
    return _settled(nested).strip()


def strip_tags(text: str) -> str:
    """Return the text of inline HTML as plain text: no tags, references resolved, <br> as a space."""
    if "<" not in text and "&" not in text:
        return text
    return "".join((" " if piece.name == "br" else "") if isinstance(piece, Tag) else piece for piece in _flow(text))


def _flow(text: str) -> list[str | Tag]:
    """Return the texts, with their references resolved, and the tags of the closed list."""
    flow = _Flow()
    for piece in pieces(visible(text)):
        if isinstance(piece, Tag):
            flow.tag(piece)
        else:
            flow.text(resolved(piece))
    return flow.done


class _Flow:
    """Takes texts and tags in order.

    gap: index in `done` where a space is inserted if the next text does not begin with one, or None. parted: whether a
    block began or ended since the last text. last: the last character, "" for none, a space for a <br>. before: the tag
    right before. reading: index in `done` where an open reading begins, or None. bracketed: whether it has brackets.
    """

    def __init__(self) -> None:
        self.done: list[str | Tag] = []
        self.last = ""
        self.gap: int | None = None
        self.parted = False
        self.before: Tag | None = None
        self.reading: int | None = None
        self.bracketed = False

    def text(self, text: str) -> None:
        self.before = None
        if self.parted and (not self.last or self.last.isspace()):
            text = text.lstrip(" \t\n")
        if not text:
            return
        self.parted = False
        if self.gap is not None and not text[0].isspace():
            self.done.insert(self.gap, " ")
        self.gap = None
        self.done.append(text)
        self.last = text[-1]

    def tag(self, tag: Tag) -> None:
        name = SYNONYMS.get(tag.name, tag.name)
        if name == "br":
            self.done.append(Tag("br"))
            self.last, self.gap = " ", None
        elif name in ALLOWED:
            self.done.append(Tag(name, tag.closing, attributes=tag.attributes))
        elif name in BLOCKS or self.replaces(tag):
            self.part()
        elif name in ("ruby", "rp", "rt"):
            self.ruby(tag)
        self.before = tag

    def part(self) -> None:
        """Separate the next text from the previous one."""
        self.parted = True
        if self.last and not self.last.isspace() and self.gap is None:
            self.gap = len(self.done)

    def replaces(self, tag: Tag) -> bool:
        """Return whether a correction directly follows the text it corrects: <del>4</del><ins>5</ins>."""
        before = self.before
        if before is None or not before.closing or tag.closing:
            return False
        return {before.name, tag.name} == {"del", "ins"}

    def ruby(self, tag: Tag) -> None:
        """Put a reading in brackets, unless it has its own (rp)."""
        if self.reading is not None:  # its end tag is optional if the next one begins
            if all(isinstance(piece, Tag) for piece in self.done[self.reading + 1 :]):
                self.done[self.reading] = ""
            else:
                self.text("）" if self.done[self.reading] == "（" else ")")
            self.reading = None
        if tag.name == "rt" and not tag.closing and not self.bracketed:
            wide = unicodedata.east_asian_width(self.last or " ") in "WF"
            self.text("（" if wide else " (")
            self.reading = len(self.done) - 1
        self.bracketed = tag.name == "rp" or (self.bracketed and tag.name != "ruby")


def _written(tag: Tag) -> str:
    """Return a tag of the closed list with the attributes that it may have."""
    if tag.closing:
        return f"</{tag.name}>"
    values = {name: visible(resolved(value)).strip() for name, value in reversed(tag.attributes)}
    kept = {name: values[name] for name in ("href", "hreflang", "lang") if values.get(name)}
    for name in ("hreflang", "lang"):
        if name in kept and not _LANGUAGE.fullmatch(kept[name]):
            del kept[name]
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in kept.items())
    return f"<{tag.name}{attributes}>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _settled(text: str) -> str:
    """Return well-nested HTML without meaningless elements, its texts in NFC, with no other references than
    &amp;, &lt; and &gt;."""
    done: list[str] = []
    words: list[str] = []
    dropped: list[bool] = []

    def end_words() -> None:
        done.append(_escaped(clean_text(resolved("".join(words)))))
        words.clear()

    end = 0
    for match in _MADE.finditer(text):
        words.append(text[end : match.start()])
        end = match.end()
        if match[1]:
            meaningless = dropped.pop()
        else:
            needed = _NEEDED.get(match[2])
            meaningless = bool(needed) and needed not in match[3]
            if match[2] != "br":
                dropped.append(meaningless)
        if not meaningless:
            end_words()
            done.append(match[0])
    words.append(text[end:])
    end_words()
    return "".join(done)
