"""The checks, in the order in which their findings are shown."""

from __future__ import annotations

from collections.abc import Callable

from translation.checks.base import Finding, Pair

Check = Callable[[str, str, Pair], list[Finding]]

CHECKS: tuple[Check, ...] = ()
CHECKS_VERSION = 1


def run(source: str, target: str, pair: Pair, only: set[str] | None = None) -> list[Finding]:
    """Run the checks (all, or those named by function name in `only`) on inline HTML texts; return their findings."""
    return [
        finding
        for check in CHECKS
        if only is None or check.__name__ in only
        for finding in check(source, target, pair)
    ]
