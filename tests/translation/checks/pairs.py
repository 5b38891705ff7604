"""What all checks on a pair say of a translation, for tables of good and bad pairs."""

from __future__ import annotations

from translation.checks.base import Pair
from translation.checks.registry import run
from translation.checks.wording import english


def serious(source: str, target: str, languages: tuple[str, str]) -> list[str]:
    """Return the critical and major findings of all pair checks, as "check: message"."""
    return [
        f"{finding.check}: {english(finding.message)}"
        for finding in run(source, target, Pair(*languages))
        if finding.severity != "minor"
    ]


def critical(source: str, target: str, languages: tuple[str, str]) -> list[str]:
    """Return the critical findings of all pair checks, as "check: message"."""
    return [
        f"{finding.check}: {english(finding.message)}"
        for finding in run(source, target, Pair(*languages))
        if finding.severity == "critical"
    ]
