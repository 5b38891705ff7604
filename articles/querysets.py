"""Querysets of articles: one condition for public content, and one language's columns at a time.

Loading a whole row with fifteen languages costs four times one language's columns (docs/explanation/decisions).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Manager,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import JSONObject
from django.utils import timezone

from newsroom import editions
from newsroom.languages import column

PUBLIC = ("published", "scheduled")
TRANSLATED_FIELDS = ("kicker", "headline", "slug", "dek", "body", "seo_description")
LISTED_FIELDS = ("kicker", "headline", "slug", "dek")
_SHARED = ("id", "source_language", "date", "dateline", "section", "source_name", "source_url", "updated_at")
# All three, or Django opens the picture's file to measure it.
_LEAD_IMAGE = ("lead_image__file", "lead_image__width", "lead_image__height")
# The annotations of an edition's text in lists; Article declares the types.
_OF_VERSION = {
    "provenance": F("version__provenance"),
    "reviewed": F("version__reviewed"),
    "published_at": F("version__publish_at"),
    "version_updated_at": F("version__updated_at"),
}
# An article's position in an edition's lists, from its version.
_PLACE = ("shown_date", "shown_section_id", "shown_article_id")


def indexed(prefix: str = "") -> Q:
    """Return the condition for search engines to list a LanguageVersion; prefix is the path to it ("version__")."""
    return Q(**{f"{prefix}reviewed": True}) | Q(**{f"{prefix}provenance__in": ("source", "human")})


def due(now: datetime, prefix: str = "") -> Q:
    """Return the condition under which a LanguageVersion itself is public: published, or scheduled and due."""
    return Q(**{f"{prefix}publication__in": PUBLIC, f"{prefix}publish_at__lte": now})


def unembargoed(now: datetime, prefix: str = "") -> Q:
    """Return the condition that an article is not embargoed; prefix is the path to it ("article__")."""
    return Q(**{f"{prefix}embargo_until__isnull": True}) | Q(**{f"{prefix}embargo_until__lte": now})


def public(now: datetime | None = None) -> Q:
    """Return the condition under which readers may see a LanguageVersion of an article."""
    now = now or timezone.now()
    return due(now) & unembargoed(now, "article__")


class ArticleQuerySet(QuerySet[Any]):
    """Querysets of articles. `published` is the only way to public content: pages, feeds, sitemaps, search, API."""

    def published(self, language: str, now: datetime | None = None, *, indexable: bool = False) -> ArticleQuerySet:
        """Return articles that readers of this language may see now, newest first.

        indexable: only those that search engines may list (no unreviewed machine text).
        """
        now = now or timezone.now()
        shown = due(now, "version__") & unembargoed(now)
        if indexable:
            shown &= indexed("version__")
        found = self.alias(version=FilteredRelation("versions", condition=Q(versions__language=language))).filter(shown)
        # The version has its article's date: a young edition's newest page is found without reading the archive.
        # Later conditions use these, because each filter() on "version__…" would join the versions once more.
        places = {name: F(f"version__{name.removeprefix('shown_')}") for name in _PLACE}
        placed: Any = found.alias(**places)
        ordered = placed.order_by("-shown_date", "-shown_article_id")
        return ordered if editions.is_active(language) else ordered.none()

    def in_section(self, section: Any) -> ArticleQuerySet:
        """Of `published`: return those of a section (its primary key, or an OuterRef)."""
        return self.filter(shown_section_id=section)

    def numbered(self, above: int, up_to: int) -> ArticleQuerySet:
        """Of `published`: return those whose primary keys are in a range, the lowest first."""
        return self.filter(shown_article_id__gt=above, shown_article_id__lte=up_to).order_by("shown_article_id")

    def before(self, date: date, pk: int) -> ArticleQuerySet:
        """Of `published`: return the articles older than this position in the order."""
        return self.filter(TupleLessThan(Tuple("shown_date", "shown_article_id"), (date, pk)))

    def after(self, date: date, pk: int) -> ArticleQuerySet:
        """Of `published`: return the articles newer than this position in the order, the oldest first."""
        newer = self.filter(TupleGreaterThan(Tuple("shown_date", "shown_article_id"), (date, pk)))
        return newer.order_by("shown_date", "shown_article_id")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the articles with their versions. Their public addresses stay (see Article.delete)."""
        with transaction.atomic():
            self._related("public_addresses").objects.record(self.order_by().values_list("pk", flat=True))
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def for_listing(self, language: str) -> ArticleQuerySet:
        """Of `published`: load the columns of a list entry (no body), with section, lead picture and the text's origin.

        Adds provenance, reviewed, published_at and version_updated_at of that language's version.
        """
        return (
            self._one_language(language, LISTED_FIELDS)
            .select_related("lead_image")
            .only(*_SHARED, *self._columns(language, LISTED_FIELDS), *_LEAD_IMAGE)
            .annotate(**_OF_VERSION)
        )

    def for_reading(self, language: str) -> ArticleQuerySet:
        """Load one language's columns of an article page with its section, in one query.

        Adds credits: [{role, name, kind}] in order. Includes the slugs of all languages, for the language bar.
        """
        contributions = (
            self._related("contributions")
            .objects.filter(article=OuterRef("pk"))
            .order_by("position", "id")
            .values(entry=JSONObject(role="role", name="person__name", kind="person__kind"))
        )
        return self._one_language(language, TRANSLATED_FIELDS, slugs=True).annotate(
            credits=ArraySubquery(contributions)
        )

    def _one_language(self, language: str, fields: tuple[str, ...], *, slugs: bool = False) -> ArticleQuerySet:
        all_slugs = [column("slug", code) for code in editions.codes()] if slugs else []
        return self.select_related("section").only(*_SHARED, *self._columns(language, fields), *all_slugs)

    def _columns(self, language: str, fields: tuple[str, ...]) -> list[str]:
        section = [f"section__{name}" for name in ("id", "key", "position", column("name", language))]
        return [column(name, language) for name in fields] + section

    def _related(self, name: str) -> Any:
        return self.model._meta.get_field(name).related_model


class LanguageVersionQuerySet(QuerySet[Any]):
    """Querysets of language versions; `with_source_digest` derives what is never stored."""

    def public(self, now: datetime | None = None) -> LanguageVersionQuerySet:
        """Return the versions readers may see now. Pages use Article.objects.published; this is for language bars."""
        return self.filter(public(now), language__in=editions.codes())

    def with_source_digest(self) -> LanguageVersionQuerySet:
        """Annotate current_source_digest, and outdated: made from another state of the source than the current one."""
        source = self.model._default_manager.filter(
            article_id=OuterRef("article_id"), language=OuterRef("article__source_language")
        ).values("digest")[:1]
        outdated = ExpressionWrapper(~Q(made_from=F("current_source_digest")), output_field=BooleanField())
        return self.annotate(current_source_digest=Subquery(source)).annotate(outdated=outdated)


# Named, because django-stubs does not find the types of an as_manager() across files.
ArticleManager = Manager.from_queryset(ArticleQuerySet)
LanguageVersionManager = Manager.from_queryset(LanguageVersionQuerySet)
