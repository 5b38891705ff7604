"""Longest common subsequences in bit-parallel arithmetic: one step of integer arithmetic per entry, never more. Pure.

The state after each entry of `b` is an integer with a bit per entry of `a`: bit i is 0 where the common subsequence
with a[: i + 1] is longer than the one with a[:i] (Hyyrö 2004).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator, Sequence


def length(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """Return the length of a longest common subsequence."""
    full = (1 << len(a)) - 1
    last = deque(_states(a, b), maxlen=1)
    return (full & ~last[0]).bit_count() if last else 0


def ratio(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Return 1.0 for equal sequences, 0.0 for sequences with nothing in common."""
    return 2 * length(a, b) / (len(a) + len(b)) if a or b else 1.0


def first_pairs(a: Sequence[Hashable], b: Sequence[Hashable]) -> dict[int, int]:
    """Return one longest common subsequence as {index in a: index in b}, of several the one nearest the beginning."""
    states = [(1 << len(a)) - 1, *_states(a, b)]
    pairs = {}
    i, j = len(a) - 1, len(b)
    while i >= 0 and j:
        if states[j] >> i & 1:
            i -= 1  # a[i] adds nothing to what is common with b[:j]
            continue
        j -= 1
        if states[j] >> i & 1:
            pairs[i] = j  # only b[j] made a[i] count
            i -= 1
    return pairs


def last_pairs(a: Sequence[Hashable], b: Sequence[Hashable]) -> dict[int, int]:
    """Return one longest common subsequence as first_pairs does, of several the one nearest the end."""
    pairs = first_pairs(a[::-1], b[::-1])
    return {len(a) - 1 - i: len(b) - 1 - j for i, j in pairs.items()}


def _states(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[int]:
    places: dict[Hashable, int] = {}
    for index, entry in enumerate(a):
        places[entry] = places.get(entry, 0) | 1 << index
    state = full = (1 << len(a)) - 1
    for entry in b:
        common = state & places.get(entry, 0)
        state = (state + common | state - common) & full
        yield state
