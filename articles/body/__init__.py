"""The block document of an article's body. Pure: no Django, no ORM.

blocks      what a body is made of, how it is walked, validated
inline      the closed list of inline HTML, and its cleaning
tags        which parts of a text are tags, and which are text (elements: their names)
characters  invisible characters, references, Unicode's normal form
identity    ids that survive edits
markup      the editor's plain-text form of a body, both ways
"""

from articles.body.blocks import BodyError, TextRef, clean_body, new_id, plain_text, texts, with_texts
from articles.body.characters import clean_line, clean_text
from articles.body.identity import keep_ids
from articles.body.inline import clean_inline, strip_tags

__all__ = [
    "BodyError",
    "TextRef",
    "clean_body",
    "clean_inline",
    "clean_line",
    "clean_text",
    "keep_ids",
    "new_id",
    "plain_text",
    "strip_tags",
    "texts",
    "with_texts",
]
