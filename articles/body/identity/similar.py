"""Which old entry a changed one was: the best pair of all first, and none if two are equally good. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from articles.body.identity import subsequence, words
from articles.body.identity.alignment import TEXTS, Alignment
from articles.body.identity.candidates import Candidates
from articles.body.identity.entries import Entry
from articles.body.identity.gaps import places
from articles.body.identity.likeness import Place, likeness, same, weights

# What a neighbour adds to likeness: enough to decide between equals.
NEIGHBOUR = 0.04
# Two texts are parts of a third if this share of each is in it, and they have this share in common with it together.
INSIDE, TOGETHER = 0.9, 0.8
# The second part keeps the identity only if it has this much more of the whole.
CLEARLY_MORE = 0.2
# Parts may have others between them: a picture put into the middle of a paragraph.
APART = 3
_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new entry. alike: their likeness. score: the same with what their neighbours add.

    good: whether the new one can be the old one, edited.
    """

    alike: float
    score: float
    good: bool


Pairs = dict[tuple[int, int], Pair]


def match_similar(alignment: Alignment, *, last: bool = False) -> None:
    """Match the rest by likeness, the best pair of all first.

    Old entries with an equal new one are postponed until their neighbours are known. last: postpone no longer.
    """
    if alignment.finished():
        return
    pairs = dict(_Search(alignment, last=last).pairs())
    _first_parts(alignment, pairs)
    excluded: set[tuple[str, int]] = set()
    best_first = sorted(pairs, key=lambda place: -pairs[place].score)
    for _score, group in groupby(best_first, key=lambda place: round(pairs[place].score / _EQUAL)):
        equals = [(o, n) for o, n in group if alignment.open(o, n) and not {("old", o), ("new", n)} & excluded]
        counts = Counter(("old", o) for o, _n in equals) + Counter(("new", n) for _o, n in equals)
        for o, n in equals:
            if not pairs[o, n].good or not alignment.free(o, n):
                excluded.add(("new", n))  # it is no entry that it is less like
            elif counts["old", o] == counts["new", n] == 1:
                alignment.join(o, n)
            else:  # two are equally good
                excluded |= {("old", o), ("new", n)}


class _Search:
    """Compares the free entries of an alignment."""

    def __init__(self, alignment: Alignment, *, last: bool) -> None:
        self.alignment = alignment
        self.places = places(alignment)
        self.candidates = Candidates(alignment.old)
        self.weight = weights(alignment.old, alignment.new)
        self.new = [n for n in alignment.free_new() if alignment.changed(n)]
        self.free = set(alignment.free_old())
        before, after = alignment.keys[TEXTS]
        now = {after[n] for n in alignment.free_new()}
        self.equal = {o for o in self.free if before[o] in now}
        self.waiting = set() if last else self.equal
        self.matched = {o for o, _n in alignment.pairs()}

    def pairs(self) -> Iterator[tuple[tuple[int, int], Pair]]:
        here = defaultdict(set)
        for o, n in self.places.same:
            here[n].add(o)
        for n in self.new:
            free, matched = self.candidates.of(self.alignment.new[n], n, [self.free, self.matched])
            others = [(self._alike(o, n), self.alignment.support(o, n)) for o in matched]
            for o in (here[n] & self.free) | free:
                pair = self._pair(o, n)
                yield (o, n), replace(pair, good=False) if self._is_copy(o, n, pair, others) else pair

    def _is_copy(self, o: int, n: int, pair: Pair, others: list[tuple[float, float]]) -> bool:
        """Return whether the new entry is more like an existing one: it is an edited copy of that one.

        others: likeness and support of those. If it is as much like one of them, the neighbours decide.
        """
        own = self.alignment.support(o, n)
        decided = pair.score > pair.alike
        return any(
            alike > pair.score or (alike >= pair.alike and (support > own or (support == own and not decided)))
            for alike, support in others
        )

    def _alike(self, o: int, n: int) -> float:
        return likeness(self.alignment.old[o], self.alignment.new[n])

    def _pair(self, o: int, n: int) -> Pair:
        place = Place((o, n) in self.places.same, self.places.near(o, n))
        beside = self.alignment.same_neighbour(o, n, -1) + self.alignment.same_neighbour(o, n, 1)
        good = same(self.alignment.old[o], self.alignment.new[n], place, self.weight)
        alike = self._alike(o, n)
        good = good and o not in self.waiting and (beside > 0 or o not in self.equal)
        return Pair(alike, alike + NEIGHBOUR * (place.same + beside), good)


def _first_parts(alignment: Alignment, pairs: Pairs) -> None:
    """Let the first part of a split text be that text, and a merged text the first of its parts.

    Likeness alone would choose the longer part.
    """
    old, new = alignment.old, alignment.new
    for o, n in list(pairs):
        if not old[o].divisible:
            continue
        for step in range(1, APART + 1):
            if (o, n + step) in pairs and _are_parts(new[n], new[n + step], old[o]):
                _choose_part(pairs, (o, n), (o, n + step))
            if (o + step, n) in pairs and _are_parts(old[o], old[o + step], new[n]):
                _choose_part(pairs, (o, n), (o + step, n))


def _choose_part(pairs: Pairs, first: tuple[int, int], second: tuple[int, int]) -> None:
    kept, lost = first, second
    if pairs[second].score > pairs[first].score + CLEARLY_MORE:
        kept, lost = second, first
    pairs[kept] = Pair(1.0, 1.0, good=True)
    pairs[lost] = replace(pairs[lost], good=False)


def _are_parts(first: Entry, second: Entry, whole: Entry) -> bool:
    """Return whether two texts are one text, divided: each is in it, and together they are it."""
    inside = (subsequence.length(part.words, whole.words) / max(1, len(part.words)) for part in (first, second))
    return min(inside) >= INSIDE and words.in_order(first.words + second.words, whole.words) >= TOGETHER
