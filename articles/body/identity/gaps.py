"""Entries between matched entries that have kept their order: equal ones there are matched by order. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from articles.body.identity.alignment import UNMATCHED, Alignment
from articles.body.identity.subsequence import first_pairs, last_pairs

SWAPPED = 2


@dataclass
class Places:
    """The positions of the free entries: the number of the gap of each old and new one, and the pairs in the same
    place.

    In the same place are the only two of a kind in a gap; or, if it has as many as before, the first and the first.
    """

    gap_old: dict[int, int] = field(default_factory=dict)
    gap_new: dict[int, int] = field(default_factory=dict)
    same: set[tuple[int, int]] = field(default_factory=set)

    def near(self, o: int, n: int) -> bool:
        """Return whether an old and a new entry are in the same gap."""
        return o in self.gap_old and self.gap_old[o] == self.gap_new.get(n)


@dataclass(frozen=True)
class _Orders:
    """Equal entries of a gap, before and now, and how they match from the beginning and from the end, by position."""

    old: list[int]
    new: list[int]
    first: dict[int, int]
    last: dict[int, int]


def match_in_gaps(alignment: Alignment, tier: int) -> None:
    """Match equal entries in a gap by their order, where there is only one way to do it."""
    for orders in _orders(alignment, tier):
        for i, j in orders.first.items():
            o, n = orders.old[i], orders.new[j]
            if orders.last.get(i) == j and alignment.free(o, n) and not alignment.disputed(o, n, tier):
                alignment.join(o, n)


def match_rows_of_equals(alignment: Alignment, tier: int) -> None:
    """Match equal entries next to each other, of which some are new or gone, by their order alone."""
    before, after = alignment.keys[tier]
    for orders in _orders(alignment, tier):
        last_of = {j: i for i, j in orders.last.items()}
        for i, j in sorted(orders.first.items(), reverse=True):
            o, n = orders.old[i], orders.new[j]
            last_o, last_n = orders.old[last_of.get(j, i)], orders.new[orders.last.get(i, j)]
            ways = [(last_o, n)] * (o != last_o and _row(before, o, last_o))
            ways += [(o, last_n)] * (n != last_n and _row(after, n, last_n))
            # An entry at the end of the row was at its end, unless it was at its beginning too.
            at_end = [way for way in ways if alignment.same_neighbour(*way, 1)]
            choices = [(o, n)] if alignment.same_neighbour(o, n, -1) else [*at_end, (o, n)]
            for way in choices if ways else []:
                if alignment.free(*way):
                    alignment.join(*way)


def places(alignment: Alignment) -> Places:
    """Return the positions of the free entries."""
    found = Places()
    for number, (old, new) in enumerate(_gaps(alignment)):
        found.gap_old |= dict.fromkeys(old, number)
        found.gap_new |= dict.fromkeys(new, number)
        for kind in {alignment.old[o].kind for o in old}:
            before = [o for o in old if alignment.old[o].kind == kind]
            after = [n for n in new if alignment.new[n].kind == kind]
            if len(before) == len(after):
                found.same |= set(zip(before, after, strict=True))
    return found


def is_reversed(alignment: Alignment) -> bool:
    """Return whether the matched entries are in the opposite order. Two of them can have been swapped as well."""
    pairs = alignment.pairs()
    count = len(_longest_rising([(o, -n) for o, n in pairs]))
    return count > SWAPPED and count >= 2 * len(_longest_rising(pairs))


def _orders(alignment: Alignment, tier: int) -> Iterator[_Orders]:
    before, after = alignment.keys[tier]
    for old, new in _gaps(alignment):
        common = {before[o] for o in old} & {after[n] for n in new} - {None}
        old, new = [o for o in old if before[o] in common], [n for n in new if after[n] in common]
        a, b = [before[o] for o in old], [after[n] for n in new]
        yield _Orders(old, new, first_pairs(a, b), last_pairs(a, b))


def _gaps(alignment: Alignment) -> list[tuple[list[int], list[int]]]:
    """Return the free entries, before and now, between two matched ones that have kept their order."""
    if alignment.finished():
        return []
    kept = _longest_rising(alignment.pairs())
    gaps: list[tuple[list[int], list[int]]] = [([], []) for _gap in range(len(kept) + 1)]
    for side, free in enumerate((alignment.free_old(), alignment.free_new())):
        ends = [pair[side] for pair in kept]
        for place in free:
            gaps[bisect_right(ends, place)][side].append(place)
    return [(old, new) for old, new in gaps if old and new]


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest sequence of pairs, which are sorted by the first number, whose second number rises too."""
    ends: list[int] = []  # the number at which the best sequence of each length ends
    at: list[int] = []  # its index in pairs
    previous = [UNMATCHED] * len(pairs)
    for index, (_first, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        previous[index] = at[length - 1] if length else UNMATCHED
        ends[length : length + 1], at[length : length + 1] = [second], [index]
    kept = []
    index = at[-1] if at else UNMATCHED
    while index != UNMATCHED:
        kept.append(pairs[index])
        index = previous[index]
    return kept[::-1]


def _row(keys: list[Hashable], one: int, other: int) -> bool:
    """Return whether two entries and all between them are equal."""
    return len(set(keys[min(one, other) : max(one, other) + 1])) == 1
