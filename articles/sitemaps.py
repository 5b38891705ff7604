"""Sitemaps: an index, and one per edition with the pages that search engines may list."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.addresses import absolute, article_url, front_url
from articles.models import Article
from newsroom.languages import CODES, column

PER_FILE = 20_000  # the protocol allows 50,000 addresses and 50 MB
MAX_AGE = 300  # seconds
_TYPE = "application/xml; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps of all editions. One query."""
    counts = Article.objects.order_by().aggregate(
        **{code: Count("pk", filter=Q(pk__in=_listed(code).values("pk"))) for code in CODES}
    )
    urls = []
    for code in CODES:
        path = absolute(request, reverse("articles:sitemap", kwargs={"language": code}))
        files = max(1, -(-counts[code] // PER_FILE))
        urls += [path if number == 1 else f"{path}?page={number}" for number in range(1, files + 1)]
    return _answer(render(request, "articles/sitemaps.xml", {"urls": urls}, content_type=_TYPE))


@require_safe
def sitemap(request: HttpRequest, language: str) -> HttpResponse:
    """List an edition's front page and its articles, without machine text that nobody has reviewed."""
    slug = column("slug", language)
    articles = _listed(language).order_by("pk").values_list("date", slug, "updated_at")
    pages = Paginator(articles, PER_FILE)
    number = request.GET.get("page", "1")
    if not number.isdecimal() or not 1 <= int(number) <= pages.num_pages:
        raise Http404(f"no page {number} of this sitemap")
    urls = [(absolute(request, front_url(language)), None)] if number == "1" else []
    urls += [
        (absolute(request, article_url(language, date, words)), changed)
        for date, words, changed in pages.page(number).object_list
    ]
    return _answer(render(request, "articles/sitemap.xml", {"urls": urls}, content_type=_TYPE))


def _listed(language: str) -> QuerySet[Article]:
    return Article.objects.published(language, indexable=True).order_by()


def _answer(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
