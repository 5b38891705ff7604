"""Markdown tables from rows of cells."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; cells are text."""
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]]) + "\n"


def percent(part: int, whole: int, digits: int = 1) -> str:
    """Return part of whole in per cent, "–" where there is nothing."""
    return f"{100 * part / whole:.{digits}f}" if whole else "–"
