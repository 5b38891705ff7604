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

    language: the article's source language, where it is known. slug: another language whose slug comes along.
    """
    language = language or Article.objects.values_list("source_language", flat=True).get(pk=article_id)
    columns = {column(name, language) for name in COLUMNS} | ({column("slug", slug)} if slug else set())
    article = Article.objects.only("id", "source_language", "date", *columns).get(pk=article_id)
    return article, read_document(article, language)


# The caller has locked the article (articles.publishing.locks) since before it read the document: what a person saves
# meanwhile would be undone.
@transaction.atomic(savepoint=False)
def sync(
    article_id: int, language: str, document: Document, source_language: str
) -> tuple[LanguageVersion, list[Segment]]:
    """Create, update and remove a version's segments so that they equal the source document's texts.

    Returns the version, made if there was none, and its segments in order. One that a person writes as a document of
    its own is left alone: none are returned.

    A changed source keeps its target, which is outdated from then on; the caller checks it again
    (translation.qa.recheck). What has no letter gets its target by rule and never waits for a job. A person's target
    whose text has left the source is remembered before its segment goes. The version's row is locked, so two workers
    cannot make a key twice; its segments' rows are, so no worker stores a finding for one that goes.
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
    """Return whether a job would ask an engine: for a text that is new or changed, and not rule's or memory's."""
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
