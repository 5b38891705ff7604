"""What an id says of a text, against what is true of it: whose translation would be next to another's source.

A script (scripts.py) knows which new block is which old one, split, merged and copied ones included. No id may say
otherwise: the translation that a person wrote for one text would be next to another. A new id is never wrong; the
text comes back from memory if it is known there.

Two bodies do not always show what was done. Then these are no faults, since no editor who compared them could tell:

- *a row of equals*: equal texts next to each other, of which some are gone, new or turned. They have only their order.
- *cut and paste*: a new text with the very words of one that is gone or rewritten. Its translation was made for them.
- *better signs*: a text that has kept its words stands where another with the same words stood, between its neighbours,
  and not where it stood itself. Or it was changed into the words of the other one.
- *rewritten*: a new text where an old one was removed and is nowhere in the new document, with half of its words and
  between the same neighbours. It is kept as an edit: its translation is outdated, with a proposal beside, and never
  passes for a current one.

A line that was reversed in part is read from either end. What a list or table has of one that is gone are texts with
the very same words, or it is a fault. A figure whose caption was kept may have the id of one whose caption was changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from articles.body import strip_tags
from tests.articles.body.identity.scripts import Script

Entry = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """Entries in their order: the blocks of a body, items of a list, cells of a row or column."""

    old: list[Entry]
    true: list[Entry]
    given: list[Entry]


@dataclass(frozen=True)
class Wrong:
    """An old id at an entry that is not this old one. excuse: why nobody could have known better, "" for a fault."""

    given: str
    true: str
    words: str
    excuse: str


def judge(made: Script, true: list[Entry], given: list[Entry]) -> Iterator[Wrong]:
    """Yield what is wrong with the ids in `given`, which has the same texts as `true`."""
    before = {block["id"]: block for block in made.before}
    wrongs = _wrongs(made, made.before, true, given)
    for block, result, wrong in zip(true, given, wrongs, strict=True):
        old = before.get(result["id"])
        if wrong or old is None:
            # A list or a table has no text of its own.
            if wrong and not (_inner(result) and _inner_texts_are_kept(made, old or {}, result)):
                yield wrong
        elif block["type"] == "list":
            yield from filter(None, _wrongs(made, old["items"], block["items"], result["items"]))
        elif block["type"] == "table":
            yield from _cells(made, old, block, result)


def _inner_texts_are_kept(made: Script, old: Entry, new: Entry) -> bool:
    """Tell whether what a new list or table has of another one that is gone are texts with the very same words."""
    before = {entry["id"]: _words(entry) for entry in _inner(old)}
    taken = [entry for entry in _inner(new) if entry["id"] in before]
    gone = all(block["id"] != new["id"] for block in made.after)
    return not taken or (gone and all(before[entry["id"]] == _words(entry) for entry in taken))


def _wrongs(made: Script, old: list[Entry], true: list[Entry], given: list[Entry]) -> list[Wrong | None]:
    """Return what is wrong with each entry of a line."""
    turned = _turned(old, true)
    readings = []
    if turned < 0.9:
        readings.append([_wrong(made, [Line(old, true, given)], place) for place in range(len(true))])
    if turned > 0.5:
        backwards = Line(old, true[::-1], given[::-1])
        readings.append([_wrong(made, [backwards], place) for place in range(len(true))][::-1])
    # Where two entries at the ends changed places, or all did but those in the middle, it can be read either way.
    return min(readings, key=lambda wrongs: sum(bool(wrong and not wrong.excuse) for wrong in wrongs))


def _turned(old: list[Entry], new: list[Entry]) -> float:
    """Return the share of two entries that have changed sides; of less than three, 0: that is no line."""
    before, after = Counter(map(_words, old)), Counter(map(_words, new))
    place = {_words(entry): number for number, entry in enumerate(old)}
    kept = [place[text] for text in map(_words, new) if before[text] == after[text] == 1]
    pairs = list(combinations(kept, 2))
    return sum(one > other for one, other in pairs) / len(pairs) if len(kept) >= 3 else 0.0


def _cells(made: Script, before: Entry, true: Entry, given: Entry) -> Iterator[Wrong]:
    tables = [[row["cells"] for row in table["rows"]] for table in (before, true, given)]
    for y, row in enumerate(tables[1]):
        for x in range(len(row)):
            # A cell stands in a row and in a column; of the old table all rows or columns are one line.
            across = Line([cell for row in tables[0] for cell in [*row, {}]], tables[1][y], tables[2][y])
            down = Line(
                [cell for column in zip(*tables[0], strict=True) for cell in [*column, {}]],
                [row[x] for row in tables[1]],
                [row[x] for row in tables[2]],
            )
            if wrong := _wrong(made, [across, down], x, y):
                yield wrong


def _wrong(made: Script, lines: list[Line], *places: int) -> Wrong | None:
    line, place = lines[0], places[0]
    true, given = line.true[place], line.given[place]
    if true.get("type") == "embed":  # it has no texts
        return None
    old = {entry["id"]: entry for entry in line.old if entry}
    if given["id"] not in old or given["id"] in {true["id"], *made.also.get(true["id"], ())}:
        return None
    excuse = next(filter(None, (_excuse(made, line, at) for line, at in zip(lines, places, strict=False))), "")
    return Wrong(given["id"], true["id"], _words(given), excuse)


def _excuse(made: Script, line: Line, place: int) -> str:
    true, given = line.true[place], line.given[place]
    claimed = next(entry for entry in line.old if entry and entry["id"] == given["id"])
    if _in_one_row(made, line, given["id"], true["id"], same=_words(claimed) == _words(given)):
        return "a row of equals"
    if any(entry and entry["id"] == true["id"] for entry in line.old):
        signs = _signs(made, line, given["id"], place) > _signs(made, line, true["id"], place)
        return "better signs" if signs else ""
    return _excuse_of_new(made, line, place, claimed)


def _excuse_of_new(made: Script, line: Line, place: int, claimed: Entry) -> str:
    """Return why a new entry may have the id of an old one. owner: what this one is now."""
    given = line.given[place]
    owner = next((entry for entry in line.true if entry and entry["id"] == given["id"]), None)
    if _words(claimed) == _words(given) and (owner is None or _words(owner) != _words(given)):
        return "cut and paste"
    if owner is None:
        return "rewritten" if _alike(claimed, given) >= 0.5 or _same_figure(claimed, given) else ""
    return "better signs" if _better_than(made, line, place, owner, claimed) else ""


def _better_than(made: Script, line: Line, place: int, owner: Entry, claimed: Entry) -> bool:
    """Tell whether a new entry has better signs for an id than the entry that it belonged to, where that stands now."""
    there = next(at for at, entry in enumerate(line.true) if entry and entry["id"] == claimed["id"])
    caption = _same_figure(claimed, line.given[place]) and owner.get("caption") != claimed["caption"]
    return caption or _signs(made, line, claimed["id"], place) > _signs(made, line, claimed["id"], there)


def _in_one_row(made: Script, line: Line, given: str, true: str, *, same: bool) -> bool:
    meant = {true, *made.also.get(true, ())}
    return any(_in_a_row(line.old, given, one) for one in meant) or (same and _in_a_row(line.true, given, true))


def _signs(made: Script, line: Line, identifier: str, place: int) -> tuple[float, int, bool, float, int]:
    """Return what two bodies show for an old entry's being at a place, the best sign first.

    Words, neighbours on the same side, the one before, order, neighbours that changed sides. A neighbour with the words
    of another is no sign, nor is one that was rewritten.
    """
    at = next(at for at, entry in enumerate(line.old) if entry and entry["id"] == identifier)
    before = [{around} for around in _beside(line.old, at)]
    after = [_around(made, line, place, side) for side in (0, 1)]
    same_side = [bool(one & other) for one, other in zip(before, after, strict=True)]
    common = sum(bool(one & set.union(*after)) for one in before)
    return _alike(line.old[at], line.given[place]), sum(same_side), same_side[0], _order(line, at, place), common


def _around(made: Script, line: Line, place: int, side: int) -> set[str]:
    """Return which old entries can be seen beside a place: side 0 before it, 1 after it."""
    old = {entry["id"]: entry for entry in line.old if entry}
    # Its neighbours by the ids that were given, too: if they are wrong, they are judged themselves.
    one, other = _beside(line.true, place)[side], _beside(line.given, place)[side]
    elsewhere = {entry["id"] for entry in line.given if entry} - {other}
    same = {one, *made.also.get(one, ())} - elsewhere
    beside = place + (1 if side else -1)
    kept = {name for name in same if name not in old or _alike(old[name], line.true[beside]) > 0.5}
    return (kept | {other}) - {""}


def _order(line: Line, at: int, place: int) -> float:
    """Return how many of the entries that are still there stand on the same side of it as before."""
    before = {entry["id"]: number < at for number, entry in enumerate(line.old) if entry and number != at}
    after = {entry["id"]: number < place for number, entry in enumerate(line.given) if entry and number != place}
    both = before.keys() & after.keys()
    return sum(before[one] == after[one] for one in both) / max(1, len(both))


def _beside(entries: list[Entry], at: int) -> tuple[str, str]:
    def name(place: int) -> str:
        shown = _shown(entries[place])
        return entries[place]["id"] if sum(_shown(entry) == shown for entry in entries) == 1 else ""

    before = name(at - 1) if at and entries[at - 1] else "the beginning"
    after = name(at + 1) if at + 1 < len(entries) and entries[at + 1] else "the end"
    return before, after


def _in_a_row(entries: list[Entry], one: str, other: str) -> bool:
    places = sorted(at for at, entry in enumerate(entries) if entry and entry["id"] in (one, other))
    return len(places) == 2 and len({_words(entry) for entry in entries[places[0] : places[1] + 1]}) == 1


def _alike(one: Entry, other: Entry) -> float:
    a, b = _compared(one), _compared(other)
    if one.get("items") or one.get("rows"):  # which may be sorted
        a.sort()
        b.sort()
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _compared(entry: Entry) -> list[str]:
    picture = [str(entry["image"])] if entry.get("image") else []
    text = _words(entry).removeprefix(entry.get("type", ""))
    return re.findall(r"[\u4e00-\u9fff]|[^\s\u4e00-\u9fff]+", text) + picture


def _same_figure(one: Entry, other: Entry) -> bool:
    """Tell whether two figures have one caption, and one picture or no other text that could be another's."""
    if one.get("type") != "figure" or one["caption"] != other["caption"]:
        return False
    return one["image"] == other["image"] or not one["alt"]


def _inner(entry: Entry) -> list[Entry]:
    return [*entry.get("items", ()), *(cell for row in entry.get("rows", ()) for cell in row["cells"])]


def _words(entry: Entry) -> str:
    """Return all texts of an entry."""
    inner = _inner(entry)
    texts = [strip_tags(entry[name]) for name in ("text", "attribution", "caption", "alt", "url") if entry.get(name)]
    return " ".join(" ".join([entry.get("type", ""), *texts, *map(_words, inner)]).split())


def _shown(entry: Entry) -> tuple[str, int | None]:
    """Return all that tells an entry from others."""
    return _words(entry), entry.get("image")
