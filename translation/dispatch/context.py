"""What an engine gets beside the texts of an article: headline, glossary terms, the style of the edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

from django.db.models import Q

from articles.body import strip_tags
from articles.body.document import Document
from translation.checks.base import Pair
from translation.engines import routing
from translation.engines.base import NO_BRIEF, Brief, TermPair
from translation.models import EditionStyle, Term


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
        terms=_terms(pair.source, pair.target),
        style=style.style if style else "",
        formality=cast(Literal["", "more", "less"], style.formality) if style else "",
    )


MOST_TERMS = 500  # terms; an engine that takes fewer takes the first


def _terms(source: str, target: str) -> tuple[TermPair, ...]:
    """Return the preferred and do-not-translate terms of a pair of languages; forbidden words are for the checks."""
    rows = Term.objects.filter(
        Q(kind=Term.Kind.PREFERRED, target_language=target) & ~Q(target="")
        | Q(kind=Term.Kind.DO_NOT_TRANSLATE) & Q(target_language__in=("", target)),
        source_language=source,
    ).order_by("term", "pk")
    found: dict[str, str] = {}
    for term in rows[:MOST_TERMS]:
        found.setdefault(term.term, term.target or term.term)
    return tuple(TermPair(source, target) for source, target in found.items())
