"""Which block an edited body's blocks are: each test names the edit, and the old place of each new block."""

import pytest

from articles.body import clean_body, keep_ids
from articles.body.markup import parse

A, B, C = "The pier was rebuilt in spring.", "Both bridges carry lorries again.", "Nobody crossed on Sunday."
TWINS = [A, "Approved.", B, "Approved."]
TARN = "Tarn beat Veslund 3-1 on Monday evening."
NEAR = "Veslund beat Grau 2-2 on Tuesday evening."
LONG = "The harbour has been closed since Friday. Divers found a cable on the ground. Nobody knows whose cable it is."


def came_from(before: list[str], after: list[str]) -> list[int | None]:
    """Return the old index of each new block, None for a new one. Blocks are written in the editor's form."""
    old = parse("\n\n".join(before))
    new = keep_ids(old, parse("\n\n".join(after)))
    assert len({block["id"] for block in new}) == len(new)
    place = {block["id"]: index for index, block in enumerate(old)}
    assert len(old) == len(before)
    return [place.get(block["id"]) for block in new]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (["One.", "Two.", *TWINS], [None, None, 0, 1, 2, 3]),
        (["Approved.", "Two.", *TWINS], [None, None, 0, 1, 2, 3]),
        (TWINS[2:], [2, 3]),
        (TWINS[:2], [0, 1]),
        ([*TWINS[2:], *TWINS[:2]], [2, 3, 0, 1]),
        ([C, *TWINS[2:], *TWINS[:2]], [None, 2, 3, 0, 1]),
        ([A, "Approved.", C, "Approved.", B, "Approved."], [0, 1, None, None, 2, 3]),
        ([A, "Approved.", B, "Approved.", C, "Approved."], [0, 1, 2, 3, None, None]),
        ([C, "Approved.", *TWINS], [None, None, 0, 1, 2, 3]),
        ([A, C, "Approved.", B, C + " Never.", "Approved."], [0, None, 1, 2, None, 3]),
        ([A.replace("spring", "May"), "Approved.", B.replace("Both", "All"), "Approved."], [0, 1, 2, 3]),
        (
            [C, "Approved.", A.replace("spring", "May"), "Approved.", B + " Slowly.", "Approved."],
            [None, None, 0, 1, 2, 3],
        ),
        ([A, "Approved!", B, "Approved."], [0, 1, 2, 3]),
        ([A, "Approved.", B, "<strong>Approved.</strong>"], [0, 1, 2, 3]),
        ([A, "<strong>Approved.</strong>", B, "Approved."], [0, 1, 2, 3]),
        ([A, "Approved.", "Approved.", B, "Approved."], [0, 1, None, 2, 3]),
        ([A, "Approved.", "## Bridges", B, "Approved."], [0, 1, None, 2, 3]),
    ],
    ids=[
        "two above",
        "two above, one of them a twin",
        "first pair deleted",
        "last pair deleted",
        "last pair to the top",
        "pairs swapped, one above",
        "a pair between",
        "a pair at the end",
        "a pair at the top",
        "strangers before the twins",
        "both neighbours edited",
        "both neighbours edited, a pair at the top",
        "first twin edited",
        "last twin in bold",
        "first twin in bold",
        "a twin doubled",
        "a heading between",
    ],
)
def test_equal_texts_are_told_apart_by_their_neighbours(after, expected):
    assert came_from(TWINS, after) == expected


def test_a_list_that_was_reversed_is_read_from_its_end():
    before = [A, "Approved.", B, "Approved.", C, "Approved."]
    assert came_from(before, before[::-1]) == [5, 4, 3, 2, 1, 0]


def test_two_blocks_around_a_twin_change_places():
    before = [A, "Approved.", B, C, "Approved."]
    assert came_from(before, [B, "Approved.", A, C, "Approved."]) == [2, 1, 0, 3, 4]


def test_a_text_that_stays_behind_the_same_block_is_that_text_if_one_of_two_is_gone():
    """Block 1 and B were deleted, or B and block 3: nobody can tell. What stands behind A stood there."""
    assert came_from(TWINS, [A, "Approved."]) == [0, 1]


def test_a_twin_that_moved_alone_is_nobody():
    """It may as well be another one: its translation comes from memory, where the last word on the text is."""
    assert came_from([*TWINS, C], [A, B, "Approved.", "Something new.", "Approved.", C]) == [0, 2, 3, None, None, 4]


def test_two_signs_that_contradict_each_other_are_none():
    """The first of two twins still stands first, the second one still before B. One is gone."""
    assert came_from(["Approved.", A, "Approved.", B], ["Approved.", B]) == [None, 3]


