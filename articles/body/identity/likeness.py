"""Whether a new entry can be an old one, edited, and how alike they are. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from articles.body.identity import subsequence, words
from articles.body.identity.entries import Entry

# Required weight of the common words: between the same neighbours, if others are possible, and elsewhere.
TELLING, TELLING_MOVED = 0.5, 0.65
# This share of common words is enough in any place.
MOST = 0.8
# The number of common short texts that identifies a moved list or table.
PARTS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """The positions of an old and a new entry. same: the same place. near: between the same neighbours, with others."""

    same: bool
    near: bool


def weights(old: Sequence[Entry], new: Sequence[Entry]) -> Mapping[Hashable, float]:
    """Return the weight of each word: a word of many entries is weak evidence."""
    before, after = (Counter(word for entry in entries for word in set(entry.words)) for entries in (old, new))
    return {word: 1 / max(before[word], after[word]) for word in before | after}


def likeness(before: Entry, after: Entry) -> float:
    """Return how alike two entries are, 0.0 to 1.5."""
    share = _with_speaker(before, after) if before.kind == "quote" else _in_common(before, after)
    letters = words.by_letters(before.text, after.text) if before.text else None
    return 0.75 * share + 0.25 * (share if letters is None else letters) + 0.5 * _one_picture(before, after)


def same(before: Entry, after: Entry, place: Place, weight: Mapping[Hashable, float]) -> bool:
    """Return whether a new entry can be an old one that was edited.

    In the same place half of the words are enough. Elsewhere these must distinguish it from others: lines of a list of
    scores have half of their words in common.
    """
    if place.same and _same_by_place(before, after):
        return True
    if before.kind in ("list", "table") and _same_parts(before, after, moved=not place.same):
        return True
    if _one_picture(before, after):
        return _kept_a_text(before, after)
    if _other_second_text(before, after) and not (place.same and before.kind == "quote"):
        return False
    return _same_words(before, after, place, weight) or bool(before.text and words.respelled(before.text, after.text))


def _same_by_place(before: Entry, after: Entry) -> bool:
    return before.column or (words.figures(before.text) and words.figures(after.text))


def _other_second_text(before: Entry, after: Entry) -> bool:
    """Return whether the speaker of a quote, or a picture's description, would become another's."""
    return bool(before.more) and not words.alike(before.more, after.more)


def _same_words(before: Entry, after: Entry, place: Place, weight: Mapping[Hashable, float]) -> bool:
    share = _in_common(before, after)
    if before.kind == "figure" and before.text:  # an added alt does not reduce the caption's likeness
        share = max(share, words.in_order(words.words(before.text), words.words(after.text)))
    if share < words.ALIKE:
        return False
    bar = TELLING if place.near else TELLING_MOVED
    return place.same or share >= MOST or words.by_weight(before.words, after.words, weight) >= bar


def _in_common(before: Entry, after: Entry) -> float:
    compare = words.in_any_order if before.parts else words.in_order
    return compare(before.words, after.words)


def _with_speaker(before: Entry, after: Entry) -> float:
    """Return the share of words in common in two quotes and their attributions."""
    one, other = words.words(before.more), words.words(after.more)
    common = subsequence.length(before.words, after.words) + subsequence.length(one, other)
    return 2 * common / (len(before.words) + len(after.words) + len(one) + len(other))


def _same_parts(before: Entry, after: Entry, *, moved: bool) -> bool:
    """Return whether two lists or tables have more than half of their texts in common.

    moved: then short texts count only in number: two tables of Yes and No have half of them in common by chance.
    """
    common = set(before.parts) & set(after.parts)
    telling = not moved or len(common) >= PARTS or any(map(words.long, common))
    return telling and words.in_any_order(before.parts, after.parts) > words.ALIKE


def _one_picture(before: Entry, after: Entry) -> bool:
    return before.picture is not None and before.picture == after.picture


def _kept_a_text(before: Entry, after: Entry) -> bool:
    """Return whether a figure with the same picture has kept one of its texts, or has none to keep."""
    texts = [(before.text, after.text), (before.more, after.more)]
    return not (before.text or before.more) or any(old and words.alike(old, new) for old, new in texts)
