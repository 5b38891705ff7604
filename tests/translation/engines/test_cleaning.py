"""Every reply is cleaned of what no reader should meet, and only of that."""

from __future__ import annotations

import re
import time
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import clean_inline
from translation.engines.text.cleaning import _apart, clean


@pytest.mark.parametrize(
    ("language", "reply", "source", "kept"),
    [
        ("de", "Cafe\u0301", "Café", "Café"),
        ("ko", "\u1112\u1161\u11ab", "Han", "한"),
        ("de", "cafe&#x301; cafe&#769 caf&#x65;\u0301 caf&#101;&#x301;", "Café", "café café café café"),
        ("de", "cafe&rlm;&#x301; <b>e</b>&#x301;", "Café", "café <b>e</b>\u0301"),
        ("vi", "&eacute;&#x323; &eacute;\u0323 é&#x323;", "e", "ẹ\u0301 ẹ\u0301 ẹ\u0301"),
        ("ko", "&#x1112;&#x1161;&#x11ab; \u1112&#4449; 하&#x11ab;", "Han", "한 하 한"),
        (
            "de",
            "5 &#x212b; &lt;&#x338; &lt;&#x301; &amp;&#x301; a&#x37e;",
            "5 Å",
            "5 Å ≮ &lt;\u0301 &amp;\u0301 a&#59;",
        ),
        ("de", "<b>\u0338a</b>&#x338; b", "a", "<b>\u0338a</b>\u0338 b"),
        ("de", "&l&#x74;&#x301; &eacute;&auml; &nvlt; ä&nbsp;ö", "x", "&l&#116;\u0301 &eacute;&auml; &nvlt; ä&nbsp;ö"),
        ("pt", "Olá\x00 mundo\x07", "Hello world", "Olá mundo"),
        ("pt", "Olá\ud800 mundo", "Hello world", "Olá mundo"),
        ("de", "abc\u202edef\u2066", "abcdef", "abcdef"),
        ("de", "abc&#x202e;def&#8294;", "abcdef", "abcdef"),
        ("de", "a&#0;b", "ab", "ab"),
        ("de", "abc&rlm;d&lrm;e&ZeroWidthSpace;f&NoBreak;g", "abcdefg", "abcdefg"),
        ("de", "Wort&shy;teil, Wort&shyteil, &shyamp;", "word", "Wortteil, Wortteil, amp;"),
        ("de", "Wort&shy;teil", "word\u00adpart", "Wort&shy;teil"),
        ("de", "a&nbsp;b &auml; &amp; &unknown; &zwj;", "a b", "a&nbsp;b &auml; &amp; &unknown; &zwj;"),
        ("de", "a&#x0000000202e;b&#x99999999999999;c", "abc", "abc"),
        ("de", f"a&#{'9' * 5000};b", "ab", "ab"),
        ("de", "a&#&#0;x202e;b, &&shy;rlm;c, &&&shyshylrm;", "abc", "a b, c, & lrm;"),
        ("de", "a&rlm\u037eb", "ab", "ab"),
        ("de", "a" + "\u0323" * 40, "a", "ạ" + "\u0323" * 29),
        ("bo", "\u0f73" + "\u0323" * 40, "a", "\u0f71\u0f72" + "\u0323" * 28),
        ("de", "abc\u202edef", "about \u202e itself", "abc\u202edef"),
        ("de", "Wort\u200b\ufeff\u00ad", "word", "Wort"),
        ("sa", "क्\u200dष", "ksha", "क्\u200dष"),
        ("ja", "はい 。 次は 、 これ ！", "Yes.", "はい。次は、これ！"),
        ("ja", "<em>はい</em> 。", "<em>Yes</em>.", "<em>はい</em>。"),
        ("zh-hans", "你好 ，世界", "Hello, world", "你好，世界"),
        ("zh-hans", "你好 <b>，世界</b>；<b>你好</b> ，世界", "x", "你好<b>，世界</b>；<b>你好</b>，世界"),
        ("zh-hans", "<i>世界 </i> <b>！</b> 你， <b>好</b>", "x", "<i>世界</i><b>！</b>你，<b>好</b>"),
        ("ja", "はい（<i> はい</i> <b> ）</b>", "x", "はい（<i>はい</i><b>）</b>"),
        ("ja", "はい <b>いいえ</b> はい！<b>\u3000次</b>", "x", "はい <b>いいえ</b> はい！<b>\u3000次</b>"),
        ("ja", "<code>ls</code> 。 <code>。 a</code> b", "x", "<code>ls</code>。<code>。 a</code> b"),
        ("ja", "a <code>、</code> b", "x", "a <code>、</code> b"),
        ("ko", "그래 ， 좋아", "ok", "그래 ， 좋아"),
        ("fr", "Quoi ? « Non ! »", "What? “No!”", "Quoi\u202f? «\u202fNon\u202f!\u202f»"),
        ("fr", "Note : <em>oui</em> !", "Note: <em>yes</em>!", "Note\u00a0: <em>oui</em>\u202f!"),
        ("fr", "Tom &amp; Lea; a &lt; b", "Tom &amp; Lea; a &lt; b", "Tom &amp; Lea\u202f; a &lt; b"),
        (
            "fr",
            "Quoi?! «Non!» Oui; là.",
            "What?! “No!” Yes; there.",
            "Quoi\u202f?! «\u202fNon\u202f!\u202f» Oui\u202f; là.",
        ),
        ("fr", "Fin: à 10:30.", "End: at 10:30.", "Fin\u00a0: à 10:30."),
        ("fr", "Yahoo! achète tout!", "Yahoo! buys it all!", "Yahoo! achète tout\u202f!"),
        ("fr", "voir https://a.example/b?c &amp;", "see", "voir https://a.example/b?c &amp;"),
        ("fr", "Tom &amp; <em>Lea</em>!", "Tom &amp; <em>Lea</em>?", "Tom &amp; <em>Lea</em>\u202f!"),
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


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("<strong>Attention</strong>!", "<strong>Attention</strong>_!"),
        ("<a href='/x'><em>Note</em></a>: rien", "<a href='/x'><em>Note</em></a>~: rien"),
        ("<em>Non !</em>» Oui", "<em>Non_!</em>_» Oui"),
        ("«<em>oui</em>»; «<em> oui</em>»", "«_<em>oui</em>_»_; «<em> oui</em>_»"),
        ("« <em>oui</em> »", "«_<em>oui</em>_»"),
        ("<code>ls</code>; <code>a;</code>", "<code>ls</code>_; <code>a;</code>"),
        ("(oui)? [non]! (« oui »)? (oui !)?", "(oui)_? [non]_! («_oui_»)_? (oui_!)_?"),
        ("(voir 3.5): rien “oui”: non", "(voir 3.5)~: rien “oui”~: non"),
        ("5 €; 5 %! 20 °; 5 €: non…?", "5 €_; 5 %_! 20 °_; 5 €~: non…_?"),
        ("«Oui»! «Non.» «oui»: là", "«_Oui_»_! «_Non._» «_oui_»~: là"),
        ("en 2024: oui, <b>2024:</b> oui", "en 2024~: oui, <b>2024~:</b> oui"),
        ("<b>2024</b>: oui, 2024:", "<b>2024</b>~: oui, 2024~:"),
        # ... and what stays.
        ("à 10:30, 3:1 et <b>3:</b>1, <b>3</b>:1.", "à 10:30, 3:1 et <b>3:</b>1, <b>3</b>:1."),
        ("<em>Yahoo</em>! et Yahoo<b>!</b> et <b>Yahoo!</b>", "<em>Yahoo</em>! et Yahoo<b>!</b> et <b>Yahoo!</b>"),
        ("Bien :)! :-) ;-) (?) (!) ):", "Bien :)! :-) ;-) (?) (!) ):"),
        ("f(); f(): x", "f(); f(): x"),
        ("à <em>10</em>:30 puis 10:<em>30</em>.", "à <em>10</em>:30 puis 10:<em>30</em>."),
        ("https://a.example/<em>b</em>?c https://a.example/?", "https://a.example/<em>b</em>?c https://a.example/?"),
        ("5 &euro;; <em>&amp;</em>; &#33;! R&<em>D;</em>", "5 &euro;; <em>&amp;</em>; &#33;! R&<em>D;</em>"),
        ("oui&nbsp;! oui<br>! <em>oui </em>!", "oui&nbsp;! oui<br>! <em>oui </em>!"),
        ('<span translate="no">Qui ? «Oui»!</span>', '<span translate="no">Qui ? «Oui»!</span>'),
    ],
)
def test_french_marks_are_set_off_across_tags_and_brackets(reply, kept):
    """_ is a narrow no-break space, ~ a full one."""
    cleaned = clean(reply, "With <em>Yahoo</em>! in it", "fr")
    assert cleaned.replace("\u202f", "_").replace("\u00a0", "~") == kept


