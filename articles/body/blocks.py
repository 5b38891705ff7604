"""Blocks: `{"id": "k7f3", "type": "paragraph", ...}`, ids the same in all languages.

    paragraph  text
    heading    level 2-3, text
    list       ordered, items [{id, text}]
    quote      text, attribution, language (of the original words, or "")
    figure     image (primary key or null), caption, credit, alt
    table      header (first row is one), rows [{id, cells [{id, text}]}]
    embed      url

A *text* of a block is addressed by its key: the block's id for its main text ("k7f3"), "k7f3.attribution",
"k7f3.caption", "k7f3.alt", and "k7f3.<item or cell id>" for list items and table cells. The credit of a figure is a
name and no text.
"""

from __future__ import annotations

import copy
import html
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from articles.body.characters import clean_text
from articles.body.inline import clean_inline, strip_tags
from newsroom.messages import N_, Catalogue, Message, Template, render, say

Block = dict[str, Any]
Body = list[Block]

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
# Texts for HTML attributes: stored plain, without markup or entities.
PLAIN = {"alt"}
TYPES = ("paragraph", "heading", "list", "quote", "figure", "table", "embed")

MESSAGES: dict[str, Template] = {
    "body.list": N_("The body must be a list of blocks."),
    "body.type": N_("Block %(number)d: “type” must be one of %(types)s."),
    "body.text": N_("Block %(number)d (%(type)s): “%(field)s” must be text."),
    "body.objects": N_("Block %(number)d (%(type)s): “%(field)s” must be a list of objects."),
    "body.level": N_("Block %(number)d (heading): “level” must be 2 or 3."),
    "body.image": N_("Block %(number)d (figure): “image” must be the number of an image or null."),
    "body.url": N_("Block %(number)d (embed): “url” must be an http or https address."),
}


class BodyError(ValueError):
    """Raised for a body that is not a list of well-formed blocks. said: a message that names the block and the field.

    The text of the error is the same in English.
    """

    def __init__(self, said: Message, templates: Catalogue | None = None) -> None:
        self.said = said
        super().__init__(render(said, templates or MESSAGES))


@dataclass(frozen=True, slots=True)
class TextRef:
    """One translatable text of a body: key, inline HTML, and kind (paragraph, heading, item, caption, cell …)."""

    key: str
    text: str
    kind: str


def new_id(taken: set[str] | None = None) -> str:
    """Return a random id of four characters that is not in `taken`."""
    while True:
        candidate = "".join(secrets.choice(_ALPHABET) for _ in range(4))
        if not taken or candidate not in taken:
            return candidate


def _walk(body: Body) -> Iterator[tuple[str, dict[str, Any], str, str]]:
    """Yield (key, the dict that holds the text, its field, its kind) for every text, empty ones too."""
    for block in body:
        key, kind = block["id"], block["type"]
        if kind in ("paragraph", "heading", "quote"):
            yield key, block, "text", kind
        if kind == "quote":
            yield f"{key}.attribution", block, "attribution", "attribution"
        elif kind == "figure":
            yield f"{key}.caption", block, "caption", "caption"
            yield f"{key}.alt", block, "alt", "alt"
        elif kind == "list":
            for item in block["items"]:
                yield f"{key}.{item['id']}", item, "text", "item"
        elif kind == "table":
            for row in block["rows"]:
                for cell in row["cells"]:
                    yield f"{key}.{cell['id']}", cell, "text", "cell"


def texts(body: Body) -> list[TextRef]:
    """Return the texts of a body that are not empty, in reading order, all as inline HTML (plain ones are escaped)."""
    return [
        TextRef(key, html.escape(holder[field], quote=False) if field in PLAIN else holder[field], kind)
        for key, holder, field, kind in _walk(body)
        if holder.get(field)
    ]


def with_texts(body: Body, replacements: Mapping[str, str]) -> Body:
    """Return a copy of the body with texts replaced by key and cleaned. KeyError if a text has no replacement."""
    result = copy.deepcopy(body)
    for key, holder, field, _kind in _walk(result):
        if holder.get(field):
            cleaned = clean_inline(replacements[key])
            holder[field] = strip_tags(cleaned) if field in PLAIN else cleaned
    return result


def plain_text(body: Body) -> str:
    """Return all texts of a body without markup, one a line: for search, feeds and language detection."""
    return "\n".join(strip_tags(ref.text) for ref in texts(body))


