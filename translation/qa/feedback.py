"""People's judgements of findings, kept longer than finding and text, to identify noisy checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from articles.models import LanguageVersion
from translation.models import FindingJudgement, Segment, SegmentFinding

SOURCE, MEMORY, RULE = "source", "memory", "rule"
Verdict = FindingJudgement.Verdict


def open_findings(segment: Segment) -> list[SegmentFinding]:
    """Return the open findings of a segment: call it before a person's edit, for `fixed`."""
    return list(segment.findings.filter(waived_at__isnull=True))


def fixed(
    before: Sequence[SegmentFinding], after: Sequence[SegmentFinding], user: Any, version: LanguageVersion, engine: str
) -> int:
    """Record the findings that a person's edit has removed; return how many.

    A check with a new finding on the same text was not satisfied: its new findings are subtracted.
    engine: the writer of the text before, from `engine_of`.
    """
    said = {(row.check_name, row.said, row.source_key) for row in after}
    known = {(row.check_name, row.said, row.source_key) for row in before}
    unsatisfied = Counter(row.check_name for row in after if (row.check_name, row.said, row.source_key) not in known)
    rows = []
    for finding in before:
        if (finding.check_name, finding.said, finding.source_key) in said:
            continue
        if unsatisfied[finding.check_name]:
            unsatisfied[finding.check_name] -= 1
            continue
        rows.append(_judgement(finding, Verdict.FIXED, user, version, engine))
    FindingJudgement.objects.bulk_create(rows)
    return len(rows)


def waived(finding: SegmentFinding, user: Any) -> None:
    """Record that a person waived a finding."""
    row = _judgement(finding, Verdict.WAIVED, user, version_of(finding), engine_of(finding.segment))
    row.finding = finding
    row.save()


def taken_back(finding: SegmentFinding) -> None:
    """Delete the record of a waiver."""
    FindingJudgement.objects.filter(finding=finding, verdict=Verdict.WAIVED).delete()


def engine_of(segment: Segment | None) -> str:
    """Return the writer of a segment's target: an engine's name, "memory", "rule", or "" for a person; "source" for the
    source."""
    if segment is None:
        return SOURCE
    return segment.engine or (segment.origin if segment.origin in (MEMORY, RULE) else "")


def version_of(finding: SegmentFinding) -> LanguageVersion:
    """Return the language version of a finding."""
    version = finding.segment.version if finding.segment else finding.source_version
    assert version is not None  # constraint finding_in_one_text
    return version


def _judgement(
    finding: SegmentFinding, verdict: str, user: Any, version: LanguageVersion, engine: str
) -> FindingJudgement:
    segment = finding.segment
    return FindingJudgement(
        article_id=version.article_id,
        segment=segment,
        key=segment.key if segment else finding.source_key,
        language=version.language,
        engine=engine,
        check_name=finding.check_name,
        severity=finding.severity,
        code=finding.code,
        params=finding.params,
        text_hash=finding.text_hash,
        verdict=verdict,
        judged_by=user,
        judged_at=timezone.now(),
    )
