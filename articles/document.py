"""One article in one language as a value: what an editor writes, a translator reads and a page shows. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from articles.body import clean_body, clean_inline, strip_tags
from articles.body.blocks import Body
from articles.body.inline import clean_text

PLAIN_FIELDS = ("kicker", "headline", "seo_description")
INLINE_FIELDS = ("dek",)


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one language version.

    kicker, headline, seo_description: plain text. dek: inline HTML. body: a list of blocks (articles.body.blocks).
    """

    headline: str = ""
    kicker: str = ""
    dek: str = ""
    seo_description: str = ""
    body: Body = field(default_factory=list)

    def cleaned(self) -> Document:
        """Return the document as it may be stored: tags and entities out of plain fields, closed-list HTML elsewhere.

        Raises BodyError for a malformed body.
        """
        plain = {name: " ".join(strip_tags(clean_text(getattr(self, name))).split()) for name in PLAIN_FIELDS}
        return Document(**plain, dek=clean_inline(self.dek), body=clean_body(self.body))

    @property
    def digest(self) -> str:
        """Return a SHA-256 (hexadecimal) of texts and structure: made from equal digests is equally current."""
        content = [self.kicker, self.headline, self.dek, self.seo_description, self.body]
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
