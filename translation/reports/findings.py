"""Findings and their judgements: by check, by language, by the text's writer."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from translation.models import FindingJudgement, Segment, SegmentFinding
from translation.qa.feedback import MEMORY, RULE, SOURCE

OPEN = "open"
SEVERITIES = ("critical", "major", "minor")
# A check with fewer judgements is not rated; one with a lower percentage of right findings is noisy.
ENOUGH, NOISY = 5, 50


@dataclass(slots=True)
class Tally:
    """The findings of one check, language or writer. open: by severity; segments: how many texts there are."""

    name: str
    open: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    fixed: int = 0
    waived: int = 0
    segments: int = 0

    @property
    def open_total(self) -> int:
        return sum(self.open.values())

    @property
    def judged(self) -> int:
        return self.fixed + self.waived

    @property
    def precision(self) -> int | None:
        """Return how many of a hundred judged findings were faults; None if none was judged."""
        return round(100 * self.fixed / self.judged) if self.judged else None

    @property
    def noisy(self) -> bool:
        """Return whether people waive most of the findings."""
        return self.judged >= ENOUGH and (self.precision or 0) < NOISY

    @property
    def per_thousand(self) -> float | None:
        """Return the open findings per 1,000 texts; None if there is no text."""
        return 1000 * self.open_total / self.segments if self.segments else None

    def add(self, verdict: str, severity: str, count: int) -> None:
        """Count findings in."""
        if verdict == OPEN:
            self.open[severity] = self.open.get(severity, 0) + count
        elif verdict == FindingJudgement.Verdict.FIXED:
            self.fixed += count
        else:
            self.waived += count


@dataclass(slots=True)
class Report:
    """total, and the same by check, by language and by writer, the most open findings first."""

    total: Tally
    checks: list[Tally]
    languages: list[Tally]
    writers: list[Tally]


def make(days: int = 0, language: str = "") -> Report:
    """Count findings and judgements in two queries. days: only the last ones, 0 for all; language: one edition."""
    total = Tally("")
    checks: dict[str, Tally] = {}
    languages: dict[str, Tally] = {}
    writers: dict[str, Tally] = {}
    for check, severity, code, writer, verdict, count in _rows(days, language):
        for tally in (_of(checks, check), _of(languages, code), _of(writers, writer), total):
            tally.add(verdict, severity, count)
    for writer, count in _segments(days, language):
        _of(writers, writer).segments = count
        total.segments += count
    ordered: Callable[[dict[str, Tally]], list[Tally]] = lambda tallies: sorted(  # noqa: E731
        tallies.values(), key=lambda tally: (-tally.open_total, -tally.judged, tally.name)
    )
    return Report(total, ordered(checks), ordered(languages), ordered(writers))


def _of(tallies: dict[str, Tally], name: str) -> Tally:
    return tallies.setdefault(name, Tally(name))


def _rows(days: int, language: str) -> Any:
    """Return (check, severity, language, writer, verdict, count) of open and judged findings."""
    found = SegmentFinding.objects.filter(waived_at__isnull=True).order_by()
    judged = FindingJudgement.objects.order_by()
    if days:
        found, judged = found.filter(created_at__gte=_since(days)), judged.filter(judged_at__gte=_since(days))
    if language:
        found = found.filter(Q(segment__version__language=language) | Q(source_version__language=language))
        judged = judged.filter(language=language)
    stands_in = Coalesce("segment__version__language", "source_version__language")
    writer = _writer("segment__", When(source_version__isnull=False, then=Value(SOURCE)))
    verdict = Value(OPEN, CharField())
    open_rows = found.values_list("check_name", "severity", stands_in, writer, verdict).annotate(count=Count("pk"))
    columns = ("check_name", "severity", "language", "engine", "verdict")
    return open_rows.union(judged.values_list(*columns).annotate(count=Count("pk")), all=True)


def _segments(days: int, language: str) -> Any:
    """Return (writer, how many texts that writer has written)."""
    rows = Segment.objects.exclude(target="").order_by()
    rows = rows.filter(version__language=language) if language else rows
    rows = rows.filter(updated_at__gte=_since(days)) if days else rows
    return rows.annotate(writer=_writer("")).values_list("writer").annotate(count=Count("pk"))


def _writer(path: str, *first: When) -> Case:
    by_engine = When(**{f"{path}engine__gt": ""}, then=F(f"{path}engine"))
    by_itself = When(**{f"{path}origin__in": (MEMORY, RULE)}, then=F(f"{path}origin"))
    return Case(*first, by_engine, by_itself, default=Value(""), output_field=CharField())


def _since(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)
