"""Check the whole archive, an article at a time: those that are up to date are skipped, so a run may stop anywhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet

from articles.models import Article, LanguageVersion
from newsroom import unforeseen
from newsroom.database import transactions
from newsroom.database.transactions import may_pass
from translation.models import SegmentFinding
from translation.qa import policy, recheck
from translation.segments.assembly import assemble_version


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the archive to check. language, check: one of them, "" for all; since: articles of this date on."""

    language: str = ""
    check: str = ""
    since: datetime.date | None = None

    def articles(self) -> QuerySet[Article]:
        """Return the articles that have a text of this part."""
        rows = Article.objects.filter(versions__language=self.language) if self.language else Article.objects.all()
        return rows.filter(date__gte=self.since) if self.since else rows

    def open_findings(self) -> QuerySet[SegmentFinding]:
        """Return the open findings of this part, by source version or segment."""
        rows = SegmentFinding.objects.filter(waived_at__isnull=True)
        if self.language:
            rows = rows.filter(Q(segment__version__language=self.language) | Q(source_version__language=self.language))
        if self.since:
            rows = rows.filter(
                Q(segment__version__article__date__gte=self.since) | Q(source_version__article__date__gte=self.since)
            )
        return rows.filter(check_name=self.check) if self.check else rows


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be checked: its number, and the kind of error; the log has the details."""

    article: int
    kind: str


def check(part: Part) -> Iterator[recheck.Outcome | Failed]:
    """Check the articles of a part one by one, yielding the counts of each; versions that were blocked are assembled.

    Each article is a transaction of its own: a yielded one is stored, and skipped by the next run. An error with one
    does not affect the others. Raises OperationalError if the database cannot be reached.
    """
    policies = policy.load()
    for article_id in part.articles().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=1000):
        work = partial(_check_one, article_id, part, policies)
        outcome = unforeseen.attempt(
            partial(transactions.twice, work, f"article {article_id}"), f"article {article_id}", foreseen=may_pass
        )
        if isinstance(outcome, unforeseen.Fault):
            yield Failed(article_id, outcome.kind)
        elif outcome:
            yield outcome


def _check_one(article_id: int, part: Part, policies: policy.Policies) -> recheck.Outcome | None:
    """Check one article; None if it has been deleted meanwhile."""
    languages = [part.language] if part.language else None
    try:
        outcome = recheck.article(article_id, languages=languages, only=part.check or None, policies=policies)
        for version_id in sorted(outcome.freed):
            assemble_version(version_id)
    except LanguageVersion.DoesNotExist:
        return None
    return outcome


def open_counts(part: Part) -> dict[str, dict[str, int]]:
    """Return how many findings are open by check and severity, in the order of their checks' names."""
    rows = part.open_findings().values("check_name", "severity").annotate(count=Count("pk")).order_by("check_name")
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["check_name"], {})[row["severity"]] = row["count"]
    return counts


def open_critical(part: Part, limit: int) -> list[dict[str, Any]]:
    """Return the first open critical findings: article, language, key, check, message, code and params."""
    rows = part.open_findings().filter(severity=SegmentFinding.Severity.CRITICAL)
    rows = rows.select_related("segment__version", "source_version").order_by("pk")[:limit]
    found: list[dict[str, Any]] = []
    for row in rows:
        version = row.segment.version if row.segment else row.source_version
        found.append(
            {
                "article": version.article_id if version else None,
                "language": version.language if version else "",
                "key": row.segment.key if row.segment else row.source_key,
                "check": row.check_name,
                "message": row.message,
                "code": row.code,
                "params": row.params,
            }
        )
    return found
