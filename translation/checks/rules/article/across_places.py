"""Names by their place: what stands beside the same word ("Lena Veslund") in most texts, and another name in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from articles.body.plain import Span
from translation.checks.base import Finding
from translation.checks.parse.spelling import alike
from translation.checks.parse.transliteration import fold
from translation.checks.rules.article.across import MOST, Version, disagrees
from translation.checks.words.name_words import COMMON

_BEFORE = re.compile(r"(?<![A-Za-zÀ-ž])([A-ZÀ-Þ][A-Za-zÀ-ž]+)[ -]$")
_BEHIND = re.compile(r"[ -]([A-ZÀ-Þ][A-Za-zÀ-ž]+)")
_PAIR = re.compile(r"(?<![A-Za-zÀ-ž])([A-ZÀ-Þ][A-Za-zÀ-ž]+)[ -](?=([A-ZÀ-Þ][A-Za-zÀ-ž]+))")
# So many texts, the source too, must have the other name beside the same word.
_FEWEST = 3


def in_place(version: Version, texts: Sequence[Version], source: str, strangers: Sequence[Span]) -> list[Finding]:
    """Find names that no other text has and that stand beside a word where most texts have another name.

    strangers: where those names stand in the version's plain text.
    """
    found = []
    others = [one.text for one in texts if one is not version]
    for start, end in strangers:
        for beside in _beside(version.text, start, end):
            by_source, votes = _names(source, *beside), [_names(text, *beside) for text in others]
            count = Counter(name for names in (by_source, *votes) for name in names)
            name, most = max(count.items(), key=lambda item: item[1], default=("", 0))
            have = sum(bool(names) for names in (by_source, *votes))
            if most < _FEWEST or most <= MOST * have or fold(name) in COMMON:
                continue
            # There with an ending, or spelled as the language does: that is for the comparison of spellings.
            word = fold(version.text[start:end])
            if re.search(rf"\b{re.escape(fold(name))}\w{{0,4}}\b", fold(version.text)) or alike(fold(name), word):
                continue
            agree = sum(name in text for text in others)
            says = disagrees(agree, version.language, len(texts), name, version.text[start:end])
            found.append(Finding("across_names", "minor", says, target_spans=(version.plain.span(start, end),)))
            break
    return found


def _beside(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the words with a capital before and behind a place, and where the place is from them (1: behind)."""
    if before := _BEFORE.search(text, max(0, start - 40), start):
        yield before[1], 1
    if behind := _BEHIND.match(text, end):
        yield behind[1], 0


def _names(text: str, word: str, side: int) -> set[str]:
    """Return the names that stand beside a word."""
    return {pair[side] for pair in _pairs(text) if pair[1 - side] == word}


@lru_cache(maxsize=32)
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((match[1], match[2]) for match in _PAIR.finditer(text))
