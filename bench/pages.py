"""make bench-pages: what a page costs, beside a bare Django view in the same run.

Requests go through the WSGI application in this process, so that CPU time and queries can be counted per request; the
kinds of page take turns, so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ |= {"PLAIN_STATIC": "1", "LOG_LEVEL": "ERROR"}

import django

django.setup()

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

from bench.archive import build
from newsroom.languages import BY_CODE, DEFAULT_CODES, column

BOUNDS = {"front page": 4, "article": 3}  # queries a request


@dataclass
class Page:
    """One kind of page: its addresses, asked in turn, and what was measured."""

    name: str
    paths: list[str]
    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0
    queries: list[str] = field(default_factory=list)


def request(application: Any, path: str) -> None:
    """Serve one GET in this process; end the program if the answer is not 200."""
    status = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    response = application(environ, lambda line, _headers, _info=None: status.append(line))
    for _part in response:
        pass
    response.close()
    if not status[0].startswith("200"):
        sys.exit(f"{path} answered {status[0]}")


def measure(application: Any, pages: list[Page], requests: int) -> None:
    for number in range(requests):
        for page in pages:
            cpu, started = time.process_time(), time.perf_counter()
            request(application, page.paths[number % len(page.paths)])
            page.seconds.append(time.perf_counter() - started)
            page.cpu += time.process_time() - cpu


def count_queries(application: Any, pages: list[Page]) -> None:
    """Record the SQL of one request of each page."""
    for page in pages:

        def record(execute: Any, sql: str, params: Any, many: bool, context: Any, page: Page = page) -> Any:
            page.queries.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(record):
            request(application, page.paths[0])


def other_languages(page: Page) -> set[str]:
    """Return the headline and body columns of other languages that a page's SQL names; "" for the bare view."""
    own = page.paths[0].split("/")[1]
    if own not in BY_CODE:
        return set()
    foreign = {column(name, code) for code in DEFAULT_CODES if code != own for name in ("headline", "body", "dek")}
    return {name for name in foreign if any(f'"{name}"' in sql for sql in page.queries)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000, help="articles in the archive, each in 15 languages")
    parser.add_argument("--requests", type=int, default=400, help="requests of each kind of page")
    options = parser.parse_args()
    settings.ROOT_URLCONF = "bench.urls"

    started = time.perf_counter()
    articles = build(options.articles)
    print(f"{len(articles)} articles x {len(DEFAULT_CODES)} languages written in {time.perf_counter() - started:.0f} s")
    chosen = [articles[number * len(articles) // 50] for number in range(min(50, len(articles)))]
    addresses = [f"/de/{article.date:%Y/%m/%d}/{article.slug_de}/" for article in chosen]
    pages = [Page("bare view", ["/bare/"]), Page("front page", ["/de/"]), Page("article", addresses)]
    application = get_wsgi_application()
    measure(application, pages, 20)
    for page in pages:
        page.seconds, page.cpu = [], 0.0
    measure(application, pages, options.requests)
    count_queries(application, pages)

    print(f"{'':<12}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'queries':>9}{'x bare':>8}")
    bare = statistics.median(pages[0].seconds)
    wrong = []
    for page in pages:
        ordered = sorted(page.seconds)
        p50, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        rate, cpu = len(ordered) / sum(ordered), 1000 * page.cpu / len(ordered)
        print(
            f"{page.name:<12}{rate:>12,.0f}{1000 * p50:>9.2f}{1000 * p99:>9.2f}{cpu:>9.2f}"
            f"{len(page.queries):>9}{p50 / bare:>8.1f}"
        )
        if len(page.queries) > BOUNDS.get(page.name, 0):
            wrong.append(f"{page.name}: {len(page.queries)} queries, at most {BOUNDS.get(page.name, 0)} are allowed")
        if foreign := other_languages(page):
            wrong.append(f"{page.name} loads other languages' columns: {', '.join(sorted(foreign))}")
    print("\n".join(wrong) or "queries and columns: within bounds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
