"""Each edition as an Atom feed. Unreviewed machine text is included and labelled."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from articles.models import Article, PublicAddress
from articles.public import provenance
from articles.public.addresses import absolute, article_url, front_url
from newsroom.languages import BY_CODE

LENGTH = 30
MAX_AGE = 300  # seconds


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """Return the newest articles of an edition. Two queries."""
    atom = Atom1Feed(
        title=settings.SITE_NAME,
        link=absolute(request, front_url(language)),
        description="",
        language=BY_CODE[language].tag,
        feed_url=absolute(request, reverse("articles:feed", kwargs={"language": language})),
    )
    addresses = PublicAddress.objects.filter(article=OuterRef("pk"), language=language).order_by("pk")
    first = addresses.values(address=JSONObject(date="date", slug="slug"))[:1]
    articles = Article.objects.published(language).for_listing(language).annotate(first=Subquery(first))
    for article in articles[:LENGTH]:
        link = absolute(request, article_url(language, article.date, article.in_language("slug", language)))
        atom.add_item(
            title=article.in_language("headline", language),
            link=link,
            unique_id=_first_link(request, language, article.first) or link,
            description=_summary(article, language),
            pubdate=article.published_at,
            updateddate=max(article.published_at, article.version_updated_at),
            categories=[article.provenance],
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _first_link(request: HttpRequest, language: str, first: dict[str, str] | None) -> str:
    """Return the first public address: feed readers show an entry with another id as a new article."""
    if not first:
        return ""
    return absolute(request, article_url(language, datetime.date.fromisoformat(first["date"]), first["slug"]))


def _summary(article: Article, language: str) -> str:
    dek = article.in_language("dek", language) or ""
    if not provenance.is_unreviewed_machine(article.provenance, article.reviewed):
        return dek
    label = provenance.label(article.provenance, article.reviewed, article.source_language, language)
    return format_html("{} ({})", mark_safe(dek), conditional_escape(label)).strip()
