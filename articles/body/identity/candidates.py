"""Which old entries are worth comparing with a new one: a bound on the work, linear in the number of entries. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from heapq import nlargest

from articles.body.identity.entries import Entry

# Old entries that are compared with a new one, of those that share its rarest words, and how many sharings are counted
# to find them. An article of a hundred blocks is far below this.
COMPARED, COUNTED = 12, 2000
# For short texts parts of words are compared too: a respelled word shares no whole word.
SHORT = 3
LETTERS = 40


class Candidates:
    """An index of old entries by their words."""

    def __init__(self, old: Sequence[Entry]) -> None:
        self._index: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
        for place, entry in enumerate(old):
            for feature in _features(entry):
                self._index[entry.kind, feature].append(place)

    def of(self, entry: Entry, place: int, among: Sequence[set[int]]) -> list[set[int]]:
        """Return the old entries that share most with a new one, for each of several sets of them.

        place: the new one's, to choose the nearest of those that share as much.
        """
        postings = sorted((self._index.get((entry.kind, feature), []) for feature in _features(entry)), key=len)
        shared: Counter[int] = Counter()
        counted = 0
        for posting in postings:
            if counted and counted + len(posting) > COUNTED:
                break
            shared.update(posting)
            counted += len(posting)

        def most(some: Iterable[int]) -> set[int]:
            return set(nlargest(COMPARED, some, key=lambda o: (shared[o], -abs(o - place))))

        return [most(shared.keys() & some) for some in among]


def _features(entry: Entry) -> set[Hashable]:
    features = set(entry.words)
    if entry.text and len(entry.words) <= SHORT:
        padded = f" {entry.text.casefold()} "[:LETTERS]
        features |= {padded[index : index + 3] for index in range(len(padded) - 2)}
    if entry.picture is not None:
        features.add(("picture", entry.picture))
    return features
