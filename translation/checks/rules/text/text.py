"""The text as a whole: missing."""

from __future__ import annotations

from articles.body.plain import plain
from newsroom.languages.letters import is_blank
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair

MESSAGES = {
    "empty.empty": N_("The translation is empty."),
}


def empty(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target without text. Critical: a hole in the page."""
    if is_blank(plain(target).text) and not is_blank(plain(source).text):
        return [Finding("empty", "critical", say("empty.empty"))]
    return []
