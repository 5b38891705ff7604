"""Locks of segments' rows, always in the order of their ids, which prevents deadlocks.

Code that writes a segment, or a row that points to it (findings, judgements), locks its row first. So a worker never
stores a finding for a segment that an editor's save is deleting. The article's locks come before:
locks.lock_article, then the version's row.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from translation.models import Segment


def lock_segments(rows: QuerySet[Segment]) -> list[Segment]:
    """Lock segments for deletion, and return those that still exist, in the order of their ids."""
    return list(rows.order_by("pk").select_for_update(of=("self",)))


def lock_ids(ids: Collection[int]) -> list[int]:
    """Lock segments by id for writing, without reading their texts, and return the ids of those that still exist."""
    rows = Segment.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    return list(rows.values_list("pk", flat=True))
