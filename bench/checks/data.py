"""Parallel sentences with human references and engines' output, read from en-XX.jsonl.gz files.

Lines with an even number are for tuning the checks, lines with an odd number are held out: the bounds hold there.
"""

from __future__ import annotations

import gzip
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from translation.checks.base import Pair

Split = Literal["tuning", "held-out", "all"]
REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Line:
    """One English sentence, a person's translation of it, and what engines made of it, by engine name."""

    number: int
    source: str
    reference: str
    systems: dict[str, str]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (origin, text): the reference, then each engine's output."""
        yield REFERENCE, self.reference
        yield from self.systems.items()


@dataclass(frozen=True, slots=True)
class Corpus:
    """The lines of one language; line N says the same in all languages."""

    language: str
    lines: tuple[Line, ...]

    @property
    def pair(self) -> Pair:
        """Return the direction: the source is always English."""
        return Pair("en", self.language)

    def part(self, split: Split) -> tuple[Line, ...]:
        """Return the lines of one half, or all."""
        return self.lines if split == "all" else tuple(line for line in self.lines if half(line.number) == split)


def half(number: int) -> Split:
    """Tell which half a line belongs to."""
    return "held-out" if number % 2 else "tuning"


def read(folder: Path) -> dict[str, Corpus]:
    """Return the corpora of a folder by edition code; an empty dict if it has no en-XX.jsonl.gz files."""
    found = {}
    for path in sorted(folder.glob("en-*.jsonl.gz")):
        code = path.name.removeprefix("en-").removesuffix(".jsonl.gz")
        language = "zh-hans" if code == "zh" else code
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            found[language] = Corpus(language, tuple(_line(json.loads(line)) for line in stream))
    return found


def _line(entry: dict) -> Line:
    # Some services answer in HTML; what they wrote as &#39; is an apostrophe to every reader.
    systems = {name: inline(html.unescape(text)) for name, text in entry.get("systems", {}).items() if text.strip()}
    return Line(entry["line"], inline(entry["source"]), inline(entry["reference"]), systems)


def inline(text: str) -> str:
    """Return plain text as inline HTML. A spreadsheet's doubled quotation marks, which some files have, become one."""
    if '""' in text:
        text = text[1:-1] if text[:1] == text[-1:] == '"' else text
        text = text.replace('""', '"')
    return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
