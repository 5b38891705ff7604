"""Pseudolocalisation: a stand-in for an engine that shows what a translation would do to a page.

Letters get accents, words grow by about 30 %, brackets mark where a text begins and ends. Tags, entities, numbers,
product names, URLs and addresses stay byte for byte, so that every check passes. Deterministic; served only when named;
never published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from translation.engines.base import NO_BRIEF, Brief, Engine, Limits, Service
from translation.engines.reply import Call, Reply
from translation.engines.text.invariant_tokens import find_protected

_ACCENTS = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz",
    "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž",
)
# What stays as it is: code and untranslated spans whole, tags, entities.
_MARKUP = re.compile(
    r"<code\b[^<>]*>.*?</code>|<span\b[^<>]*translate=.?no[^<>]*>.*?</span>|<[^<>]*>|&#?\w+;",
    re.S | re.I,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_GROWTH = 0.3
_BRACKETS = "⟦⟧"
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


class PseudoEngine(Engine):
    name = "pseudo"
    label = "Pseudolocalisation"
    briefed = False
    limits = Limits(texts=256, characters=200_000, seconds=10)
    explicit_only = True
    publishable = False
    local = True

    def serves(self, source: str, target: str) -> Service:
        return Service(True) if source != target else Service(False, "source and target are the same language")

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        return (call or Call()).reply([_pseudo(text) for text in texts])


def is_left(source: str, target: str) -> bool:
    """Tell whether a target still shows what this engine wrote of its source: a bracket, or a word of four letters."""
    if any(target.count(bracket) > source.count(bracket) for bracket in _BRACKETS):
        return True
    words = set(_LONG_WORD.findall(target)) - set(_LONG_WORD.findall(source))
    return bool(words) and not words.isdisjoint(_LONG_WORD.findall(_pseudo(source)))


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
