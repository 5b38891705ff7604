"""Ids that survive edits: a new body's blocks are matched to the old ones by content and keep their ids.

A paragraph that moved, or changed by a few words, is still that paragraph; its translations stay with it.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from articles.body.blocks import Block, Body, clean_body
from articles.body.inline import strip_tags

# Half the characters in common: a rewritten sentence in a paragraph keeps the id, another paragraph does not.
SIMILAR = 0.5
# Characters compared of a long block: the comparison is quadratic, and the beginning tells which paragraph it was.
COMPARED = 2000


def keep_ids(old: Body, new: Body) -> Body:
    """Return `new`, cleaned, with ids from `old` where the content matches: exact first, then similar, of one type."""
    used = {block["id"] for block in old} | {inner["id"] for block in old for inner in _inner(block)}
    cleaned = clean_body([_without_ids(block) for block in new], reserved=used)
    for block, before in _pairs(old, cleaned, _content, lambda block: block["type"]):
        block["id"] = before["id"]
        own, theirs = _inner(block), _inner(before)
        for item, item_before in _pairs(theirs, own, _content, _kind):
            item["id"] = item_before["id"]
    return cleaned


def _pairs(
    old: list[Block], new: list[Block], content: Callable[[Block], str], kind: Callable[[Block], str]
) -> list[tuple[Block, Block]]:
    """Match new entries to old ones, each old one once. Order of search: same content, same place, most alike."""
    free = list(enumerate(old))
    found: list[tuple[Block, Block]] = []
    left = []
    for place, entry in enumerate(new):
        twin = min(
            (pair for pair in free if kind(pair[1]) == kind(entry) and content(pair[1]) == content(entry)),
            key=lambda pair: abs(pair[0] - place),
            default=None,
        )
        if twin:
            free.remove(twin)
            found.append((entry, twin[1]))
        else:
            left.append((place, entry))
    for place, entry in left:
        best, best_score = None, SIMILAR
        for pair in free:
            if kind(pair[1]) != kind(entry):
                continue
            # Nearness decides between equals; it never makes strangers alike.
            score = _ratio(content(pair[1]), content(entry), best_score)
            if score > best_score or (score == best_score and best and abs(pair[0] - place) < abs(best[0] - place)):
                best, best_score = pair, score
        if best:
            free.remove(best)
            found.append((entry, best[1]))
    return found


def _ratio(before: str, after: str, at_least: float) -> float:
    matcher = SequenceMatcher(None, before[:COMPARED], after[:COMPARED], autojunk=False)
    if matcher.real_quick_ratio() < at_least or matcher.quick_ratio() < at_least:
        return 0.0
    return matcher.ratio()


def _inner(block: Block) -> list[dict[str, Any]]:
    if block["type"] == "list":
        return list(block["items"])
    if block["type"] == "table":
        return [entry for row in block["rows"] for entry in (row, *row["cells"])]
    return []


def _kind(entry: dict[str, Any]) -> str:
    return "row" if "cells" in entry else "text"


def _content(entry: dict[str, Any]) -> str:
    if "cells" in entry:
        return " | ".join(strip_tags(cell["text"]) for cell in entry["cells"])
    if "rows" in entry or "items" in entry:
        return "\n".join(_content(inner) for inner in _inner(entry))
    fields = ("text", "caption", "url")
    text = " ".join(strip_tags(entry[field]) for field in fields if entry.get(field))
    return f"{text} {entry['image']}" if entry.get("image") else text


def _without_ids(block: Any) -> Any:
    """Drop ids that the editor's form may carry along: identity comes from content alone."""
    if isinstance(block, dict):
        return {name: _without_ids(value) for name, value in block.items() if name != "id"}
    if isinstance(block, list):
        return [_without_ids(entry) for entry in block]
    return block
