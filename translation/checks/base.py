"""What a check finds. Pure: two strings and a language pair in, findings out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsroom.messages import Message

Severity = Literal["critical", "major", "minor"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `message` says it to the desk, with the words at fault; translation.checks.wording has it in English.

    source_spans, target_spans: (start, end) offsets of what to mark, in characters of the inline HTML text given.
    """

    check: str
    severity: Severity
    message: Message
    source_spans: tuple[tuple[int, int], ...] = ()
    target_spans: tuple[tuple[int, int], ...] = ()
    # The whole target as a one-click fix would leave it; None where only a person can tell.
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The languages of a source and a target, by edition code."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Row:
    """One segment among others of its version, for checks that look at a whole article. source, target: inline HTML."""

    key: str
    kind: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class TermRule:
    """A term as checks see it: kind is preferred, forbidden or do-not-translate; target is "" where it has none."""

    kind: str
    term: str
    target: str = ""
