"""How near two spellings in Latin letters are: letter by letter, unlike transliteration.apart, which goes by sound."""

from __future__ import annotations

from functools import lru_cache

# So many of a name's letters may differ in another language's spelling: Drukgyal, Drukyel.
_SHARE = 0.34
# So many more a word may have, for its ending.
_TAIL = 4


@lru_cache(maxsize=16384)
def edits(name: str, word: str) -> int:
    """Return how many letters to change, leave out or add to turn a name into a word's beginning."""
    word = word[: len(name) + 3]
    row = list(range(len(word) + 1))
    for place, letter in enumerate(name, 1):
        last, row[0] = row[0], place
        for index, other in enumerate(word, 1):
            last, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, last + (letter != other))
    return min(row)


def alike(name: str, word: str) -> bool:
    """Tell whether a word may be another spelling of a name, with an ending or without; both folded."""
    return len(word) - len(name) <= _TAIL and edits(name, word) <= max(1, int(_SHARE * len(name)))


def nearer(word: str, one: str, other: str) -> bool:
    """Tell whether a word is nearer to the first of two names than to the second; all folded."""
    return edits(one, word) * len(other) < edits(other, word) * len(one)
