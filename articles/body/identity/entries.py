"""The entries that identity compares: a block, a list's item, or a table's row or column, as keys and words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from articles.body.blocks import Block
from articles.body.identity.words import long, plain, words


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry to find again.

    kind: entries of different kinds are never the same.
    keys: from strict to loose; entries with an equal key are equal so far. None equals nothing.
    words: what is compared. text: its main text, for a comparison by letters, "" for none.
    more: a second text that must not become another's: a quote's attribution, a figure's alt.
    parts: the texts inside of a list or a table; the order of its words does not count. divisible: whether it can be
    split and merged. picture: a figure's image. column: whether it is one; its place is enough then.
    """

    kind: str
    keys: tuple[Hashable, ...]
    words: tuple[Hashable, ...]
    text: str = ""
    more: str = ""
    parts: tuple[str, ...] = ()
    divisible: bool = False
    picture: int | None = None
    column: bool = False


def of_block(block: Block) -> Entry:
    """Return a block as an entry."""
    return _BLOCKS[block["type"]](block)


def of_item(item: dict[str, Any]) -> Entry:
    """Return a list's item as an entry."""
    return _text("item", item["text"], item["text"])


def _text(kind: str, source: str, strict: Hashable) -> Entry:
    text = plain(source)
    return Entry(kind, (strict, text), words(text), text, divisible=True)


def _heading(block: Block) -> Entry:
    return _text("heading", block["text"], (block["level"], block["text"]))


def _quote(block: Block) -> Entry:
    text, speaker = plain(block["text"]), plain(block["attribution"])
    strict = (block["text"], block["attribution"], block["language"])
    # A long text is one quote, whatever its attribution; “No comment.” may be several people's.
    keys = (strict, (text, speaker), text if long(text) else None)
    return Entry("quote", keys, words(text), text, speaker, divisible=True)


def _figure(block: Block) -> Entry:
    caption, alt, picture = plain(block["caption"]), " ".join(block["alt"].split()), block["image"]
    strict = (picture, block["caption"], block["alt"], block["credit"])
    # Texts without the picture: two pictures may have been put in the wrong order.
    keys = (strict, (picture, caption, alt), (caption, alt) if caption or alt else None)
    return Entry("figure", keys, words(caption) + words(alt), caption, alt, picture=picture)


def _list(block: Block) -> Entry:
    items = tuple(plain(item["text"]) for item in block["items"])
    strict = (block["ordered"], *(item["text"] for item in block["items"]))
    return Entry("list", (strict, items, tuple(sorted(items))), words("\n".join(items)), parts=items)


def _table(block: Block) -> Entry:
    strict = tuple(tuple(cell["text"] for cell in row["cells"]) for row in block["rows"])
    rows = tuple(tuple(map(plain, row)) for row in strict)
    cells = [cell for row in rows for cell in row if cell]
    return Entry("table", ((block["header"], strict), rows), words("\n".join(cells)), parts=tuple(cells))


def _embed(block: Block) -> Entry:
    return Entry("embed", (block["url"], block["url"]), words(block["url"].replace("/", " ")))


_BLOCKS: dict[str, Callable[[Block], Entry]] = {
    "paragraph": lambda block: _text("paragraph", block["text"], block["text"]),
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "figure": _figure,
    "table": _table,
    "embed": _embed,
}
