"""Old and new entries, matched: the steps in their order. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articles.body.identity.alignment import TEXTS, WRITTEN, Alignment
from articles.body.identity.entries import Entry
from articles.body.identity.gaps import is_reversed, match_in_gaps, match_rows_of_equals
from articles.body.identity.similar import match_similar

Pairs = list[tuple[int, int]]


def aligned(old: Sequence[Entry], new: Sequence[Entry]) -> Pairs:
    """Return (old index, new index) of the entries that are the same, each once."""
    alignment = Alignment(old, new)
    _unique(alignment)
    # Edited entries are also matched by place, which is another one in a list that was reversed.
    turned = is_reversed(alignment)
    match_similar(alignment)
    if not turned and not is_reversed(alignment):
        return _ended(alignment)
    alignment = Alignment(old, new[::-1])
    _unique(alignment)
    match_similar(alignment)
    return [(o, len(new) - 1 - n) for o, n in _ended(alignment)]


def _unique(alignment: Alignment) -> None:
    """Match entries that occur once before and once now: as neighbours they identify equal entries."""
    for tier in range(TEXTS, alignment.tiers):
        alignment.match_unique(tier)


def _ended(alignment: Alignment) -> Pairs:
    """Match equal entries by their neighbours, then the rest by likeness and by order."""
    _by_neighbours(alignment)
    # Equal texts of which one is in bold now are identified by their neighbours first, then by the bold.
    alignment.match_unique(WRITTEN)
    _by_neighbours(alignment)
    match_similar(alignment)
    _by_neighbours(alignment)
    _in_gaps(alignment)
    match_similar(alignment, last=True)
    _by_neighbours(alignment)
    _in_gaps(alignment)
    for tier in range(TEXTS, alignment.tiers):
        match_rows_of_equals(alignment, tier)
    return alignment.pairs()


def _by_neighbours(alignment: Alignment) -> None:
    for tier in _tiers(alignment):
        alignment.match_by_neighbours(tier)


def _in_gaps(alignment: Alignment) -> None:
    for tier in _tiers(alignment):
        match_in_gaps(alignment, tier)
        _by_neighbours(alignment)


def _tiers(alignment: Alignment) -> Iterator[int]:
    """Yield the tiers; bold only decides between texts with otherwise equal evidence."""
    yield from range(TEXTS, alignment.tiers)
    yield WRITTEN
