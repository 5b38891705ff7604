"""The importer's output: a table for people, one JSON object for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from articles.importing.page import ParsedArticle
from articles.models import Article

_SHOWN = 70


def article_url(article: Article) -> str | None:
    """Return the path of an article's page in its source language; None if it has no slug yet."""
    slug = article.in_language("slug", article.source_language)
    if not slug:
        return None
    day = article.date
    parts = {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}", "slug": slug}
    return reverse("articles:article", kwargs={"language": article.source_language, **parts})


def as_json(article: Article, page: ParsedArticle) -> dict[str, Any]:
    """Return what was stored, and the lines that were not."""
    language = article.source_language
    return {
        "article": article.pk,
        "url": article_url(article),
        "language": language,
        "headline": article.in_language("headline", language),
        "date": article.date.isoformat(),
        "contributions": [
            {"role": contribution.role, "name": contribution.person.name}
            for contribution in article.contributions.select_related("person")
        ],
        "source": {"name": article.source_name, "url": article.source_url},
        "blocks": article.in_language("body", language),
        "dropped": [{"line": verdict.line, "why": verdict.why} for verdict in page.dropped],
    }


def as_table(page: ParsedArticle) -> Iterator[str]:
    """Yield one line per line of the page: its number, how it was read, its beginning, why it was dropped."""
    width = max(len(verdict.taken_for) for verdict in page.verdicts)
    for verdict in page.verdicts:
        text = verdict.text if len(verdict.text) <= _SHOWN else verdict.text[: _SHOWN - 1] + "…"
        why = f"  ({verdict.why})" if verdict.why else ""
        yield f"{verdict.line:>5}  {verdict.taken_for:<{width}}  {text}{why}"
