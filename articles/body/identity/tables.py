"""Rows and cells of a table: rows are aligned, then columns over all rows; a cell is where both meet. Pure."""

from __future__ import annotations

from collections import Counter
from typing import Any

from articles.body.identity import words
from articles.body.identity.entries import Entry
from articles.body.identity.matching import aligned
from articles.body.identity.words import plain

Row = dict[str, Any]
Cell = dict[str, Any]
# Rows of cells; None where a row has fewer cells than others. Turned round, its columns.
Grid = list[list[Cell | None]]
Lines = list[tuple[int, int]]


def table_pairs(before: list[Row], after: list[Row]) -> tuple[list[tuple[Row, Row]], list[tuple[Cell, Cell]]]:
    """Return the rows and the cells of a table that are the same as before, as (old, new)."""
    old, new = _grid(before), _grid(after)
    rows, columns = _lines(old, new)
    # Swapped rows look like swapped columns if cells are equal: the reading that explains more cells is right.
    columns_first, rows_second = _lines(_turned(old), _turned(new))
    if _explained(old, new, rows_second, columns_first) > _explained(old, new, rows, columns):
        rows, columns = rows_second, columns_first
    rows = [(o, n) for o, n in rows if _still(old[o], new[n], columns)]
    cells = [pair for o, n in rows for pair in _cells(old[o], new[n], columns)]
    return [(before[o], after[n]) for o, n in rows], cells


def _grid(rows: list[Row]) -> Grid:
    width = max((len(row["cells"]) for row in rows), default=0)
    return [[*row["cells"], *[None] * (width - len(row["cells"]))] for row in rows]


def _turned(grid: Grid) -> Grid:
    return [list(column) for column in zip(*grid, strict=True)]


def _lines(old: Grid, new: Grid) -> tuple[Lines, Lines]:
    """Align lines by their content, then the lines across by their content in the aligned ones."""
    lines = aligned([_line(line) for line in old], [_line(line) for line in new])
    across = aligned(
        [_across([old[o] for o, _n in lines], place) for place in range(len(old[0]) if old else 0)],
        [_across([new[n] for _o, n in lines], place) for place in range(len(new[0]) if new else 0)],
    )
    return lines, across


def _line(line: list[Cell | None]) -> Entry:
    texts = tuple(map(_text, line))
    strict = tuple(cell["text"] if cell else "" for cell in line)
    telling = _telling(texts)
    found = tuple(word for text in telling for word in words.words(text))
    return Entry("line", (strict, texts, tuple(sorted(texts))), found, parts=telling)


def _across(lines: list[list[Cell | None]], place: int) -> Entry:
    texts = tuple(_text(line[place]) for line in lines)
    telling = set(_telling(texts))
    found = tuple((number, word) for number, text in enumerate(texts) if text in telling for word in words.words(text))
    return Entry("across", (texts, texts), found[: words.WORDS], parts=tuple(telling), column=True)


def _telling(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts with letters, if there are any: numbers change while the row is the same."""
    return tuple(text for text in texts if any(map(str.isalpha, text))) or texts


def _text(cell: Cell | None) -> str:
    return plain(cell["text"]) if cell else ""


def _explained(old: Grid, new: Grid, rows: Lines, columns: Lines) -> int:
    return sum(bool(_text(old[o][x])) and _text(old[o][x]) == _text(new[n][y]) for o, n in rows for x, y in columns)


def _still(old: list[Cell | None], new: list[Cell | None], columns: Lines) -> bool:
    """Return whether two rows are the same, now that the columns are known."""
    met = [(_text(old[x]), _text(new[y])) for x, y in columns]
    telling = set(_telling(tuple(text for pair in met for text in pair)))
    one = [(place, word) for place, pair in enumerate(met) if pair[0] in telling for word in words.words(pair[0])]
    other = [(place, word) for place, pair in enumerate(met) if pair[1] in telling for word in words.words(pair[1])]
    return words.in_any_order(one, other) >= words.ALIKE


def _cells(old: list[Cell | None], new: list[Cell | None], columns: Lines) -> list[tuple[Cell, Cell]]:
    """Match the cells of one row: equal ones in the same column, then those that moved, then edited ones."""
    met = [(one, other) for x, y in columns if (one := old[x]) and (other := new[y])]
    pairs = [(one, other) for one, other in met if _text(one) == _text(other)]
    pairs += _moved(old, new, pairs)
    taken = {cell["id"] for pair in pairs for cell in pair}
    left = [(one, other) for one, other in met if not {one["id"], other["id"]} & taken]
    return pairs + [(one, other) for one, other in left if _edited(_text(one), _text(other))]


def _edited(before: str, after: str) -> bool:
    """Return whether a cell's text can be an edit of the other: half of its words, or another figure in its place."""
    return words.alike(before, after) or (words.figures(before) and words.figures(after))


def _moved(old: list[Cell | None], new: list[Cell | None], pairs: list[tuple[Cell, Cell]]) -> list[tuple[Cell, Cell]]:
    """Match cells whose text occurs once in this row before and now, in different columns."""
    taken = {cell["id"] for pair in pairs for cell in pair}
    before, after = Counter(map(_text, old)), Counter(map(_text, new))
    place = {_text(cell): cell for cell in new if cell}
    return [
        (cell, place[text])
        for cell in old
        if cell and (text := _text(cell)) and before[text] == after[text] == 1
        if not {cell["id"], place[text]["id"]} & taken
    ]
