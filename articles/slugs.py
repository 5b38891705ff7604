"""Addresses of articles: a slug in the language's own script, unique on its day."""

from __future__ import annotations

import datetime
import re

from django.db import connection
from django.utils.text import slugify

from articles.models import Article
from newsroom.languages import column

MAX_LENGTH = 80


def make_slug(text: str) -> str:
    """Return the slug of a headline: lower case, hyphens, letters of any script; "" if nothing is left."""
    # slugify drops combining marks that Devanagari needs (vowel signs are category M, which \\w does not match).
    slug = slugify(text, allow_unicode=True) if text.isascii() else _unicode_slug(text)
    if len(slug) > MAX_LENGTH:
        cut = slug[: MAX_LENGTH + 1]
        slug = cut.rsplit("-", 1)[0] if "-" in cut[MAX_LENGTH // 2 :] else slug[:MAX_LENGTH]
    return slug.strip("-")


def _unicode_slug(text: str) -> str:
    kept = re.sub(r"[^\w\s\u0900-\u0963\u0970-\u097f\u3099\u309a-]+", " ", text.lower())
    return re.sub(r"[-\s_]+", "-", kept).strip("-")


def free_slug(article: Article, language: str, text: str, date: datetime.date | None = None) -> str | None:
    """Return a slug that no other article of that day has in this language ("…-2" if taken); None for empty text.

    Until the transaction ends nobody else is told a slug of that day and language: it could be the same.
    """
    wanted = make_slug(text)
    if not wanted:
        return None
    name, day = column("slug", language), date or article.date
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{name} {day}"])
    taken = set(
        Article.objects.filter(date=day, **{f"{name}__startswith": wanted})
        .exclude(pk=article.pk)
        .values_list(name, flat=True)
    )
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate
