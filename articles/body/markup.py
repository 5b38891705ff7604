"""The editor's plain-text form of a body, read; articles.body.rendering writes it, lossless up to ids. Pure.

    a paragraph                   blocks are separated by a blank line
    ## heading  ### subheading
    - item    or    1. item       one item a line
    > the words                   then, each on its own line:  > — who said them    > [language of the original]
    ▲ caption                     then, each on its own line:  image: 12    credit: name    alt: what is to be seen
    | a | b |                     a row; a second row of | --- | makes the first one the header
    https://example.com/film      alone on its line

A line that begins like a mark is that mark in any place; a backslash before it makes it text. Directly below a
heading, an item or a caption, a line with a backslash continues that text. In a cell, \\| is a bar, \\\\ a
backslash, \\n a new line. Texts are inline HTML of the closed list (articles.body.inline). Text that looks like a tag
is written with &lt; (`&lt;b> makes words bold`), any other "<" unchanged.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from articles.body.blocks import Block, Body, BodyError, clean_body
from articles.body.characters import visible
from newsroom.messages import N_, Message, Template, say

HEADING = re.compile(r"(#+)(?:\s(.*)|$)")
BULLET = re.compile(r"[-•](?:\s(.*)|$)")
# "13. August" begins no list: see _Parser.counts.
NUMBER = re.compile(r"([0-9]{1,6})\.(?:\s(.*)|$)")
QUOTE = re.compile(r"> ?(.*)")
ATTRIBUTION = re.compile(r"— ?(.*)")
LANGUAGE = re.compile(r"\[([^\[\]]+)\]$")
FIGURE = re.compile(r"▲ ?(.*)")
FIGURE_FIELD = re.compile(r"(image|credit|alt): ?(.*)", re.I)
EMBED = re.compile(r"https?://\S*\s*$", re.I)
CELL = re.compile(r"((?:\\.|[^|\\]|\\$)*)(\||$)")
CELL_ESCAPE = re.compile(r"\\([|\\n-])")
RULE = re.compile(r"\s*:?-{3,}:?\s*$")

MESSAGES: dict[str, Template] = {
    "markup.line": N_("Line %(line)d: %(problem)s"),
    "markup.heading": N_("a heading begins with ##, a subheading with ###; \\# writes the sign itself."),
    "markup.heading_empty": N_("this heading is empty."),
    "markup.quote_empty": N_("this quote has no words of its own."),
    "markup.attributed": N_("this quote has its “> —” line already."),
    "markup.quote_order": N_("the words of a quote come before its “> —” line; leave a blank line between two quotes."),
    "markup.picture_lines": N_("below ▲ come image:, credit: and alt: lines; leave a blank line before other text."),
    "markup.picture_twice": N_("this picture has its “%(name)s:” line already."),
    "markup.picture_number": N_("“image:” is followed by a picture's number, not by “%(text)s”."),
    "markup.address": N_("this address is not complete."),
}


def parse(text: str) -> Body:
    """Return the blocks of a plain text, cleaned, with new ids. Raises BodyError with the line."""
    parser = _Parser()
    # Not in NFC yet: a combining stroke behind a tag would be composed with the tag's end.
    for parser.number, line in enumerate(visible(text).split("\n"), 1):
        parser.line(line)
    parser.end()
    return clean_body(parser.body)


class _Parser:
    """Reads line by line. `block` is the open block, `goes_on` the place of the text that a line may continue."""

    def __init__(self) -> None:
        self.body: Body = []
        self.number = self.opened = 0
        self.block: Block | None = None
        self.goes_on: tuple[dict[str, Any], str] | None = None

    @property
    def kind(self) -> str:
        """The type of the open block, "" if none is open."""
        return self.block["type"] if self.block else ""

    def line(self, line: str) -> None:
        if not line.strip():
            self.end()
        elif line.startswith("\\"):
            self.more(line[1:])
        elif not self.marked(line):
            self.unmarked(line)

    def marked(self, line: str) -> bool:
        """Read a line if it begins like a mark; return whether it does."""
        in_list = self.kind == "list"
        if found := HEADING.match(line):
            self.heading(*found.groups(""))
        elif found := BULLET.match(line):
            self.item(*found.groups(""), ordered=False, here=in_list)
        elif (found := NUMBER.match(line)) and self.counts(int(found[1])):
            self.item(found.groups("")[1], ordered=True, here=int(found[1]) > 1 or in_list)
        elif found := QUOTE.match(line):
            self.quote(found[1])
        elif found := FIGURE.match(line):
            self.start({"type": "figure", "caption": found[1]}, "caption")
        elif line.startswith("|"):
            self.row(line)
        elif EMBED.match(line):
            self.embed(line.strip())
        else:
            return False
        return True

    def unmarked(self, line: str) -> None:
        """Read a line without a mark; its meaning depends on the open block."""
        if self.kind == "figure":
            self.figure_field(line)
        elif self.kind in ("paragraph", "list"):
            self.more(line)
        else:
            self.start({"type": "paragraph", "text": line}, "text")

    def start(self, block: Block, field: str = "") -> None:
        self.end()
        self.body.append(block)
        self.block, self.opened = block, self.number
        self.goes_on = (block, field) if field else None

    def end(self) -> None:
        if self.block and self.block["type"] == "quote" and not self.block["text"].strip():
            raise self.error(say("markup.quote_empty"), self.opened)
        self.block = self.goes_on = None

    def more(self, line: str) -> None:
        """Continue the open text; without one, begin a paragraph."""
        if self.goes_on:
            holder, field = self.goes_on
            holder[field] += "\n" + line
        else:
            self.start({"type": "paragraph", "text": line}, "text")

    def error(self, problem: Message, number: int | None = None) -> BodyError:
        return BodyError(say("markup.line", line=number or self.number, problem=problem), MESSAGES)

    def heading(self, mark: str, text: str) -> None:
        level = len(mark)
        if level not in (2, 3):
            raise self.error(say("markup.heading"))
        if not text.strip():
            raise self.error(say("markup.heading_empty"))
        self.start({"type": "heading", "level": level, "text": text}, "text")

    def counts(self, value: int) -> bool:
        """Return whether a number begins a list or continues the one before, also over a blank line."""
        last = self.body[-1] if self.body else {}
        if last.get("type") == "list" and last["ordered"] and (self.block is last or value == len(last["items"]) + 1):
            return True
        return value == 1

    def item(self, text: str, *, ordered: bool, here: bool) -> None:
        last = self.body[-1] if self.body else {}
        if not (here and last.get("type") == "list" and last["ordered"] == ordered):
            last = {"type": "list", "ordered": ordered, "items": []}
            self.start(last)
        entry = {"text": text}
        last["items"].append(entry)
        self.block, self.goes_on = last, (entry, "text")

    def quote(self, text: str) -> None:
        if not self.block or self.block["type"] != "quote":
            self.start({"type": "quote", "text": "", "attribution": "", "language": ""}, "text")
        block = self.block or {}
        if text.startswith("\\"):
            self.more(text[1:])
        elif found := ATTRIBUTION.match(text):
            if block["attribution"]:
                raise self.error(say("markup.attributed"))
            block["attribution"] = found[1]
            self.goes_on = (block, "attribution")
        elif found := LANGUAGE.match(text):
            block["language"] = found[1]
        elif block["attribution"]:
            raise self.error(say("markup.quote_order"))
        else:
            self.more(text)

    def figure_field(self, line: str) -> None:
        found = FIGURE_FIELD.match(line)
        block = self.block or {}
        if not found:
            raise self.error(say("markup.picture_lines"))
        name, value = found[1].lower(), found[2]
        if name in block:
            raise self.error(say("markup.picture_twice", name=name))
        if name == "image":
            if value.strip() and not re.fullmatch(r"\s*-?[0-9]{1,18}\s*", value):
                raise self.error(say("markup.picture_number", text=value.strip()))
            block["image"], self.goes_on = int(value) if value.strip() else None, None
        else:
            block[name], self.goes_on = value, (block, name)

    def row(self, line: str) -> None:
        if self.kind != "table":
            self.start({"type": "table", "header": False, "rows": []})
        block, cells = self.block or {}, _raw_cells(line)
        if len(block["rows"]) == 1 and not block["header"] and _is_rule(cells):
            block["header"] = True
        else:
            block["rows"].append({"cells": [{"text": _cell_text(cell)} for cell in cells]})

    def embed(self, url: str) -> None:
        try:
            good = bool(urlsplit(url).netloc)
        except ValueError:
            good = False
        if not good:
            raise self.error(say("markup.address"))
        self.start({"type": "embed", "url": url})


def _raw_cells(line: str) -> list[str]:
    """Return the cells of a row as they are written."""
    found = CELL.finditer(line.rstrip()[1:])
    return [cell[1] for cell in found if cell[2] or cell[1].strip()]


def _is_rule(cells: list[str]) -> bool:
    """Return whether a row is the line of dashes below a header."""
    return bool(cells) and all(map(RULE.match, cells))


def _cell_text(cell: str) -> str:
    """Return the text that a written cell means; rendering writes it."""
    return CELL_ESCAPE.sub(lambda escape: "\n" if escape[1] == "n" else escape[1], cell)
