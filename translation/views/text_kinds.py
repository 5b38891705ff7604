"""Labels for the kinds of an article's texts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

KINDS = {
    "kicker": gettext_lazy("kicker"),
    "headline": gettext_lazy("headline"),
    "dek": gettext_lazy("dek"),
    "seo_description": gettext_lazy("search description"),
    "paragraph": gettext_lazy("paragraph"),
    "heading": gettext_lazy("heading"),
    "item": gettext_lazy("list item"),
    "quote": gettext_lazy("quote"),
    "attribution": gettext_lazy("attribution"),
    "caption": gettext_lazy("caption"),
    "alt": gettext_lazy("alternative text"),
    "cell": gettext_lazy("table cell"),
}


def kind_words(kind: str) -> str:
    """Return the label of a segment's kind (paragraph, caption …)."""
    return str(KINDS.get(kind, kind))


def field_words(error: ValidationError) -> str:
    """Return a message for an error by field."""
    return " ".join(f"{kind_words(name)}: {' '.join(texts)}" for name, texts in error.message_dict.items())
