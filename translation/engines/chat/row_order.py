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
from dataclasses import dataclass
from html import unescape
from itertools import pairwise, permutations
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
    # Of two reasons the one that is surer stands: the later of these.
    found = _by_length(rows, sources) | _by_marks(given, wanted) | _twice(rows, sources)
    foreign, fitting = _by_start(starts or {}, rows, sources)
    starts_moved = all(number in foreign for number, why in found.items() if why == WRONG_PLACE)
    found |= dict.fromkeys(foreign, WRONG_PLACE)
    if WRONG_PLACE in found.values() or (found and len(rows) < len(sources)):
        # Rows have moved: only those stay that prove where they belong, by starts if these moved with their texts.
        proven = _with_own_marks(given, wanted) | (fitting if starts_moved else set())
        found |= dict.fromkeys(rows.keys() - found.keys() - proven, UNSURE)
    return found


def _by_start(
    starts: Mapping[int, str], rows: Collection[int], sources: Mapping[int, str]
) -> tuple[set[int], set[int]]:
    """Return the ids of rows that start as another segment, not as their own, and of those that do as theirs alone."""
    letters = {number: _letters(text) for number, text in sources.items()}
    foreign, fitting = set(), set()
    for number, start in starts.items():
        said = _letters(start)
        if number not in rows or len(said) < _SHORTEST_START:
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


def _with_own_marks(given: Mapping[int, frozenset[str]], wanted: Mapping[int, frozenset[str]]) -> set[int]:
    """Return the ids of rows that have a mark which their segment alone has."""
    return {number for number, marks in given.items() if marks & _own(number, wanted)}


def _by_marks(given: Mapping[int, frozenset[str]], wanted: Mapping[int, frozenset[str]]) -> dict[int, str]:
    """Judge rows by marks of their own that they lack and marks of others that they have."""
    return {number: why for number in given if (why := _by_marks_of_one(number, given, wanted))}


def _by_marks_of_one(number: int, given: Mapping[int, frozenset[str]], wanted: Mapping[int, frozenset[str]]) -> str:
    own, foreign = _own(number, wanted), _foreign(number, given[number], wanted)
    if not foreign:
        return ""
    if own and not given[number] & own:
        return WRONG_PLACE
    if foreign.keys() - given.keys():  # a row that did not come
        return MERGED if own else WRONG_PLACE
    strong = any(len(mark) > 2 for marks in foreign.values() for mark in marks)
    return WRONG_PLACE if strong and not own else ""


def _foreign(number: int, given: frozenset[str], wanted: Mapping[int, frozenset[str]]) -> dict[int, frozenset[str]]:
    """Return by id the marks of a row that another segment alone has."""
    found = {other: given & _own(other, wanted) for other in wanted if other != number}
    return {other: marks for other, marks in found.items() if marks}


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


@dataclass(frozen=True, slots=True)
class _Lengths:
    """How long segments and their rows are, by id, and the usual logarithm of a row's length by its segment's."""

    segments: dict[int, int]
    rows: dict[int, int]
    usual: float

    def off(self, row: int, length: int) -> float:
        """Return how far a row's length is from the one that a segment's length leads one to expect."""
        return abs(log(self.rows[row] / length) - self.usual)

    def fits(self, row: int, segment: int) -> bool:
        """Tell whether a row is about as long as a translation of a segment is."""
        return self.off(row, self.segments[segment]) < _NEAR

    def holds_both(self, row: int, neighbour: int) -> bool:
        """Tell whether a row is too long for its segment, and as long as that and a neighbour's together."""
        own, other = self.segments[row], self.segments[neighbour]
        return min(own, other) >= _LONG and self.off(row, own) > log(1.4) and self.off(row, own + other) < log(1.25)


def _by_length(rows: Mapping[int, str], sources: Mapping[int, str]) -> dict[int, str]:
    """Find pairs that fit each other's length and not their own, and rows as long as two whose neighbour is absent."""
    if len(rows) < 2:
        return {}
    before = {number: _length(text) for number, text in sources.items()}
    after = {number: _length(text) for number, text in rows.items()}
    lengths = _Lengths(before, after, median(log(after[number] / before[number]) for number in rows))
    return _exchanged(lengths) | _merged(lengths)


def _exchanged(lengths: _Lengths) -> dict[int, str]:
    long = (row for row in lengths.rows if lengths.segments[row] >= _LONG)
    far = [row for row in long if lengths.off(row, lengths.segments[row]) > _FAR]
    return {
        one: WRONG_PLACE for one, other in permutations(far, 2) if lengths.fits(one, other) and lengths.fits(other, one)
    }


def _merged(lengths: _Lengths) -> dict[int, str]:
    neighbours = [pair for pair in pairwise(lengths.segments) for pair in (pair, pair[::-1])]
    return {
        row: MERGED
        for row, absent in neighbours
        if row in lengths.rows and absent not in lengths.rows and lengths.holds_both(row, absent)
    }


def _length(text: str) -> int:
    return max(1, len(_TAG.sub("", text)))
