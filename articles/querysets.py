"""How articles are read: one gate to what is public, and one language's columns at a time.

Loading a whole row with fifteen languages costs four times one language's columns (docs/decisions).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from newsroom.languages import column

if TYPE_CHECKING:
    pass

TRANSLATED_FIELDS = ("kicker", "headline", "slug", "dek", "body", "seo_description")
_SHARED = ("id", "source_language", "date", "dateline", "section", "source_name", "source_url", "updated_at")


def public(now: datetime | None = None, prefix: str = "") -> Q:
    """Return the condition under which a LanguageVersion is public: published, or scheduled and due, and not embargoed."""
    now = now or timezone.now()
    return (
        Q(**{f"{prefix}publication__in": ("published", "scheduled")})
        & Q(**{f"{prefix}publish_at__lte": now})
        & (Q(**{f"{prefix}article__embargo_until__isnull": True}) | Q(**{f"{prefix}article__embargo_until__lte": now}))
    )


class ArticleQuerySet(QuerySet["Article"]):
    """Querysets of articles. `published` is the only way to public content: pages, feeds, sitemaps, hreflang, search, API."""

    def published(self, language: str, now: datetime | None = None) -> ArticleQuerySet:
        """Return articles that readers of this language may see now, newest first."""
        versions = self._versions().filter(public(now), language=language)
        return self.filter(pk__in=versions.values("article_id")).order_by("-date", "-id")

    def for_listing(self, language: str) -> ArticleQuerySet:
        """Load what a list entry shows in one language (no body), with its section, and the first image of no article."""
        columns = [column(name, language) for name in ("kicker", "headline", "slug", "dek")]
        return self._one_language(language, columns)

    def for_reading(self, language: str) -> ArticleQuerySet:
        """Load one language's columns of an article page, with its section; people and versions in one query each."""
        from_models = self.model
        columns = [column(name, language) for name in TRANSLATED_FIELDS]
        return self._one_language(language, columns).prefetch_related(
            Prefetch(
                "contributions",
                from_models._meta.get_field("contributions").related_model.objects.select_related("person"),
            ),
            "versions",
        )

    def _one_language(self, language: str, columns: list[str]) -> ArticleQuerySet:
        section = [f"section__{name}" for name in ("id", "key", column("name", language))]
        return self.select_related("section").only(*_SHARED, *columns, *section)

    def _versions(self) -> QuerySet:
        return self.model._meta.get_field("versions").related_model.objects.all()


class LanguageVersionQuerySet(QuerySet):
    """Querysets of language versions; `with_outdated` derives what is never stored."""

    def public(self, now: datetime | None = None) -> LanguageVersionQuerySet:
        """Return the versions that readers may see now. Pages use Article.objects.published; this serves its language bar."""
        return self.filter(public(now))

    def with_source_digest(self) -> LanguageVersionQuerySet:
        """Annotate current_source_digest: the digest of the article's source version as it is now."""
        source = self.model.objects.filter(
            article_id=OuterRef("article_id"), language=OuterRef("article__source_language")
        ).values("digest")[:1]
        return self.annotate(current_source_digest=Subquery(source))
