"""Fields that all languages of an article share: date, section, embargo and the like."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Article, PublicAddress
from articles.publishing.locks import lock_article
from articles.publishing.slugs import SLUGS, slugs_on
from newsroom.database import transactions


@transactions.stored
def save_shared(article: Article, fields: Iterable[str]) -> None:
    """Store shared fields that are set on the article.

    If a slug is taken on the new day, it gets a number; the old addresses redirect to the new ones.
    """
    lock_article(article.pk)
    PublicAddress.objects.record([article.pk])
    written = {*fields, "updated_at"}
    if "date" in written:
        stored = Article.objects.only("date", *SLUGS).get(pk=article.pk)
        for name, slug in slugs_on(stored, article.date).items():
            setattr(article, name, slug)
            written.add(name)
    article.save(update_fields=written)
    PublicAddress.objects.record([article.pk])
