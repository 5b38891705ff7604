"""Find what a reader asks for: the article, or why it is not there and where to go instead."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.addresses import article_url
from articles.models import Article, Image, LanguageVersion
from newsroom.languages import CODES, column


@dataclass(frozen=True, slots=True)
class Moved:
    """The page stands at another path; permanently, unless the language may get a page of its own later."""

    path: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """The article is public, in other languages only."""

    article: Article
    versions: list[LanguageVersion]


@dataclass(frozen=True, slots=True)
class Gone:
    """Readers could see this version once, and it was withdrawn."""


def find(language: str, date: datetime.date, slug: str) -> Article | None:
    """Return the public article at this address with one language's columns, or None. One query."""
    found = Article.objects.published(language).for_reading(language)
    return found.filter(date=date, **{column("slug", language): slug}).first()


def versions_of(article: Article) -> list[LanguageVersion]:
    """Return the article's public versions, each with `outdated`. One query."""
    return list(LanguageVersion.objects.filter(article=article).public().with_source_digest())


def images_of(body: list[dict]) -> dict[int, Image]:
    """Return the pictures that a body shows by primary key. One query, or none."""
    wanted = {block["image"] for block in body if block["type"] == "figure" and block.get("image")}
    return Image.objects.only("file", "width", "height", "credit").in_bulk(wanted) if wanted else {}


def elsewhere(language: str, date: datetime.date, slug: str) -> Moved | Absent | Gone | None:
    """Say what a reader who found no article at this address may have meant; None if nothing public answers to it."""
    own = column("slug", language)
    slug = unicodedata.normalize("NFC", slug).lower().strip()
    here = Article.objects.published(language).only("date", own)
    same_slug = list(here.filter(**{own: slug})[:10])
    of_that_day = [article for article in same_slug if article.date == date]
    if moved := of_that_day or (same_slug if len(same_slug) == 1 else []):
        return Moved(article_url(language, moved[0].date, slug), permanent=True)
    if _withdrawn(language, date, slug):
        return Gone()
    return _in_another_language(language, date, slug)


def _withdrawn(language: str, date: datetime.date, slug: str) -> bool:
    """Tell whether this was public once. A draft that was never shown is not: its address says nothing."""
    versions = LanguageVersion.objects.filter(language=language, publication=LanguageVersion.Publication.WITHDRAWN)
    versions = versions.filter(article__date=date, **{f"article__{column('slug', language)}": slug})
    # The gate's own clauses on time and embargo, with the withdrawn version taken for a published one.
    return any(_was_public(version) for version in versions.select_related("article").only(*_TIMES))


_TIMES = ("publish_at", "article__embargo_until")


def _was_public(version: LanguageVersion) -> bool:
    now = datetime.datetime.now(datetime.UTC)
    embargo = version.article.embargo_until
    return bool(version.publish_at and version.publish_at <= now and (embargo is None or embargo <= now))


def _in_another_language(language: str, date: datetime.date, slug: str) -> Moved | Absent | None:
    """Take a slug of another language's version for the article: language bars link to absent languages that way."""
    any_slug = reduce(or_, (Q(**{column("slug", code): slug}) for code in CODES))
    slugs = [column("slug", code) for code in CODES]
    candidates = {article.pk: article for article in Article.objects.filter(any_slug, date=date).only("date", *slugs)}
    known = [
        version
        for version in LanguageVersion.objects.filter(article__in=candidates).public()
        if candidates[version.article_id].in_language("slug", version.language) == slug
    ]
    meant = {version.article_id for version in known}
    if len(meant) != 1:
        return None
    article = candidates[meant.pop()]
    versions = versions_of(article)
    if any(version.language == language for version in versions):
        return Moved(article_url(language, article.date, article.in_language("slug", language)), permanent=False)
    headlines = [column("headline", version.language) for version in versions]
    article = Article.objects.only("date", "source_language", *slugs, *headlines).get(pk=article.pk)
    return Absent(article, versions)
