"""Sitemaps: an index, and one per edition with the pages that search engines may list."""

from __future__ import annotations

import re

from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.addresses import absolute, article_url, front_url
from articles.models import Article
from articles.querysets import ArticleQuerySet
from newsroom.languages import CODES, column

PER_FILE = 1_000  # primary keys in one file; the protocol allows 50,000 addresses, and as many files in the index
MAX_AGE = 300  # seconds
_TYPE = "application/xml; charset=utf-8"
_NUMBER = re.compile("[1-9][0-9]{0,8}")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps of all editions: one per range of articles' primary keys, so that nothing is counted.

    One query. An edition with nothing to list has its first file alone.
    """
    some = {column("any", code): Exists(_listed(code)) for code in CODES}
    newest = Article.objects.order_by("-pk").annotate(**some).values("pk", *some).first()
    urls = []
    for code in CODES:
        path = absolute(request, reverse("articles:sitemap", kwargs={"language": code}))
        files = -(-newest["pk"] // PER_FILE) if newest and newest[column("any", code)] else 1
        urls += [path if number == 1 else f"{path}?page={number}" for number in range(1, files + 1)]
    return _answer(render(request, "articles/sitemaps.xml", {"urls": urls}, content_type=_TYPE))


@require_safe
def sitemap(request: HttpRequest, language: str) -> HttpResponse:
    """List an edition's front page and articles (?page=2: a range of them), no machine text that nobody reviewed."""
    number = request.GET.get("page", "1")
    if not _NUMBER.fullmatch(number):
        raise Http404("no number of a sitemap")
    last = int(number) * PER_FILE
    listed = _listed(language).numbered(last - PER_FILE, last)
    urls = [
        (absolute(request, article_url(language, date, words)), changed)
        for date, words, changed in listed.values_list("date", column("slug", language), "updated_at")
    ]
    if number != "1" and not urls and not Article.objects.filter(pk__gt=last - PER_FILE).exists():
        raise Http404(f"no page {number} of this sitemap")
    if number == "1" or not urls:  # a sitemap must not be empty
        urls.insert(0, (absolute(request, front_url(language)), None))
    return _answer(render(request, "articles/sitemap.xml", {"urls": urls}, content_type=_TYPE))


def _listed(language: str) -> ArticleQuerySet:
    return Article.objects.published(language, indexable=True)


def _answer(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
