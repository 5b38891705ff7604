"""The response at an address without an article: it moved, it is gone, or it exists in other languages."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, LanguageVersion, PublicAddress
from articles.public.addresses import article_url
from articles.public.lookup import versions_of
from articles.publishing.slugs import SLUGS
from newsroom.languages import column


@dataclass(frozen=True, slots=True)
class Moved:
    """The page has another path; permanently, unless the language may get a page of its own later."""

    path: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """The article is public, in other languages only. article: with its slugs, and the headlines of `versions`."""

    article: Article
    versions: list[LanguageVersion]


@dataclass(frozen=True, slots=True)
class Gone:
    """This version was public and is not any more. article, versions: as of Absent; None if nothing is left."""

    article: Article | None = None
    versions: list[LanguageVersion] = field(default_factory=list)


def elsewhere(language: str, date: datetime.date, slug: str) -> Moved | Absent | Gone | None:
    """Return the result for an address without an article; None if nothing public ever was there.

    Addresses count at which something is or was public, in any language: language bars link to absent languages
    by the slug of an existing one.
    """
    asked, slug = slug, unicodedata.normalize("NFC", slug).lower().strip()
    former = list(PublicAddress.objects.filter(date=date, slug__in={asked, slug}))
    any_slug = reduce(or_, (Q(**{name: slug}) for name in SLUGS))
    holders = Article.objects.filter(any_slug, date=date).values_list("pk", flat=True)
    known = {(row.language, row.article_number) for row in former}
    known |= {
        (version.language, version.article_id)
        for version in PublicAddress.objects.seen(holders)
        if version.article.in_language("slug", version.language) == slug
    }
    own = {number for code, number in known if code == language}
    meant = own or {number for _code, number in known}
    if not meant:
        return _on_another_day(language, slug)
    # Two articles under one slug in two languages: ambiguous. free_slug prevents this now.
    if len(meant) > 1:
        return None
    (number,) = meant
    return _now(number, language, own=bool(own))


def _now(number: int, language: str, *, own: bool) -> Moved | Absent | Gone:
    """Return the result for an article that was public once. own: the address was its own in this language."""
    versions = versions_of(number)
    article = _with_headlines(number, versions, language) if versions else None
    if article is None:
        return Gone()
    if any(version.language == language for version in versions):
        return Moved(article_url(language, article.date, article.in_language("slug", language)), permanent=own)
    return Gone(article, versions) if own or article.was_public else Absent(article, versions)


def _with_headlines(number: int, versions: list[LanguageVersion], language: str) -> Any:
    """Return an article with its slugs, the versions' headlines, and was_public: in this language, now or once.

    None if there is no such article.
    """
    headlines = [column("headline", version.language) for version in versions]
    recorded = PublicAddress.objects.filter(article=OuterRef("pk"), language=language)
    seen = PublicAddress.objects.seen([number]).filter(language=language)
    articles = Article.objects.only("date", "source_language", *SLUGS, *headlines)
    return articles.annotate(was_public=Exists(recorded) | Exists(seen)).filter(pk=number).first()


def _on_another_day(language: str, slug: str) -> Moved | None:
    """Resolve an address with a wrong date to the only article of that slug."""
    name = column("slug", language)
    found = list(Article.objects.published(language).only("date", name).filter(**{name: slug})[:2])
    return Moved(article_url(language, found[0].date, slug), permanent=True) if len(found) == 1 else None
