"""Rows of a chat model's answer that stand at another row's id: swapped, shifted, or two run together. Pure.

A row is known by its marks, what survives every translation: numbers of two digits or more, web addresses, product
names, tags with attributes. Rows without marks are known by their length beside the others', and by their start: each
row is asked to repeat the first words of its segment. A start that is another segment's tells against a row; none, or
one that is nobody's, tells nothing, since small models leave it out or translate it. What is found here may be a
mistake: such a row is asked for again alone, where no other can be mistaken for it, and is then taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from html import unescape
from math import log
from statistics import median

from translation.engines.text.invariant_tokens import protected

_TAG = re.compile(r"<[^<>]{1,4000}>")
_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
_ENDLESS = re.compile(r"&#[0-9]{20,}")  # no character; Python reads no number of more than 4,300 digits
_SHORTEST_START = 2  # letters; in Chinese, these are a word
_START_CHARACTERS = 1_000  # of a text with its tags, in which its first words are
_LONG = 25  # characters of words: shorter texts say little by their length, and may well be the same twice
_FAR, _NEAR = log(2.2), log(1.5)  # times as long, or as short, as the other rows lead one to expect
WRONG_PLACE = "the text belonged to another segment"
MERGED = "the text held another segment too"
TWICE = "the text was the same as another's"
UNSURE = "other rows stood at the wrong ids"


def misplaced(
    rows: Mapping[int, str], sources: Mapping[int, str], starts: Mapping[int, str] | None = None
) -> dict[int, str]:
    """Return by id why rows (id: translation) seem to be another segment's. sources: every text that was asked for.

    starts: what rows say are the first words of their segments, where they say it.
    """
    if len(sources) < 2:
        return {}
    wanted = {number: marks(text) for number, text in sources.items()}
    given = {number: marks(text) for number, text in rows.items()}
    found = {number: why for number in rows if (why := _by_marks(number, given[number], wanted, rows.keys()))}
    found |= _twice(rows, sources)
    found |= {number: why for number, why in _by_length(rows, sources).items() if number not in found}
    foreign, fitting = _by_start({number: start for number, start in (starts or {}).items() if number in rows}, sources)
    if any(why == WRONG_PLACE and number not in foreign for number, why in found.items()):
        fitting = set()  # this answer's starts did not move with its texts
    found |= dict.fromkeys(foreign, WRONG_PLACE)
    if WRONG_PLACE in found.values() or (found and len(rows) < len(sources)):
        # Rows have moved: only those stay that prove where they belong.
        sure = fitting | {number for number in rows if given[number] & _own(number, wanted)}
        found |= {number: UNSURE for number in rows if number not in found and number not in sure}
    return found


def _by_start(starts: Mapping[int, str], sources: Mapping[int, str]) -> tuple[set[int], set[int]]:
    """Return the ids of rows that start as another segment, not as their own, and of those that do as theirs alone."""
    letters = {number: _letters(text) for number, text in sources.items()}
    foreign, fitting = set(), set()
    for number, start in starts.items():
        said = _letters(start)
        if len(said) < _SHORTEST_START:
            continue
        others = any(text.startswith(said) for other, text in letters.items() if other != number)
        if not (letters[number].startswith(said) or said.startswith(letters[number])):
            foreign |= {number} if others else set()
        elif not others:
            fitting.add(number)
    return foreign, fitting


def _letters(text: str) -> str:
    """Return the letters and digits that an inline HTML text begins with, in lower case."""
    words = _words(text[:_START_CHARACTERS])
    return "".join(character for character in words.casefold() if character.isalnum())


def _words(text: str) -> str:
    return unescape(_ENDLESS.sub(" ", _TAG.sub(" ", text)))


def marks(text: str) -> frozenset[str]:
    """Return what a translation of an inline HTML text must have too: numbers, addresses, product names, attributes."""
    words = _words(text)
    numbers = (_digits(match) for match in _NUMBER.findall(words))
    tags = (tag for tag in _TAG.findall(text) if "=" in tag)
    return frozenset(number for number in numbers if len(number) > 1) | {*protected(words)} | {*tags}


def _digits(number: str) -> str:
    return "".join(str(unicodedata.digit(character)) for character in number if character.isdigit())


def _own(number: int, wanted: Mapping[int, frozenset[str]]) -> frozenset[str]:
    """Return the marks that one segment alone has."""
    return wanted[number].difference(*(others for other, others in wanted.items() if other != number))


def _by_marks(number: int, given: frozenset[str], wanted: Mapping[int, frozenset[str]], came: Collection[int]) -> str:
    """Judge a row by marks of its own that it lacks and marks of others that it has."""
    own = _own(number, wanted)
    foreign = [other for other in wanted if other != number and given & (_own(other, wanted))]
    if not foreign:
        return ""
    if own and not given & own:
        return WRONG_PLACE
    if any(other not in came for other in foreign):
        return MERGED if own else WRONG_PLACE
    strong = {mark for other in foreign for mark in given & _own(other, wanted) if len(mark) > 2}
    return "" if own or not strong else WRONG_PLACE


def _twice(rows: Mapping[int, str], sources: Mapping[int, str]) -> dict[int, str]:
    ids: dict[str, list[int]] = {}
    for number, text in rows.items():
        ids.setdefault(text.strip(), []).append(number)
    return {
        number: TWICE
        for text, same in ids.items()
        if len(text) >= _LONG and len({sources[number].strip() for number in same}) > 1
        for number in same
    }


def _by_length(rows: Mapping[int, str], sources: Mapping[int, str]) -> dict[int, str]:
    """Find pairs that fit each other's length and not their own, and rows as long as two whose neighbour is absent."""
    before = {number: _length(text) for number, text in sources.items()}
    after = {number: _length(text) for number, text in rows.items()}
    if len(rows) < 2:
        return {}
    usual = median(log(after[number] / before[number]) for number in rows)

    def off(row: int, segment_length: int) -> float:
        return abs(log(after[row] / segment_length) - usual)

    far = [number for number in rows if before[number] >= _LONG and off(number, before[number]) > _FAR]
    found = {
        one: WRONG_PLACE
        for one in far
        for other in far
        if one != other and off(one, before[other]) < _NEAR and off(other, before[one]) < _NEAR
    }
    numbers = list(sources)
    for place, number in enumerate(numbers):
        for absent in numbers[max(0, place - 1) : place + 2]:
            if number in rows and absent not in rows and min(before[number], before[absent]) >= _LONG:
                both = before[number] + before[absent]
                if off(number, before[number]) > log(1.4) and off(number, both) < log(1.25):
                    found[number] = MERGED
    return found


def _length(text: str) -> int:
    return max(1, len(_TAG.sub("", text)))
