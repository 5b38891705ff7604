"""What readers' pages read of the database does not grow with the archive."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article
from articles.public import sitemaps
from bench.database_cost import cost
from bench.large_archive import SPARSE, analyze, grow

pytestmark = pytest.mark.django_db
SMALL, LARGE = 400, 4_000
PER_FILE = 50  # of a sitemap: full in both
# A tree of an index may be one level deeper, for each row that is looked up.
TIMES, MORE = 1.3, 20


def paths() -> list[str]:
    articles = Article.objects.order_by("pk").only("date", "slug_de")
    middle, newest = articles[articles.count() // 2], articles.last()
    place, dated = f"{middle.date}.{middle.pk}", f"{newest.date:%Y/%m/%d}"
    sections = [f"/{code}/section/business/" for code in ("de", SPARSE)]
    lists = ["/de/", f"/{SPARSE}/", *sections]
    return [
        *lists,
        *(f"{path}?{way}={place}" for path in ("/de/", sections[0]) for way in ("before", "after")),
        "/de/feed.xml",
        f"/{SPARSE}/feed.xml",
        "/sitemap.xml",
        "/de/sitemap.xml?page=3",
        f"/de/{dated}/{newest.slug_de}/",
        f"/ja/{dated}/{newest.slug_de}/",
        f"/de/2019/01/01/{newest.slug_de}/",
        f"/de/{dated}/no-such-story/",
    ]


def test_no_page_reads_more_of_a_larger_archive(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", PER_FILE)
    grow(SMALL, every=7)
    analyze()
    small = [cost(lambda path=path: client.get(path)) for path in paths()]
    grow(LARGE, every=7)
    analyze()
    for path, before in zip(paths(), small, strict=True):
        after = cost(lambda path=path: client.get(path))
        assert len(after.statements) == len(before.statements), path
        assert after.pages <= TIMES * before.pages + MORE, (path, before, after)
        assert not [sql for _time, _pages, sql in after.statements if "COUNT(" in sql or "OFFSET" in sql], path
