"""The plain-text form of a body: lossless both ways, and errors that name the line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import BodyError, clean_body
from articles.body.markup import parse
from articles.body.rendering import render

# Letters, every mark, what HTML makes of text, and what several scripts bring along.
PIECES = (
    *(
        "a",
        "word",
        "Ω",
        "語",
        "नि",
        " ",
        " ",
        "\n",
        "\n\n",
        "\\",
        "|",
        "-",
        "- ",
        "---",
        "1. ",
        "2. ",
        "13. ",
        "#",
        "## ",
    ),
    *(
        ">",
        "> ",
        "—",
        "— ",
        "▲",
        "▲ ",
        "[en]",
        "image: 3",
        "credit: x",
        "alt: y",
        "https://example.com/",
        "•",
        "\t",
        "½",
    ),
    *("&", "&amp;", "&lt;", "<", "&gt;", "<em>so</em>", "<strong>", "</strong>", '<a href="/x?a=1&amp;b=2">l</a>'),
    *("<br>", '<span lang="la">et</span>', "\u00a0", "\\n", "\\|", ".", "é"),
)
text = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)
row = st.lists(st.fixed_dictionaries({"text": text}), max_size=3).map(lambda cells: {"cells": cells})
block = st.one_of(
    st.fixed_dictionaries({"type": st.just("paragraph"), "text": text}),
    st.fixed_dictionaries({"type": st.just("heading"), "level": st.sampled_from((2, 3)), "text": text}),
    st.fixed_dictionaries(
        {
            "type": st.just("list"),
            "ordered": st.booleans(),
            "items": st.lists(st.fixed_dictionaries({"text": text}), max_size=3),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("quote"),
            "text": text,
            "attribution": text,
            "language": st.sampled_from(("", "en", "zh-hans")),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("figure"),
            "image": st.none() | st.integers(1, 10**6),
            "caption": text,
            "credit": text,
            "alt": text,
        }
    ),
    st.fixed_dictionaries({"type": st.just("table"), "header": st.booleans(), "rows": st.lists(row, max_size=3)}),
    st.fixed_dictionaries(
        {"type": st.just("embed"), "url": st.sampled_from(("https://a.example/v?x=1#t", "HTTP://b.example"))}
    ),
)


def without_ids(value):
    if isinstance(value, dict):
        return {name: without_ids(entry) for name, entry in value.items() if name != "id"}
    return [without_ids(entry) for entry in value] if isinstance(value, list) else value


@given(st.lists(block, max_size=4))
def test_a_body_written_out_and_read_again_is_the_same_body(blocks):
    body = clean_body(blocks)
    assert without_ids(parse(render(body))) == without_ids(body)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=5).map("".join), max_size=6).map("\n".join))
def test_what_an_editor_typed_settles_after_one_saving(typed):
    try:
        once = render(parse(typed))
    except BodyError as error:
        assert str(error).startswith("Line ")
        return
    assert render(parse(once)) == once


def test_every_mark_means_its_block():
    body = parse(
        "A paragraph with <em>stress</em>\nthat goes on.\n\n## Part\n### Subpart\n- one\n- two\n\n"
        "1. first\n\n2. second\n\n"
        "> Words.\n> — Ada Quill\n> [fi]\n\n▲ The quay\nimage: 12\ncredit: Tove Hale\nalt: A quay & a crane\n\n"
        "| a | b\\|c |\n| --- | --- |\n| 1 | 2 |\n\nhttps://example.com/film"
    )
    assert without_ids(body) == [
        {"type": "paragraph", "text": "A paragraph with <em>stress</em>\nthat goes on."},
        {"type": "heading", "level": 2, "text": "Part"},
        {"type": "heading", "level": 3, "text": "Subpart"},
        {"type": "list", "ordered": False, "items": [{"text": "one"}, {"text": "two"}]},
        {"type": "list", "ordered": True, "items": [{"text": "first"}, {"text": "second"}]},
        {"type": "quote", "text": "Words.", "attribution": "Ada Quill", "language": "fi"},
        {"type": "figure", "image": 12, "caption": "The quay", "credit": "Tove Hale", "alt": "A quay & a crane"},
        {
            "type": "table",
            "header": True,
            "rows": [{"cells": [{"text": "a"}, {"text": "b|c"}]}, {"cells": [{"text": "1"}, {"text": "2"}]}],
        },
        {"type": "embed", "url": "https://example.com/film"},
    ]


@pytest.mark.parametrize(
    "line", ["13. August war ein Dienstag.", "AT&T und 5 > 3", "2. April", "#berlin", "-5 °C in Oulu"]
)
def test_lines_that_only_look_like_marks_stay_text_and_are_shown_as_typed(line):
    body = parse(line)
    assert [block["type"] for block in body] == ["paragraph"]
    assert render(body) == line


def test_a_combining_stroke_behind_a_tag_leaves_the_tag_whole():
    [block] = parse("<em>\u0338x</em>\x85<b>\u0338y</b>")
    assert block["text"] == "<em>\u0338x</em>\n<strong>\u0338y</strong>"


@pytest.mark.parametrize("line", ["## x", "- x", "1. x", "> x", "▲ x", "| x", "https://example.com/", "\\x"])
def test_a_backslash_makes_text_of_a_mark(line):
    [block] = parse("\\" + line)
    assert block["type"] == "paragraph"
    assert render([block]) == "\\" + line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("good\n\n# Title", "Line 3: a heading"),
        ("##  ", "Line 1: this heading is empty"),
        ("x\n\n> — Nobody\n\ny", "Line 3: this quote has no words"),
        ("> a\n> — b\n> c", "Line 3: the words of a quote"),
        ("> a\n> — b\n> — c", "Line 3: this quote has its"),
        ("▲ c\nimage: twelve", "Line 2: “image:” is followed by a picture's number, not by “twelve”"),
        ("▲ c\nalt: a\nalt: b", "Line 3: this picture has its “alt:”"),
        ("▲ c\nand more", "Line 2: below ▲ come"),
        ("a\n\nhttps://", "Line 3: this address is not complete"),
        ("https://[x", "Line 1: this address is not complete"),
    ],
)
def test_an_error_names_the_line_and_the_mend(text, words):
    with pytest.raises(BodyError, match=words.replace("|", r"\|")):
        parse(text)


def test_a_megabyte_is_read_and_written_quickly():
    text = "\n\n".join(
        ["A paragraph of the harbour report, with 1,200 words & more."] * 9000 + ["- item\n- item"] * 9000
    )
    text += "|" * 200_000 + "\\" * 200_000
    assert len(text) > 1_000_000
    started = time.perf_counter()
    render(parse(text))
    assert time.perf_counter() - started < 10
