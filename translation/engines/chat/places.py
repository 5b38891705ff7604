"""Rows of a chat model's answer that stand at another row's id: swapped, shifted, or two run together. Pure.

A row is known by its marks, what survives every translation: numbers of two digits or more, web addresses, product
names, tags with attributes. Rows without marks are known by their length beside the others'. What is found here may be
a mistake: such a row is asked for again alone, where no other can be mistaken for it, and is then taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from html import unescape
from math import log
from statistics import median

from translation.engines.text.tokens import protected

_TAG = re.compile(r"<[^<>]{1,4000}>")
_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
_ENDLESS = re.compile(r"&#[0-9]{20,}")  # no character; Python reads no number of more than 4,300 digits
_LONG = 25  # characters of words: shorter texts say little by their length, and may well be the same twice
_FAR, _NEAR = log(2.2), log(1.5)  # times as long, or as short, as the other rows lead one to expect
WRONG_PLACE = "the text belonged to another segment"
MERGED = "the text held another segment too"
TWICE = "the text was the same as another's"
UNSURE = "other rows stood at the wrong ids"


def misplaced(rows: Mapping[int, str], sources: Mapping[int, str]) -> dict[int, str]:
    """Return by id why rows (id: translation) seem to be another segment's. sources: every text that was asked for."""
    if len(sources) < 2:
        return {}
    wanted = {number: marks(text) for number, text in sources.items()}
    given = {number: marks(text) for number, text in rows.items()}
    found = {number: why for number in rows if (why := _by_marks(number, given[number], wanted, rows.keys()))}
    found |= _twice(rows, sources)
    found |= {number: why for number, why in _by_length(rows, sources).items() if number not in found}
    if WRONG_PLACE in found.values() or (found and len(rows) < len(sources)):
        # Rows have moved: only those stay that prove where they belong.
        sure = {number for number in rows if given[number] & _own(number, wanted)}
        found |= {number: UNSURE for number in rows if number not in found and number not in sure}
    return found


def marks(text: str) -> frozenset[str]:
    """Return what a translation of an inline HTML text must have too: numbers, addresses, product names, attributes."""
    words = unescape(_ENDLESS.sub(" ", _TAG.sub(" ", text)))
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
