"""Faults in numbers: a digit, a whole number, a decimal mark, a scale word."""

from __future__ import annotations

import random
import re

from bench.checks.faults.base import Seeded, Segment

# A number as written, with marks between digits; no part of an identifier (B-52, 4x4).
_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,:]\d+)*(?![\w/]*[A-Za-z])(?![.,]\d)", re.A)
# A plain count that another number can stand for: no year, no clock, no date, nothing behind a capitalised word.
_COUNT = re.compile(r"(?:^[A-Z][a-z]+|\b[a-z]+) ([1-9]\d{0,2}|[1-9]\d?,\d{3})(?= [a-z]{3})(?! [ap]\.?m)")
_COMMA = frozenset({"de", "fr", "ru", "id", "pt", "el", "es", "it", "fi"})
# What "million" and "billion" are behind 4.35, and the number that stands before them: exponent of ten taken from it.
_MILLION, _BILLION = "million", "billion"
SCALES: dict[str, tuple[str, str]] = {
    "en": (_MILLION, _BILLION),
    "de": ("Millionen", "Milliarden"),
    "fr": ("millions de", "milliards de"),
    "it": ("milioni di", "miliardi di"),
    "es": ("millones de", "mil millones de"),
    "pt": ("milhões de", "bilhões de"),
    "ru": ("миллиона", "миллиарда"),
    "el": ("εκατομμύρια", "δισεκατομμύρια"),
    "fi": ("miljoonaa", "miljardia"),
    "id": ("juta", "miliar"),
    "zh-hans": ("万", "亿"),
    "ja": ("万", "億"),
    "ko": ("만", "억"),
}


def digit_changed(segment: Segment, pick: random.Random) -> Seeded | None:
    """Change one digit of a number."""
    if not re.search(r"\d", segment.source):
        return None
    text = segment.target
    places = [place for match in _NUMBER.finditer(text) for place in range(*match.span()) if text[place].isdigit()]
    if not places:
        return None
    place = pick.choice(places)
    leads = not text[place - 1 : place].isdigit()
    other = pick.choice([digit for digit in "0123456789"[leads:] if digit != text[place]])
    return Seeded(segment.source, text, text[:place] + other + text[place + 1 :])


def digit_dropped(segment: Segment, pick: random.Random) -> Seeded | None:
    """Leave out one digit of a number of two or more digits."""
    if not re.search(r"\d", segment.source):
        return None
    text = segment.target
    places = [match.start() for match in re.finditer(r"(?<=\d)\d|\d(?=[1-9])", text)]
    numbers = [match.span() for match in _NUMBER.finditer(text)]
    places = [place for place in places if any(start <= place < end for start, end in numbers)]
    if not places:
        return None
    place = pick.choice(places)
    return Seeded(segment.source, text, text[:place] + text[place + 1 :])


def number_dropped(segment: Segment, pick: random.Random) -> Seeded | None:
    """Leave out a number that both texts write in the same digits; now and then another one is written there first."""
    source, text = segment.source, segment.target
    value = str(pick.randint(2, 990))
    if pick.random() < 0.3 and (made := _replaced(segment, value, value, value, pick)):
        source, text = made.source, made.before
    theirs = {match[0] for match in _NUMBER.finditer(source)}
    found = [match for match in _NUMBER.finditer(text) if match[0] in theirs]
    if not found:
        return None
    match = pick.choice(found)
    after = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}".strip()
    return Seeded(source, text, after)


def decimal_mark(segment: Segment, pick: random.Random) -> Seeded | None:
    """Put a number with a decimal or thousands mark into both texts, then write it with the other language's mark.

    Spanish may write both decimal marks; there the number has three decimals, which a point turns into thousands.
    """
    decimals = 3 if segment.language == "es" else pick.choice((1, 2, 2))
    value = f"{pick.randint(2, 97)}.{pick.randint(1, 10**decimals - 1):0{decimals}d}"
    if segment.language not in ("fr", "ru", "fi", "es") and pick.random() < 0.3:
        value = f"{pick.randint(2, 97)},{pick.randint(101, 999)}"
    swapped = value.translate(str.maketrans(".,", ",."))
    right, wrong = (swapped, value) if segment.language in _COMMA else (value, swapped)
    return _replaced(segment, value, right, wrong, pick)


def scale_changed(segment: Segment, pick: random.Random) -> Seeded | None:
    """Put an amount in millions or billions into both texts, then write the other of the two scale words."""
    whole, part = pick.randint(2, 98), pick.randint(1, 9)
    small, large = SCALES[segment.language]
    name, right, wrong = pick.choice(((_MILLION, small, large), (_BILLION, large, small)))
    mark = "," if segment.language in _COMMA else "."
    amount = f"{whole}{mark}{part}"
    if segment.language in ("zh-hans", "ja", "ko"):
        # 4.3 million are 430万, 4.3 billion are 43亿.
        amount = str(whole * 100 + part * 10) if name == _MILLION else str(whole * 10 + part)
    elif segment.language == "es" and name == _BILLION:
        amount, right, wrong = f"{whole}.{part}00", small, pick.choice((large, "billones de"))
    gap = "" if segment.language in ("zh-hans", "ja", "ko") else " "
    return _replaced(segment, f"{whole}.{part} {name}", amount + gap + right, amount + gap + wrong, pick)


def _replaced(segment: Segment, value: str, right: str, wrong: str, pick: random.Random) -> Seeded | None:
    """Write another number for one that both texts have once, in the same digits."""
    theirs = [match for match in _COUNT.finditer(segment.source) if segment.source.count(match[1]) == 1]
    ours = {match[0]: match.span() for match in _NUMBER.finditer(segment.target)}
    both = [
        (match.span(1), ours[match[1]])
        for match in theirs
        if match[1] in ours
        and segment.target.count(match[1]) == 1
        # 3万2000, 30 %: what follows belongs to the number.
        and not re.match(r"\s?[%万亿億萬만억천百千조兆–-]", segment.target[ours[match[1]][1] :])
        and not re.search(r"[万亿億만억–-]\s?$", segment.target[: ours[match[1]][0]])
    ]
    both = [(theirs, ours) for theirs, ours in both if not _scaled(segment.source, theirs[1])]
    if not both:
        return None
    (start, end), (first, last) = pick.choice(both)
    source = segment.source[:start] + value + segment.source[end:]
    before = segment.target[:first] + right + segment.target[last:]
    return Seeded(source, before, segment.target[:first] + wrong + segment.target[last:])


def _scaled(text: str, place: int) -> bool:
    return re.match(r"\s(?:million|billion|thousand|hundred|trillion|to |or )", text[place:]) is not None
