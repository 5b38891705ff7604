"""Find the objects of a page: the article, its public versions, its pictures."""

from __future__ import annotations

import datetime

from articles.models import Article, Image, LanguageVersion
from newsroom.languages import column


def find(language: str, date: datetime.date, slug: str) -> Article | None:
    """Return the public article at this address with one language's columns, or None. One query."""
    found = Article.objects.published(language).for_reading(language)
    return found.filter(date=date, **{column("slug", language): slug}).first()


def versions_of(article: Article | int) -> list[LanguageVersion]:
    """Return the public versions of an article (or its primary key), each with `outdated`. One query."""
    return list(LanguageVersion.objects.filter(article=article).public().with_source_digest())


def images_of(body: list[dict]) -> dict[int, Image]:
    """Return the pictures that a body shows by primary key. One query, or none."""
    wanted = {block["image"] for block in body if block["type"] == "figure" and block.get("image")}
    return Image.objects.only("file", "width", "height", "credit").in_bulk(wanted) if wanted else {}
