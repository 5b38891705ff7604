"""The views of the readers' pages: they parse an address, load the objects, and render them."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article, LanguageVersion, Section
from articles.public import (
    front_page,
    language_bar,
    listings,
    lookup,
    structured_data,
)
from articles.public.addresses import absolute, article_url, redirect
from articles.public.moved import (
    Absent,
    Gone,
    Moved,
    elsewhere,
)
from articles.public.pages import ArticlePage
from newsroom.languages import BY_CODE, column


@require_safe
def front(request: HttpRequest, language: str) -> HttpResponse:
    """Show an edition's front page, or older articles of it (?before=…)."""
    if listings.has_number(request.GET):
        return HttpResponsePermanentRedirect(request.path)
    page = listings.page_of(Article.objects.published(language).for_listing(language), request.GET)
    context = {
        "front": front_page.lay_out(page.articles) if page.first else None,
        "page": page,
        "sections": front_page.sections_in(language),
        "bar": language_bar.fronts(language),
    }
    return render(request, "articles/front.html", context)


@require_safe
def section(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """Show the articles of one section in a language."""
    name = column("name", language)
    here: Section = get_object_or_404(Section.objects.only("key", name), key=key)
    if listings.has_number(request.GET):
        return HttpResponsePermanentRedirect(request.path)
    listed = Article.objects.published(language).in_section(here.pk).for_listing(language)
    context = {
        "section": here,
        "name": getattr(here, name) or here.key,
        "page": listings.page_of(listed, request.GET),
        "sections": front_page.sections_in(language),
        "bar": language_bar.of_section(key, language),
    }
    return render(request, "articles/section.html", context)


@require_safe
def article(request: HttpRequest, language: str, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """Show an article in a language, or its new address, or that it is not available in this language."""
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404(str(error)) from error
    found = lookup.find(language, date, slug)
    where = None if found else elsewhere(language, date, slug)
    if f"{date:%m%d}" != month + day and (found or isinstance(where, Absent | Gone)):
        return redirect(request, article_url(language, date, slug), permanent=True)
    if found is None:
        return _elsewhere(request, language, where)
    body = found.in_language("body", language) or []
    page = ArticlePage(found, language, lookup.versions_of(found), lookup.images_of(body))
    data = structured_data.news_article(page, lambda path: absolute(request, path))
    context = {
        "page": page,
        "bar": page.bar,
        "legend": language_bar.legend(page.bar),
        "linked_data": structured_data.script(data),
    }
    return render(request, "articles/article.html", context)


def _elsewhere(request: HttpRequest, language: str, where: Moved | Absent | Gone | None) -> HttpResponse:
    """Return the response for an address without an article. Not cached: a slug or a version may come back."""
    match where:
        case Moved(path, permanent):
            response: HttpResponse = redirect(request, path, permanent=permanent)
        case Gone(article=known, versions=versions):
            response = render(request, "articles/gone.html", _readable(known, versions, language), status=410)
        case Absent(article=known, versions=versions):
            response = render(request, "articles/absent.html", _readable(known, versions, language))
        case None:
            raise Http404(f"{BY_CODE[language].english_name}: no article at this address")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _readable(article: Article | None, versions: list[LanguageVersion], language: str) -> dict[str, Any]:
    """Return the language bar of an article that this language lacks, and its existing versions with headlines."""
    if article is None:
        return {"bar": language_bar.fronts(language)}
    entries = language_bar.of_article(article, versions, language)
    headlines = {version.language: article.in_language("headline", version.language) for version in versions}
    readable = [(entry, headlines[entry.edition.code]) for entry in entries if entry.edition.code in headlines]
    return {"bar": entries, "legend": language_bar.legend(entries), "readable": readable}
