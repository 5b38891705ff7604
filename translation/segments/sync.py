"""Keep a version's segments equal to its source's segmentation: exactly one for each key, in the source's order."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from articles.body.document import Document
from articles.models import Article, LanguageVersion
from articles.publishing import read_document
from newsroom.languages import column
from translation.models import Segment
from translation.segments import by_rule, memory
from translation.segments.locks import lock_segments
from translation.segments.units import Unit, extract

COLUMNS = ("kicker", "headline", "dek", "seo_description", "body", "slug")


def source_document(article_id: int, language: str = "", *, slug: str = "") -> tuple[Article, Document]:
    """Load an article's source version alone: one language's columns.

    language: the article's source language, if it is known. slug: another language whose slug is loaded too.
    """
    language = language or Article.objects.values_list("source_language", flat=True).get(pk=article_id)
    columns = {column(name, language) for name in COLUMNS} | ({column("slug", slug)} if slug else set())
    article = Article.objects.only("id", "source_language", "date", *columns).get(pk=article_id)
    return article, read_document(article, language)


# The caller locked the article (articles.publishing.locks) before it read the document: otherwise a person's save
# meanwhile would be undone.
@transaction.atomic(savepoint=False)
def sync(
    article_id: int, language: str, document: Document, source_language: str
) -> tuple[LanguageVersion, list[Segment]]:
    """Create, update and remove a version's segments so that they equal the source document's texts.

    Returns the version, created if there was none, and its segments in order. A detached version is not changed, and no
    segments are returned.

    A changed source keeps its target, which is outdated from then on; the caller checks it again
    (translation.qa.recheck). A text without a letter gets its target by rule and needs no job. A person's target is
    added to the memory before its segment is deleted. The version's row is locked, so two workers cannot create a
    key twice. Its segments' rows are locked, so no worker stores a finding for a deleted one.
    """
    versions = LanguageVersion.objects.select_for_update()
    version, _created = versions.get_or_create(article_id=article_id, language=language)
    if version.detached:
        return version, []
    before = {segment.key: segment for segment in lock_segments(version.segments.all())}
    segments, created, moved, rewritten, ruled = [], [], [], [], []
    for position, unit in enumerate(extract(document)):
        segment = known = before.pop(unit.key, None)
        if segment is None:
            segment = _new(version, unit, position)
            created.append(segment)
        elif segment.source_hash != unit.source_hash:
            segment.source, segment.source_hash, segment.kind = unit.source, unit.source_hash, unit.kind
            segment.position, segment.updated_at = position, timezone.now()
            segment.revision += 1
            segment.checked_with = ""
            rewritten.append(segment)
        elif segment.position != position:
            segment.position = position
            moved.append(segment)
        segments.append(segment)
        if by_rule.rewrite(segment, source_language, language) and known:
            ruled.append(segment)
    if before:
        memory.remember(before.values(), source_language, language, article_id)
        Segment.objects.filter(pk__in=[segment.pk for segment in before.values()]).delete()
    Segment.objects.bulk_create(created)
    Segment.objects.bulk_update(moved, ["position"])
    written = ["source", "source_hash", "kind", "position", "revision", "checked_with", "updated_at"]
    Segment.objects.bulk_update(rewritten, written)
    Segment.objects.bulk_update(ruled, by_rule.WRITTEN)
    return version, segments


def _new(version: LanguageVersion, unit: Unit, position: int) -> Segment:
    return Segment(
        version=version,
        key=unit.key,
        position=position,
        kind=unit.kind,
        source=unit.source,
        source_hash=unit.source_hash,
    )


def needs_engine(article_id: int, language: str) -> bool:
    """Return whether a job would call an engine: for a new or changed text, not by rule or in the memory."""
    article, document = source_document(article_id)
    rows = Segment.objects.filter(version__article_id=article_id, version__language=language)
    ready = {(row.key, row.made_from if row.target else "") for row in rows}
    ready |= {(row.key, row.proposal_made_from) for row in rows}
    pair = (article.source_language, language)
    missing = {
        unit.source_hash
        for unit in extract(document)
        if (unit.key, unit.source_hash) not in ready and not by_rule.applies(unit.source, *pair)
    }
    return bool(missing - memory.exact(*pair, missing).keys())