@pytest.mark.parametrize("count", [1, 2, 4, 5])
@pytest.mark.parametrize(("above", "below"), [([], []), ([A], []), ([], [B]), ([A], [B])])
def test_equal_texts_in_a_row_have_their_order(count, above, below):
    before, after = [*above, *["Break."] * 3, *below], [*above, *["Break."] * count, *below]
    kept = [place for place in came_from(before, after) if place is not None]
    assert kept == sorted(kept)
    assert len(kept) == min(count, 3) + len(above) + len(below)


def test_the_first_of_a_row_of_equals_is_edited():
    assert came_from([A, "Break.", "Break."], [A, "Break at noon!", "Break."]) == [0, 1, 2]
    assert came_from(["Break.", "Break."], ["Break.", "Break!"]) == [0, 1]


# --- a new block does not take an edited one's identity ---------------------------------------------------------------
@pytest.mark.parametrize("form", ["{}", "## {}", "> {}\n> — Ann", "▲ {}\nimage: 1", "- {}"])
@pytest.mark.parametrize("above", [True, False])
def test_a_similar_block_beside_an_edited_one_is_new(form, above):
    new = [form.format(NEAR), form.format(TARN.replace("3-1", "3-2"))]
    if form != "- {}":
        assert came_from([form.format(TARN)], new if above else new[::-1]) == ([None, 0] if above else [0, None])


def test_the_best_pair_of_all_comes_first_in_a_live_blog():
    before = [
        "14:05 Goal for Tarn by Lund.",
        "14:20 Yellow card for Veslund.",
        "14:31 Goal for Veslund by Holm.",
        "14:45 Half time.",
    ]
    after = [
        "15:20 Goal for Tarn by Brix.",
        "15:02 Goal for Veslund by Berg.",
        "14:45 Half-time: one goal each.",
        "14:31 Goal for Veslund by Holm, his third.",
        "14:20 Yellow card for Veslund.",
        "14:06 Goal for Tarn by Lund.",
    ]
    assert came_from(before, after) == [None, None, None, 2, 1, 0]


def test_a_line_of_scores_that_was_deleted_is_not_the_one_that_was_written_elsewhere():
    scores = [TARN, "Grau beat Holm 2-0 on Sunday evening.", "Brix beat Dorn 1-0 on Friday evening."]
    assert came_from(scores, ["Elmet beat Fjord 4-2 on Tuesday evening.", *scores[:2]]) == [None, 0, 1]
    assert came_from([*scores, A], [A, *scores[1:], "Fjord beat Elmet 3-3 on Tuesday evening."]) == [3, 1, 2, None]


def test_a_copy_that_was_edited_is_no_edit_of_another_line():
    """Grau's line is deleted, Tarn's is doubled and changed: the new one is more like Tarn's, which is still there."""
    before = [TARN, "Grau beat Holm 2-0 on Monday evening."]
    assert came_from(before, [TARN, "Tarn beat Veslund 3-3 on Monday evening."]) == [0, None]


def test_a_copy_of_one_is_no_edit_of_another():
    before = [TARN, A, TARN.replace("3-1", "1-3")]
    assert came_from(before, [TARN, A, TARN]) == [0, 1, None]


def test_two_that_are_equally_good_are_none():
    """One line became two, and each changed one word of it."""
    assert came_from([TARN, A], [A, TARN.replace("3-1", "3-2"), TARN.replace("3-1", "3-3")]) == [1, None, None]


def test_an_edited_line_stays_itself_between_others_like_it():
    before = [f"{team} beat Veslund 3-1 on Monday evening." for team in ("Tarn", "Grau", "Holm", "Brix")]
    edited = [text.replace("3-1", score) for text, score in zip(before, ("3-2", "2-2", "1-0", "4-1"), strict=True)]
    assert came_from(before, edited) == [0, 1, 2, 3]
    assert came_from(before, [NEAR, *edited]) == [None, 0, 1, 2, 3]
    assert came_from(before, [*edited[2:], *edited[:2]]) == [2, 3, 0, 1]


# --- edits that keep identity, and those that do not ------------------------------------------------------------------
@pytest.mark.parametrize(
    "edited",
    [
        "The pier was rebuilt in sprig.",
        "The pier was rebuilt in spring!",
        "THE PIER WAS REBUILT IN SPRING.",
        "The pier  was rebuilt\xa0in spring.",
        "The <strong>pier</strong> was rebuilt in spring.",
        'The <a href="https://example.org/">pier</a> was rebuilt in spring.',
        "“The pier was rebuilt in spring.”",
        "The pier was rebuilt in 1994.",
        "The old pier was rebuilt last spring.",
    ],
)
def test_an_edited_text_stays_itself(edited):
    assert came_from([A, B], [edited, B]) == [0, 1]
    assert came_from([A, B], [B, edited]) == [1, 0], "also where it moved"
    assert came_from([A, B], [C, edited, "Approved.", B]) == [None, 0, None, 1], "and between new ones"


