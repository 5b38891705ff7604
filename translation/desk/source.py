"""Update translations after a source was saved: they show as outdated, and the source is checked before translation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from articles.models import Article
from articles.publishing.locks import lock_article
from newsroom.database import transactions
from translation.models import SegmentFinding
from translation.qa import feedback, recheck
from translation.segments.assembly import assemble_version
from translation.segments.sync import source_document, sync


@transactions.stored
def source_saved(article: Article, user: Any = None) -> None:
    """Update the segments of all translations from a source that has just been saved, and check the changes.

    Findings that its writer (user) has removed count as fixed.
    """
    lock_article(article.pk)
    _article, document = source_document(article.pk, article.source_language)
    versions = article.versions.exclude(language=article.source_language).filter(detached=False)
    for version in versions.filter(segments__isnull=False).distinct():
        sync(article.pk, version.language, document, article.source_language)
    before = list(source_findings(article))
    freed = recheck.article(article.pk).freed
    if before and user is not None:
        source = article.versions.get(language=article.source_language)
        feedback.fixed(before, list(source_findings(article)), user, source, feedback.SOURCE)
    for version_id in sorted(freed):
        assemble_version(version_id, user)


def check_source(article: Article) -> int:
    """Check the changes of an article's source; return how many findings are open in it."""
    recheck.source(article.pk)
    return source_findings(article).count()


def source_findings(article: Article) -> QuerySet[SegmentFinding]:
    """Return the open findings on an article's source."""
    return SegmentFinding.objects.filter(source_version__article=article, waived_at__isnull=True)
