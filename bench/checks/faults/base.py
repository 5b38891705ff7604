"""What a seeded fault is made from and what it yields; words and places in texts with and without spaces."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# Scripts that write no spaces between words.
UNSPACED = frozenset({"zh-hans", "ja"})
STOPS = ".!?。！？…।"
_CLOSERS = "\"”“»«’'」』)）]"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence and its translation. others: the same sentence in other target languages, by edition code."""

    source: str
    target: str
    language: str
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seeded:
    """A segment before and after a fault; source and before may have been prepared (an identifier put into both)."""

    source: str
    before: str
    after: str


# Returns None where the segment has no place for the fault.
Seed = Callable[[Segment, random.Random], Seeded | None]


def words(text: str) -> list[re.Match[str]]:
    """Return the words of a text, by spaces and punctuation; none of them inside an entity."""
    return [match for match in _WORD.finditer(text) if text[match.start() - 1 : match.start()] != "&"]


def gaps(text: str, language: str) -> list[int]:
    """Return places where a word could be put: before a word, or between two signs of an unspaced script."""
    if language in UNSPACED:
        return [
            place for place in range(2, len(text) - 1) if text[place - 1] > "\u2e7f" and text[place].isalpha()
            and text[place] > "\u2e7f"
        ]  # fmt: skip
    return [match.start() for match in words(text)[1:] if text[match.start() - 1] == " "]


def put(text: str, language: str, new: str, pick: random.Random) -> str | None:
    """Put a word into a text at a random place; None where there is none."""
    places = gaps(text, language)
    if not places:
        return None
    place = pick.choice(places)
    return f"{text[:place]}{new}{'' if language in UNSPACED else ' '}{text[place:]}"


def bare_end(text: str) -> str:
    """Return a text without its stop and what closes behind it."""
    return text.rstrip(STOPS + _CLOSERS + " ,;:–—-、，；：·")


def ends(text: str) -> bool:
    """Tell whether a text ends with a stop, quotation marks aside."""
    return text.rstrip(_CLOSERS + " ")[-1:] in tuple(STOPS)
