"""The editor's plain-text form of a body, both ways, lossless up to ids. Pure.

    a paragraph                   blocks are separated by a blank line
    ## heading  ### subheading
    - item    or    1. item       one item a line
    > the words                   then, each on its own line:  > — who said them    > [language of the original]
    ▲ caption                     then, each on its own line:  image: 12    credit: name    alt: what is to be seen
    | a | b |                     a row; a second row of | --- | makes the first one the header
    https://example.com/film      alone on its line

A line that begins like a mark is that mark, wherever it stands; a backslash before it makes it text. Directly below a
heading, an item or a caption, a line with a backslash goes on with that text. In a cell, \\| is a bar, \\\\ a
backslash, \\n a new line. Texts are inline HTML of the closed list (articles.body.inline), written as such; what looks
like a tag and is meant as text is written with &lt; (`&lt;b> makes words bold`), any other "<" as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from articles.body.blocks import Block, Body, BodyError, clean_body
from articles.body.characters import visible
from articles.body.inline import clean_inline

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


def parse(text: str) -> Body:
    """Return the blocks that a plain text means, cleaned, with new ids. Raises BodyError naming the line."""
    parser = _Parser()
    # Not in NFC yet: a combining stroke behind a tag would make another letter of the tag's end.
    for parser.number, line in enumerate(visible(text).split("\n"), 1):
        parser.line(line)
    parser.end()
    return clean_body(parser.body)


class _Parser:
    """Reads line after line. `block` is the open block, `goes_on` the place of the text that a line may continue."""

    def __init__(self) -> None:
        self.body: Body = []
        self.number = self.opened = 0
        self.block: Block | None = None
        self.goes_on: tuple[dict[str, Any], str] | None = None

    def line(self, line: str) -> None:
        kind = self.block["type"] if self.block else ""
        if not line.strip():
            self.end()
        elif line.startswith("\\"):
            self.more(line[1:])
        elif found := HEADING.match(line):
            self.heading(len(found[1]), found[2] or "")
        elif found := BULLET.match(line):
            self.item(found[1] or "", ordered=False, here=kind == "list")
        elif (found := NUMBER.match(line)) and self.counts(int(found[1])):
            self.item(found[2] or "", ordered=True, here=int(found[1]) > 1 or kind == "list")
        elif found := QUOTE.match(line):
            self.quote(found[1])
        elif found := FIGURE.match(line):
            self.start({"type": "figure", "caption": found[1]}, "caption")
        elif line.startswith("|"):
            self.row(line)
        elif EMBED.match(line):
            self.embed(line.strip())
        elif kind == "figure":
            self.figure_field(line)
        elif kind in ("paragraph", "list"):
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
            raise self.error("this quote has no words of its own.", self.opened)
        self.block = self.goes_on = None

    def more(self, line: str) -> None:
        """Go on with the open text; without one, begin a paragraph."""
        if self.goes_on:
            holder, field = self.goes_on
            holder[field] += "\n" + line
        else:
            self.start({"type": "paragraph", "text": line}, "text")

    def error(self, message: str, number: int | None = None) -> BodyError:
        return BodyError(f"Line {number or self.number}: {message}")

    def heading(self, level: int, text: str) -> None:
        if level not in (2, 3):
            raise self.error("a heading begins with ##, a subheading with ###; \\# writes the sign itself.")
        if not text.strip():
            raise self.error("this heading is empty.")
        self.start({"type": "heading", "level": level, "text": text}, "text")

    def counts(self, value: int) -> bool:
        """Tell whether a number begins a list or goes on with the one before, also over a blank line."""
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
                raise self.error("this quote has its “> —” line already.")
            block["attribution"] = found[1]
            self.goes_on = (block, "attribution")
        elif found := LANGUAGE.match(text):
            block["language"] = found[1]
        elif block["attribution"]:
            raise self.error("the words of a quote come before its “> —” line; leave a blank line between two quotes.")
        else:
            self.more(text)

    def figure_field(self, line: str) -> None:
        found = FIGURE_FIELD.match(line)
        block = self.block or {}
        if not found:
            raise self.error("below ▲ come image:, credit: and alt: lines; leave a blank line before other text.")
        name, value = found[1].lower(), found[2]
        if name in block:
            raise self.error(f"this picture has its “{name}:” line already.")
        if name == "image":
            if value.strip() and not re.fullmatch(r"\s*-?[0-9]{1,18}\s*", value):
                raise self.error(f"“image:” is followed by a picture's number, not by “{value.strip()}”.")
            block["image"], self.goes_on = int(value) if value.strip() else None, None
        else:
            block[name], self.goes_on = value, (block, name)

    def row(self, line: str) -> None:
        found = CELL.finditer(line.rstrip()[1:])
        raw = [cell[1] for cell in found if cell[2] or cell[1].strip()]
        if not self.block or self.block["type"] != "table":
            self.start({"type": "table", "header": False, "rows": []})
        block = self.block or {}
        if len(block["rows"]) == 1 and raw and all(RULE.match(cell) for cell in raw) and not block["header"]:
            block["header"] = True
            return
        cells = [CELL_ESCAPE.sub(lambda escape: "\n" if escape[1] == "n" else escape[1], cell) for cell in raw]
        block["rows"].append({"cells": [{"text": cell} for cell in cells]})

    def embed(self, url: str) -> None:
        try:
            good = bool(urlsplit(url).netloc)
        except ValueError:
            good = False
        if not good:
            raise self.error("this address is not complete.")
        self.start({"type": "embed", "url": url})


def render(body: Body) -> str:
    """Return a clean body as plain text, such that parse(render(body)) is the body up to ids.

    Two things are written another way round: spaces in an embed's address as %20, and entities as characters where the
    characters mean the same.
    """
    previous: Block = {}
    chunks = []
    for block in body:
        chunks.append("\n".join(_lines(block, previous)))
        previous = block
    return "\n\n".join(chunks)


def _lines(block: Block, previous: Block) -> Iterator[str]:
    kind = block["type"]
    if kind == "paragraph":
        after = len(previous["items"]) if previous.get("type") == "list" and previous["ordered"] else 0
        first, *others = as_typed(block["text"]).split("\n")
        yield _escaped(first, numbers=(1, after + 1))
        yield from (_escaped(line) for line in others)
    elif kind == "heading":
        yield from _marked("#" * block["level"] + " ", as_typed(block["text"]))
    elif kind == "list":
        for number, item in enumerate(block["items"], 1):
            yield from _marked(f"{number}. " if block["ordered"] else "- ", as_typed(item["text"]))
    elif kind == "quote":
        for line in as_typed(block["text"]).split("\n"):
            special = not line.strip() or line.startswith(("\\", "—")) or LANGUAGE.match(line)
            yield f"> \\{line}" if special else f"> {line}"
        if block["attribution"]:
            yield from _marked("> — ", as_typed(block["attribution"]), "> \\")
        if block["language"]:
            yield f"> [{block['language']}]"
    elif kind == "figure":
        yield from _marked("▲ " if block["caption"] else "▲", as_typed(block["caption"]))
        if block["image"] is not None:
            yield f"image: {block['image']}"
        for name in ("credit", "alt"):
            if block[name]:
                yield from _marked(f"{name}: ", block[name])
    elif kind == "table":
        for number, row in enumerate(block["rows"]):
            cells = [_cell(cell["text"]) for cell in row["cells"]]
            yield f"| {' | '.join(cells)} |" if cells else "|"
            if number == 0 and block["header"]:
                yield f"| {' | '.join(['---'] * max(1, len(cells)))} |"
    else:
        yield re.sub(r"\s", "%20", block["url"])


def _marked(mark: str, text: str, goes_on: str = "\\") -> Iterator[str]:
    first, *others = text.split("\n")
    yield mark + first
    yield from (goes_on + line for line in others)


def _escaped(line: str, numbers: tuple[int, ...] = (1,)) -> str:
    found = NUMBER.match(line)
    is_mark = any(mark.match(line) for mark in (HEADING, BULLET, QUOTE, FIGURE, EMBED))
    counts = found is not None and int(found[1]) in numbers
    return "\\" + line if is_mark or counts or line.startswith(("\\", "|")) or not line.strip() else line


def _cell(text: str) -> str:
    escaped = as_typed(text).replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")
    return escaped.replace("-", "\\-", 1) if RULE.match(escaped) else escaped


def as_typed(text: str) -> str:
    """Write &amp;, &lt; and &gt; as characters if the text then still means the same: “AT&T” is what editors type."""
    if "&" not in text:
        return text
    more = text.replace("&gt;", ">")
    for candidate in (more.replace("&lt;", "<").replace("&amp;", "&"), more.replace("&amp;", "&"), more):
        if clean_inline(candidate) == text:
            return candidate
    return text
