"""manage.py check_translations: update the findings of the whole archive, and list the open ones."""

from __future__ import annotations

import datetime
import json
import sys
import time
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.languages import UnknownLanguage, edition
from translation.checks import registry
from translation.qa import bulk_check
from translation.qa.recheck import Outcome

WIDTH = 30  # characters of the progress bar
LISTED = 20  # critical findings that are written out; --json writes MOST
MOST = 1000
FAILED = 3  # exit status


class Command(BaseCommand):
    help = (
        "Check the texts of the archive that changed, or whose checks changed, since the last check. A stopped run "
        "is continued by the next. Exit status: 0; 1 if a critical finding is open; 2 for a wrong option; "
        "3 if an article could not be checked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", default="", metavar="CODE", help="only the texts of this edition")
        parser.add_argument(
            "--since", default="", metavar="DATE", help="only articles of this date or later (2026-01-31)"
        )
        parser.add_argument("--check", default="", metavar="NAME", help="run this check alone")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        part = read_part(options)
        done, failed = self._check(part, draw=not options["json"])
        counts = bulk_check.open_counts(part)
        critical = sum(by_severity.get("critical", 0) for by_severity in counts.values())
        if options["json"]:
            answer = {
                "checks_version": registry.CHECKS_VERSION,
                "checked": done,
                "open": counts,
                "critical": bulk_check.open_critical(part, MOST),
                "failed": [asdict(one) for one in failed],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self._report(part, done, counts, critical)
        for one in failed:
            self.stderr.write(f"Article {one.article} could not be checked ({one.kind}); see the log.")
        if failed or critical:
            sys.exit(FAILED if failed else 1)

    def _check(self, part: bulk_check.Part, *, draw: bool) -> tuple[dict[str, int], list[bulk_check.Failed]]:
        """Check a part of the archive; return the counts, and the articles that could not be checked."""
        total, drawn = part.articles().count(), 0.0
        done = {"articles": 0, "unchanged": 0, "source": 0, "segments": 0, "versions": 0, "across": 0}
        failed: list[bulk_check.Failed] = []
        try:
            for outcome in bulk_check.check(part):
                done["articles"] += 1
                if isinstance(outcome, bulk_check.Failed):
                    failed.append(outcome)
                else:
                    _add(done, outcome)
                if draw and (time.monotonic() - drawn > 0.2 or done["articles"] == total):
                    drawn = time.monotonic()
                    self._draw(done, total)
        except KeyboardInterrupt:
            self.stderr.write(f"\nStopped after {done['articles']} of {total} articles. Run it again to go on.")
            sys.exit(130)
        return done, failed

    def _draw(self, done: dict[str, int], total: int) -> None:
        filled = WIDTH * done["articles"] // total if total else WIDTH
        bar = "█" * filled + "░" * (WIDTH - filled)
        text = f"\r{bar} {done['articles']} of {total} articles, {done['segments']} segments checked"
        self.stderr.write(text, ending="\n" if done["articles"] == total else "")
        self.stderr.flush()

    def _report(
        self, part: bulk_check.Part, done: dict[str, int], counts: dict[str, dict[str, int]], critical: int
    ) -> None:
        self.stdout.write(
            f"{done['articles']} articles, {done['unchanged']} of them as they were. "
            f"Checked: {done['segments']} segments, {done['versions']} versions as a whole, "
            f"{done['across']} texts across languages, {done['source']} texts of sources."
        )
        for name, by_severity in counts.items():
            numbers = ", ".join(
                f"{by_severity[word]} {word}" for word in ("critical", "major", "minor") if word in by_severity
            )
            self.stdout.write(f"  {name}: {numbers}")
        for row in bulk_check.open_critical(part, LISTED):
            self.stdout.write(f"Article {row['article']}, {row['language']}, {row['key']}: {row['message']}")
        if critical > LISTED:
            self.stdout.write(f"… and {critical - LISTED} more critical findings.")
        if not counts:
            self.stdout.write("Nothing is open.")


def _add(done: dict[str, int], outcome: Outcome) -> None:
    done["unchanged"] += not outcome.anything
    for name in ("source", "segments", "versions", "across"):
        done[name] += getattr(outcome, name)


def read_part(options: dict[str, Any]) -> bulk_check.Part:
    """Return the part of the archive for the options. Raises CommandError with exit status 2."""
    since = None
    try:
        language = edition(options["language"]).code if options["language"] else ""
    except UnknownLanguage as error:
        raise CommandError(str(error), returncode=2) from None
    if options["check"] and options["check"] not in registry.names():
        known = ", ".join(registry.names())
        raise CommandError(f"There is no check “{options['check']}”: choose from {known}.", returncode=2)
    if options["since"]:
        try:
            since = datetime.date.fromisoformat(options["since"])
        except ValueError:
            raise CommandError(f"“{options['since']}” is no date: write it as 2026-01-31.", returncode=2) from None
    return bulk_check.Part(language, options["check"], since)