@pytest.mark.parametrize(
    ("old", "edited", "other"),
    [
        ("市议会星期一批准了港口新预算。", "市议会星期二批准了港口新预算。", "没有人在星期天过桥。"),
        (
            "市議会は月曜日に港の予算を承認した。",
            "市議会は火曜日に港の予算を承認した。",
            "日曜日には誰も渡らなかった。",
        ),
        ("시의회는 월요일에 항구 예산을 승인했다.", "시의회는 화요일에 항구 예산을 승인했다.", "아무도 건너지 않았다."),
        ("Совет утвердил бюджет порта.", "Совет утвердил бюджеты порта.", "В воскресенье никто не ходил."),
        ("Το συμβούλιο ενέκρινε τον προϋπολογισμό.", "Το συμβούλιο ενέκρινε νέο προϋπολογισμό.", "Κανείς δεν πέρασε."),
        ("नगरसभा सोमवासरे नौकाशयम् अङ्गीकृतवती।", "नगरसभा मङ्गलवासरे नौकाशयम् अङ्गीकृतवती।", "कोऽपि न गतवान्।"),
        ("Satama suljettiin.", "Satama suljetaan.", "Kukaan ei ylittänyt."),
        ("Hafen", "Häfen", "Brücke"),
    ],
)
def test_an_edited_text_stays_itself_in_every_script(old, edited, other):
    assert came_from([old, other], [other, edited]) == [1, 0]
    assert came_from([old, other], [edited, A, other]) == [0, None, 1]


def test_another_number_is_another_entry_of_a_list():
    assert came_from(["Room 101", "Room 102"], ["Room 103", "Room 101", "Room 102"]) == [None, 0, 1]


def test_a_rewritten_text_is_another_one():
    assert came_from([A, B], ["Yesterday the council met behind closed doors.", B]) == [None, 1]


def test_the_first_half_of_a_split_text_stays_itself():
    first, second, third = (sentence + "." for sentence in LONG.rstrip(".").split(". "))
    assert came_from([A, LONG, B], [A, f"{first} {second}", third, B]) == [0, 1, None, 2]
    assert came_from([A, LONG, B], [A, f"{first}", "▲ The cable\nimage: 1", f"{second} {third}", B])[1:3] != [1, 1]
    words = LONG.split()
    assert came_from([LONG], [" ".join(words[:9]), " ".join(words[9:])]) == [0, None], "a little less than half"
    assert came_from([LONG], [" ".join(words[:9]), "▲ A\nimage: 1", " ".join(words[9:])]) == [0, None, None]


def test_the_second_part_of_a_split_text_stays_itself_if_it_is_nearly_all():
    words = LONG.split()
    assert came_from([A, LONG], [A, " ".join(words[:4]), " ".join(words[4:])]) == [0, None, 1]


def test_a_merged_text_is_the_first_of_its_parts():
    assert came_from([A, B, C], [f"{A} {B}", C]) == [0, 2]
    assert came_from([A, LONG], [f"{A} {LONG}"]) == [1], "unless the second is nearly all of it"


@pytest.mark.parametrize("form", ["> {}", "- {}", "## {}"])
def test_another_type_is_another_block(form):
    assert came_from([A, B], [form.format(A), B]) == [None, 1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Why it matters", "### Why it matters"),
        ("- one thing\n- another thing", "1. one thing\n2. another thing"),
        ("- oranges\n- apples\n- pears", "- apples\n- oranges\n- pears"),
        ("| a | b |\n| --- | --- |\n| c | d |", "| a | b |\n| c | d |"),
        ("> Wait here.\n> — Ann", "> Wait here.\n> — Ann\n> [de]"),
        ("▲ The pier\nimage: 1\ncredit: Ann", "▲ The pier\nimage: 1\ncredit: Bob"),
        ("https://film.example/1", "https://film.example/1?start=2"),
    ],
)
def test_what_is_no_text_does_not_count(before, after):
    assert came_from([A, before, B], [A, after, B]) == [0, 1, 2]
    assert came_from([A, before, B], [after, B, A]) == [1, 2, 0]


# --- pictures and quotes ----------------------------------------------------------------------------------------------
def figure(image: int, caption: str = "The pier", alt: str = "") -> str:
    return f"▲ {caption}\nimage: {image}" + (f"\nalt: {alt}" if alt else "")


