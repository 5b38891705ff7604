"""Every reply is cleaned of what no reader should meet, and only of that."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation.engines.text.hygiene import clean


@pytest.mark.parametrize(
    ("language", "reply", "source", "kept"),
    [
        ("de", "Cafe\u0301", "Café", "Café"),
        ("ko", "\u1112\u1161\u11ab", "Han", "한"),
        ("pt", "Olá\x00 mundo\x07", "Hello world", "Olá mundo"),
        ("pt", "Olá\ud800 mundo", "Hello world", "Olá mundo"),
        ("de", "abc\u202edef\u2066", "abcdef", "abcdef"),
        ("de", "abc&#x202e;def&#8294;", "abcdef", "abcdef"),
        ("de", "a&#0;b", "ab", "ab"),
        ("de", "abc\u202edef", "about \u202e itself", "abc\u202edef"),
        ("de", "Wort\u200b\ufeff\u00ad", "word", "Wort"),
        ("sa", "क्\u200dष", "ksha", "क्\u200dष"),
        ("ja", "はい 。 次は 、 これ ！", "Yes.", "はい。次は、これ！"),
        ("ja", "<em>はい</em> 。", "<em>Yes</em>.", "<em>はい</em>。"),
        ("zh-hans", "你好 ，世界", "Hello, world", "你好，世界"),
        ("ko", "그래 ， 좋아", "ok", "그래 ， 좋아"),
        ("fr", "Quoi ? « Non ! »", "What? “No!”", "Quoi\u202f? «\u202fNon\u202f!\u202f»"),
        ("fr", "Note : <em>oui</em> !", "Note: <em>yes</em>!", "Note\u00a0: <em>oui</em>\u202f!"),
        ("fr", "Tom &amp; Lea; a &lt; b", "Tom &amp; Lea; a &lt; b", "Tom &amp; Lea; a &lt; b"),
        ("fr", "<code>a ? b : c</code>", "<code>a ? b : c</code>", "<code>a ? b : c</code>"),
        ("ja", '<span translate="no">A 。</span>', "A", '<span translate="no">A 。</span>'),
        ("de", "  zwei   Wörter\n hier ", "two words", "zwei Wörter hier"),
        ("de", "eins", " one ", " eins "),
        ("de", "eins\nzwei", "one\ntwo", "eins\nzwei"),
        ("de", "", "one", ""),
        ("de", "Schluss. 👩\u200d🚀", "End. 👩\u200d🚀", "Schluss. 👩\u200d🚀"),
    ],
)
def test_replies_are_cleaned(language, reply, source, kept):
    assert clean(reply, source, language) == kept


@given(st.text(), st.text(), st.sampled_from(["de", "fr", "ja", "sa", "zh-hans"]))
def test_cleaning_twice_is_cleaning_once(reply, source, language):
    once = clean(reply, source, language)
    assert clean(once, source, language) == once


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"])))
def test_letters_digits_and_marks_stay(text):
    assert clean(text, text, "de").replace(" ", "") == unicodedata.normalize("NFC", text)
