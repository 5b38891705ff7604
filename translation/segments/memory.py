"""Translation memory: texts that a person wrote or approved, reused for an identical source text."""

from __future__ import annotations

from collections.abc import Iterable

from translation.engines import registry
from translation.engines.pseudo import is_left
from translation.models import MemoryEntry, Segment


def exact(source_language: str, target_language: str, hashes: Iterable[str]) -> dict[str, str]:
    """Return the memory's targets by source hash, in one query."""
    entries = MemoryEntry.objects.filter(
        source_language=source_language, target_language=target_language, source_hash__in=set(hashes)
    )
    return dict(entries.values_list("source_hash", "target"))


def remember(segments: Iterable[Segment], source_language: str, target_language: str, article_id: int) -> None:
    """Store current targets that a person wrote or approved in the memory; the latest target of a text replaces others.

    Texts of an engine that is not publishable are not stored, even if they were approved.
    """
    entries = {
        segment.source_hash: MemoryEntry(
            source_language=source_language,
            target_language=target_language,
            source_hash=segment.source_hash,
            source=segment.source,
            target=segment.target,
            article_id=article_id,
        )
        for segment in segments
        if segment.by_person and segment.current and not _unpublishable(segment)
    }
    MemoryEntry.objects.bulk_create(
        entries.values(),
        update_conflicts=True,
        unique_fields=["source_language", "target_language", "source_hash"],
        update_fields=["target", "article", "updated_at"],
    )


def _unpublishable(segment: Segment) -> bool:
    by_engine = registry.unpublishable(segment.engine)
    if by_engine and segment.origin == Segment.Origin.MACHINE:
        return True
    return (by_engine or "⟦" in segment.target) and is_left(segment.source, segment.target)
