"""Two articles of one day and headline, stored at the same moment, have different addresses."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles import publishing
from articles.document import Document
from articles.models import Article
from tests.factories import DATE


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
