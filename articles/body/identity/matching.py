"""Old and new entries, matched: the steps in their order. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from articles.body.identity.alignment import Alignment
from articles.body.identity.entries import Entry
from articles.body.identity.gaps import is_reversed, match_in_gaps, match_rows_of_equals
from articles.body.identity.similar import match_similar

# Tiers of an entry's keys: all that is written, and the texts alone.
WRITTEN, TEXTS = 0, 1

Pairs = list[tuple[int, int]]


def aligned(old: Sequence[Entry], new: Sequence[Entry]) -> Pairs:
    """Return (old index, new index) of the entries that are the same, each once."""
    alignment = _begun(old, new)
    if not is_reversed(alignment):
        return _ended(alignment)
    return [(o, len(new) - 1 - n) for o, n in _ended(_begun(old, new[::-1]))]


def _begun(old: Sequence[Entry], new: Sequence[Entry]) -> Alignment:
    """Match what is unique, and what was edited: equal entries are told apart by these neighbours."""
    alignment = Alignment(old, new)
    for tier in range(TEXTS, alignment.tiers):
        alignment.match_unique(tier)
    match_similar(alignment)
    return alignment


def _ended(alignment: Alignment) -> Pairs:
    """Match equal entries by their neighbours, then what is left: by likeness, and by order."""
    _by_neighbours(alignment)
    # Equal texts of which one is in bold now are told apart by their neighbours first, then by the bold.
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
    for tier in range(alignment.tiers):
        alignment.match_by_neighbours(tier)


def _in_gaps(alignment: Alignment) -> None:
    for tier in range(alignment.tiers):
        match_in_gaps(alignment, tier)
        _by_neighbours(alignment)
