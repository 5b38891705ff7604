"""How people judged findings, kept beyond finding and text, so that a noisy check is seen."""

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
    """Return what is open in a segment: to be taken before a person's edit, for `fixed`."""
    return list(segment.findings.filter(waived_at__isnull=True))


def fixed(
    before: Sequence[SegmentFinding], after: Sequence[SegmentFinding], user: Any, version: LanguageVersion, engine: str
) -> int:
    """Write down which findings a person's edit has removed; return how many.

    A check that now says something else of the same text was not satisfied: what it says newly is taken off.
    engine: who had written the text that was at fault, as `engine_of` says.
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
    """Write down that a person says a finding is no fault."""
    row = _judgement(finding, Verdict.WAIVED, user, version_of(finding), engine_of(finding.segment))
    row.finding = finding
    row.save()


def taken_back(finding: SegmentFinding) -> None:
    """Forget that a finding was waived."""
    FindingJudgement.objects.filter(finding=finding, verdict=Verdict.WAIVED).delete()


def engine_of(segment: Segment | None) -> str:
    """Return who wrote a segment's target: an engine's name, "memory", "rule", or "" for a person; "source" for the
    source."""
    if segment is None:
        return SOURCE
    return segment.engine or (segment.origin if segment.origin in (MEMORY, RULE) else "")


def version_of(finding: SegmentFinding) -> LanguageVersion:
    """Return the language version in which a finding stands."""
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
