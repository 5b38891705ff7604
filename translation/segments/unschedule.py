"""Scheduled versions: what a gate would refuse leaves the schedule when it comes up, not when its time has come."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from articles.models import LanguageVersion
from articles.publishing import unschedule
from translation.models import SegmentFinding


def review(article_ids: Iterable[int]) -> int:
    """Take scheduled versions of these articles with an open critical finding off the schedule; return how many.

    Call it under the articles' locks, whenever a finding may have been opened. A version whose time has come is public:
    it is left alone, and so is one that is written as a document of its own, which is not checked.
    """
    critical = SegmentFinding.objects.filter(severity=SegmentFinding.Severity.CRITICAL, waived_at__isnull=True)
    in_target = critical.filter(segment__version=OuterRef("pk"))
    in_source = critical.filter(source_version=OuterRef("pk"))
    versions = LanguageVersion.objects.filter(article__in=list(article_ids), detached=False)
    return unschedule(versions.filter(Exists(in_target) | Exists(in_source)), LanguageVersion.Unscheduled.FINDING)
