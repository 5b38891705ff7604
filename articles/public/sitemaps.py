"""Sitemaps: an index, and one per edition with the pages that search engines may list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Max, Min, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.models import Article, LanguageVersion
from articles.public.addresses import absolute, article_url, front_url
from articles.querysets import due
from newsroom import editions
from newsroom.languages import column

PER_FILE = 1_000  # primary keys in one file; the protocol allows 50,000 addresses, and as many files in the index
MAX_AGE = 300  # seconds
_TYPE = "application/xml; charset=utf-8"
_NUMBER = re.compile("[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Files:
    """How an edition's sitemap is split: by articles' primary keys, so that nothing is counted or skipped.

    The first file has the highest keys and grows; `full` others have PER_FILE keys each, from the lowest on. A sitemap
    that fits into one file is not split.
    """

    start: int  # all keys are higher
    full: int

    @classmethod
    def of(cls, lowest: int | None, highest: int | None) -> Files:
        """Return the files for the lowest and highest key of all articles, None if there is no article."""
        if lowest is None or highest is None or highest - lowest < PER_FILE:
            return cls((lowest or 1) - 1, 0)
        start = (lowest - 1) // PER_FILE * PER_FILE
        return cls(start, (highest - 1 - start) // PER_FILE)

    def keys(self, number: int) -> tuple[int, int]:
        """Return the keys of a file: higher than the first, not higher than the second. Http404 if there is none."""
        if number > self.full + 1:
            raise Http404(f"no page {number} of this sitemap")
        place = self.full if number == 1 else number - 2
        above = self.start + place * PER_FILE
        return above, above + PER_FILE


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps of all editions. One query. An edition without articles has its first file alone."""
    # Only the editions with articles are needed, not the articles.
    shown = LanguageVersion.objects.filter(due(timezone.now())).order_by("-date", "-article_id").values("pk")
    some = {column("newest", code): Subquery(shown.filter(language=code)[:1]) for code in editions.codes()}
    articles = Article.objects.order_by("-pk")
    last = (
        articles.annotate(lowest=Subquery(articles.reverse().values("pk")[:1]), **some)
        .values("id", "lowest", *some)
        .first()
    )
    files = Files.of(last["lowest"], last["id"]) if last else Files(0, 0)
    urls = []
    for code in editions.codes():
        path = absolute(request, reverse("articles:sitemap", kwargs={"language": code}))
        urls.append(path)
        if last and last[column("newest", code)]:
            urls += [f"{path}?page={number}" for number in range(2, files.full + 2)]
    return _answer(render(request, "articles/sitemaps.xml", {"urls": urls}, content_type=_TYPE))


@require_safe
def sitemap(request: HttpRequest, language: str) -> HttpResponse:
    """List an edition's front page and articles (?page=2: some of them), without unreviewed machine text."""
    number = request.GET.get("page", "1")
    if not _NUMBER.fullmatch(number):
        raise Http404("no number of a sitemap")
    ends = Article.objects.aggregate(lowest=Min("pk"), highest=Max("pk"))
    listed = Article.objects.published(language, indexable=True).numbered(*Files.of(**ends).keys(int(number)))
    urls = [
        (absolute(request, article_url(language, date, words)), changed)
        for date, words, changed in listed.values_list("date", column("slug", language), "updated_at")
    ]
    if number == "1" or not urls:  # a sitemap must not be empty
        urls.insert(0, (absolute(request, front_url(language)), None))
    return _answer(render(request, "articles/sitemap.xml", {"urls": urls}, content_type=_TYPE))


def _answer(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
