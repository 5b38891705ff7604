"""Finding words in a translation that are most like some given words. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

Range = tuple[int, int]

# A word, or one character of a script without spaces.
_LETTER = r"(?:[^\W\u3040-\u30ff\u3400-\u9fff][\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]*)"
_WORD = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff]|{_LETTER}+(?:['’.-]{_LETTER}+)*")
_ALIKE = ('"“”„«»「」', "'‘’‚", ":：", ".。", ",，、", "!！", "?？", "(（", ")）")
_ENOUGH = 0.45  # similarity of character pairs from which on words count as the same
_LONGEST_WINDOW = 60


def trimmed(text: str, span: Range) -> Range:
    """Return the range without white space and punctuation at its ends, or as it is if nothing else is in it."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not _of_word(text[end - 1]):
        end -= 1
    return (start, end) if start < end else span


def with_marks(words: str, text: str, span: Range, room: Range) -> Range:
    """Return the range with the marks beside it that the words have too: "Conclusion:" takes the colon along."""
    (start, end), words = span, words.strip()
    if words and not words[-1].isalnum() and end < room[1] and _same_mark(words[-1], text[end]):
        end += 1
    if words and not words[0].isalnum() and start > room[0] and _same_mark(words[0], text[start - 1]):
        start -= 1
    return (start, end)


def _same_mark(one: str, other: str) -> bool:
    return other == one or any(one in marks and other in marks for marks in _ALIKE)


def comparable(text: str) -> str:
    """Return the text in lower case without diacritics, character by character, so that places stay the same."""
    return "".join(_base(character) for character in text)


def _base(character: str) -> str:
    if character.isascii() or "\uac00" <= character <= "\ud7a3":  # a Korean syllable is more than its first letter
        return character.lower()
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def best_window(
    words: str, alone: Callable[[str], str], text: str, free: Iterable[Range], place: float
) -> Range | None:
    """Return where in the free ranges of `text` the words stand: as they are, as `alone` has them, or most alike.

    place: where in `text` they are expected; of equal finds the nearest wins. None if nothing is alike.
    """
    ranges = list(free)
    lowered = comparable(text)
    same = _nearest(comparable(words), lowered, ranges, place)
    if same and not _splits(lowered, same):
        return same
    translated = alone(words)
    translated = translated[slice(*trimmed(translated, (0, len(translated))))]
    if not translated.strip():
        return same and _whole_words(lowered, same, ranges)
    wanted = comparable(translated)
    found = _nearest(wanted, lowered, ranges, place)
    if found and not _splits(lowered, found):
        return found
    # "Congress" stands in "Congresso", but "o vírus" in "do vírus" as well.
    words_of = [_whole_words(lowered, part, ranges) for part in (found, same) if part]
    return next(filter(None, words_of), None) or _most_alike(wanted, lowered, ranges, place)


def _whole_words(text: str, span: Range, ranges: list[Range]) -> Range | None:
    """Return the words of which a range holds more than half, one at each end perhaps more or less than it has."""
    room = next(room for room in ranges if room[0] <= span[0] and span[1] <= room[1])
    start, end = _rounded(text, span, room)
    start, end = trimmed(text, (start, end)) if start < end else span
    return (start, end) if start < end and not _splits(text, (start, end)) else None


def _rounded(text: str, span: Range, room: Range) -> Range:
    """Return the range with each word that it cuts taken in, if it holds more than half of that, or else left out."""
    start, end = span
    for first, last in (_word_around(text, at, room) for at in span if _inside_word(text, at)):
        mostly = 2 * (min(last, span[1]) - max(first, span[0])) > last - first
        if first < span[0]:
            start = first if mostly else max(start, last)
        if last > span[1]:
            end = last if mostly else min(end, first)
    return (start, end)


