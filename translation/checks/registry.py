"""The checks, in the order in which their findings are shown. A new one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Collection

from translation.checks.base import Finding, Pair
from translation.checks.identifiers import identifiers
from translation.checks.markup import code, link_texts, links, tag_spaces, tags
from translation.checks.numbers import numbers
from translation.checks.placeholders import placeholders
from translation.checks.punctuation import brackets, quotes
from translation.checks.text import empty, length, same_as_source

Check = Callable[[str, str, Pair], list[Finding]]

CHECKS: tuple[Check, ...] = (
    empty,
    same_as_source,
    length,
    numbers,
    identifiers,
    tags,
    links,
    link_texts,
    code,
    placeholders,
    tag_spaces,
    quotes,
    brackets,
)
# Counted up whenever a check finds something else than before, so that stored findings can be told from current ones.
CHECKS_VERSION = 2


def run(source: str, target: str, pair: Pair, only: Collection[str] | None = None) -> list[Finding]:
    """Run the checks (all, or those named by function name in `only`) on inline HTML texts; return their findings.

    An empty target is one finding, not one for every number and tag that it lacks.
    """
    if only is None and (nothing := empty(source, target, pair)):
        return nothing
    return [
        finding for check in CHECKS if only is None or check.__name__ in only for finding in check(source, target, pair)
    ]
