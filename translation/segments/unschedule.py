"""Scheduled versions: one that a gate would refuse is unscheduled as soon as that is known, not at its time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from articles.models import LanguageVersion
from articles.publishing import unschedule
from translation.models import SegmentFinding


def review(article_ids: Iterable[int]) -> int:
    """Unschedule scheduled versions of these articles with an open critical finding; return how many.

    Call it under the articles' locks, whenever a finding may have been opened. A version whose time has come is public
    and not changed; neither is a detached one, which is not checked.
    """
    critical = SegmentFinding.objects.filter(severity=SegmentFinding.Severity.CRITICAL, waived_at__isnull=True)
    in_target = critical.filter(segment__version=OuterRef("pk"))
    in_source = critical.filter(source_version=OuterRef("pk"))
    versions = LanguageVersion.objects.filter(article__in=list(article_ids), detached=False)
    return unschedule(versions.filter(Exists(in_target) | Exists(in_source)), LanguageVersion.Unscheduled.FINDING)
