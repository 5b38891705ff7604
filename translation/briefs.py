"""What an engine is told beside the texts of an article: its headline, the house's words, how the edition writes."""

from __future__ import annotations

from typing import Literal, cast

from articles.body import strip_tags
from articles.document import Document
from translation import glossary
from translation.checks.base import Pair
from translation.engines.base import Brief
from translation.models import EditionStyle


def brief(document: Document, pair: Pair) -> Brief:
    """Return the brief for an article's translation; `before` is left to each call."""
    style = EditionStyle.objects.filter(language=pair.target).first()
    return Brief(
        headline=strip_tags(document.headline),
        dek=strip_tags(document.dek),
        terms=glossary.pairs(pair.source, pair.target),
        style=style.style if style else "",
        formality=cast(Literal["", "more", "less"], style.formality) if style else "",
    )
