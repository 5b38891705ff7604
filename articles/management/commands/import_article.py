"""manage.py import_article FILE --language de [--publish] [--json]: a plain-text page becomes an article."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.importing.errors import ImportRefused
from articles.importing.page import ParsedArticle
from articles.importing.parser import parse
from articles.importing.reader import MAX_BYTES, read_lines, text_digest
from articles.importing.report import article_url, as_json, as_table
from articles.importing.store import store
from articles.models import Article
from articles.publishing import NotPublishable, publish
from newsroom import editions
from newsroom.languages import UnknownLanguage, edition


class Command(BaseCommand):
    help = "Import a plain-text article page and show how each line was read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the page as plain text in UTF-8, or - for standard input")
        parser.add_argument(
            "--language", required=True, metavar="CODE", help=f"its language: {', '.join(editions.codes())}"
        )
        parser.add_argument("--publish", action="store_true", help="publish it, if it has a headline of its own")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *, file: str, language: str, publish: bool, as_json: bool, **options: Any) -> None:
        try:
            code = editions.demand(edition(language).code).code
            lines = read_lines(_read(file))
            page = parse(lines, code)
            article = store(page, text_digest(lines))
        except (ImportRefused, UnknownLanguage) as error:
            raise CommandError(f"{'' if file == '-' else f'{file}: '}{error}") from error
        notes = [*_guesses(page, article), *(_publish(article, page) if publish else _draft(page))]
        self._answer(article, page, notes, as_json)

    def _answer(self, article: Article, page: ParsedArticle, notes: list[str], machine: bool) -> None:
        if machine:
            self.stdout.write(json.dumps(as_json(article, page), ensure_ascii=False))
            for note in notes:
                self.stderr.write(note)
            return
        for row in as_table(page):
            self.stdout.write(row)
        kinds = [block["type"] for block in article.in_language("body", page.language)]
        counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        self.stdout.write("")
        self.stdout.write(f"Headline   {article.in_language('headline', page.language)}")
        self.stdout.write(f"Date       {article.date.isoformat()}")
        for person in page.credits:
            self.stdout.write(f"{person.role.capitalize():<10} {person.name}")
        if article.source_name or article.source_url:
            self.stdout.write(f"Source     {' '.join(filter(None, (article.source_name, article.source_url)))}")
        self.stdout.write(f"Blocks     {counts}; {len(page.dropped)} lines dropped")
        self.stdout.write(f"Article    {article.pk}")
        self.stdout.write(f"URL        {article_url(article) or 'none yet: the headline gives no address'}")
        for note in notes:
            self.stdout.write(note)


def _read(file: str) -> bytes:
    """Return a file's bytes, one more than allowed at most, so that a mistaken disk image is not read whole."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _guesses(page: ParsedArticle, article: Article) -> list[str]:
    return [] if page.date else [f"No date line: the article has today's date, {article.date.isoformat()}."]


def _draft(page: ParsedArticle) -> list[str]:
    if page.headline_proposed:
        return ["Draft. No headline in the file: the lead's first sentence is proposed; an editor has to confirm it."]
    return ["Draft. Publish it in the admin when it is ready."]


def _publish(article: Article, page: ParsedArticle) -> list[str]:
    """Publish the article if it may be; otherwise it stays a stored draft, which is no failure of the import."""
    try:
        publish(article.versions.get(language=page.language))
    except NotPublishable as error:
        return [f"Not published, it stays a draft: {' '.join(error.reasons)}"]
    return ["Published."]
