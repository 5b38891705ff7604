"""Which item, row and cell an edited list's or table's are: by their old places, None for new ones."""

import json

import pytest

from articles.body import clean_body, keep_ids, texts
from articles.body.markup import parse

A, B = "The pier was rebuilt in spring.", "Both bridges carry lorries again."
TARN, NEAR = "Tarn beat Veslund 3-1 on Monday evening.", "Veslund beat Grau 2-2 on Tuesday evening."


def items_from(before: list[str], after: list[str]) -> list[int | None]:
    """Return the old index of each item of the new list."""
    old = parse("\n".join(f"- {item}" for item in before))
    (new,) = keep_ids(old, parse("\n".join(f"- {item}" for item in after)))
    assert new["id"] == old[0]["id"]
    place = {item["id"]: index for index, item in enumerate(old[0]["items"])}
    return [place.get(item["id"]) for item in new["items"]]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([A, "Approved.", B, "Approved."], ["One.", "Two.", A, "Approved.", B, "Approved."], [None, None, 0, 1, 2, 3]),
        ([A, "Approved.", B, "Approved."], [B, "Approved."], [2, 3]),
        ([A, "Approved.", B, "Approved."], [B, "Approved.", A, "Approved."], [2, 3, 0, 1]),
        ([TARN], [NEAR, TARN.replace("3-1", "3-2")], [None, 0]),
        ([TARN, A], [NEAR, TARN.replace("3-1", "3-2"), A], [None, 0, 1]),
        (["oranges", "apples", "pears"], ["apples", "oranges", "pears"], [1, 0, 2]),
        (["oranges", "apples", "pears"], ["pears", "apples", "oranges"], [2, 1, 0]),
        (["oranges", "apples", "pears"], ["plums", "oranges", "apples", "pears"], [None, 0, 1, 2]),
        (["Yes", "No", "Yes", "No"], ["Perhaps", "Yes", "No", "Yes", "No", "Never"], [None, 0, 1, 2, 3, None]),
        (["To be confirmed"] * 3, ["To be confirmed"] * 4, [0, 1, 2, None]),
        (["10:00 Break", "11:00 Talk", "12:00 Break"], ["10:15 Break", "11:00 Talk", "12:30 Break"], [0, 1, 2]),
    ],
)
def test_items(before, after, expected):
    found = items_from(before, after)
    if before == ["To be confirmed"] * 3:
        assert [place for place in found if place is not None] == [0, 1, 2], "they have nothing but their order"
    else:
        assert found == expected


def table(*rows: str, header: bool = False) -> str:
    lines = [f"| {row} |" for row in rows]
    return "\n".join([lines[0], "| --- |" + " --- |" * rows[0].count("|"), *lines[1:]] if header else lines)


def cells_from(before: str, after: str) -> list[list[str]]:
    """Return where each cell of the new table was in the old one: a letter for its column, a digit for its row."""
    (old,), parsed = parse(before), parse(after)
    (new,) = keep_ids([old], parsed)
    assert new["id"] == old["id"]
    names = {
        cell["id"]: f"{'abcdefgh'[x]}{y}" for y, row in enumerate(old["rows"]) for x, cell in enumerate(row["cells"])
    }
    rows = {row["id"]: y for y, row in enumerate(old["rows"])}
    for row in new["rows"]:
        found = {names[cell["id"]][1] for cell in row["cells"] if cell["id"] in names}
        assert found <= {str(rows.get(row["id"]))}, "a cell goes with its row"
    return [[names.get(cell["id"], "-") for cell in row["cells"]] for row in new["rows"]]


PLAN = table(
    "Work | Council | Port", "Pier | Approved | Approved", "Bridge | Approved | Refused", "Dock | Approved | -"
)
SAME = [["a0", "b0", "c0"], ["a1", "b1", "c1"], ["a2", "b2", "c2"], ["a3", "b3", "c3"]]


def test_an_unchanged_table_keeps_everything():
    assert cells_from(PLAN, PLAN) == SAME


@pytest.mark.parametrize(
    "row", ["Tower | Approved | Approved", "Approved | Approved | Approved", "Pier two | Approved | -"]
)
@pytest.mark.parametrize("place", [0, 1, 2, 4])
def test_a_row_that_is_added_takes_nothing(row, place):
    lines = PLAN.split("\n")
    lines.insert(place, f"| {row} |")
    expected = [*SAME[:place], ["-", "-", "-"], *SAME[place:]]
    assert cells_from(PLAN, "\n".join(lines)) == expected


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_row_that_is_removed_leaves_the_others_what_they_had(place):
    lines = PLAN.split("\n")
    del lines[place]
    assert cells_from(PLAN, "\n".join(lines)) == [*SAME[:place], *SAME[place + 1 :]]


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 3, 2, 1), (3, 2, 1, 0), (1, 2, 3, 0)])
def test_rows_that_change_places(order):
    lines = PLAN.split("\n")
    assert cells_from(PLAN, "\n".join(lines[place] for place in order)) == [SAME[place] for place in order]


def columns(text: str, change) -> str:
    rows = [line.strip("| ").split(" | ") for line in text.split("\n")]
    changed = list(zip(*change([list(column) for column in zip(*rows, strict=True)]), strict=True))
    return "\n".join(f"| {' | '.join(row)} |" for row in changed)


