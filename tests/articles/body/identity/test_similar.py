"""An unchanged text keeps its id, whatever similar texts are next to it."""

import pytest

from tests.articles.body.identity.test_blocks import (
    LONG,
    A,
    B,
    C,
    came_from,
    figure,
)

VESLUND = "Veslund beat Holm 2-2 on Monday evening."


@pytest.mark.parametrize("above", [[], ["Break."], [A]])
@pytest.mark.parametrize("copies", [2, 3])
@pytest.mark.parametrize("similar", [VESLUND.replace("2-2", "2-1"), VESLUND + " Late.", VESLUND.replace("Mon", "Fri")])
def test_a_similar_text_before_copies_of_a_text_takes_nothing(above, copies, similar):
    found = came_from([*above, VESLUND], [*above, similar, *[VESLUND] * copies])
    assert found[len(above)] is None
    assert found.count(len(above)) == 1


def test_a_merged_text_is_still_there_beside_a_similar_one():
    grau = "Grau beat Tarn 3-0 on Monday evening."
    after = [A, "Approved.", B, C, grau.replace("Mon", "Fri"), f"{grau} Approved."]
    assert came_from(["Approved.", A, B, C, grau, "Approved."], after)[4:] == [None, 4]


def test_another_picture_takes_nothing_from_a_figure_that_was_doubled():
    before = ["Break.", figure(1), figure(3, "Money")]
    assert came_from(before, ["Break.", figure(3), figure(3, "Money"), figure(1), figure(1)])[1] is None


def test_a_figure_that_is_there_as_it_was_is_no_edit_of_another_one():
    before = [A, "▲ The pier", B, "## Harbour", figure(2), figure(2)]
    assert came_from(before, [A, figure(2), "## Harbour", figure(2, "Gulls pier")])[1] != 1


def test_a_list_that_was_reversed_is_found_though_its_ends_were_edited():
    before = [figure(1), A, B, C, LONG, figure(2)]
    assert came_from(before, [figure(3), LONG, C, B, A, figure(4)]) == [5, 4, 3, 2, 1, 0]


def test_bold_decides_only_where_neighbours_do_not():
    """The twin behind A is in bold now; one without stands before B."""
    assert came_from([A, "Approved.", B], [A, "<strong>Approved.</strong>", C, "Approved.", B]) == [0, 1, None, None, 2]
