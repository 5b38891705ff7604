"""Sentences with a human translation, and tags put into them by a seed, where it can be told what they should hold."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"(?<![.!?\w] )(?<!^)\b[A-Z][\w'-]*(?: [A-Z][\w'-]*)*|\b\d[\d.,:]*\d\b")
_AFTER_ARTICLE = re.compile(r"(?<![\w'-])(?:the|an?) ([A-Za-z'-]{4,})(?: [A-Za-z'-]{4,})?(?![\w'-])", re.I)
_OPENINGS = ('<a href="https://example.org/{}">', "<strong>", "<em>", '<span translate="no">')
ARTICLE = "with an article"
MOST = 3  # tags in a sentence


@dataclass(frozen=True)
class Tag:
    """A tag over words of a source. expected: what it should hold in the translation, without an article if kind is
    ARTICLE."""

    start: int
    end: int
    opening: str
    expected: str
    kind: str

    @property
    def closing(self) -> str:
        return f"</{self.opening[1:].partition(' ')[0].rstrip('>')}>"


@dataclass(frozen=True)
class Row:
    source: str
    reference: str
    tags: tuple[Tag, ...] = ()

    @property
    def marked(self) -> str:
        """The source as inline HTML."""
        parts, at = [], 0
        for tag in self.tags:
            parts += [self.source[at : tag.start], tag.opening, self.source[tag.start : tag.end], tag.closing]
            at = tag.end
        return "".join([*parts, self.source[at:]])


def sentences(folder: str, target: str, count: int = 0) -> list[Row]:
    """Return the sentences of a folder's en-XX.jsonl.gz that hold no markup of their own."""
    with gzip.open(Path(folder) / f"en-{target}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [Row(row["source"].strip(), row["reference"].strip()) for row in map(json.loads, lines)]
    rows = [row for row in rows if not re.search("[<>&]", row.source)]
    return rows[:count] if count else rows


def inject(rows: list[Row], alone: Callable[[str], str], seed: int) -> list[Row]:
    """Return the rows that tags could be put into.

    Names and numbers that the reference has too, as they are, half of them as translate="no"; and phrases of one to
    four words whose own translation stands in the reference exactly once, as whole words, so that it can be told where
    they belong. Of a phrase that begins with an article, that is asked of the rest: in the sentence the article may be
    another or part of a word ("the virus" is "o vírus" alone, "do vírus" after a preposition).
    """
    rng = random.Random(seed)
    found = []
    for row in rows:
        spots = [_name(row, match) for match in _NAME.finditer(row.source)] + _phrases(row, alone, rng)
        spots += _with_article(row, alone)
        rng.shuffle(spots)
        chosen: list[Tag] = []
        for spot in filter(None, spots):
            if len(chosen) < MOST and all(spot.end < tag.start or tag.end < spot.start for tag in chosen):
                chosen.append(_tagged(spot, len(chosen), rng))
        if chosen:
            found.append(Row(row.source, row.reference, tuple(sorted(chosen, key=lambda tag: tag.start))))
    return found


def _name(row: Row, match: re.Match[str]) -> Tag | None:
    once = row.source.count(match.group()) == 1 and row.reference.count(match.group()) == 1
    return Tag(match.start(), match.end(), "", match.group(), "name or number") if once else None


def _phrases(row: Row, alone: Callable[[str], str], rng: random.Random) -> list[Tag | None]:
    words = list(re.finditer(r"(?<!\w)[A-Za-z'-]+(?!\w)", row.source))
    spots: list[Tag | None] = []
    for _ in range(4):
        first = rng.randrange(len(words))
        last = min(len(words) - 1, first + rng.randrange(4))
        text = row.source[words[first].start() : words[last].end()]
        if len(text) < 5 or not re.fullmatch(r"[A-Za-z' -]+", text) or row.source.count(text) != 1:
            continue
        if re.match(r"(?:the|an?)\b", text, re.I):  # these are asked in another way
            continue
        expected = alone(text).strip(" .")
        if _stands_once(expected, row.reference):
            spots.append(Tag(words[first].start(), words[last].end(), "", expected, "phrase"))
    return spots


def _with_article(row: Row, alone: Callable[[str], str]) -> list[Tag | None]:
    """Return spots over an article and the two words or the one after it."""
    spots: list[Tag | None] = []
    for match in _AFTER_ARTICLE.finditer(row.source):
        for end in sorted({match.end(), match.end(1)}, reverse=True):
            expected = alone(row.source[match.start(1) : end]).strip(" .")
            if row.source.count(row.source[match.start() : end]) == 1 and _stands_once(expected, row.reference):
                spots.append(Tag(match.start(), end, "", expected, ARTICLE))
                break
    return spots


def _stands_once(words: str, text: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.I)) == 1


def _tagged(spot: Tag, number: int, rng: random.Random) -> Tag:
    choices = _OPENINGS if spot.kind == "name or number" else _OPENINGS[:3]
    weights = (1, 1, 1, 3)[: len(choices)]
    opening = rng.choices(choices, weights)[0].format(number)
    return Tag(spot.start, spot.end, opening, spot.expected, "kept" if "translate" in opening else spot.kind)
