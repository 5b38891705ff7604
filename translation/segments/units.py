"""A document's texts as segments, and segments' targets as a document. Pure.

The block is the segment: keys come from the document's ids (articles.body), no sentence splitter decides identity.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Mapping
from dataclasses import dataclass

from articles.body import texts, with_texts
from articles.body.document import PLAIN_FIELDS, Document

# In a translator's reading order.
HEAD_FIELDS = ("kicker", "headline", "dek", "seo_description")


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate: key, inline HTML source, kind (headline, paragraph, caption, item …)."""

    key: str
    source: str
    kind: str

    @property
    def source_hash(self) -> str:
        return text_hash(self.source)


def text_hash(text: str) -> str:
    """Return the SHA-256 (hexadecimal) of a text; equal texts have equal translations in memory."""
    return hashlib.sha256(text.encode()).hexdigest()


def pair_hash(source: str, target: str) -> str:
    """Return a short hash of both texts: a waived finding stays waived while it is the same."""
    return hashlib.blake2b(f"{source}\0{target}".encode(), digest_size=16).hexdigest()


def extract(document: Document) -> list[Unit]:
    """Return the texts of a document that are not empty, head first, then body in reading order.

    Every source is inline HTML, so that engines and checks see one kind of text; plain fields are escaped here.
    """
    head = [
        Unit(name, _as_html(name, getattr(document, name)), name) for name in HEAD_FIELDS if getattr(document, name)
    ]
    return head + [Unit(ref.key, ref.text, ref.kind) for ref in texts(document.body)]


def assemble(source: Document, targets: Mapping[str, str]) -> Document:
    """Return the source document with every text replaced by its target, as inline HTML in every field.

    Clean it before it is stored (Document.cleaned). KeyError if a target is missing.
    """
    head = {name: targets[name] if getattr(source, name) else "" for name in HEAD_FIELDS}
    return Document(**head, body=with_texts(source.body, targets))


def _as_html(field: str, text: str) -> str:
    return html.escape(text, quote=False) if field in PLAIN_FIELDS else text
