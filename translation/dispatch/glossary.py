"""The house's words as engines are told them."""

from __future__ import annotations

from django.db.models import Q

from translation.engines.base import TermPair
from translation.models import Term

MOST = 500  # terms; an engine that takes fewer takes the first


def pairs(source: str, target: str) -> tuple[TermPair, ...]:
    """Return the preferred and do-not-translate terms of a pair of languages; forbidden words are for the checks."""
    rows = Term.objects.filter(
        Q(kind=Term.Kind.PREFERRED, target_language=target) & ~Q(target="")
        | Q(kind=Term.Kind.DO_NOT_TRANSLATE) & Q(target_language__in=("", target)),
        source_language=source,
    ).order_by("term", "pk")
    found: dict[str, str] = {}
    for term in rows[:MOST]:
        found.setdefault(term.term, term.target or term.term)
    return tuple(TermPair(source, target) for source, target in found.items())
