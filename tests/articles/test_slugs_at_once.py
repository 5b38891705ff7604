"""Two articles of one day and headline, stored at the same moment, have different addresses."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles import publishing
from articles.body.document import Document
from articles.models import Article, PublicAddress
from articles.publishing.shared_fields import save_shared
from tests.factories import DATE, make_article, slug_of


@pytest.mark.django_db(transaction=True)
def test_articles_stored_at_once_get_different_addresses():
    ready = threading.Barrier(6)

    def create() -> None:
        try:
            connection.ensure_connection()
            ready.wait(20)
            publishing.create_article("en", Document(headline="Fog over the harbour"), date=DATE)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        for made in [pool.submit(create) for _ in range(6)]:
            made.result()
    slugs = set(Article.objects.values_list("slug_en", flat=True))
    assert slugs == {"fog-over-the-harbour", *(f"fog-over-the-harbour-{number}" for number in range(2, 7))}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("leave", ["rename", "delete", "move"])
def test_an_address_that_is_given_up_at_that_moment_is_not_free(leave: str) -> None:
    ready = threading.Barrier(2)

    def give_up(article: Article) -> None:
        ready.wait(20)
        match leave:
            case "rename":
                publishing.save_source(article, Document(headline="Fog"), slug="rain")
            case "delete":
                article.delete()
            case "move":
                article.date = DATE.replace(day=1)
                save_shared(article, ["date"])

    def take(_article: Article) -> None:
        ready.wait(20)
        publishing.create_article("fr", Document(headline="Fog"), date=DATE)

    def run(step, article: Article) -> None:
        try:
            connection.ensure_connection()
            step(article)
        finally:
            connection.close()

    for _ in range(5):
        article = make_article("en", "Fog")
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(run, step, article) for step in (give_up, take)]:
                done.result()
        assert slug_of(Article.objects.get(source_language="fr"), "fr") == "fog-2"
        Article.objects.all().delete()
        PublicAddress.objects.all().delete()
