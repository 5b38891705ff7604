"""A body written in the editor's plain-text form, which articles.body.markup reads. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from articles.body.blocks import Block, Body
from articles.body.inline import clean_inline
from articles.body.markup import BULLET, EMBED, FIGURE, HEADING, LANGUAGE, NUMBER, QUOTE, RULE


def render(body: Body) -> str:
    """Return a clean body as plain text, such that parse(render(body)) is the body up to ids.

    Two things change: spaces in an embed's address become %20, and entities become characters if these mean the same.
    """
    previous: Block = {}
    chunks = []
    for block in body:
        chunks.append("\n".join(_lines(block, previous)))
        previous = block
    return "\n\n".join(chunks)


def _lines(block: Block, previous: Block) -> Iterator[str]:
    if block["type"] == "paragraph":
        return _paragraph(block, previous)
    return _WRITERS[block["type"]](block)


def _paragraph(block: Block, previous: Block) -> Iterator[str]:
    after = len(previous["items"]) if previous.get("type") == "list" and previous["ordered"] else 0
    first, *others = as_typed(block["text"]).split("\n")
    yield _escaped(first, numbers=(1, after + 1))
    yield from (_escaped(line) for line in others)


def _heading(block: Block) -> Iterator[str]:
    yield from _marked("#" * block["level"] + " ", as_typed(block["text"]))


def _list(block: Block) -> Iterator[str]:
    for number, item in enumerate(block["items"], 1):
        yield from _marked(f"{number}. " if block["ordered"] else "- ", as_typed(item["text"]))


def _quote(block: Block) -> Iterator[str]:
    for line in as_typed(block["text"]).split("\n"):
        special = not line.strip() or line.startswith(("\\", "—")) or LANGUAGE.match(line)
        yield f"> \\{line}" if special else f"> {line}"
    if block["attribution"]:
        yield from _marked("> — ", as_typed(block["attribution"]), "> \\")
    if block["language"]:
        yield f"> [{block['language']}]"


def _figure(block: Block) -> Iterator[str]:
    yield from _marked("▲ " if block["caption"] else "▲", as_typed(block["caption"]))
    if block["image"] is not None:
        yield f"image: {block['image']}"
    for name in ("credit", "alt"):
        if block[name]:
            yield from _marked(f"{name}: ", block[name])


def _table(block: Block) -> Iterator[str]:
    for number, row in enumerate(block["rows"]):
        cells = [_cell(cell["text"]) for cell in row["cells"]]
        yield f"| {' | '.join(cells)} |" if cells else "|"
        if number == 0 and block["header"]:
            yield f"| {' | '.join(['---'] * max(1, len(cells)))} |"


def _embed(block: Block) -> Iterator[str]:
    yield re.sub(r"\s", "%20", block["url"])


# How each type of block is written; a paragraph also depends on the block before it.
_WRITERS: dict[str, Callable[[Block], Iterator[str]]] = {
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "figure": _figure,
    "table": _table,
    "embed": _embed,
}


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
