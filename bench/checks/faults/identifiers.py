"""Faults in identifiers: an invented name, code or address is put into both texts, then one sign of it changes."""

from __future__ import annotations

import random
import string

from bench.checks.faults.base import Seeded, Segment, put

_NAMES = ("Helio", "Brisa", "Tarn", "Ostro", "Vela", "Kiruna", "Lumo", "Sable")
_HOSTS = ("tide.example", "harbour.example", "www.saltmill.example")


def invented(pick: random.Random) -> str:
    """Return a made-up product name, code, address or handle."""
    name, letter = pick.choice(_NAMES), pick.choice("BKVXZ")
    kinds = (
        f"{name}-{pick.randint(2, 9)}.{pick.randint(1, 9)}{letter}",
        f"{name}-{pick.randint(2, 99)}{letter.lower()}",
        f"{letter}{pick.choice(string.ascii_uppercase)}-{pick.randint(120, 9800)}",
        f"{letter}{pick.randint(11, 99)}{letter.lower()}{pick.randint(1, 9)}",
        f"v{pick.randint(1, 9)}.{pick.randint(10, 19)}.{pick.randint(1, 9)}",
        f"https://{pick.choice(_HOSTS)}/{name.lower()}/{pick.randint(10, 99)}",
        f"{name.lower()}.desk{pick.randint(1, 9)}@{pick.choice(_HOSTS[:2])}",
        f"@{name.lower()}_{pick.randint(10, 99)}",
    )
    return pick.choice(kinds)


def changed(token: str, pick: random.Random) -> str:
    """Return a token with one sign changed, lost, added or (a mark) replaced; never by its case alone."""
    places = [place for place, char in enumerate(token) if char.isalnum()]
    marks = [place for place, char in enumerate(token) if char in "-._"]
    way = pick.choice(("digit", "letter", "lost", "mark") if marks else ("digit", "letter", "lost"))
    place = pick.choice(marks if way == "mark" else places)
    old = token[place]
    if way == "mark":
        new = pick.choice([mark for mark in (",", " ", "", "·") if mark != old])
    elif way == "lost":
        new = ""
    else:
        letters = (
            string.digits if old.isdigit() else string.ascii_uppercase if old.isupper() else string.ascii_lowercase
        )
        new = pick.choice([char for char in letters if char != old])
    return token[:place] + new + token[place + 1 :]


def identifier_changed(segment: Segment, pick: random.Random) -> Seeded | None:
    """Put an invented identifier into both texts, then change one sign of the translation's."""
    token = invented(pick)
    source, before = put(segment.source, "en", token, pick), put(segment.target, segment.language, token, pick)
    if source is None or before is None:
        return None
    return Seeded(source, before, before.replace(token, changed(token, pick)))


def identifier_lost(segment: Segment, pick: random.Random) -> Seeded | None:
    """Put an invented identifier into the source alone, as if the translation had left it out."""
    token = invented(pick)
    source, before = put(segment.source, "en", token, pick), put(segment.target, segment.language, token, pick)
    if source is None or before is None:
        return None
    return Seeded(source, before, segment.target)
