"""Tags and filters of the readers' templates: the edition, dates in its language, the language bar, full addresses."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.models import Article
from articles.public import addresses, language_bar, provenance
from newsroom import editions
from newsroom.languages import BY_CODE, Edition, column, dates
from newsroom.languages import edition as edition_of

register = template.Library()


def _active() -> str:
    language = get_language() or ""
    return language if editions.is_active(language) else editions.default().code


@register.simple_tag
def edition() -> Edition:
    """Return the edition of the active language."""
    return BY_CODE[_active()]


@register.simple_tag
def site_name() -> str:
    """Return the newspaper's name."""
    return settings.SITE_NAME


@register.simple_tag
def today() -> str:
    """Return today's date in the edition's language."""
    return dates.long_date(timezone.localdate(), _active())


@register.simple_tag
def front_pages() -> list[language_bar.Entry]:
    """Return the language bar of a page that is no article."""
    return language_bar.fronts(_active())


@register.simple_tag(takes_context=True)
def full(context: dict[str, Any], path: str) -> str:
    """Return the full address of a path."""
    return addresses.absolute(context["request"], path)


@register.filter
def long_date(date: datetime.date) -> str:
    """Return a date in the page's language."""
    return dates.long_date(date, _active())


@register.filter
def inline(text: str) -> SafeString:
    """Return a text of a document as HTML: it was cleaned before it was stored (articles.body.inline)."""
    return mark_safe(text)


@register.filter
def here(article: Article, field: str) -> Any:
    """Return an article's field in the page's language, or "": {{ article|here:"headline" }}."""
    return article.in_language(field, _active()) or ""


@register.filter
def url_here(article: Article) -> str:
    """Return the path of an article in the page's language."""
    return addresses.article_url(_active(), article.date, here(article, "slug"))


@register.filter
def name_here(section: Any) -> str:
    """Return a section's name in the page's language, or its key."""
    return getattr(section, column("name", _active())) or section.key


@register.filter
def origin(article: Article) -> str:
    """Return the label of a listed text that only a machine has written, "" for all others."""
    if not provenance.is_unreviewed_machine(article.provenance, article.reviewed):
        return ""
    return provenance.label(article.provenance, article.reviewed, article.source_language, _active())


@register.filter
def tag(code: str) -> str:
    """Return the BCP 47 tag of an edition's code."""
    return edition_of(code).tag
