"""Findings of segments in the database: recomputed for what changed, waivers kept while the texts stand."""

from __future__ import annotations

from collections.abc import Iterable

from translation.checks import registry
from translation.checks.base import Finding, Pair
from translation.models import Segment, SegmentFinding


def check(source: str, target: str, pair: Pair) -> list[Finding]:
    """Run all checks on one segment's texts (inline HTML); nothing is found in a target that is not there yet."""
    return registry.run(source, target, pair) if target else []


def store(found: dict[int, list[Finding]]) -> None:
    """Replace the findings of segments (by primary key). Call it in the transaction that wrote the targets."""
    SegmentFinding.objects.filter(segment_id__in=found).delete()
    SegmentFinding.objects.bulk_create(
        SegmentFinding(
            segment_id=segment_id,
            check_name=finding.check,
            severity=finding.severity,
            message=finding.message,
            source_spans=[list(span) for span in finding.source_spans],
            target_spans=[list(span) for span in finding.target_spans],
        )
        for segment_id, findings in found.items()
        for finding in findings
    )


def refresh(segments: Iterable[Segment], pair: Pair) -> None:
    """Check these segments' stored texts again and store what is found. Waivers go: the texts have changed."""
    store({segment.pk: check(segment.source, segment.target, pair) for segment in segments})
