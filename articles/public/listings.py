"""Keyset pagination of lists: the address of a page contains the last article before it, not a number.

An address is a position in the order (?before=2024-08-13.1234: older than article 1234 of that day). So a page
costs the same at any depth, and an article that is published meanwhile shifts nothing. Nothing is counted.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from articles.models import Article
from articles.querysets import ArticleQuerySet

PER_PAGE = 24
PLACE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,18})")
NUMBER = re.compile("[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Page:
    """Articles of a list, newest first. newer, older: the query of the page beside it ("" is the first), or None."""

    articles: list[Article]
    older: str | None = None
    newer: str | None = None

    @property
    def first(self) -> bool:
        return self.newer is None


def has_number(query: Mapping[str, str]) -> bool:
    """Return whether an address is one of the former numbered pages. Http404 if it never was one."""
    if "page" not in query:
        return False
    if not NUMBER.fullmatch(query["page"]):
        raise Http404("no number of a page")
    return True


def page_of(articles: ArticleQuerySet, query: Mapping[str, str]) -> Page:
    """Return the page of a list for a query (request.GET); at most three statements.

    articles: from `published`, in its order. Http404 for an invalid position, or without articles there.
    """
    match query.get("before"), query.get("after"):
        case None, None:
            page = _first(articles)
        case str(place), None:
            page = _before(articles, *_place(place))
        case None, str(place):
            page = _after(articles, *_place(place))
        case _:
            raise Http404("two places at once")
    if not page.articles and not page.first:
        raise Http404("nothing is that old")
    return page


def _first(articles: ArticleQuerySet) -> Page:
    found = list(articles[: PER_PAGE + 1])
    return Page(found[:PER_PAGE], older=_older(found))


def _before(articles: ArticleQuerySet, date: datetime.date, pk: int) -> Page:
    found = list(articles.before(date, pk)[: PER_PAGE + 1])
    newer = list(articles.after(found[0].date, found[0].pk).values("pk")[: PER_PAGE + 1]) if found else []
    return Page(found[:PER_PAGE], _older(found), _newer(found[:1], len(newer)))


def _after(articles: ArticleQuerySet, date: datetime.date, pk: int) -> Page:
    found = list(articles.after(date, pk)[: 2 * PER_PAGE + 1])
    if len(found) <= PER_PAGE:
        return _first(articles)  # these are on it
    shown = found[PER_PAGE - 1 :: -1]
    older = _query("before", shown[-1]) if articles.before(shown[-1].date, shown[-1].pk).exists() else None
    return Page(shown, older, _newer(shown, len(found) - PER_PAGE))


def _older(found: list[Article]) -> str | None:
    return _query("before", found[PER_PAGE - 1]) if len(found) > PER_PAGE else None


def _newer(shown: list[Article], count: int) -> str:
    """Return the query of the previous page; the first page, if it shows all the `count` newer articles."""
    return _query("after", shown[0]) if count > PER_PAGE else ""


def _query(name: str, article: Article) -> str:
    return f"?{name}={article.date.isoformat()}.{article.pk}"


def _place(text: str) -> tuple[datetime.date, int]:
    found = PLACE.fullmatch(text)
    if not found:
        raise Http404("no place in a list")
    try:
        return datetime.date.fromisoformat(found[1]), int(found[2])
    except ValueError as error:
        raise Http404(str(error)) from error
