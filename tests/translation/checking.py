"""Checks that a test can steer: they find one word, in a target, a version, a language or a source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from newsroom.messages import verbatim
from translation.checks.base import Finding, Pair, Row, TermRule


def bad_word(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find "bad" in a target, and offer "good"."""
    return [
        Finding(
            "bad_word",
            "critical",
            verbatim("“bad” stands here."),
            target_spans=(found.span(),),
            fix=target.replace("bad", "good"),
        )
        for found in re.finditer("bad", target)
    ]


def stray_word(text: str, language: str) -> list[Finding]:
    """Find a sentence of one word in a source, and offer the text without it."""
    return [
        Finding(
            "stray_word",
            "critical",
            verbatim(f"“{found[0].strip()}” stands alone."),
            target_spans=(found.span(),),
            fix=text.replace(found[0], ""),
        )
        for found in re.finditer(r" Anders\.", text)
    ]


def two_names(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Find "Hafenstadt" in a version that says "Hafenort" in another segment."""
    if not any("Hafenort" in row.target for row in rows):
        return {}
    say = Finding("two_names", "major", verbatim("“Hafenstadt” is “Hafenort” elsewhere."))
    return {row.key: [say] for row in rows if "Hafenstadt" in row.target}


def outlier(source: str, versions: Mapping[str, str], source_language: str) -> dict[str, list[Finding]]:
    """Find the version whose first number most of the others do not have."""
    firsts = {code: found[0] for code, text in versions.items() if (found := re.search(r"\d+", text))}
    numbers = list(firsts.values())
    usual = max(set(numbers), key=numbers.count) if len(numbers) > 2 else ""
    return {
        code: [Finding("outlier", "critical", verbatim(f"{len(numbers) - 1} say {usual}; {code} says {number}."))]
        for code, number in firsts.items()
        if usual and number != usual
    }
