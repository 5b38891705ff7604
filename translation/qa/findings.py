"""Findings in the database: a finding that is found again keeps its row and its waiver."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from translation.checks import registry
from translation.checks.base import Finding, Pair
from translation.models import FindingJudgement, SegmentFinding
from translation.qa.policy import Policy
from translation.segments.units import pair_hash

Spans = Sequence[Sequence[int]]

_FIELDS = ("severity", "code", "params", "source_spans", "target_spans", "fix", "text_hash")


class Place(NamedTuple):
    """The place of findings: a segment, or a text of the source version by its key. text_hash: of its text."""

    segment: int | None
    source_version: int | None
    source_key: str
    text_hash: str

    @classmethod
    def of_segment(cls, segment_id: int, source: str, target: str) -> Place:
        return cls(segment_id, None, "", pair_hash(source, target))

    @classmethod
    def of_source(cls, version_id: int, key: str, text: str) -> Place:
        return cls(None, version_id, key, pair_hash(text, ""))


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding, its place and its scope (SegmentFinding.Scope)."""

    place: Place
    finding: Finding
    scope: str


Found = Mapping[Place, Sequence[Finding]]


def check(
    source: str,
    target: str,
    pair: Pair,
    policy: Policy,
    only: str | None = None,
    kind: str = "",
) -> list[Finding]:
    """Run the checks of one segment (inline HTML); an empty target has no findings.

    kind: the segment's; "" leaves the checks of its field to check_field.
    """
    if not target:
        return []
    wanted = {only} if only else None
    found = registry.run(source, target, pair, wanted)
    return policy.apply([*found, *registry.run_field(kind, target, wanted)])


def check_field(kind: str, target: str, policy: Policy) -> list[Finding]:
    """Run the checks of a target's field."""
    return policy.apply(registry.run_field(kind, target))


# The caller has a transaction, and ends it if this fails.
@transaction.atomic(savepoint=False)
def store(found: Mapping[str, Found], only: str | None = None) -> list[SegmentFinding]:
    """Replace the findings of the places in the scopes by these, and return the deleted ones.

    Call it under a lock of the places: in the transaction that wrote the targets, or holds their rows.
    found: by scope. only: the one check that ran; findings of others are kept.
    """
    stored = _stored(found, only)
    changed, new, gone = [], [], []
    for scope, places in found.items():
        for place, made in places.items():
            matched = match(stored.get((scope, *place[:3]), []), made, place.text_hash)
            changed += [row for row, finding in matched.kept if _update(row, finding, place)]
            new += [Sighting(place, finding, scope) for finding in matched.new]
            gone += matched.gone
    if gone:
        SegmentFinding.objects.filter(pk__in=[row.pk for row in gone]).delete()
    if changed:
        SegmentFinding.objects.bulk_update(changed, _FIELDS)
        _carry_waivers(changed)
    if new:
        _create(new)
    return gone


def forget_remarks(places: Collection[Place]) -> None:
    """Delete engines' remarks on texts that have been changed since."""
    remarks = SegmentFinding.objects.filter(scope=SegmentFinding.Scope.ENGINE, segment__in=[p.segment for p in places])
    remarks.exclude(text_hash__in=[place.text_hash for place in places]).delete()


def _stored(found: Mapping[str, Found], only: str | None) -> dict[tuple, list[SegmentFinding]]:
    """Return the stored findings of the places, by scope and place."""
    places = {place for in_scope in found.values() for place in in_scope}
    source = {place.source_version for place in places if place.source_version}
    where = Q(segment__in=[place.segment for place in places if place.segment])
    if source:
        where |= Q(source_version__in=source, source_key__in=[place.source_key for place in places])
    rows = SegmentFinding.objects.filter(where, scope__in=found).order_by("pk")
    if only:
        rows = rows.filter(check_name=only)
    grouped: dict[tuple, list[SegmentFinding]] = {}
    for row in rows:
        grouped.setdefault((row.scope, row.segment_id, row.source_version_id, row.source_key), []).append(row)
    return grouped


def _update(row: SegmentFinding, finding: Finding, place: Place) -> bool:
    """Update a row; return whether anything changed."""
    before = [getattr(row, name) for name in _FIELDS]
    for name, value in _values(finding, place).items():
        setattr(row, name, value)
    return before != [getattr(row, name) for name in _FIELDS]


def _values(finding: Finding, place: Place) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "code": finding.message.code,
        "params": dict(finding.message.params),
        "source_spans": [list(span) for span in finding.source_spans],
        "target_spans": [list(span) for span in finding.target_spans],
        "fix": finding.fix or "",
        "text_hash": place.text_hash,
    }


def _carry_waivers(rows: Sequence[SegmentFinding]) -> None:
    """Apply a waiver that was kept through a change of the text to the current text."""
    for row in rows:
        if row.waived_at:
            row.judgements.filter(verdict=FindingJudgement.Verdict.WAIVED).update(text_hash=row.text_hash)


def _create(new: Sequence[Sighting]) -> None:
    """Store new findings; those that a person waived before with the same message are waived again."""
    waivers = _waivers({sighting.place.text_hash for sighting in new})
    rows, waived = [], []
    for sighting in new:
        place, finding = sighting.place, sighting.finding
        row = SegmentFinding(
            segment_id=place.segment,
            source_version_id=place.source_version,
            source_key=place.source_key,
            scope=sighting.scope,
            check_name=finding.check,
            **_values(finding, place),
        )
        if judgement := waivers.pop((place.text_hash, place.segment, finding.check, finding.message), None):
            row.waived_by_id, row.waived_at = judgement.judged_by_id, judgement.judged_at
            judgement.finding = row
            waived.append(judgement)
        rows.append(row)
    SegmentFinding.objects.bulk_create(rows)
    if waived:
        FindingJudgement.objects.bulk_update(waived, ["finding"])


def _waivers(hashes: set[str]) -> dict[tuple, FindingJudgement]:
    """Return the waivers of deleted findings, by text, segment, check and message."""
    rows = FindingJudgement.objects.filter(
        text_hash__in=hashes, verdict=FindingJudgement.Verdict.WAIVED, finding__isnull=True
    )
    return {(row.text_hash, row.segment_id, row.check_name, row.said): row for row in rows}


@dataclass(frozen=True, slots=True)
class Matched:
    """kept: (as stored, as made now); new: not stored yet; gone: no longer found."""

    kept: list[tuple[SegmentFinding, Finding]]
    new: list[Finding]
    gone: list[SegmentFinding]


def match(stored: Sequence[SegmentFinding], made: Sequence[Finding], text_hash: str) -> Matched:
    """Compare the findings of one text and scope.

    A finding is the same if check and message are the same, whatever else of the text has changed. While the texts
    are unchanged, one that marks the same places is, too: newer checks may word it differently, or mark a little more.
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

    pair(lambda row, finding: row.said == finding.message and _marks(row) == _marks(finding))
    pair(lambda row, finding: row.said == finding.message)
    pair(lambda row, finding: row.text_hash == text_hash and _marks(row) == _marks(finding))
    pair(lambda row, finding: row.text_hash == text_hash and _overlap(row.target_spans, finding.target_spans))
    return Matched(kept, new, old)


def _marks(finding: SegmentFinding | Finding) -> Hashable:
    return tuple(map(tuple, finding.source_spans)), tuple(map(tuple, finding.target_spans))


def _overlap(one: Spans, other: Spans) -> bool:
    return any(start < end2 and start2 < end for start, end in one for start2, end2 in other)
