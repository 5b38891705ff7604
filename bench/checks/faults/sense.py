"""Faults that leave a sound sentence behind: a name replaced, a negation dropped (hard)."""

from __future__ import annotations

import random
import re

from bench.checks.faults.base import Seeded, Segment

_NAMES = ("Halvorsen", "Okonkwo", "Marchetti", "Lindqvist", "Petrosyan", "Yamaguchi", "Baptiste", "Novak")
# In Latin letters, also between the signs of another script and before a hyphen.
_NAME = re.compile(r"(?<![A-Za-zÀ-ž])[A-Z][a-zÀ-ž]{3,}(?![A-Za-zÀ-ž])")
_NOT = re.compile(r"\b(?:not|never|cannot|nor|\w+n[’']t)\b", re.I)
# Words that turn a sentence around when they are gone; (what to look for, what stays).
_NEGATIONS: dict[str, tuple[str, str]] = {
    "de": (r"\b(?:nicht|nie|niemals) ", ""), "fr": (r"\bne (\w+) pas\b", r"\1"), "it": (r"\b[Nn]on ", ""),
    "es": (r"\b[Nn]o ", ""), "pt": (r"\b[Nn]ão ", ""), "ru": (r"\b[Нн]е ", ""), "el": (r"\b[Δδ]εν ", ""),
    "fi": (r"\b(?:ei|eivät) ", ""), "id": (r"\b[Tt]idak ", ""), "zh-hans": ("不|没有|没", ""),
    "ja": ("ません", "ます"), "ko": (r"지 않(?=[았는다고을아])", "지 "),
}  # fmt: skip


def name_replaced(segment: Segment, pick: random.Random) -> Seeded | None:
    """Put another name for one that both texts write the same (hard)."""
    theirs = {match[0] for match in _NAME.finditer(segment.source) if match.start()}
    found = [match for match in _NAME.finditer(segment.target) if match[0] in theirs]
    if not found:
        return None
    match = pick.choice(found)
    text = segment.target
    return Seeded(segment.source, text, text[: match.start()] + pick.choice(_NAMES) + text[match.end() :])


def negation_dropped(segment: Segment, pick: random.Random) -> Seeded | None:
    """Leave out the word that says no (hard)."""
    if not _NOT.search(segment.source):
        return None
    pattern, stays = _NEGATIONS[segment.language]
    after = re.sub(pattern, stays, segment.target, count=1)
    return Seeded(segment.source, segment.target, after) if after != segment.target else None
