"""The small pure parts of the engines: tokens, sentences, typography, placeholders, pseudolocalisation."""

from __future__ import annotations

import re
import string

import pytest
from fxtranslate import discovery
from hypothesis import given
from hypothesis import strategies as st

from articles.body.inline import strip_tags
from translation.engines.pseudo import PseudoEngine
from translation.engines.text.invariant_tokens import protected, repaired
from translation.engines.text.placeholders import shield, unshield
from translation.engines.text.sentences import LONGEST, sentences
from translation.engines.text.typography import folded, restored, unknown_runs
from translation.engines.text.vocabulary import known_characters

KNOWN = frozenset(string.ascii_letters + string.digits + " .,;:!?'\"()-éá")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Helio-2.5X, A320neo and x86 (H2O).", ["Helio-2.5X", "A320neo", "x86", "H2O"]),
        ("购买Helio-2.5X电池", ["Helio-2.5X"]),
        ("Der G20-Gipfel dauert 10-Jahres, 1,5-Liter", ["G20"]),
        ("12-year-old, 3rd, 1990s, 9am, 10:30AM, US$4.35m, $4.35M, 283.82, 3-2", []),
        ("see https://x.example/a?b=1. Or www.x.example!", ["https://x.example/a?b=1", "www.x.example"]),
        ("desk@x.example, @orvane", ["desk@x.example", "@orvane"]),
    ],
)
def test_tokens_that_stay_are_told_from_numbers_and_prose(text, tokens):
    assert protected(text) == tokens


@pytest.mark.parametrize(
    ("source", "target", "result"),
    [
        ("the Helio-2.5X is", "o Helio-2,5X é", "o Helio-2.5X é"),
        ("the Helio-2.5X is", "o HELIO 2.5X é", "o Helio-2.5X é"),
        ("Helio-2.5X and Helio-2.5X", "Helio-2.5X e Helio-2,5x", "Helio-2.5X e Helio-2.5X"),
        ("the Helio-2.5X is", "o Helio-2,5X é Helio-2,5X", "o Helio-2,5X é Helio-2,5X"),
        ("in 2.5 years", "em 2,5 anos", "em 2,5 anos"),
        ("the Helio-2.5X is", "o aparelho é", "o aparelho é"),
    ],
)
def test_a_changed_token_is_mended_when_it_is_unambiguous(source, target, result):
    assert repaired(source, target) == result


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Mr. Smith of Acme Inc. met Dr. J. Okoro in St. Louis. They left.", 2),
        ("en", "He came at 3 p.m. on Monday, said the U.S. Navy. Then he left!", 2),
        ("de", "Am 13. August kam er, z. B. mit dem Zug. Er blieb.", 2),
        ("ru", "Он жил на ул. Мира. Потом уехал.", 2),
        ("ja", "港が開いた。雨が降る。", 2),
        ("en", "One\ntwo\n\nthree. Four", 4),
        ("en", " \n ", 0),
        ("en", "", 0),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(language, text, count):
    assert len(sentences(text, language, discovery.segment_sentences)) == count


@given(st.text(st.sampled_from("ab. ,;!?\n日。“”A1é…\u00a0"), max_size=900))
def test_sentences_leave_nothing_but_white_space_out(text):
    spans = sentences(text, "en", discovery.segment_sentences)
    outside = [text[end:start] for (_, end), (start, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)]
    assert not "".join(outside).strip()
    assert all(0 < end - start <= LONGEST and "\n" not in text[start:end] for start, end in spans)


def test_letters_a_model_cannot_spell_become_plainer():
    assert folded("“Łódź” – €5…", KNOWN) == '"Lodz" - EUR 5...'
    assert folded("“Łódź”", None) == "“Łódź”"


@pytest.mark.parametrize("text", ["≠", "≰", "m²", "10⁶", "2ⁿ", "CO₂", "½", "№", "℃", "㎞", "™", "①"])
def test_signs_that_mean_something_else_without_their_form_are_left_to_the_shield(text):
    known = KNOWN | set("=≤")
    assert folded(text, known) == text
    assert unknown_runs(text, known) == [(0, len(text))]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("ﬁrst", "first"), ("ＡＢ１２，", "AB12,"), ("1\u2002a‼", "1 a!!"), ("3€, 4 £", "3 EUR, 4 GBP")],
)
def test_forms_that_mean_the_same_are_folded(text, plain):
    assert folded(text, KNOWN) == plain


