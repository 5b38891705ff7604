"""Which of the findings just made are those that stand already: these keep their waiver and their date."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from translation.checks.base import Finding
from translation.models import SegmentFinding

Spans = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Matched:
    """kept: (as stored, as made now); new: not stored yet; gone: no longer found."""

    kept: list[tuple[SegmentFinding, Finding]]
    new: list[Finding]
    gone: list[SegmentFinding]


def match(stored: Sequence[SegmentFinding], made: Sequence[Finding], text_hash: str) -> Matched:
    """Compare the findings of one text and scope.

    The same check saying the same words is the same finding, whatever else of the text has changed. While the texts
    stand, one that marks the same places is, too: newer checks may say it otherwise, or mark a little more.
    """
    kept: list[tuple[SegmentFinding, Finding]] = []
    old, new = list(stored), list(made)

    def pair(alike: Callable[[SegmentFinding, Finding], bool]) -> None:
        for finding in list(new):
            same = next((row for row in old if row.check_name == finding.check and alike(row, finding)), None)
            if same is not None:
                old.remove(same)
                new.remove(finding)
                kept.append((same, finding))

    pair(lambda row, finding: row.message == finding.message and _marks(row) == _marks(finding))
    pair(lambda row, finding: row.message == finding.message)
    pair(lambda row, finding: row.text_hash == text_hash and _marks(row) == _marks(finding))
    pair(lambda row, finding: row.text_hash == text_hash and _overlap(row.target_spans, finding.target_spans))
    return Matched(kept, new, old)


def _marks(finding: SegmentFinding | Finding) -> Hashable:
    return tuple(map(tuple, finding.source_spans)), tuple(map(tuple, finding.target_spans))


def _overlap(one: Spans, other: Spans) -> bool:
    return any(start < end2 and start2 < end for start, end in one for start2, end2 in other)