@pytest.mark.parametrize("new", [["No", "1", "2", "3"], ["Mayor", "Approved", "Approved", "Approved"], ["-"] * 4])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_column_that_is_added_takes_nothing(new, place):
    after = columns(PLAN, lambda found: [*found[:place], new, *found[place:]])
    assert cells_from(PLAN, after) == [[*row[:place], "-", *row[place:]] for row in SAME]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_column_that_is_removed_leaves_the_others_what_they_had(place):
    after = columns(PLAN, lambda found: found[:place] + found[place + 1 :])
    assert cells_from(PLAN, after) == [row[:place] + row[place + 1 :] for row in SAME]


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (2, 1, 0), (1, 2, 0)])
def test_columns_that_change_places(order):
    after = columns(PLAN, lambda found: [found[place] for place in order])
    assert cells_from(PLAN, after) == [[row[place] for place in order] for row in SAME]


def test_a_row_on_top_and_a_column_in_front():
    after = columns(PLAN, lambda found: [["1", "2", "3", "4"], *found])
    assert cells_from(PLAN, "| 0 | Tower | Approved | Approved |\n" + after) == [
        ["-"] * 4,
        *[["-", *row] for row in SAME],
    ]


def test_columns_that_changed_places_are_told_from_rows_that_did():
    """The rows of Yes and No are the same either way round; the names above them are not."""
    before = table("Harbour | Market", "Yes | No", "No | Yes")
    assert cells_from(before, table("Market | Harbour", "No | Yes", "Yes | No")) == [
        ["b0", "a0"],
        ["b1", "a1"],
        ["b2", "a2"],
    ]
    assert cells_from(before, table("Harbour | Market", "No | Yes", "Yes | No")) == [
        ["a0", "b0"],
        ["a2", "b2"],
        ["a1", "b1"],
    ]


def test_a_column_in_which_all_was_rewritten_keeps_what_is_above_it():
    before = table("Team | Points", "Tarn | twelve", "Grau | nine", header=True)
    after = table("Team | Points", "Tarn | fifteen", "Grau | ten", header=True)
    assert cells_from(before, after) == [["a0", "b0"], ["a1", "-"], ["a2", "-"]]


def test_scores_that_change_leave_the_names_what_they_are():
    before = table("Tarn | 3 | 10 | 2", "Grau | 4 | 12 | 3", "Holm | 1 | 7 | 0")
    after = table("Grau | 5 | 15 | 4", "Tarn | 4 | 13 | 3", "Holm | 2 | 8 | 1")
    assert [row[0] for row in cells_from(before, after)] == ["a1", "a0", "a2"]


def test_an_edited_cell_stays_itself_and_a_rewritten_one_does_not():
    after = PLAN.replace("Council", "City council").replace("Refused", "Nobody knows")
    assert cells_from(PLAN, after) == [["a0", "b0", "c0"], ["a1", "b1", "c1"], ["a2", "b2", "-"], ["a3", "b3", "c3"]]
    assert cells_from(table("Costs | a", "b | c"), table("What it costs | a", "b | c"))[0] == ["a0", "b0"]


def test_a_text_that_goes_to_another_cell_of_its_row_takes_its_words_along():
    assert cells_from(table("Pier | Ann | Bob"), table("Pier | Bob | Ann")) == [["a0", "c0", "b0"]]


def test_another_team_in_an_edited_table_is_another_row():
    before = table("Tarn | Approved", "Grau | Approved", "Holm | Approved")
    after = table("Veslund | Approved", "Tarn | Approved", "Grau | Approved, at last", "Holm | Approved")
    assert cells_from(before, after) == [["-", "-"], ["a0", "b0"], ["a1", "b1"], ["a2", "b2"]]


def test_rows_of_different_lengths():
    before = table("Pier | Approved", "Bridge", "Dock | Approved | late")
    after = table("Tower | Approved", "Pier | Approved", "Bridge", "Dock | Approved | late")
    assert cells_from(before, after) == [["-", "-"], ["a0", "b0"], ["a1"], ["a2", "b2", "c2"]]


def test_a_table_is_replaced_by_another_one():
    old = parse(table("Pier | Approved", "Bridge | Approved"))
    (new,) = keep_ids(old, parse(table("Yes | No", "Ferry | Approved")))
    assert new["id"] != old[0]["id"]


def test_a_cell_without_words_is_a_cell():
    before = table("Pier |  | Approved", "Bridge |  | Approved")
    assert cells_from(before, table("Tower |  | Approved", "Pier |  | Approved", "Bridge |  | Approved"))[1:] == [
        ["a0", "b0", "c0"],
        ["a1", "b1", "c1"],
    ]


@pytest.mark.parametrize(
    ("before", "after"), [("1,200", "1,300"), ("2019", "2,019.50"), ("50%", "75%"), ("9:30", "10:00")]
)
def test_a_figure_that_is_corrected_in_its_place_stays_itself(before, after):
    """It has no word in common with what it was; what a person wrote for it becomes outdated, not lost."""
    head = [{"text": "Year"}, {"text": "Tonnes"}]
    table = [{"type": "table", "rows": [{"cells": head}, {"cells": [{"text": "Marrowby"}, {"text": before}]}]}]
    paragraphs = [{"type": "paragraph", "text": text} for text in ("It rained all day.", before, "The ferry is late.")]
    for body in (table, paragraphs):
        old = clean_body(body)
        new = keep_ids(old, json.loads(json.dumps(old).replace(json.dumps(before), json.dumps(after))))
        ids = [[ref.key for ref in texts(one)] for one in (old, new)]
        assert ids[0] == ids[1]
