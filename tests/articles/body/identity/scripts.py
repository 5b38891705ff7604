"""Random bodies of equal and near-equal blocks, and random edit scripts that know which new block is which old one.

A script edits a copy of a body and leaves ids where they are: in the edited copy the id of a block, an item, a row or a
cell is the truth about where it comes from. What is new has an id of its own, `new1`, `new2` ... A copy, and the other
part of a split or merged text, come from two: `also` names the second.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

from articles.body import clean_body

TEAMS = ("Tarn", "Veslund", "Grau", "Holm")
DAYS = ("Monday", "Tuesday", "Friday")
EQUAL = ("Approved.", "Break.", "To be confirmed.", "Approved.", "获得批准。")
_NOUNS = """
harbour council vote bridge ferry pier road water price money town winter storm ship crane fuel light market street
school doctor house river coast island budget report meeting engine cargo dock field gate tower
"""
WORDS = _NOUNS.split()


@dataclass
class Script:
    """A body before and after some edits. edits: their names, for a message."""

    random: Random
    before: list[dict[str, Any]]
    after: list[dict[str, Any]] = field(default_factory=list)
    also: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    edits: list[str] = field(default_factory=list)
    made: int = 0

    def new_id(self) -> str:
        self.made += 1
        return f"new{self.made}"

    def fresh(self, entry: dict[str, Any], *, copied: bool = False) -> dict[str, Any]:
        """Return a copy of an entry with ids of its own, and of all that is in it."""
        result = {name: self._fresh(value, copied) for name, value in entry.items()}
        result["id"] = self.new_id()
        if copied:
            self.also[result["id"]] |= {entry["id"], *self.also[entry["id"]]}
        return result

    def _fresh(self, value: Any, copied: bool) -> Any:
        if isinstance(value, list):
            return [self.fresh(entry, copied=copied) for entry in value]
        return value


def score(random: Random) -> str:
    one, other = random.sample(TEAMS, 2)
    return f"{one} beat {other} {random.randrange(1, 4)}-{random.randrange(3)} on {random.choice(DAYS)} evening."


def prose(random: Random) -> str:
    sentences = [" ".join(random.sample(WORDS, 7)).capitalize() + "." for _sentence in range(random.randrange(1, 4))]
    return " ".join(sentences)


def text(random: Random) -> str:
    return random.choice((score, score, prose, lambda random: random.choice(EQUAL)))(random)


def label(random: Random) -> str:
    """Return a short text, as in a cell or a caption."""
    return random.choice((random.choice(TEAMS), random.choice(EQUAL), " ".join(random.sample(WORDS, 2)), "Yes", "No"))


def block(random: Random) -> dict[str, Any]:
    kind = random.choices(
        ("paragraph", "heading", "list", "quote", "figure", "table", "embed"), (12, 2, 3, 3, 3, 3, 1)
    )[0]
    return {"type": kind, **_FIELDS[kind](random)}


def near_equal(random: Random) -> dict[str, Any]:
    """Return a paragraph that others are like: a live blog, a list of scores, an agenda."""
    return {"type": "paragraph", "text": random.choice((score, score, lambda random: random.choice(EQUAL)))(random)}


def _table(random: Random) -> dict[str, Any]:
    width = random.randrange(2, 4)
    rows = [{"cells": [{"text": label(random)} for _x in range(width)]} for _y in range(random.randrange(2, 4))]
    return {"header": random.random() < 0.5, "rows": rows}


_FIELDS = {
    "paragraph": lambda random: {"text": text(random)},
    "heading": lambda random: {"level": random.choice((2, 3)), "text": label(random)},
    "list": lambda random: {"items": [{"text": text(random)} for _item in range(random.randrange(1, 5))]},
    "quote": lambda random: {"text": text(random), "attribution": random.choice(("", "Ann", "Bob", "Bob Grau"))},
    "figure": lambda random: {
        "image": random.choice((None, 1, 2, 3)),
        "caption": random.choice(("The pier", "The pier", label(random))),
        "alt": random.choice(("", prose(random))),
    },
    "table": _table,
    "embed": lambda random: {"url": f"https://film.example/{random.randrange(3)}"},
}


def script(seed: int) -> Script:
    """Return a random body and a random script of one to five edits on it."""
    random = Random(seed)
    one = random.choices((block, near_equal), (3, 1))[0]
    before = clean_body([one(random) for _block in range(random.randrange(3, 9))])
    made = Script(random, before, copy.deepcopy(before))
    for _edit in range(random.choices((1, 2, 3, 4, 5), (6, 5, 3, 2, 1))[0]):
        name = random.choice(list(EDITS))
        if EDITS[name](made, random):
            made.edits.append(name)
    return made


def _pick(made: Script, random: Random, *kinds: str) -> int | None:
    places = [place for place, entry in enumerate(made.after) if not kinds or entry["type"] in kinds]
    return random.choice(places) if places else None


def _insert(made: Script, random: Random) -> bool:
    made.after.insert(random.randrange(len(made.after) + 1), _given(made, block(random)))
    return True


def _given(made: Script, entry: dict[str, Any]) -> dict[str, Any]:
    return made.fresh(clean_body([entry])[0])


def _insert_two(made: Script, random: Random) -> bool:
    place = random.choice((0, 0, random.randrange(len(made.after) + 1)))
    made.after[place:place] = [_given(made, block(random)) for _block in range(2)]
    return True


def _delete(made: Script, random: Random) -> bool:
    return len(made.after) > 1 and bool(made.after.pop(random.randrange(len(made.after))))


def _delete_two(made: Script, random: Random) -> bool:
    if len(made.after) < 4:
        return False
    place = random.randrange(len(made.after) - 1)
    del made.after[place : place + 2]
    return True


def _move(made: Script, random: Random) -> bool:
    _shift(made.after, random, 1)
    return True


def _move_two(made: Script, random: Random) -> bool:
    _shift(made.after, random, 2)
    return True


def _shift(entries: list[Any], random: Random, count: int) -> None:
    place = random.randrange(len(entries))
    taken = entries[place : place + count]
    del entries[place : place + count]
    place = random.randrange(len(entries) + 1)
    entries[place:place] = taken


def _swap(made: Script, random: Random) -> bool:
    one, other = (random.randrange(len(made.after)) for _place in range(2))
    made.after[one], made.after[other] = made.after[other], made.after[one]
    return True


def _reverse(made: Script, random: Random) -> bool:
    made.after.reverse()
    return True


def _duplicate(made: Script, random: Random) -> bool:
    source = random.choice(made.after)
    place = random.choice((made.after.index(source) + 1, random.randrange(len(made.after) + 1)))
    made.after.insert(place, made.fresh(source, copied=True))
    return True


def _edit(made: Script, random: Random) -> bool:
    entry = random.choice(made.after)
    holder, name = _texts(entry, random)
    if not holder:
        return False
    found = holder[name].split()
    found[random.randrange(len(found))] = random.choice((random.choice(WORDS), "2-2", f"word{random.randrange(99)}"))
    holder[name] = " ".join(found)
    return True


def _texts(entry: dict[str, Any], random: Random) -> tuple[dict[str, Any], str]:
    if entry["type"] == "list":
        return random.choice(entry["items"]), "text"
    if entry["type"] == "table":
        cell = random.choice(random.choice(entry["rows"])["cells"])
        return (cell, "text") if cell["text"] else ({}, "")
    names = [name for name in ("text", "attribution", "caption", "alt") if entry.get(name)]
    return (entry, random.choice(names)) if names else ({}, "")


def _mark(made: Script, random: Random) -> bool:
    """Change what is no word: a stop, a space, emphasis."""
    entry = random.choice(made.after)
    holder, name = _texts(entry, random)
    if not holder or name == "alt":
        return False
    changes = (f"<strong>{holder[name]}</strong>", holder[name].rstrip(".") + "!", holder[name].replace(" ", "\xa0", 1))
    holder[name] = random.choice(changes)
    return True


def _picture(made: Script, random: Random) -> bool:
    place = _pick(made, random, "figure")
    if place is None:
        return False
    made.after[place]["image"] = random.randrange(1, 6)
    return True


def _split(made: Script, random: Random) -> bool:
    place = _pick(made, random, "paragraph")
    found = made.after[place]["text"].split() if place is not None else []
    if len(found) < 8 or "<" in made.after[place]["text"]:
        return False
    at = round(len(found) * random.uniform(0.42, 0.8))
    rest = {"type": "paragraph", "id": made.new_id(), "text": " ".join(found[at:])}
    made.also[rest["id"]] |= {made.after[place]["id"], *made.also[made.after[place]["id"]]}
    made.after[place]["text"] = " ".join(found[:at])
    made.after.insert(place + 1, rest)
    return True


def _merge(made: Script, random: Random) -> bool:
    pairs = [
        place
        for place in range(len(made.after) - 1)
        if made.after[place]["type"] == made.after[place + 1]["type"] == "paragraph"
    ]
    if not pairs:
        return False
    place = random.choice(pairs)
    gone = made.after.pop(place + 1)
    made.after[place]["text"] += " " + gone["text"]
    made.also[made.after[place]["id"]] |= {gone["id"], *made.also[gone["id"]]}
    return True


def _items(made: Script, random: Random) -> bool:
    place = _pick(made, random, "list")
    if place is None:
        return False
    _change(made, made.after[place]["items"], random, lambda: {"text": text(random), "id": made.new_id()})
    return True


def _rows(made: Script, random: Random) -> bool:
    place = _pick(made, random, "table")
    if place is None:
        return False
    rows = made.after[place]["rows"]
    width = len(rows[0]["cells"])
    new = {"cells": [{"text": label(random), "id": made.new_id()} for _x in range(width)]}
    _change(made, rows, random, lambda: {**new, "id": made.new_id()})
    return True


def _columns(made: Script, random: Random) -> bool:
    place = _pick(made, random, "table")
    if place is None:
        return False
    rows = made.after[place]["rows"]
    columns = [list(column) for column in zip(*(row["cells"] for row in rows), strict=True)]
    _change(made, columns, random, lambda: [{"text": label(random), "id": made.new_id()} for _row in rows])
    for row, cells in zip(rows, zip(*columns, strict=True), strict=True):
        row["cells"] = list(cells)
    return True


def _change(made: Script, entries: list[Any], random: Random, new: Any) -> None:
    """Insert (mostly in front), remove, move or swap one entry of a list."""
    what = random.choice(("insert", "insert", "remove", "move", "swap"))
    if what == "insert":
        entries.insert(random.choice((0, random.randrange(len(entries) + 1))), new())
    elif what == "remove" and len(entries) > 1:
        entries.pop(random.randrange(len(entries)))
    elif what == "move":
        _shift(entries, random, 1)
    elif what == "swap":
        one, other = (random.randrange(len(entries)) for _place in range(2))
        entries[one], entries[other] = entries[other], entries[one]


EDITS = {
    "insert": _insert,
    "insert two": _insert_two,
    "delete": _delete,
    "delete two": _delete_two,
    "move": _move,
    "move two": _move_two,
    "swap": _swap,
    "reverse": _reverse,
    "duplicate": _duplicate,
    "edit": _edit,
    "edit again": _edit,
    "mark": _mark,
    "picture": _picture,
    "split": _split,
    "merge": _merge,
    "items": _items,
    "rows": _rows,
    "columns": _columns,
}
