"""What an engine is told beside the texts of an article: its headline, the house's words, how the edition writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

from articles.body import strip_tags
from articles.body.document import Document
from translation.checks.base import Pair
from translation.dispatch import glossary
from translation.engines import routing
from translation.engines.base import NO_BRIEF, Brief
from translation.models import EditionStyle


@dataclass(slots=True)
class Briefs:
    """The brief of an article's translation, made when the first engine wants it (Engine.briefed)."""

    document: Document
    pair: Pair
    _made: Brief | None = field(default=None, init=False)

    def of(self, engine: str) -> Brief:
        """Return what an engine is told; `before` is left to each call."""
        if not routing.engine(engine).briefed:
            return NO_BRIEF
        self._made = self._made or _brief(self.document, self.pair)
        return self._made


def _brief(document: Document, pair: Pair) -> Brief:
    style = EditionStyle.objects.filter(language=pair.target).first()
    return Brief(
        headline=document.headline,
        dek=strip_tags(document.dek),
        terms=glossary.pairs(pair.source, pair.target),
        style=style.style if style else "",
        formality=cast(Literal["", "more", "less"], style.formality) if style else "",
    )
