"""Faults in the running text: cut short, in another language, not translated, repeated."""

from __future__ import annotations

import random
import re

from bench.checks.faults.base import UNSPACED, Seeded, Segment, bare_end, ends, words

_LONG = 40
_CLAUSE = re.compile(r"(?<=[,;:，；：、] )[^,;:，；：、.]{12,}?(?=[,;:])|(?<=[，；、])[^，；、。]{5,}(?=[，；、])")
# What speech recognition and subtitles leave behind when a model loops.
_LOOPS: dict[str, tuple[str, ...]] = {
    "zh-hans": ("(掌声)", "（音乐）", "是的，", "哈"),
    "ja": ("(拍手)", "（音楽）", "はい、", "の"),
    "ko": ("(박수)", "(음악) ", "그리고 ", "네, "),
}
_OTHER_LOOPS = ("(music) ", "- ", "... ", "la ", "ha")


def truncated(segment: Segment, pick: random.Random) -> Seeded | None:
    """Cut the text at a random word of its last third; the stop is lost."""
    cut = _cut(segment, pick)
    return Seeded(segment.source, segment.target, cut) if cut else None


def truncated_with_stop(segment: Segment, pick: random.Random) -> Seeded | None:
    """Cut the text at a random word of its last third, and end it with its stop all the same (hard)."""
    cut = _cut(segment, pick)
    return Seeded(segment.source, segment.target, cut + bare_stop(segment.target)) if cut else None


def bare_stop(text: str) -> str:
    """Return what bare_end takes from a text's end: its stop and closing marks."""
    return text[len(bare_end(text)) :].strip()


def _cut(segment: Segment, pick: random.Random) -> str | None:
    text = segment.target
    if not ends(text) or not ends(segment.source):
        return None
    last = len(bare_end(text))
    if segment.language in UNSPACED:
        places = [
            place for place in range(len(text) * 2 // 3, last - 1) if text[place].isalpha() and text[place] > "⺀"
        ]
    else:
        places = [match.start() for match in words(text) if len(text) * 2 // 3 <= match.start() < last]
    pick.shuffle(places)
    for place in places:
        cut = bare_end(text[:place])
        # Behind a stop the first sentence of two would be whole: that is another fault.
        if cut and not ends(text[:place].rstrip()):
            return cut
    return None


def wrong_language(segment: Segment, pick: random.Random) -> Seeded | None:
    """Take the translation into another language, if it has more than 40 characters."""
    others = sorted((code, text) for code, text in segment.others.items() if len(text) > _LONG)
    if not others:
        return None
    return Seeded(segment.source, segment.target, pick.choice(others)[1])


def untranslated(segment: Segment, pick: random.Random) -> Seeded | None:
    """Take the source for the translation."""
    return Seeded(segment.source, segment.target, segment.source)


def clause_untranslated(segment: Segment, pick: random.Random) -> Seeded | None:
    """End the translation in the source's language: its last words are the source's (hard)."""
    theirs, ours = words(segment.source), words(segment.target)
    if len(theirs) < 12 or not ends(segment.target):
        return None
    count = pick.randint(4, 8)
    if segment.language in UNSPACED:
        place = len(segment.target) * 2 // 3
    elif len(ours) > 2 * count:
        place = ours[-count].start()
    else:
        return None
    return Seeded(segment.source, segment.target, segment.target[:place] + segment.source[theirs[-count].start() :])


def word_doubled(segment: Segment, pick: random.Random) -> Seeded | None:
    """Write a word twice in a row; in unspaced scripts, two to four signs."""
    text = segment.target
    if segment.language in UNSPACED:
        count = pick.choice((2, 3, 4))
        spots = [match.span() for match in re.finditer(rf"(?=([^\W\da-zA-Z_]{{{count}}}))", text)]
        spots = [(start, start + count) for start, _end in spots]
    else:
        spots = [match.span() for match in words(text) if len(match[0]) > 1]
    if not spots:
        return None
    start, end = pick.choice(spots)
    gap = "" if segment.language in UNSPACED else " "
    return Seeded(segment.source, text, text[:end] + gap + text[start:end] + text[end:])


def clause_doubled(segment: Segment, pick: random.Random) -> Seeded | None:
    """Write a clause, or three to six words, twice."""
    text = segment.target
    spots = [match.span() for match in _CLAUSE.finditer(text)]
    if spots and pick.random() < 0.5:
        start, end = pick.choice(spots)
        comma = text[end]
        return Seeded(
            segment.source, text, f"{text[:end]}{comma}{text[start - 1 : end].lstrip(',;:，；：、')}{text[end:]}"
        )
    if segment.language in UNSPACED:
        count = pick.randint(5, 10)
        if len(text) < 3 * count:
            return None
        start = pick.randrange(0, len(text) - count - 1)
        return Seeded(segment.source, text, text[: start + count] + text[start : start + count] + text[start + count :])
    found, count = words(text), pick.randint(3, 6)
    if len(found) <= count:
        return None
    first = pick.randrange(len(found) - count)
    run = text[found[first].start() : found[first + count - 1].end()]
    end = found[first + count - 1].end()
    return Seeded(segment.source, text, f"{text[:end]} {run}{text[end:]}")


def sentence_doubled(segment: Segment, pick: random.Random) -> Seeded | None:
    """Write the whole text twice."""
    gap = "" if segment.language in UNSPACED else " "
    return Seeded(segment.source, segment.target, segment.target + gap + segment.target)


def loop(segment: Segment, pick: random.Random) -> Seeded | None:
    """Let the text end in a loop: an insertion or its own last word, five to thirty times."""
    text, times = segment.target, pick.randint(5, 30)
    found = words(text)
    own = text[-5:-1] if segment.language in UNSPACED else f" {found[-1][0]}" if found else ""
    unit = pick.choice((*_LOOPS.get(segment.language, _OTHER_LOOPS), own))
    if not unit.strip():
        return None
    return Seeded(segment.source, text, f"{bare_end(text)} {unit * times}".strip())