def _word_around(text: str, at: int, room: Range) -> Range:
    """Return the word, within a room, that a place is inside of."""
    start = end = at
    while start > room[0] and _inside_word(text, start):
        start -= 1
    while end < room[1] and (end == at or _inside_word(text, end)):
        end += 1
    return (start, end)


def part_of_word(source: str, span: Range, text: str, free: list[Range], place: float) -> Range | None:
    """Return where a part of a word stands in that very word of `text`: the 2 of CO2, which is CO2 there too.

    None if the span is no part of a word, or the word is not there. Of several the one nearest to a place counts.
    """
    start, end = _word_around(source, span[0], (0, len(source)))
    if span in ((start, end), (start, start)) or span[1] > end or not any(_inside_word(source, at) for at in span):
        return None
    found = [
        (at + span[0] - start, at + span[1] - start)
        for at in (match.start() for match in re.finditer(re.escape(source[start:end]), text))
        if not _splits(text, (at, at + end - start))
    ]
    found = [part for part in found if any(room[0] <= part[0] and part[1] <= room[1] for room in free)]
    return min(found, key=lambda part: abs(sum(part) / 2 - place), default=None)


def word_window(text: str, free: list[Range], share: tuple[float, float]) -> Range | None:
    """Return the words in the free ranges that lie at a share (from, to; 0 to 1) of all their words."""
    words = [(span, number) for number, room in enumerate(free) for span in _words(text, room)]
    if not words:
        return None
    first = min(len(words) - 1, int(share[0] * len(words)))
    last = max(first, min(len(words) - 1, round(share[1] * len(words)) - 1))
    room = words[first][1]
    inside = [span for span, number in words[first : last + 1] if number == room]
    return (inside[0][0], inside[-1][1])


def _nearest(wanted: str, text: str, ranges: list[Range], place: float) -> Range | None:
    """Return the occurrence nearest to a place; whole words before parts of words."""
    best: tuple[bool, float, int] | None = None
    for start, end in ranges:
        at = text.find(wanted, start, end)
        while at >= 0:
            split = _splits(text, (at, at + len(wanted)))
            rank = (split, abs(at + len(wanted) / 2 - place), at)
            if not (split and len(wanted) < 4) and (best is None or rank < best):
                best = rank
            at = text.find(wanted, at + 1, end)
    return (best[2], best[2] + len(wanted)) if best else None


def _splits(text: str, span: Range) -> bool:
    return any(_inside_word(text, at) for at in span)


def _inside_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    return all(_has_borders(part) and _of_word(part) for part in text[at - 1 : at + 1])


def _has_borders(character: str) -> bool:
    """Tell whether a script has spaces: Korean has them, Chinese and Japanese have no borders to keep."""
    return character < "\u3040" or "\uac00" <= character <= "\ud7a3"


def _of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"  # vowel signs are marks in Sanskrit


def _most_alike(wanted: str, text: str, ranges: list[Range], place: float) -> Range | None:
    pairs = _pairs(wanted)
    size = len(_WORD.findall(wanted)) or 1
    best: tuple[float, Range] | None = None
    for room in ranges:
        words = _words(text, room)
        for first in range(len(words)):
            for last in range(first, min(len(words), first + min(2 * size + 1, _LONGEST_WINDOW))):
                window = (words[first][0], words[last][1])
                likeness = _likeness(pairs, _pairs(text[slice(*window)]))
                if likeness < _ENOUGH:
                    continue
                distance = abs(sum(window) / 2 - place) / max(1, len(text))
                if best is None or likeness - distance / 4 > best[0]:
                    best = (likeness - distance / 4, window)
    return best[1] if best else None


def _words(text: str, room: Range) -> list[Range]:
    return [match.span() for match in _WORD.finditer(text, *room)]


def _pairs(text: str) -> Counter[str]:
    padded = f" {text} "
    return Counter(padded[n : n + 2] for n in range(len(padded) - 1))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return Dice's coefficient of two bags of character pairs, 0 to 1."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())
