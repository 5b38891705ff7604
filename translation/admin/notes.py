"""The findings of an article's source, beside its form."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from articles.models import Article
from translation import desk


def source_note(article: Article) -> tuple[str, str] | None:
    """Check an article's source; return (address, text) for its open findings, None if there are none."""
    found = desk.check_source(article)
    version = next((row for row in article.versions.all() if row.language == article.source_language), None)
    if not found or version is None:
        return None
    words = ngettext("%d finding in the source text", "%d findings in the source text", found)
    return reverse("translation:editor", args=[version.pk]), words % found
