"""manage.py translate: request translations of an article from the command line."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from articles.models import Article
from newsroom import editions
from newsroom.languages import CODES, UnknownLanguage, column, edition
from translation import desk
from translation.engines.registry import UnknownEngine
from translation.models import TranslationJob

WIDTH = 30  # characters of the progress bar
NO_ENGINE = "no engine"
MAX_WAIT = 20.0  # seconds that all jobs may stay queued before the command reports that no worker seems to run


class Command(BaseCommand):
    help = "Translate an article into one or more languages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("article", help="the article's number, its slug, or its address")
        parser.add_argument("--to", required=True, help="codes with commas between (fr,pt), or: missing, outdated")
        parser.add_argument("--engine", help="the engine to use; by default TRANSLATION_ENGINES decides")
        parser.add_argument("--wait", action="store_true", help="show progress until all jobs have ended")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        article = find_article(options["article"])
        try:
            languages = choose_languages(article, options["to"])
            request = desk.request_translation(article, languages, engine=options["engine"])
        except (UnknownLanguage, UnknownEngine) as error:
            raise CommandError(str(error)) from None
        if not options["json"]:
            self._announce(article, languages, request)
        if options["wait"] and request.jobs:
            self._wait(request, quiet=options["json"])
        rows = desk.progress(request.batch)
        if options["json"]:
            refused = [{"language": refusal.language, "reason": refusal.reason} for refusal in request.refused]
            self.stdout.write(json.dumps({"jobs": rows, "refused": refused}, ensure_ascii=False, indent=1))
        elif options["wait"]:
            self._report(rows)
        undone = options["wait"] and any(row["state"] != TranslationJob.State.DONE for row in rows)
        if undone or request.refused:
            sys.exit(1)

    def _announce(self, article: Article, languages: list[str], request: desk.Request) -> None:
        if not languages:
            self.stdout.write(f"Article {article.pk}: there is nothing to translate.")
        for job in request.jobs:
            self.stdout.write(
                f"Article {article.pk} → {edition(job.language).english_name}: queued for {job.engine or NO_ENGINE}."
            )
        for refusal in request.refused:
            self.stderr.write(f"Refused: {edition(refusal.language).english_name}. {refusal.reason}")

    def _wait(self, request: desk.Request, *, quiet: bool) -> None:
        started, warned = time.monotonic(), False
        while True:
            rows = desk.progress(request.batch)
            if not quiet:
                self._draw(rows)
            if all(row["state"] not in TranslationJob.OPEN for row in rows):
                break
            queued = all(row["state"] == TranslationJob.State.QUEUED for row in rows)
            if queued and not warned and time.monotonic() - started > MAX_WAIT:
                self.stderr.write("\nNo worker has claimed a job yet. Is one running? `make run` starts one.")
                warned = True
            time.sleep(0.2)
        if not quiet:
            self.stderr.write("")

    def _draw(self, rows: list[dict[str, Any]]) -> None:
        total = sum(row["segments"]["total"] for row in rows)
        ready = sum(sum(row["segments"][part] for part in ("memory", "machine", "kept")) for row in rows)
        filled = WIDTH * ready // total if total else 0
        ended = sum(row["state"] not in TranslationJob.OPEN for row in rows)
        bar = "█" * filled + "░" * (WIDTH - filled)
        self.stderr.write(f"\r{bar} {ready} of {total} segments, {ended} of {len(rows)} languages", ending="")
        self.stderr.flush()

    def _report(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            parts = row["segments"]
            self.stdout.write(
                f"{edition(row['language']).english_name}: {row['state']} by {row['engine'] or NO_ENGINE}: "
                f"{parts['total']} segments, "
                f"{parts['memory']} from memory, {parts['machine']} by machine, {parts['kept']} kept; "
                f"{row['requested']} sent to the engine; {row['findings']} findings"
            )
            if row["message"]:
                self.stdout.write(f"  {row['message']}")


def find_article(name: str) -> Article:
    """Return the article with this number, source slug or address (path or URL). Raises CommandError."""
    articles = Article.objects.only("id", "source_language")
    if name.isdecimal():
        found = articles.filter(pk=int(name))
    else:
        slug = name.rstrip("/").rsplit("/", 1)[-1]
        own_slug = Q()
        for code in CODES:
            own_slug |= Q(source_language=code, **{column("slug", code): slug})
        found = articles.filter(own_slug)
    hits = list(found[:2])
    if len(hits) == 2:
        raise CommandError(f"More than one article has the slug “{name}”: give its number.")
    if not hits:
        raise CommandError(
            f"There is no article “{name}”: give its number, its slug in the source language, or its address."
        )
    return hits[0]


def choose_languages(article: Article, wanted: str) -> list[str]:
    """Return the edition codes of --to. Raises UnknownLanguage, CommandError if there are none."""
    if wanted == "missing":
        return desk.missing_languages(article)
    if wanted == "outdated":
        return desk.outdated_languages(article)
    codes = [editions.demand(edition(code).code).code for code in wanted.split(",") if code.strip()]
    if not codes:
        raise CommandError("--to names no language: give codes (fr,pt), or “missing”, or “outdated”.")
    return codes
