"""What a check finds. Pure: two strings and a language pair in, findings out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["critical", "major", "minor"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `message` is a plain English sentence for the desk that names the words at fault.

    source_spans, target_spans: (start, end) offsets of what to mark, in characters of the inline HTML text given.
    """

    check: str
    severity: Severity
    message: str
    source_spans: tuple[tuple[int, int], ...] = ()
    target_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """The languages of a source and a target, by edition code."""

    source: str
    target: str
