"""Texts of engines that write drafts only (Engine.draft): readers never see an unreviewed one."""

from __future__ import annotations

from django.db.models import Count

from articles.models import LanguageVersion
from translation.engines import registry
from translation.models import Segment


def unreviewed(version: LanguageVersion) -> dict[str, int]:
    """Return how many texts of a version are drafts that no person has reviewed, by the label of their engine."""
    if version.detached:
        return {}
    open_states = [Segment.State.INITIAL, Segment.State.TRANSLATED]
    rows = version.segments.filter(state__in=open_states).exclude(engine="").exclude(target="")
    counted = rows.order_by().values_list("engine").annotate(Count("pk"))
    known = [(registry.engine(name), count) for name, count in counted if name in registry.names()]
    return {engine.label: count for engine, count in known if engine.draft}
