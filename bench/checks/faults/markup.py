"""Faults in markup: tags and links are put around words of both texts, then one of them is lost, moved or broken."""

from __future__ import annotations

import random
import re

from bench.checks.faults.base import UNSPACED, Seeded, Segment, gaps, words

_LINK = '<a href="https://tide.example/{}">'


def _around(text: str, language: str, start: str, pick: random.Random, inner: str = "") -> str | None:
    """Put a tag around a random word (in unspaced scripts: two signs); inner: another tag within it."""
    if "<" in text:
        spots = []  # one pair of tags a text is enough
    elif language in UNSPACED:
        places = gaps(text, language)
        spots = [(place, place + 2) for place in places if place + 1 in places]
    else:
        spots = [match.span() for match in words(text)]
    if not spots:
        return None
    first, last = pick.choice(spots)
    end = f"</{re.match('<([a-z]+)', start)[1]}>"  # type: ignore[index]
    inner_end = f"</{inner[1:]}" if inner else ""
    return f"{text[:first]}{start}{inner}{text[first:last]}{inner_end}{end}{text[last:]}"


def _prepared(segment: Segment, pick: random.Random, nested: bool = False) -> tuple[str, str, str] | None:
    start = pick.choice(("<strong>", "<em>", _LINK.format(pick.randint(10, 99))))
    inner = "<em>" if nested and start != "<em>" else "<strong>" if nested else ""
    source = _around(segment.source, "en", start, pick, inner)
    before = _around(segment.target, segment.language, start, pick, inner)
    return None if source is None or before is None else (source, before, start)


def tag_lost(segment: Segment, pick: random.Random) -> Seeded | None:
    """Lose a tag's start, its end, or both."""
    if (made := _prepared(segment, pick)) is None:
        return None
    source, before, start = made
    end = f"</{start[1] if start[1] == 'a' else start[1:-1]}>"
    after = before
    lost = pick.choice(((start,), (end,), (start, end)))
    for tag in lost:
        after = after.replace(tag, "", 1)
    return Seeded(source, before, after)


def tag_moved(segment: Segment, pick: random.Random) -> Seeded | None:
    """Let a tag end before it starts, or cross another one."""
    if (made := _prepared(segment, pick, nested=True)) is None:
        return None
    source, before, _start = made
    tags = list(re.finditer(r"<[^<>]+>", before))
    swapped = pick.choice(((0, 2), (0, 3), (2, 3), (1, 2)))
    first, second = tags[swapped[0]], tags[swapped[1]]
    middle = before[first.end() : second.start()]
    return Seeded(source, before, before[: first.start()] + second[0] + middle + first[0] + before[second.end() :])


def tag_broken(segment: Segment, pick: random.Random) -> Seeded | None:
    """Break a tag: a sign lost, a blank inside, another name, escaped as text, an address changed."""
    if (made := _prepared(segment, pick)) is None:
        return None
    source, before, start = made
    name = "a" if start.startswith("<a") else start[1:-1]
    ways = [(start, start[:-1]), (f"</{name}>", f"</{name}"), (f"</{name}>", f"< / {name} >"),
            (start, f"&lt;{start[1:-1]}&gt;"), (f"</{name}>", f"<{name}>"), (start, start[1:])]  # fmt: skip
    if name == "a":
        number = re.search(r"\d+", start)[0]  # type: ignore[index]
        ways += [(number, str(int(number) + 1)), ("tide.example", "tide.exarnple"), ('href="', "href=“"),
                 ('">', ">")]  # fmt: skip
    old, new = pick.choice(ways)
    place = before.index(start) if old in start else 0
    return Seeded(source, before, before[:place] + before[place:].replace(old, new, 1))


def links_swapped(segment: Segment, pick: random.Random) -> Seeded | None:
    """Let two links exchange their addresses (hard: word order may do the same rightly)."""
    pairs = []
    for text, language in ((segment.source, "en"), (segment.target, segment.language)):
        spots = (
            [(place, place + 2) for place in gaps(text, language)[::3]]
            if language in UNSPACED
            else [match.span() for match in words(text) if len(match[0]) > 3]
        )
        if len(spots) < 4:
            return None
        first, second = spots[pick.randrange(len(spots) // 2)], spots[pick.randrange(len(spots) // 2, len(spots))]
        pairs.append((text, first, second))
    (source, *theirs), (target, *ours) = pairs
    return Seeded(_linked(source, theirs, "xy"), _linked(target, ours, "xy"), _linked(target, ours, "yx"))


def _linked(text: str, spots: list[tuple[int, int]], names: str) -> str:
    (a, b), (c, d) = spots
    one, two = (_LINK.format(name) for name in names)
    return f"{text[:a]}{one}{text[a:b]}</a>{text[b:c]}{two}{text[c:d]}</a>{text[d:]}"
