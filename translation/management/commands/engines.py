"""manage.py engines: which engine translates which pair of languages, and why not. Needs no database, no broker.

--table: what each engine can do, for docs/reference/engines.md.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import editions
from newsroom.languages import PIVOT, UnknownLanguage, edition
from translation.engines import capability_table, routing

WIDTH = 4  # characters of a column of the matrix


class Command(BaseCommand):
    help = "Show which engine translates which pair of languages, and what to configure for the others."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", metavar="CODE", help="only pairs from this language, with reasons")
        parser.add_argument("--target", metavar="CODE", help="only pairs into this language, with reasons")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--table", action="store_true", help="print what all engines can do, as Markdown")
        parser.add_argument(
            "--write", action="store_true", help="with --table: write it into docs/reference/engines.md"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["table"]:
            self._table(write=options["write"])
            return
        try:
            source, target = (_code(options[name]) for name in ("source", "target"))
            rows = _rows(source, target)
            engines = [_described(name) for name in _order()]
        except (UnknownLanguage, routing.UnknownEngine, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            pairs = [asdict(row) for row in rows]
            self.stdout.write(json.dumps({"engines": engines, "pairs": pairs}, ensure_ascii=False, indent=1))
        elif source or target:
            self._pairs(rows)
        else:
            self._matrix(rows, _letters())
            self._engines(engines, _letters())

    def _table(self, *, write: bool) -> None:
        rows = capability_table.table(type(routing.engine(name)) for name in routing.names())
        if not write:
            self.stdout.write(rows, ending="")
            return
        page = settings.BASE_DIR / "docs" / "reference" / "engines.md"
        page.write_text(capability_table.with_table(page.read_text(encoding="utf-8"), rows), encoding="utf-8")
        self.stdout.write(f"Written: {page}")

    def _pairs(self, rows: list[routing.Row]) -> None:
        for row in rows:
            via = f" via {edition(row.via).english_name}" if row.via else ""
            self.stdout.write(f"{row.source} → {row.target}: {row.engine + via if row.engine else row.reason}")

    def _matrix(self, rows: list[routing.Row], letters: dict[str, str]) -> None:
        marks = {(row.source, row.target): _mark(row, letters) for row in rows}
        self.stdout.write("from \\ into".ljust(12) + "".join(_head(code) for code in editions.codes()))
        for source in editions.codes():
            cells = (marks.get((source, target), "") for target in editions.codes())
            self.stdout.write((f"{source:<12}" + "".join(cell.ljust(WIDTH) for cell in cells)).rstrip())
        served = sum(bool(row.engine) for row in rows)
        via = sum(bool(row.via) for row in rows)
        self.stdout.write(
            f"\n{served} of {len(rows)} pairs are served, {via} of them via {edition(PIVOT).english_name} (+)."
        )
        self.stdout.write("· no engine; `manage.py engines --source CODE` shows why.\n\n")

    def _engines(self, engines: list[dict[str, Any]], letters: dict[str, str]) -> None:
        for engine in engines:
            letter = letters[engine["name"]]
            state = "configured" if engine["configured"] else "not configured"
            reason = f": {engine['reason']}" if engine["reason"] else ""
            self.stdout.write(f"{letter}  {engine['name']} ({engine['label']}), {state}{reason}.")


def _code(spelling: str | None) -> str:
    """Return the code of an option's edition, "" if there is none. Raises UnknownLanguage."""
    return edition(spelling).code if spelling else ""


def _rows(source: str, target: str) -> list[routing.Row]:
    """Return the pairs from one language, into one, or both; "" means every language."""
    return [row for row in routing.table() if source in ("", row.source) and target in ("", row.target)]


def _order() -> list[str]:
    """Return all engines: the preferred ones first, in their order."""
    return list(dict.fromkeys([*routing.preferred(), *routing.names()]))


def _letters() -> dict[str, str]:
    """Return a letter for each engine: its first one that no other has, in upper case."""
    letters: dict[str, str] = {}
    for name in _order():
        free = [letter for letter in f"{name.upper()}ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in letters.values()]
        letters[name] = free[0]
    return letters


def _mark(row: routing.Row, letters: dict[str, str]) -> str:
    return letters[row.engine] + ("+" if row.via else "") if row.engine else "·"


def _head(code: str) -> str:
    return code.partition("-")[0].ljust(WIDTH)


def _described(name: str) -> dict[str, Any]:
    """Return an engine for --json: name, label, configured, reason (why not, or a remark), limits of one call."""
    engine = routing.engine(name)
    pairs = [(source, target) for source in editions.codes() for target in editions.codes() if source != target]
    served = [pair for pair in pairs if engine.serves(*pair)]
    reason = "" if served else engine.serves(PIVOT, "fr").reason
    if engine.explicit_only:
        reason = "serves only when it is named"
    elif served and name not in routing.preferred():
        reason = "not in TRANSLATION_ENGINES, so it serves only when it is named"
    return {
        "name": name,
        "label": str(engine.label),
        "configured": bool(served),
        "reason": reason,
        "limits": asdict(engine.limits),
    }
