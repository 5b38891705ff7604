"""Which parts of a text are tags, and which only look like one: a "<" that opens no tag is text. Pure.

A tag is `<name attribute="value" …>` or `</name>`, closed by ">", without "<" in between, where name is an element of
HTML (articles.body.elements). `p<q`, `<Ctrl>`, `<ada@marrow.example>`, `<!-- note -->`, `<?php` and an `<a` at the end
of a text are none. Where HTML would see a tag and a person may have meant the words, these rules decide:

1. Attributes are HTML's: any name with a value in quotation marks; a known name with a bare value
   (`<font color=red>`); of those without a value, HTML's boolean ones (`<td nowrap>`), beside a name of more than one
   letter or another attribute. So `<b and c>` and `if (a<b && b>c)` are text.
2. An element that articles do not have, and `a`, `b`, `i`, is a tag if it has attributes or its end tag follows. So
   `<select>`, `<title>`, `vitamin <A>` and `a<b>c` alone are text. Elements that HTML allows alone are tags: `<p>`,
   `<li>`, `<td>`, `<hr>`.
3. Text in double angle marks is text, even if it is a name: `<<Strong>>`, `<<b>>`.
4. The parts of `ruby` (rt, rp) are tags inside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.body.elements import ALONE, ATTRIBUTES, BOOLEAN, ELEMENTS, RUBY_PARTS, WITHOUT_TEXT

_ATTRIBUTE = r"""[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'=<>`]+))?"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]*+(?::p)?)((?:\s+{_ATTRIBUTE})*+)\s*(/?)>")
_ONE_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:(["'])(.*?)\2|([^\s"'=<>`]+)))?""", re.S)
_ANY = ("data-", "aria-")  # attributes with any value, or none
_END_OF = {name: re.compile(rf"</{name}\s*>", re.I) for name in WITHOUT_TEXT}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: the element's name in lower case, attributes by lower-case name (a value as written, or "").

    closing: `</name>`. closed: `<name/>`.
    """

    name: str
    closing: bool = False
    closed: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


def pieces(text: str) -> Iterator[str | Tag]:
    """Yield the texts of a text, as written, and the tags between; script and style are dropped with their content."""
    end = 0
    for start, stop, tag in _tags(text):
        if start > end:
            yield text[end:start]
        if tag:
            yield tag
        end = stop
    if end < len(text):
        yield text[end:]


def _tags(text: str) -> Iterator[tuple[int, int, Tag | None]]:
    """Yield (start, end, tag) of each tag; of a whole element that is no text, (start, end, None)."""
    found = list(_candidates(text))
    last_end = {tag.name: number for number, (_, _, tag) in enumerate(found) if tag and tag.closing}
    in_ruby = False
    for number, (start, stop, tag) in enumerate(found):
        if tag and not _may_stand_alone(tag, in_ruby) and number > last_end.get(tag.name, -1):
            continue
        if tag and tag.name == "ruby":
            in_ruby = not tag.closing
        yield start, stop, tag


def _may_stand_alone(tag: Tag, in_ruby: bool) -> bool:
    """Return whether a tag is one though no end tag follows it."""
    if tag.closing or tag.closed or tag.attributes:
        return True
    return tag.name in ALONE or (in_ruby and tag.name in RUBY_PARTS)


def _candidates(text: str) -> Iterator[tuple[int, int, Tag | None]]:
    """Yield what is a tag by itself, independent of the tags around it."""
    at = 0
    endless: set[str] = set()  # elements without a further end tag
    while match := _TAG.search(text, at):
        start, at = match.span()
        tag = _tag(match)
        in_angles = text[start - 1 : start] == "<" and text[at : at + 1] == ">"
        if tag is None or in_angles:
            continue
        if tag.name in WITHOUT_TEXT - endless and not tag.closing:
            if end := _END_OF[tag.name].search(text, at):
                at = end.end()
                yield start, at, None
                continue
            endless.add(tag.name)
        yield start, at, tag


class _Attribute(NamedTuple):
    """An attribute: its name in lower case, the mark around its value or None, the value between marks or bare."""

    name: str
    mark: str | None
    quoted: str | None
    bare: str | None

    @property
    def of_html(self) -> bool:
        """Whether HTML has it, by its name and by how its value is written."""
        if self.mark or self.name.startswith(_ANY):
            return True
        if self.bare is None:
            return self.name in BOOLEAN
        return self.name in ATTRIBUTES or self.name.startswith("on")

    @property
    def telling(self) -> bool:
        """Whether it is more than a word behind a letter: "a <b open> c"."""
        return bool(self.mark) or self.bare is not None or self.name.startswith(_ANY)


def _tag(match: re.Match[str]) -> Tag | None:
    """Return the tag that was matched, or None where its name or attributes are none of HTML."""
    name, closing, closed = match[2].lower(), bool(match[1]), bool(match[4])
    attributes = [_Attribute(one[1].lower(), *one.group(2, 3, 4)) for one in _ONE_ATTRIBUTE.finditer(match[3])]
    if name not in ELEMENTS or not _fit(name, attributes) or (closing and (attributes or closed)):
        return None
    return Tag(name, closing, closed, tuple((one.name, one.quoted or one.bare or "") for one in attributes))


def _fit(name: str, attributes: list[_Attribute]) -> bool:
    """Return whether these can be the attributes of a tag with this name."""
    if not all(one.of_html for one in attributes):
        return False
    return len(name) > 1 or not attributes or any(one.telling for one in attributes)
