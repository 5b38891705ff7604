"""Pairs of old and new entries: unique ones, and equal ones that have the same neighbours. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from heapq import heappop, heappush

from articles.body.identity.entries import Entry

UNMATCHED = -1
# Tiers of an entry's keys: the whole content, and the texts alone; others are looser.
WRITTEN, TEXTS = 0, 1
# How much a neighbour supports a pair. A text follows from the one before it, so that one counts most. Neighbours that
# have changed sides, as where two blocks were swapped, count only if both have, and none is where it was. A neighbour
# whose own words are there twice counts half.
BEFORE, AFTER, CHANGED = 16, 12, 2
ENOUGH = 2 * CHANGED


class Alignment:
    """Each entry is in one pair at most. new_of and old_of hold the partner's index, or UNMATCHED."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.old, self.new = old, new
        self.new_of, self.old_of = [UNMATCHED] * len(old), [UNMATCHED] * len(new)
        self.tiers = max((len(entry.keys) for entry in (*old, *new)), default=2)
        self.keys = [(_keys(old, tier), _keys(new, tier)) for tier in range(self.tiers)]
        self._counts = [Counter(keys) for keys in self.keys[TEXTS]]
        # How many more of each text there were before: so many can have been changed, the others are still there.
        self._fewer = Counter(self.keys[TEXTS][0])
        self._fewer.subtract(self._counts[1])

    def join(self, o: int, n: int) -> None:
        self.new_of[o], self.old_of[n] = n, o
        if not self._equal(o, n):
            self._fewer[self.keys[TEXTS][0][o]] -= 1

    def pairs(self) -> list[tuple[int, int]]:
        """Return what is matched, in the old order."""
        return [(o, n) for o, n in enumerate(self.new_of) if n != UNMATCHED]

    def finished(self) -> bool:
        """Return whether nothing is left to match on one side."""
        return UNMATCHED not in self.new_of or UNMATCHED not in self.old_of

    def open(self, o: int, n: int) -> bool:
        """Return whether there are such entries, and neither is matched."""
        inside = 0 <= o < len(self.old) and 0 <= n < len(self.new)
        return inside and self.new_of[o] == UNMATCHED and self.old_of[n] == UNMATCHED

    def free(self, o: int, n: int) -> bool:
        """Return whether two entries should and may be matched: a text that exists unchanged is no other one."""
        return self.open(o, n) and (self._equal(o, n) or (self._fewer[self.keys[TEXTS][0][o]] > 0 and self.changed(n)))

    def changed(self, n: int) -> bool:
        """Return whether a new entry has a text that none had: it is neither an existing entry nor a copy."""
        return self.keys[TEXTS][1][n] not in self._counts[0]

    def _equal(self, o: int, n: int) -> bool:
        before, after = self.keys[TEXTS]
        return before[o] == after[n]

    def free_old(self) -> list[int]:
        return [o for o, n in enumerate(self.new_of) if n == UNMATCHED]

    def free_new(self) -> list[int]:
        return [n for n, o in enumerate(self.old_of) if o == UNMATCHED]

    def match_unique(self, tier: int) -> None:
        """Match entries that occur once before and once now, in any place."""
        before, after = self.keys[tier]
        count_before, count_after = Counter(before), Counter(after)
        place = {key: n for n, key in enumerate(after)}
        for o, key in enumerate(before):
            if key and count_before[key] == count_after[key] == 1 and self.free(o, place[key]):
                self.join(o, place[key])

    def match_by_neighbours(self, tier: int) -> None:
        """Match equal entries that have matched neighbours, those with most support first; they support others then."""
        before, after = self.keys[tier]
        waiting: list[tuple[float, int, int]] = []

        def add(o: int, n: int) -> None:
            for old, new in ((o + 1, n + 1), (o - 1, n - 1), (o + 1, n - 1), (o - 1, n + 1)):
                if self.free(old, new) and before[old] and before[old] == after[new]:
                    heappush(waiting, (-self.support(old, new), new, old))

        for o, n in [] if self.finished() else self.pairs():
            add(o, n)
        while waiting:
            support, n, o = heappop(waiting)
            if -support >= ENOUGH and self.free(o, n) and not self.disputed(o, n, tier):
                self.join(o, n)
                add(o, n)

    def support(self, o: int, n: int) -> float:
        """Return how much the neighbours support a pair, 0 for not at all."""
        total = 0.0
        for step, weight in ((-1, BEFORE), (1, AFTER)):
            for side, counts in ((step, weight), (-step, CHANGED)):
                old, new = o + step, n + side
                if 0 <= old < len(self.old) and new >= 0 and self.new_of[old] == new:
                    total += counts if self._unique(old, new) else counts / 2
        return total

    def _unique(self, o: int, n: int) -> bool:
        (old, new), (before, after) = self.keys[TEXTS], self._counts
        return before[old[o]] == after[new[n]] == 1

    def disputed(self, o: int, n: int, tier: int) -> bool:
        """Return whether another pair with an equal entry has as much support, even if that entry is matched by now."""
        before, after = self.keys[tier]
        own = self.support(o, n)
        if own <= AFTER and self._at_equal_edge(o, n, tier):
            return True
        rivals = {(old, n) for side in (n - 1, n + 1) for old in _beside(self.old_of, side)}
        rivals |= {(o, new) for side in (o - 1, o + 1) for new in _beside(self.new_of, side)}
        return any(
            self._rivals(old, new, own)
            for old, new in rivals - {(o, n)}
            if old < len(before) and new < len(after) and before[old] == after[new] == before[o]
        )

    def _rivals(self, o: int, n: int, support: float) -> bool:
        """Return whether a pair has as much support. Neighbours that changed sides do not count for what is matched."""
        own = self.support(o, n)
        return own >= max(support, 1) and (own >= AFTER / 2 or self.free(o, n))

    def same_neighbour(self, o: int, n: int, step: int) -> bool:
        """Return whether both have the same neighbour on a side (step -1 or 1), or both have none."""
        old, new = o + step, n + step
        if old in (-1, len(self.old)):
            return new == (-1 if old < 0 else len(self.new))
        return new >= 0 and self.new_of[old] == new

    def _at_equal_edge(self, o: int, n: int, tier: int) -> bool:
        """Return whether exactly one of two entries is the first or the last, and equal entries are there."""
        before, after = self.keys[tier]
        first = (o == 0) != (n == 0) and before[0] == after[0]
        return first or ((o == len(before) - 1) != (n == len(after) - 1) and before[-1] == after[-1])


def _beside(partners: list[int], index: int) -> list[int]:
    """Return the indexes beside an entry's partner."""
    partner = partners[index] if 0 <= index < len(partners) else UNMATCHED
    return [place for place in (partner - 1, partner + 1) if place >= 0] if partner != UNMATCHED else []


def _keys(entries: Sequence[Entry], tier: int) -> list[Hashable]:
    """Return the key of each entry at a tier, with its kind; None where it has none."""
    keys = [entry.keys[tier] if tier < len(entry.keys) else None for entry in entries]
    return [None if key is None else (entry.kind, key) for key, entry in zip(keys, entries, strict=True)]