@pytest.mark.parametrize(
    ("source", "reply"),
    [
        ("Yahoo! said", "L’Yahoo! a dit"),
        ("Yahoo! said", "d'<b>Yahoo</b>! et qu’à Yahoo!"),
        ("<b>Yahoo</b>! said", "Yahoo! a dit"),
        ("Yahoo!&nbsp;said", "Yahoo! a dit"),
        ("Yahoo!’s past", "le passé de Yahoo!"),
        ("Yahoo!, the portal (once Yahoo!)", "Yahoo!, le portail"),
        ("The portal (once Yahoo!) is back", "Le portail (ex Yahoo!) revient"),
        ("She won on Jeopardy! twice", "Elle a gagné à Jeopardy! deux fois"),
        ("She won on Jeopardy!.", "Elle a gagné à Jeopardy!."),
        ("याहू Yahoo! ने कहा", "Yahoo! a dit"),
        ("Yahoo! is Yahoo!", "Yahoo! est Yahoo!"),
    ],
)
def test_a_name_in_french_keeps_its_mark(source, reply):
    assert clean(reply, source, "fr") == reply


@pytest.mark.parametrize(
    ("source", "reply"),
    [
        ("Thanks, Marie!", "Merci, Marie_!"),
        ("Marie! Come", "Marie_! Viens"),
        ("Thanks, Marie!<br>they said", "Merci, Marie_!<br>disaient-ils"),
        ("“Thanks, Marie!” she said", "«_Merci, Marie_!_» dit-elle"),
        ("Marie!... so", "Marie_!... si"),
        ("Marie; come", "Marie_; viens"),
        ("Jeopardy!", "Jeopardy_!"),
        ("Ah! Yahoo! said", "Ah_! Yahoo! a dit"),
    ],
)
def test_the_end_of_a_french_sentence_is_set_off_behind_a_name_too(source, reply):
    """_ is a narrow no-break space."""
    assert clean(reply.replace("_", ""), source, "fr").replace("\u202f", "_") == reply


