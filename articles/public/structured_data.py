"""The article as linked data (schema.org NewsArticle, as JSON-LD), for machines that read pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.public.pages import ArticlePage
from newsroom.languages import BY_CODE

_TYPES = {"person": "Person", "organisation": "Organization"}
_ROLES = {"author": "author", "compiler": "author", "editor": "editor", "translator": "translator"}
# A data block must not end its own element, nor open a comment: the same escapes as Django's json_script.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def news_article(page: ArticlePage, absolute: Callable[[str], str]) -> dict[str, Any]:
    """Return the article as a schema.org NewsArticle. absolute: makes a full address of a path."""
    version, article = page.version, page.article
    published = version.publish_at or version.updated_at
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": absolute(page.url),
        "mainEntityOfPage": absolute(page.url),
        "headline": page.headline,
        "description": page.description,
        "inLanguage": page.edition.tag,
        "datePublished": published.isoformat(timespec="seconds"),
        "dateModified": max(published, version.updated_at).isoformat(timespec="seconds"),
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME},
        # schema.org has no property for how a translation was made; this is the readers' label.
        "creditText": page.provenance_label,
    }
    for credit in article.credits:
        if role := _ROLES.get(credit["role"]):
            data.setdefault(role, []).append({"@type": _TYPES[credit["kind"]], "name": credit["name"]})
    if article.section:
        data["articleSection"] = article.section.key
    if page.picture:
        data["image"] = absolute(page.picture.file.url)
    if article.source_url:
        data["isBasedOn"] = article.source_url
    if page.original_url:
        source = absolute(page.original_url)
        tag = BY_CODE[article.source_language].tag
        data["translationOfWork"] = {"@type": "NewsArticle", "@id": source, "url": source, "inLanguage": tag}
    return data


def script(data: dict[str, Any]) -> SafeString:
    """Return data as a JSON-LD element; it executes nothing, and no text in it can end the element."""
    content = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(content))
