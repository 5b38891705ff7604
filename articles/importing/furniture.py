"""The lines before and after the text: date, language bar, account, byline, source."""

from __future__ import annotations

from articles.importing.bylines import is_subscribe_line, parse_account, parse_byline
from articles.importing.dates import NoSuchDay, parse_date
from articles.importing.errors import ImportRefused
from articles.importing.language_bar import is_language_bar, names_in
from articles.importing.page import ParsedArticle
from articles.importing.sources import parse_source

Line = tuple[int, str]
BAR = "language bar: readers get the site's own"


def take(line: Line, page: ParsedArticle, *, at_end: bool) -> bool:
    """Read a line about the article into `page`; return whether it was one. Else `page` is not changed.

    Raises ImportRefused for a date that is no day.
    """
    number, text = line
    if is_language_bar(text, at_least=2):
        page.drop(number, text, BAR)
    elif not at_end and _take_date(number, text, page):
        pass
    elif people := parse_account(text):
        _credit(page, people)
        page.took(number, "account, as author", text)
    elif people := parse_byline(text):
        _credit(page, people)
        page.took(number, ", ".join(dict.fromkeys(person.role for person in people)), text)
    elif found := parse_source(text, at_end=at_end):
        page.source_name = ", ".join(dict.fromkeys(filter(None, (page.source_name, found[0]))))
        page.source_url = page.source_url or found[1]
        page.took(number, "source", text)
    elif is_subscribe_line(text):
        page.drop(number, text, "an invitation to subscribe")
    else:
        return False
    return True


def is_furniture(line: Line, language: str) -> bool:
    """Return whether a line is a date, bar, account or byline: these may be between headline and text."""
    probe = ParsedArticle(language)
    return take(line, probe, at_end=False) and not probe.source_name and not probe.source_url


def stacked_bar(lines: list[Line], start: int) -> int:
    """Return how many lines from `start` on are single language names: a bar that was written one name a line."""
    end = start
    while end < len(lines) and names_in(lines[end][1]) == 1:
        end += 1
    return end - start if end - start >= 3 else 0


def _take_date(number: int, text: str, page: ParsedArticle) -> bool:
    try:
        day = parse_date(text, page.language)
    except NoSuchDay as error:
        raise ImportRefused(f"Line {number}: {error}") from error
    if day is None:
        return False
    if page.date is None:
        page.date = day
        page.took(number, "date", text)
    else:
        page.drop(number, text, f"a second date; the article has {page.date.isoformat()}")
    return True


def _credit(page: ParsedArticle, people: list) -> None:
    page.credits += [person for person in people if person not in page.credits]
