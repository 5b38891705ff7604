"""The parser's result: the article's parts, and how every line was read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from articles.body.blocks import Block
from articles.importing.bylines import Credited


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one line was read. `why` is set for lines that were dropped, and only for those."""

    line: int
    taken_for: str
    text: str
    why: str = ""


@dataclass(slots=True)
class ParsedArticle:
    """An article as on its page. Texts are plain text; blocks are those of articles.body, with escaped texts.

    date is None if the page has no date line; headline_proposed: the headline is only the lead's first sentence.
    """

    language: str
    date: datetime.date | None = None
    headline: str = ""
    headline_proposed: bool = False
    credits: list[Credited] = field(default_factory=list)
    source_name: str = ""
    source_url: str = ""
    blocks: list[Block] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def dropped(self) -> list[Verdict]:
        """Return the lines that are not in the article, with why."""
        return [verdict for verdict in self.verdicts if verdict.why]

    def took(self, number: int, taken_for: str, text: str) -> None:
        """Record how a line was read."""
        self.verdicts.append(Verdict(number, taken_for, text))

    def drop(self, number: int, text: str, why: str) -> None:
        """Record that a line is not in the article."""
        self.verdicts.append(Verdict(number, "dropped", text, why))