@pytest.mark.parametrize(
    ("source", "reply", "kept"),
    [
        ("p&lt;q for all", "p<q für alle", "p&lt;q für alle"),
        ("Use &lt;b&gt; for bold", "<b> für fett", "&lt;b> für fett"),
        ("&lt;b&gt; is <b>bold</b>", "&lt;b&gt; ist <b>fett</b>", "&lt;b&gt; ist <b>fett</b>"),
        ("R&amp;D", "F&E und R&D", "F&amp;E und R&amp;D"),
        ("5 &lt; 7", "5 < 7", "5 &lt; 7"),
        ("<b>x</b>", "<b>y</b> < <i>z</i>", "<b>y</b> < <i>z</i>"),
    ],
)
def test_text_that_looks_like_a_tag_stays_text(source, reply, kept):
    assert clean(reply, source, "de") == kept
    assert clean(kept, source, "de") == kept


PIECES = [
    "<code>", "</code>", "</CODE >", '<span translate="no">', "<span lang=la translate=no x>", "</span>", "<em>",
    "<br>", "<a href='>'>", "</a>", "<", ">", "<codes>", "<span>", "&", "&#", "#", "x202e", "8294", ";", "&#0;",
    "&rlm;", "&shy", "shy", "lrm;", "\u037e", "\u200b", "\u0301", "\u0323" * 20,
    "&#x301;", "&#x65;", "&lt", "&amp", "&#x338;", "&eacute;", "&#4449;", "\u1112",
    " ", "  ", "\n", "\u00a0", "\u3000",
    "。", "!", "?", ":", "a", "É", "«", "»", "(", ")", "”", "€", "5", "\u202f", ".",
]  # fmt: skip
REPLIES = st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(REPLIES, st.text(), st.sampled_from(["de", "fr", "ja", "sa", "zh-hans"]))
def test_cleaning_twice_is_cleaning_once(reply, source, language):
    once = clean(reply, source, language)
    assert clean(once, source, language) == once


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"])))
def test_letters_digits_and_marks_stay(text):
    assert clean(text, text, "de").replace(" ", "") == unicodedata.normalize("NFC", text)


