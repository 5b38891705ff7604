"""The table of engines in docs/reference/engines.md, made by `manage.py engines --table --write`. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom.languages import DEFAULT_CODES
from translation.engines.base import Engine

# Between these two lines of a page stands the table.
BEGIN = "<!-- manage.py engines --table --write -->"
END = "<!-- end of the table -->"
_HEAD = ("engine", "of the fifteen languages", "markup", "glossary", "one call", "priced by", "licence", "tested on")
_FEW = 5  # as many languages are named; of more, those that are missing


def table(engines: Iterable[type[Engine]]) -> str:
    """Return the engines as a Markdown table, a row each, in their order."""
    rows = [_HEAD, ("---",) * len(_HEAD), *map(_row, engines)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def with_table(page: str, rows: str) -> str:
    """Return a page with this table between its marks. Raises ValueError if the page does not have them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"The page has no lines “{BEGIN}” and “{END}”.")
    return f"{before}{BEGIN}\n\n{rows}\n{END}{after}"


def _row(engine: type[Engine]) -> tuple[str, ...]:
    limits = engine.limits
    return (
        f"`{engine.name}`",
        _languages(engine.languages),
        engine.markup,
        "yes" if engine.glossary else "no",
        f"{limits.texts:,} texts, {limits.characters:,} characters, {limits.seconds:g} s",
        engine.price_unit or "–",
        engine.licence or "–",
        engine.tested,
    )


def _languages(served: frozenset[str]) -> str:
    """Return which of the fifteen languages an engine serves, in as few words as possible."""
    served &= frozenset(DEFAULT_CODES)
    missing = [code for code in DEFAULT_CODES if code not in served]
    if not missing:
        return "all"
    if len(served) <= _FEW:
        return f"{len(served)}: {', '.join(code for code in DEFAULT_CODES if code in served)}"
    return f"{len(served)}: not {', '.join(missing)}"
