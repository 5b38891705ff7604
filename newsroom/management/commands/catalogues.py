"""manage.py catalogues: the interface's texts in all languages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import catalogues


class Command(BaseCommand):
    help = "Update (--update), check (--check) or compile (--compile) the interface's catalogues under locale/."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--update", action="store_true", help="add new texts to the .po files")
        parser.add_argument("--check", action="store_true", help="list what is not translated; exit 1 if anything is")
        parser.add_argument(
            "--fill", metavar="FILE", help='put translations into the .po files: a JSON file {"text": {"de": "…"}}'
        )
        parser.add_argument("--compile", action="store_true", help="write the .mo files that are out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["update"]:
            catalogues.update()
        if options["fill"]:
            self._fill(Path(options["fill"]))
        if options["compile"]:
            catalogues.compile_all()
        if options["check"]:
            found = list(catalogues.problems())
            for problem in found:
                self.stdout.write(problem)
            if found:
                sys.exit(1)

    def _fill(self, file: Path) -> None:
        try:
            problems = catalogues.fill(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, AttributeError) as error:
            raise CommandError(f'{file}: {error}. It must be JSON: {{"text": {{"de": "translation"}}}}.') from error
        if problems:
            raise CommandError(" ".join(problems))