def test_other_scripts_and_emoji_are_found_as_runs():
    text = "to Αθήνα, Москва and 😀👍🏽 or café"
    assert [text[a:b] for a, b in unknown_runs(text, KNOWN)] == ["Αθήνα, Москва", "😀👍🏽"]
    assert unknown_runs(text, None) == []


@pytest.mark.parametrize(
    ("language", "quoted"),
    [("pt", "“Não”, disse"), ("de", "„Não“, disse"), ("fr", "«\u00a0Não\u00a0», disse"), ("ja", "「Não」, disse")],
)
def test_quotes_come_back_as_the_language_has_them(language, quoted):
    assert restored("“No,” she said", '"Não", disse', language, KNOWN) == quoted
    assert restored('"No," she said', '"Não", disse', language, KNOWN) == '"Não", disse'
    assert restored("“No,” she said", '"Não, disse', language, KNOWN) == '"Não, disse'


@given(
    st.text("ab QX78 ", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
    st.text("QXZ789 ab"),
)
def test_placeholders_come_back_once_each_whatever_the_engine_says(text, pairs, reply):
    shielded = shield(text, [(min(pair), min(max(pair), len(text))) for pair in pairs if min(pair) < len(text)])
    result, ranges = unshield(shielded, (0, len(shielded.text)), reply)
    assert sorted(ranges) == list(range(len(shielded.originals)))
    assert all(result[slice(*ranges[index])] == original for index, original in enumerate(shielded.originals))


@pytest.mark.parametrize("data", [b"", b"\xff" * 1000, b"\x0a\x05\x0a\x03abc" * 3, b"\x0a\x7f"])
def test_what_is_no_vocabulary_is_said_to_be_none(data):
    with pytest.raises(ValueError, match="it "):
        known_characters(data)


def piece(text: str, kind: int | None = None) -> bytes:
    """Return a vocabulary's entry for a piece, with a score and its type as sentencepiece_model.proto has them."""
    encoded = text.encode()
    inner = bytes([0x0A, len(encoded)]) + encoded + b"\x15\x00\x00\x00\x00" + (bytes([0x18, kind]) if kind else b"")
    return bytes([0x0A, len(inner)]) + inner


def test_only_pieces_that_spell_count_as_known():
    letters = b"".join(piece(letter) for letter in string.ascii_letters * 2)
    marks = piece("<unk>", 2) + piece("</s>", 3) + piece("[unused]", 5) + piece("{user}", 4) + piece("§", 4)
    assert known_characters(letters + marks + piece("+", 1)) == set(string.ascii_letters) | {" ", "§", "+"}
    assert known_characters(letters + marks + piece("<0x41>", 6)) is None, "what it cannot spell becomes bytes"


def pseudo(text: str) -> str:
    return PseudoEngine().translate([text], "en", "pt").texts[0]


def test_pseudo_accents_lengthens_and_brackets():
    result = pseudo("The harbour is closed because of the storm")
    assert result.startswith("⟦") and result.endswith("⟧") and result.isascii() is False
    assert 1.2 < len(result) / len("The harbour is closed because of the storm") < 1.5
    assert pseudo("The harbour") == pseudo("The harbour")


def test_pseudo_keeps_tags_entities_numbers_and_tokens():
    text = 'Buy <a href="https://x.example/abc">Helio-2.5X</a> &amp; <code>make run</code> for 283.82, mail a@b.example'
    result = pseudo(text)
    assert re.findall(r"<[^>]*>", result) == re.findall(r"<[^>]*>", text)
    for kept in ("Helio-2.5X", "&amp;", "<code>make run</code>", "283.82", "a@b.example"):
        assert kept in result
    assert "harbour" not in strip_tags(pseudo("harbour"))
