"""Where the tags of a source belong in its translation. Pure.

Sentences are translated one by one, so a span's words are looked for in the translation of its own sentence: first
the very same words (names, numbers), then the span's own translation, then the most similar run of words, then the
same relative place. Spans stay well nested: a child is placed inside its parent, brothers beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from translation.engines.text.markup import Marked, Placed, Span
from translation.engines.text.paragraphs import Aligned, Range
from translation.engines.text.similar_words import (
    best_window,
    part_of_word,
    trimmed,
    with_marks,
    word_window,
)

Alone = Callable[[str], str]
_KINDS = {"a": "link", "strong": "emphasis", "em": "emphasis"}


def place(marked: Marked, aligned: Aligned, alone: Alone) -> list[Placed]:
    """Return the elements of the source with their ranges in the translation, every one of them.

    alone: translates a span's plain text by itself; called only for words that are not found as they are.
    """
    return _siblings(marked.spans, (0, len(aligned.source)), (0, len(aligned.target)), aligned, alone)


def doubts(marked: Marked, placed: list[Placed]) -> list[str]:
    """Return a sentence for the desk about each element that may not stand at the right words."""
    return [
        f"The {_KINDS.get(item.span.name, 'mark')} “{words}” may stand at the wrong words."
        for top in placed
        for item in top.walk()
        if item.guessed and (words := " ".join(marked.text[item.span.start : item.span.end].split()))
    ]


def _siblings(spans: list[Span], outer: Range, room: Range, aligned: Aligned, alone: Alone) -> list[Placed]:
    """Place brothers: the surest first, so that a guess never takes the words of a certain one."""
    wanted = [(_certainty(span, aligned), number, span) for number, span in enumerate(spans)]
    placed: dict[int, Placed] = {}
    taken: list[Range] = []
    for _, number, span in sorted(wanted, key=lambda entry: (-entry[0], entry[1])):
        earlier = max((done for done in placed if done < number), default=None)
        after = room[0] if earlier is None else placed[earlier].end
        item = _one(span, outer, room, taken, after, aligned, alone)
        placed[number] = item
        if item.end > item.start:
            taken.append((item.start, item.end))
    return [placed[number] for number in range(len(spans))]


def _certainty(span: Span, aligned: Aligned) -> int:
    if any(inner.kept for inner in span.walk()):
        return 2
    words = aligned.source[span.start : span.end].strip()
    return 1 if words and words in aligned.target else 0


def _one(
    span: Span, outer: Range, room: Range, taken: list[Range], after: int, aligned: Aligned, alone: Alone
) -> Placed:
    free = _free(room, taken)
    found, guessed = _find(span, outer, free, aligned, alone)
    if found is None:
        share = (span.start - outer[0]) / max(1, outer[1] - outer[0])
        spot = _spot(room, taken, after, share)
        words = " ".join(aligned.source[span.start : span.end].split())
        # What is kept stands somewhere in the text already; everything else comes with its own translation.
        lost = "" if not words or any(inner.kept for inner in span.walk()) else alone(words)
        item = Placed(span, spot, spot, insert=_spaced(lost, aligned.target, spot), guessed=bool(words))
        # The words come with the outer element; those inside it stay as empty marks rather than doubling them.
        item.children = [Placed(child, spot, spot) for top in span.children for child in top.walk()]
        return item
    item = Placed(span, *found, guessed=guessed)
    item.children = _siblings(span.children, (span.start, span.end), found, aligned, alone)
    return item


def _find(span: Span, outer: Range, free: list[Range], aligned: Aligned, alone: Alone) -> tuple[Range | None, bool]:
    """Return a range in one of the free ones for the span (None: no word is left for it), and whether it is a guess."""
    source = (span.start, span.end)
    if aligned.source == aligned.target:
        return source, False
    if source[0] == source[1]:
        return None, False
    if source == outer and len(free) == 1:
        return free[0], False
    fixed = _fixed(span, aligned)
    has_words = bool(aligned.source[slice(*source)].strip())
    words, whole = _mapped(source, free, aligned, alone) if has_words else (None, True)
    # Around a part of what it holds, a span says less than in the source: the desk shall see that.
    for ranges, sure in (([*fixed, words], whole), (fixed, not _has_other_words(span, aligned))):
        found = _hull(ranges)
        if found and (room := _room_of(found, free)):
            return with_marks(aligned.source[slice(*source)], aligned.target, found, room), not sure
    return (_guess(source, outer, free, aligned) if has_words else None), True


def _fixed(span: Span, aligned: Aligned) -> list[Range | None]:
    """Return the ranges of what a span holds that cannot be elsewhere: what was kept, and line ends."""
    kept = [_kept((inner.start, inner.end), aligned) for inner in span.walk() if inner.kept]
    return kept + [(there, there + 1) for here, there in aligned.breaks() if span.start <= here < span.end]


def _room_of(found: Range, free: list[Range]) -> Range | None:
    """Return the free range that a range lies in."""
    return next((room for room in free if room[0] <= found[0] and found[1] <= room[1]), None)


def _has_other_words(span: Span, aligned: Aligned) -> bool:
    """Tell whether a span holds words beside what was kept."""
    at, parts = span.start, []
    for start, end in sorted((inner.start, inner.end) for inner in span.walk() if inner.kept):
        parts.append(aligned.source[at:start])
        at = max(at, end)
    return re.search(r"[^\W_]", "".join([*parts, aligned.source[at : span.end]])) is not None


def _guess(source: Range, outer: Range, free: list[Range], aligned: Aligned) -> Range | None:
    """Return the words at the span's relative place in its own sentences."""
    start, end = outer
    touched = _touched(source, aligned)
    own = _hull([target for _, target in touched])
    if own:
        start, end = max(start, touched[0][0][0]), min(end, touched[-1][0][1])
        inside = _within(free, own)
        # Where a parent's words stand elsewhere, its child stays with it.
        free = inside if inside or outer == (0, len(aligned.source)) else free
    size = max(1, end - start)
    return word_window(aligned.target, free, ((source[0] - start) / size, (source[1] - start) / size))