UNSEEN = set(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2066\u2067\u2068\u2069\ufeff"
)


@given(REPLIES, st.sampled_from(["de", "fr", "ja"]))
def test_nothing_unseen_comes_through_as_a_reference(reply, language):
    """What is stored afterwards has its references resolved."""
    assert not UNSEEN & set(unescape(clean_inline(clean(reply, "x", language))))
    assert not UNSEEN & set(unescape(clean(reply, "x", language)))


@given(REPLIES, st.sampled_from(["de", "fr", "ja", "zh-hans"]))
def test_what_is_stored_is_composed(reply, language):
    """Its references are resolved by then."""
    for text in re.split("<[^>]*>|>", clean(reply, "x", language)):
        assert unicodedata.is_normalized("NFC", unescape(text))


# The rule in one expression; read from left to right, it takes minutes over some small replies.
APART = re.compile(r"(<code\b[^>]*>.*?</code>|<span\b[^>]*\btranslate=[\"']?no\b[^>]*>.*?</span>|<[^>]*>)", re.S | re.I)


@given(REPLIES)
def test_tags_code_and_untranslated_spans_stand_apart(reply):
    assert _apart(reply) == APART.split(reply)


SIZE = 60_000
LONG = {
    "code": "<code>", "span": "<span translate=no>", "half a tag": "<a", "quotes": '<a "', "references": "&#9",
    "half a reference": "&#", "names": "&shy", "no-break spaces": "\u00a0", "wide spaces": "\u3000",
    "mixed spaces": " \u00a0", "lines": " \n", "marks": "\u0301\u0316", "Tibetan": "\u0f73", "letters": "а",
    "numbers": "12 ", "question": " ?", "French marks": "!»", "guillemets": "«", "brackets": ")", "bracketed": "(a)!",
    "tagged marks": "a</b>!", "opening tags": "«<b>", "exclamations": "x!", "many marks": "a?!", "colons": "a:",
    "references to marks": "&#x301;&#x316;", "tagged blanks": " <b>", "tagged wide marks": "， <b>",
    "colons of digits": "5:<b>",
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("language", ["ja", "fr"])
def test_the_time_grows_with_the_text_and_not_faster(name, language):
    """A text of this length takes hundredths of a second; where each doubling took four times as long, it took more
    than these three, up to a minute."""
    reply = "x" + LONG[name] * (SIZE // len(LONG[name]))
    started = time.process_time()
    clean(reply, "x", language)
    clean("x!", reply, language)
    assert time.process_time() - started < 3
