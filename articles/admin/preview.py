"""A preview of a version for staff, before it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import Article, LanguageVersion
from articles.public import language_bar, lookup
from articles.public.pages import ArticlePage
from newsroom import editions
from newsroom.languages import BY_CODE

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


def preview_view(model_admin: ModelAdmin, request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Show a version on the readers' page, without indexing or caching."""
    version = get_object_or_404(LanguageVersion.objects.with_source_digest(), article_id=pk, language=language)
    article = get_object_or_404(Article.objects.for_reading(language), pk=pk)
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    if not editions.is_active(language):
        name = BY_CODE[language].endonym
        messages.warning(request, _("This newsroom has no edition in %(language)s.") % {"language": name})
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
    if not version.has_text or not article.in_language("slug", language):
        name = BY_CODE[language].endonym
        messages.warning(
            request, _("%(language)s cannot be shown: it has no text or no address yet.") % {"language": name}
        )
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
    others = [public for public in lookup.versions_of(article) if public.language != language]
    with override(language):
        body = article.in_language("body", language) or []
        page = ArticlePage(article, language, [*others, version], lookup.images_of(body))
        context = {"page": page, "bar": page.bar, "legend": language_bar.legend(page.bar)}
        response = render(request, "admin/articles/article/preview.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = BY_CODE[language].tag
    return response
