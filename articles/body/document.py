"""One article in one language as a value, for editor, translator and page. Pure."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass, field

from articles.body import clean_body, clean_inline, clean_line, strip_tags
from articles.body.blocks import Body

PLAIN_FIELDS = ("kicker", "headline", "seo_description")
# The most characters of a plain field that a person may write, counted as they are stored.
LONGEST = {"kicker": 80, "headline": 300, "seo_description": 320}
# The most that its column holds: translations are longer, from Chinese into German up to four times.
HELD = {name: 4 * limit for name, limit in LONGEST.items()}


class PlainText(str):
    """A text that is already plain: "<b>" and "&amp;" in it are shown to readers, not HTML."""

    __slots__ = ()


def as_plain(text: str) -> PlainText:
    """Return a plain field's text on one line; tags and references of a typed or translated text are removed."""
    return PlainText(clean_line(text if isinstance(text, PlainText) else strip_tags(text)))


def plain_as_typed(text: str) -> str:
    """Return the input that produces this plain text: itself, with references for parts that would be read as HTML."""
    written = str(text)
    for typed in (written, written.replace("<", "&lt;")):
        if as_plain(typed) == text:
            return typed
    return html.escape(written, quote=False)


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one language version.

    kicker, headline, seo_description: plain text, or inline HTML that becomes it when it is cleaned. dek: inline HTML.
    body: a list of blocks (articles.body.blocks).
    """

    headline: str = ""
    kicker: str = ""
    dek: str = ""
    seo_description: str = ""
    body: Body = field(default_factory=list)

    def cleaned(self) -> Document:
        """Return the document cleaned for storage: no tags and references in plain fields, closed-list HTML elsewhere.

        Idempotent. Raises BodyError for a malformed body.
        """
        plain = {name: as_plain(getattr(self, name)) for name in PLAIN_FIELDS}
        return Document(**plain, dek=clean_inline(self.dek), body=clean_body(self.body))

    @property
    def digest(self) -> str:
        """Return a SHA-256 (hexadecimal) of texts and structure. Equal digests mean that a translation is current."""
        content = [self.kicker, self.headline, self.dek, self.seo_description, self.body]
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
