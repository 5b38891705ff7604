"""Each edition as an Atom feed. Machine text that nobody has reviewed is in it, and says so."""

from __future__ import annotations

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from articles import provenance
from articles.addresses import absolute, article_url, front_url
from articles.models import Article, PublicAddress
from newsroom.languages import BY_CODE

LENGTH = 30
MAX_AGE = 300  # seconds


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """Answer with the newest articles of an edition. Two queries."""
    atom = Atom1Feed(
        title=settings.SITE_NAME,
        link=absolute(request, front_url(language)),
        description="",
        language=BY_CODE[language].tag,
        feed_url=absolute(request, reverse("articles:feed", kwargs={"language": language})),
    )
    first = PublicAddress.objects.filter(article=OuterRef("pk"), language=language).order_by("pk")
    articles = Article.objects.published(language).for_listing(language)
    articles = articles.annotate(
        first_date=Subquery(first.values("date")[:1]), first_slug=Subquery(first.values("slug")[:1])
    )
    for article in articles[:LENGTH]:
        slug = article.in_language("slug", language)
        # The first address that was public: a reader's program takes an entry with another id for a new article.
        lasting = article_url(language, article.first_date or article.date, article.first_slug or slug)
        atom.add_item(
            title=article.in_language("headline", language),
            link=absolute(request, article_url(language, article.date, slug)),
            unique_id=absolute(request, lasting),
            description=_summary(article, language),
            pubdate=article.published_at,
            updateddate=max(article.published_at, article.version_updated_at),
            categories=[article.provenance],
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _summary(article: Article, language: str) -> str:
    dek = article.in_language("dek", language) or ""
    if not provenance.is_unreviewed_machine(article.provenance, article.reviewed):
        return dek
    label = provenance.label(article.provenance, article.reviewed, article.source_language, language)
    return format_html("{} ({})", mark_safe(dek), conditional_escape(label)).strip()