DAWN, DUSK, NIGHT = (
    figure(image, alt=f"The pier at {hour}") for image, hour in enumerate(("dawn", "dusk", "night"), 1)
)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([A, DAWN, B, DUSK], [C, "One.", A, DAWN, B, DUSK], [None, None, 0, 1, 2, 3]),
        ([DAWN, DUSK], [NIGHT, DAWN, DUSK], [None, 0, 1]),
        ([DAWN, DUSK], [DUSK, DAWN], [1, 0]),
        ([DAWN, DUSK], [DUSK], [1]),
        ([figure(1), figure(2)], [figure(3), figure(1), figure(2)], [None, 0, 1]),
        ([figure(1), figure(2)], [figure(2), figure(1)], [1, 0]),
        ([figure(1), figure(2)], [figure(2)], [1]),
        ([A, figure(1), B, figure(2)], [A, figure(7), B, figure(2)], [0, 1, 2, 3]),
        ([A, figure(1), B, figure(2)], [C, B, figure(2), A, figure(7)], [None, 2, 3, 0, 1]),
        ([A, DAWN], [A, DAWN.replace("image: 1", "image: 9")], [0, 1]),
        ([A, DAWN], [A, figure(9, alt="Two gulls on a rusty crane")], [0, None]),
        ([A, DAWN], [A, figure(1, "What is left of it", "The pier at dawn")], [0, 1]),
        ([A, DAWN], [A, figure(1, alt="The pier, seen from the water at dawn")], [0, 1]),
        ([figure(1, "A gull"), figure(2, "A crane")], [figure(2, "A gull"), figure(1, "A crane")], [0, 1]),
        (["▲ The pier", A, "▲ The pier"], ["▲ The pier\nimage: 4", A, "▲ The pier"], [0, 1, 2]),
    ],
    ids=[
        "two blocks above",
        "a picture above",
        "swapped",
        "first one gone",
        "without alt: a picture above",
        "without alt: swapped",
        "without alt: first one gone",
        "picture replaced in its place",
        "picture replaced, moved with its text",
        "picture replaced, texts kept",
        "picture and alt replaced",
        "caption rewritten",
        "alt edited",
        "pictures put in the right order",
        "a picture comes to its caption",
    ],
)
def test_figures_with_equal_captions(before, after, expected):
    assert came_from(before, after) == expected


ANN, BOB, CID = (f"> No comment.\n> — {name}" for name in ("Ann Holm", "Bob Lund", "Cid Berg"))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([A, ANN, B, BOB], [C, "One.", A, ANN, B, BOB], [None, None, 0, 1, 2, 3]),
        ([ANN, BOB], [BOB, ANN], [1, 0]),
        ([ANN, BOB], [CID, ANN, BOB], [None, 0, 1]),
        ([ANN, BOB], [BOB], [1]),
        ([ANN, BOB], [BOB.replace("Lund", "Lund, mayor")], [1]),
        ([A, ANN, B, BOB], [A, CID, B, BOB], [0, 1, 2, 3]),
        ([A, ANN, B], [A, B, CID], [0, 2, None]),
        ([A, ANN, B], [A, ANN.replace("No comment.", "The council will never sell the harbour."), B], [0, None, 2]),
        ([A, f"> {LONG}\n> — Ann", B], [B, A, f"> {LONG}\n> — Anna Holm"], [2, 0, 1]),
    ],
    ids=[
        "two blocks above",
        "swapped",
        "another one above",
        "first one gone",
        "first one gone, attribution edited",
        "attribution corrected in its place",
        "somebody else said the same elsewhere",
        "the same person said something else",
        "a long quote is one quote",
    ],
)
def test_quotes_with_equal_words(before, after, expected):
    assert came_from(before, after) == expected


def test_ids_that_a_form_carries_along_do_not_count():
    old = clean_body([{"type": "paragraph", "text": A, "id": "aaaa"}, {"type": "paragraph", "text": B, "id": "bbbb"}])
    new = keep_ids(old, [{**old[1], "id": "aaaa"}, {**old[0], "id": "bbbb"}])
    assert [block["id"] for block in new] == ["bbbb", "aaaa"]


@pytest.mark.parametrize("text", ["…", "???", "。", "—"])
def test_a_text_of_marks_is_a_text(text):
    assert came_from([text, A], [A, text]) == [1, 0]
    assert came_from([A, text], [A, "!"]) == [0, None]


def test_nothing_before_or_after():
    assert came_from([], [A]) == [None]
    assert came_from([A], []) == []
    assert came_from([], []) == []
