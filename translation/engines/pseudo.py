"""Pseudolocalisation: a stand-in for an engine that shows what a translation would do to a page.

Letters get accents, words grow by about 30 %, brackets mark where a text begins and ends. Tags, entities, numbers,
product names, URLs and addresses stay byte for byte, so that every check passes. Deterministic; served only when named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from translation.engines.base import NO_BRIEF, Brief, Engine, Limits, Service
from translation.engines.text.tokens import find_protected

_ACCENTS = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz",
    "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž",
)
# What stays as it is: code and untranslated spans whole, tags, entities.
_MARKUP = re.compile(
    r"<code\b[^>]*>.*?</code>|<span\b[^>]*translate=.?no[^>]*>.*?</span>|<[^>]*>|&#?\w+;",
    re.S | re.I,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_GROWTH = 0.3


class PseudoEngine(Engine):
    name = "pseudo"
    label = "Pseudolocalisation"
    briefed = False
    limits = Limits(texts=256, characters=200_000, seconds=10)
    explicit_only = True
    local = True
    markup = "kept"
    licence = "MIT (ours)"
    tested = "itself"

    def serves(self, source: str, target: str) -> Service:
        return Service(True) if source != target else Service(False, "source and target are the same language")

    def translate(self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF) -> list[str]:
        return [_pseudo(text) for text in texts]


def _pseudo(text: str) -> str:
    kept = [match.span() for match in _MARKUP.finditer(text)]
    return f"⟦{_outside(kept, text, lambda part: _outside(find_protected(part), part, _accented))}⟧"


def _outside(kept: Sequence[tuple[int, int]], text: str, change: Callable[[str], str]) -> str:
    """Return the text with everything changed that lies outside the kept spans."""
    parts: list[str] = []
    end = 0
    for start, stop in kept:
        parts += [change(text[end:start]), text[start:stop]]
        end = stop
    return "".join([*parts, change(text[end:])])


def _accented(text: str) -> str:
    return _WORD.sub(_longer, text).translate(_ACCENTS)


def _longer(word: re.Match[str]) -> str:
    letters = word.group()
    return letters + letters[-1] * max(1, round(len(letters) * _GROWTH))