def _hull(ranges: list[Range | None]) -> Range | None:
    known = [part for part in ranges if part]
    return (min(start for start, _ in known), max(end for _, end in known)) if known else None


def _touched(source: Range, aligned: Aligned) -> list[tuple[Range, Range]]:
    """Return the sentences, each with its translation, that a range of the source has a part of."""
    return [pair for pair in aligned.pieces if pair[0][0] < source[1] and source[0] < pair[0][1]]


def _within(free: list[Range], target: Range) -> list[Range]:
    return [(max(a, target[0]), min(b, target[1])) for a, b in free if max(a, target[0]) < min(b, target[1])]


def _mapped(source: Range, free: list[Range], aligned: Aligned, alone: Alone) -> tuple[Range | None, bool]:
    """Return what was found of the span's words, as one range, and whether all sentences had their part."""
    verbatim = _kept(source, aligned)
    if verbatim:
        return verbatim, True
    touched = _touched(source, aligned)
    parts = [_in_piece(source, pair, free, aligned, alone) for pair in touched]
    shares = [aligned.source[max(source[0], start) : min(source[1], end)] for (start, end), _ in touched]
    missing = [text for text, part in zip(shares, parts, strict=True) if part is None and re.search(r"[^\W_]", text)]
    return _hull(parts), not missing


def _in_piece(
    source: Range, pair: tuple[Range, Range], free: list[Range], aligned: Aligned, alone: Alone
) -> Range | None:
    """Return where the part of a span that lies in one sentence stands in that sentence's translation."""
    (start, end), target = pair
    part = (max(source[0], start), min(source[1], end))
    if aligned.source[start:end] == aligned.target[slice(*target)]:
        return (part[0] - start + target[0], part[1] - start + target[0])
    if part == (start, end):
        return target
    whole, inside = trimmed(aligned.source, (start, end)), trimmed(aligned.source, part)
    if whole == inside:
        return trimmed(aligned.target, target)
    here = _within(free, target)
    share = ((inside[0] + inside[1]) / 2 - start) / max(1, end - start)
    place = target[0] + share * (target[1] - target[0])
    if inner := part_of_word(aligned.source, inside, aligned.target, here, place):
        return inner
    return best_window(aligned.source[slice(*inside)], alone, aligned.target, here, place)


def _kept(source: Range, aligned: Aligned) -> Range | None:
    for (start, end), (target, _) in aligned.kept:
        if start <= source[0] and source[1] <= end:
            return (source[0] - start + target, source[1] - start + target)
    return None


def _free(room: Range, taken: list[Range]) -> list[Range]:
    """Return what is left of the room between the ranges taken, as ranges that are not empty."""
    edges = [room[0]]
    for start, end in sorted(taken):
        edges += [start, end]
    edges.append(room[1])
    return [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2) if edges[n] < edges[n + 1]]


def _spot(room: Range, taken: list[Range], after: int, share: float) -> int:
    """Return the border of the room or of a brother, from `after` on, that is nearest to a share of the room."""
    wish = room[0] + share * (room[1] - room[0])
    edges = [edge for pair in (room, *taken) for edge in pair if edge >= after]
    return min(edges, key=lambda edge: abs(edge - wish))


def _spaced(words: str, text: str, spot: int) -> str:
    """Return the words with a space where they would run into a word of the text."""
    if not words:
        return ""
    before = " " if spot and text[spot - 1].isalnum() else ""
    return before + words + (" " if spot < len(text) and text[spot].isalnum() else "")
