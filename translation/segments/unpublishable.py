"""Texts of engines that are not publishable (Engine.publishable): readers never see them, even if approved."""

from __future__ import annotations

from django.db.models import Q

from articles.models import Article, LanguageVersion
from articles.publishing import read_document
from newsroom.languages import column
from translation.engines import registry
from translation.engines.pseudo import is_left
from translation.models import Segment
from translation.segments.units import extract


def count(version: LanguageVersion) -> int:
    """Return how many texts of a version are unpublishable, whatever their origin.

    A text that a person has rewritten is publishable, unless it still contains the engine's text.
    """
    if version.detached:
        return _in_document(version)
    rows = version.segments.exclude(target="").order_by()
    used = rows.exclude(engine="").values_list("engine", flat=True).distinct()
    names = [name for name in used if registry.unpublishable(name)]
    machine = Q(engine__in=names, origin=Segment.Origin.MACHINE)
    # The engine's name is lost if a text came from memory or was pasted: then the text itself is examined.
    suspects = Q(engine__in=names) | Q(origin=Segment.Origin.MEMORY) | Q(target__contains="⟦") | Q(target__contains="⟧")
    rewritten = rows.filter(suspects).exclude(machine).values_list("source", "target")
    return rows.filter(machine).count() + sum(is_left(source, target) for source, target in rewritten)


def _in_document(version: LanguageVersion) -> int:
    """Count in the columns of a version that is written as a document of its own; it has no source to compare with."""
    names = [column(name, version.language) for name in ("kicker", "headline", "dek", "seo_description", "body")]
    document = read_document(Article.objects.only(*names).get(pk=version.article_id), version.language)
    return sum(is_left("", unit.source) for unit in extract(document))