def clean_body(body: object, reserved: set[str] | None = None) -> Body:
    """Return a well-formed copy: known types, known fields, clean texts, unique ids (made where missing).

    reserved: ids that no block may get here, because they belong to another text.
    Raises BodyError naming the block (counted from 1) and the field. Empty paragraphs, headings and items are dropped.
    """
    if not isinstance(body, list):
        raise BodyError(say("body.list"))
    taken = set(reserved or ())
    result = []
    for number, block in enumerate(body, 1):
        if not isinstance(block, dict) or block.get("type") not in TYPES:
            raise BodyError(say("body.type", number=number, types=", ".join(TYPES)))
        cleaned = _CLEANERS[block["type"]](block, _Ids(taken), number)
        if cleaned is not None:
            result.append(cleaned)
    return result


class _Ids:
    """Assigns ids: the given one if it is well-formed and free, else a new one."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken

    def claim(self, wanted: object) -> str:
        good = isinstance(wanted, str) and 1 <= len(wanted) <= 16 and wanted.isascii() and wanted.isalnum()
        identifier = str(wanted) if good and wanted not in self.taken else new_id(self.taken)
        self.taken.add(identifier)
        return identifier


def _string(block: Mapping[str, Any], field: str, number: int) -> str:
    value = block.get(field) or ""
    if not isinstance(value, str):
        raise BodyError(say("body.text", number=number, type=str(block.get("type", "item")), field=field))
    return value


def _list(block: Mapping[str, Any], field: str, number: int) -> list[Mapping[str, Any]]:
    value = block.get(field)
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise BodyError(say("body.objects", number=number, type=str(block.get("type", "row")), field=field))
    return value


def _paragraph(block: Block, ids: _Ids, number: int) -> Block | None:
    text = clean_inline(_string(block, "text", number))
    return {"id": ids.claim(block.get("id")), "type": "paragraph", "text": text} if text else None


def _heading(block: Block, ids: _Ids, number: int) -> Block | None:
    level = block.get("level", 2)
    if level not in (2, 3):
        raise BodyError(say("body.level", number=number))
    text = clean_inline(_string(block, "text", number))
    return {"id": ids.claim(block.get("id")), "type": "heading", "level": level, "text": text} if text else None


def _list_block(block: Block, ids: _Ids, number: int) -> Block | None:
    own = ids.claim(block.get("id"))
    items = []
    for item in _list(block, "items", number):
        text = clean_inline(_string(item, "text", number))
        if text:
            items.append({"id": ids.claim(item.get("id")), "text": text})
    return {"id": own, "type": "list", "ordered": bool(block.get("ordered")), "items": items} if items else None


def _quote(block: Block, ids: _Ids, number: int) -> Block | None:
    text = clean_inline(_string(block, "text", number))
    if not text:
        return None
    return {
        "id": ids.claim(block.get("id")),
        "type": "quote",
        "text": text,
        "attribution": clean_inline(_string(block, "attribution", number)),
        "language": clean_text(_string(block, "language", number)),
    }


def _figure(block: Block, ids: _Ids, number: int) -> Block:
    image = block.get("image")
    if image is not None and (isinstance(image, bool) or not isinstance(image, int)):
        raise BodyError(say("body.image", number=number))
    return {
        "id": ids.claim(block.get("id")),
        "type": "figure",
        "image": image,
        "caption": clean_inline(_string(block, "caption", number)),
        "credit": clean_text(_string(block, "credit", number)).strip(),
        "alt": clean_text(_string(block, "alt", number)).strip(),
    }


def _table(block: Block, ids: _Ids, number: int) -> Block | None:
    own = ids.claim(block.get("id"))
    rows: list[dict[str, Any]] = []
    for row in _list(block, "rows", number):
        row_id = ids.claim(row.get("id"))
        cells = [
            {"id": ids.claim(cell.get("id")), "text": clean_inline(_string(cell, "text", number))}
            for cell in _list(row, "cells", number)
        ]
        rows.append({"id": row_id, "cells": cells})
    if not any(cell["text"] for row in rows for cell in row["cells"]):
        return None
    return {"id": own, "type": "table", "header": bool(block.get("header")), "rows": rows}


def _embed(block: Block, ids: _Ids, number: int) -> Block:
    url = clean_text(_string(block, "url", number)).strip()
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BodyError(say("body.url", number=number))
    return {"id": ids.claim(block.get("id")), "type": "embed", "url": url}


_CLEANERS: dict[str, Callable[[Block, _Ids, int], Block | None]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "list": _list_block,
    "quote": _quote,
    "figure": _figure,
    "table": _table,
    "embed": _embed,
}
