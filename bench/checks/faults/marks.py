"""Faults in quotation marks: one of a pair is lost."""

from __future__ import annotations

import random
import re

from bench.checks.faults.base import UNSPACED, Seeded, Segment, gaps, words

_MARKS = re.compile('[„“”"«»「」『』]')
# What each edition writes; English for the source.
QUOTES: dict[str, tuple[str, str]] = {
    "en": ("“", "”"), "de": ("„", "“"), "fr": ("« ", " »"), "ru": ("«", "»"), "it": ("«", "»"), "es": ("«", "»"),
    "el": ("«", "»"), "pt": ("“", "”"), "id": ("“", "”"), "fi": ("”", "”"), "zh-hans": ("“", "”"),
    "ja": ("「", "」"), "ko": ("“", "”"),
}  # fmt: skip


def quote_lost(segment: Segment, pick: random.Random) -> Seeded | None:
    """Lose one mark of a pair: one that is there, else one of a pair put around some words of both texts."""
    found = [match.start() for match in _MARKS.finditer(segment.target)]
    if found:
        if len(found) % 2 or not _MARKS.search(segment.source):
            return None
        place = pick.choice(found)
        return Seeded(segment.source, segment.target, segment.target[:place] + segment.target[place + 1 :])
    if _MARKS.search(segment.source):
        return None
    source, target = _quoted(segment.source, "en", pick), _quoted(segment.target, segment.language, pick)
    if source is None or target is None:
        return None
    (before, opening, closing) = target
    after = before.replace(*pick.choice(((opening, ""), (closing, ""))), 1) if opening != closing else (
        before.replace(opening, "", 1))  # fmt: skip
    return Seeded(source[0], before, after)


def _quoted(text: str, language: str, pick: random.Random) -> tuple[str, str, str] | None:
    places = gaps(text, language)
    ends = places[2:] if language in UNSPACED else [match.end() for match in words(text)]
    if len(places) < 4:
        return None
    start = pick.choice(places[: len(places) // 2])
    after = [end for end in ends if end > start + 3]
    if not after:
        return None
    end = pick.choice(after)
    opening, closing = QUOTES[language]
    return f"{text[:start]}{opening}{text[start:end]}{closing}{text[end:]}", opening, closing
