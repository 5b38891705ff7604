"""Filters of the article list by language versions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article, LanguageVersion
from newsroom import editions

OTHER = "other"


class TranslationsFilter(admin.SimpleListFilter):
    """Find articles whose translations are outdated, missing, or complete."""

    title = _("translations")
    parameter_name = "translations"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("outdated", _("some outdated")),
            ("missing", _("some missing")),
            ("complete", _("complete and current")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "outdated":
                return queryset.filter(_outdated())
            case "missing":
                return _counted(queryset).filter(languages_there__lt=len(editions.codes()))
            case "complete":
                return _counted(queryset).filter(~_outdated(), languages_there=len(editions.codes()))
        return queryset


class SourceLanguageFilter(admin.SimpleListFilter):
    """Find articles by the language they were written in; those of no edition are together."""

    title = _("source language")
    parameter_name = "written_in"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*editions.choices(), (OTHER, _("another language"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() == OTHER:
            return queryset.exclude(source_language__in=editions.codes())
        return queryset.filter(source_language=self.value()) if editions.is_active(self.value() or "") else queryset


class MissingInFilter(admin.SimpleListFilter):
    """Find articles that have no text in one language."""

    title = _("missing language")
    parameter_name = "missing_in"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return editions.choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() not in editions.codes():
            return queryset
        there = LanguageVersion.objects.filter(article=OuterRef("pk"), language=self.value()).exclude(digest="")
        return queryset.filter(~Exists(there))


def _outdated() -> Exists:
    versions = LanguageVersion.objects.with_source_digest().filter(
        article=OuterRef("pk"), detached=False, language__in=editions.codes()
    )
    translations = versions.exclude(digest="").exclude(language=F("article__source_language"))
    return Exists(translations.exclude(made_from=F("current_source_digest")))


def _counted(queryset: QuerySet[Article]) -> QuerySet[Any]:
    there = ~Q(versions__digest="") & Q(versions__language__in=editions.codes())
    return queryset.annotate(languages_there=Count("versions", filter=there, distinct=True))
