"""make bench-growth: what readers' pages cost the database in a small archive and in a large one, and the ratio.

Each page's statements are run again under EXPLAIN ANALYZE: their time, and the pages of 8 kB that they touch.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ |= {"PLAIN_STATIC": "1", "LOG_LEVEL": "CRITICAL"}

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client

from articles.models import Article
from bench.database_cost import Cost, cost
from bench.large_archive import EVERY, SPARSE, grow

BOUND = 1.2  # times the small archive's milliseconds, for pages of lists
REPEAT = 60


def addresses() -> dict[str, str]:
    """Return readers' pages by what they are: lists, one article, addresses that lead elsewhere."""
    articles = Article.objects.order_by("pk").only("date", "slug_de")
    middle, newest = articles[articles.count() // 2], articles.last()
    assert newest is not None
    place, dated = f"{middle.date}.{middle.pk}", f"{newest.date:%Y/%m/%d}"
    return {
        "front": "/de/",
        "front, older": f"/de/?before={place}",
        "front, newer": f"/de/?after={place}",
        "section": "/de/section/business/",
        "section, older": f"/de/section/business/?before={place}",
        "feed": "/de/feed.xml",
        f"front, 1 in {EVERY}": f"/{SPARSE}/",
        "empty section": f"/{SPARSE}/section/business/",
        f"feed, 1 in {EVERY}": f"/{SPARSE}/feed.xml",
        "sitemap index": "/sitemap.xml",
        "sitemap": "/de/sitemap.xml",
        "article": f"/de/{dated}/{newest.slug_de}/",
        "other language": f"/ja/{dated}/{newest.slug_de}/",
        "wrong date": f"/de/2019/01/01/{newest.slug_de}/",
        "not there": f"/de/{dated}/no-such-story/",
    }


def measure() -> dict[str, Cost]:
    client = Client()
    return {name: cost(lambda path=path: client.get(path), REPEAT) for name, path in addresses().items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=1_000, help="articles of the small archive")
    parser.add_argument("--large", type=int, default=100_000, help="articles of the large archive")
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    found = []
    for count in (options.small, options.large):
        grow(count)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        found.append(measure())
    small, large = found
    print(f"{'':<16}{'statements':>11}{options.small:>12,}{'pages':>8}{options.large:>12,}{'pages':>8}{'ratio':>8}")
    wrong = []
    for name, before in small.items():
        after = large[name]
        ratio = after.milliseconds / before.milliseconds
        print(
            f"{name:<16}{len(after.statements):>11}{before.milliseconds:>9.2f} ms{before.pages:>8}"
            f"{after.milliseconds:>9.2f} ms{after.pages:>8}{ratio:>8.2f}"
        )
        if ratio > BOUND and name.startswith(("front", "section")):
            wrong.append(f"{name} costs {ratio:.2f} times as much")
    print("\n".join(wrong) or f"lists: at most {BOUND} times as much")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
