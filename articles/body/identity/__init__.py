"""Ids that survive edits: blocks, items, rows and cells of a new body keep the ids of the old ones that they were.

A human translation belongs to its id, so an id must never move to another text. Equal content is matched by sequence:
first entries that occur once before and once now, then equal entries beside matched neighbours, then runs in gaps. The
rest is matched by likeness, the best pair over all pairs first; position is the last tie-break. If it is ambiguous
which of several equal texts a new one was, it gets a new id. Memory then finds the translation of an equal text again,
while a wrong id would show a translation that was written for another place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articles.body.blocks import Block, Body, clean_body
from articles.body.identity.entries import of_block, of_item
from articles.body.identity.matching import aligned
from articles.body.identity.tables import table_pairs


def keep_ids(old: Body, new: Body) -> Body:
    """Return `new`, cleaned, with ids from `old` where a block, item, row or cell is the same as before."""
    used = {block["id"] for block in old} | {inner["id"] for block in old for inner in _inner(block)}
    cleaned = clean_body([_without_ids(block) for block in new], reserved=used)
    for o, n in aligned([of_block(block) for block in old], [of_block(block) for block in cleaned]):
        for before, after in [(old[o], cleaned[n]), *_inner_pairs(old[o], cleaned[n])]:
            after["id"] = before["id"]
    return cleaned


def _inner_pairs(before: Block, after: Block) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    if of_block(before).keys[0] == of_block(after).keys[0]:
        yield from zip(_inner(before), _inner(after), strict=True)
    elif before["type"] == "list":
        old, new = before["items"], after["items"]
        yield from ((old[o], new[n]) for o, n in aligned([*map(of_item, old)], [*map(of_item, new)]))
    elif before["type"] == "table":
        for pairs in table_pairs(before["rows"], after["rows"]):
            yield from pairs


def _inner(block: Block) -> list[dict[str, Any]]:
    if block["type"] == "list":
        return list(block["items"])
    if block["type"] == "table":
        return [entry for row in block["rows"] for entry in (row, *row["cells"])]
    return []


def _without_ids(block: Any) -> Any:
    """Drop ids that the editor's form may carry along: identity comes from content alone."""
    if isinstance(block, dict):
        return {name: _without_ids(value) for name, value in block.items() if name != "id"}
    if isinstance(block, list):
        return [_without_ids(entry) for entry in block]
    return block
