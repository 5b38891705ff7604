"""The text as a whole: missing."""

from __future__ import annotations

from translation.checks.base import Finding, Pair
from translation.checks.plain import plain


def empty(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target without text. Critical: a hole in the page."""
    if plain(source).text.strip() and not plain(target).text.strip():
        return [Finding("empty", "critical", "The translation is empty.")]
    return []
