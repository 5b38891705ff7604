"""Tags out and back: never lost, well nested, the text unchanged; for every kind of text and translation."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translation.engines.tagging import through

CHANGES = {
    "identity": lambda text: text,
    "upper": str.upper,
    "reversed words": lambda text: " ".join(reversed(text.split())),
    "one word": lambda text: "palavra",
    "longer": lambda text: " ".join(f"{word} {word}o" for word in text.split()),
    "nothing": lambda text: "",
    "marks": lambda text: "…, <&> !",
    "placeholders": lambda text: text + " QX7 qx 8 QX99",
}


def tags(text: str) -> Counter[str]:
    return Counter(tag if tag != "<br/>" else "<br>" for tag in re.findall(r"<[^>]*>", text))


def is_balanced(text: str) -> bool:
    stack = []
    for slash, name in re.findall(r"<(/?)([a-z]+)[^>]*>", text):
        if name == "br":
            continue
        if not slash:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


words = st.text(st.sampled_from("abc déñ. ,“”'&<>0192-日本😀\u00a0"), max_size=20).map(
    lambda text: html.escape(text, quote=False)
)
elements = st.sampled_from(
    ['<a href="https://x.example/?a=1&amp;b=2">', "<strong>", "<em>", "<code>", "<sub>", "<sup>", '<span lang="fr">']
)


def wrapped(inner):
    return st.builds(lambda tag, text: f"{tag}{text}</{re.match('<([a-z]+)', tag)[1]}>", elements, inner)


inline = st.recursive(
    st.one_of(words, st.just("<br>")),
    lambda inner: st.lists(st.one_of(inner, wrapped(inner)), max_size=4).map("".join),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(inline)
def test_identity_changes_nothing(text):
    assert through(text, CHANGES["identity"]) == text


@pytest.mark.parametrize("change", CHANGES)
@settings(max_examples=120, deadline=None)
@given(inline)
def test_no_tag_is_lost_whatever_the_engine_does(change, text):
    result = through(text, CHANGES[change])
    assert tags(result) == tags(text)
    assert is_balanced(result)


@pytest.mark.parametrize("change", CHANGES)
@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(words, st.just("<code>a &lt; b,c</code>")), max_size=6).map(" ".join))
def test_code_stays_byte_for_byte(change, text):
    code = "<code>a &lt; b,c</code>"
    assert through(text, CHANGES[change]).count(code) == text.count(code)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("<>/abr \"'=&;co\n"), max_size=60))
def test_broken_markup_comes_out_whole(text):
    assert is_balanced(through(text, CHANGES["upper"]))


def test_tags_follow_their_words():
    text = "The <strong>red</strong> <em>bridge</em> of <a href='x'>Marrowby</a>."
    expected = "<a href='x'>Marrowby</a>. of <em>bridge</em> <strong>red</strong> The"
    assert through(text, CHANGES["reversed words"]) == expected


def test_repeated_words_keep_their_places():
    text = "one <em>one</em> one. one one <em>one</em>."
    assert through(text, str.upper) == "ONE <em>ONE</em> ONE. ONE ONE <em>ONE</em>."


def test_whole_sentences_are_found_by_their_sentence():
    text = "<strong>First here.</strong> Second <em>there.</em>"
    change = {"First here.": "Alpha.", "Second there.": "Beta gamma.", "there": "gamma"}.__getitem__
    assert through(text, change) == "<strong>Alpha.</strong> Beta <em>gamma.</em>"


def test_a_span_without_words_is_put_in_with_its_own_translation():
    change = {"Hello world now": "Olá", "world": "mundo", "Hello": "Olá"}.get
    result = through("<em>Hello</em> <a href='x'>world</a> now", change)
    assert result == "<em>Olá</em> <a href='x'>mundo</a>"


def test_a_foreign_span_is_not_translated():
    assert through('Say <span lang="fr">bon mot</span>', str.upper) == 'SAY <span lang="fr">bon mot</span>'
    assert through('Say <span lang="en">good word</span>', str.upper) == 'SAY <span lang="en">GOOD WORD</span>'
    assert through("Say <span translate=no>Orvane</span>", str.upper) == "SAY <span translate=no>Orvane</span>"


def test_entities_are_characters_for_the_engine_and_entities_again_after_it():
    seen = []
    result = through("Fish &amp; chips &lt; 5", lambda text: seen.append(text) or text.upper())
    assert result == "FISH &amp; CHIPS &lt; 5"
    assert seen == ["Fish & chips < 5"]


def test_long_texts_full_of_tags_end_soon():
    text = " ".join(f"word{number} <a href='x'>link {number}</a>." for number in range(300))
    assert tags(through(text, CHANGES["reversed words"]))["<a href='x'>"] == 300


def test_chinese_needs_no_spaces():
    change = {"The harbour opens.": "港口开放。", "harbour": "港口", "It rains.": "下雨。"}.__getitem__
    text = "The <em>harbour</em> opens. It rains."
    assert through(text, change, "en", "zh-hans") == "<em>港口</em>开放。下雨。"


def test_a_guess_never_takes_the_words_of_a_certain_one():
    change = {"Dear Orvane": "Orvane", "Dear": "Cara"}.get
    result = through("<em>Dear</em> <strong>Orvane</strong>", change)
    assert result == "<em>Cara</em> <strong>Orvane</strong>"
