"""What people type and paste as inline HTML and as plain text: nothing is lost, nothing runs, nothing hides."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import clean_inline, clean_text, strip_tags
from articles.body.document import Document, as_plain, plain_as_typed

FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e007f"
# Typed, and shown to readers letter by letter.
TEXTS = [
    "The test showed p<q for all ships, and the council believed it. Nobody asked why.",
    "Il a dit <<Oui>> et non <<Non>>.",
    "Il a dit <<Strong>>, <<b>> et <<Code>>.",
    "Write to Ada <ada@marrow.example> before Friday.",
    "<Ctrl>+C",
    "Press <Select>, <Menu>, <Option> or <A>.",
    "Dear <title> <name>, bring your <data> by <time>.",
    "a <b and c> d",
    "i<b",
    "1 <a 2",
    "x <p <q> y",
    "if (a<b && b>c)",
    "if a <b c=d> e",
    "<3",
    "<https://marrow.example/>",
    "<!-- note -->",
    "<![CDATA[x]]>",
    "<?php",
    "</foo>",
    "< b>no</ b>",
    "the end <a",
    "the end <a href='x",
    "<span",
    "<em",
    "List<String> and Map<Object>",
    "<hr width<br",
    "5 > 3 & 2 < 4",
    "AT&T, R&D; ?page=1&copy=2 &unknown;",
    "＜p＞ 港<船",
    "😀<😀</",
    "क्ष<ख",
    "say \"<hello>\" and '<you>'",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_opens_no_tag_is_text_and_stays(text):
    stored = clean_inline(text)
    assert "<" not in stored
    assert strip_tags(stored) == text
    assert as_plain(text) == text
    assert clean_inline(stored) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<b>bold</b> and <I>slanted</I>", "<strong>bold</strong> and <em>slanted</em>"),
        ("x<em>y", "x<em>y</em>"),
        ("a</em>b", "ab"),
        ("<em><strong>x</em></strong>", "<em><strong>x</strong></em>"),
        ("a<br/>b<BR >c</br>d", "a<br>b<br>c<br>d"),
        ("H<sub>2</sub>O, <code>a<b</code>", "H<sub>2</sub>O, <code>a&lt;b</code>"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
        ('<a href="/x?a=1&amp;b=2" title="t" target=_blank download>l</a>', '<a href="/x?a=1&amp;b=2">l</a>'),
        ("<a href=https://marrow.example/ hreflang=fr>l</a>", '<a href="https://marrow.example/" hreflang="fr">l</a>'),
        ('<a href="/x?a>b&lt;c">l</a>', '<a href="/x?a&gt;b&lt;c">l</a>'),
        ('<span lang="la" title="t">et</span> <em lang="fr">x</em>', '<span lang="la">et</span> <em lang="fr">x</em>'),
        # What leads nowhere and says nothing is no element; its words stay.
        ('<a href="tel:+358401234567">call</a> <a href="sms:1">write</a>', "call write"),
        ('<a href="javascript:alert(1)">x</a><a name="top">y</a><a>z</a><a href="">q</a>', "xyzq"),
        ('<a href="/x">1<a href="tel:2">2</a>3</a>', '<a href="/x">1</a>23'),
        ('<span>x</span><span style="color:red">y</span><span lang="&quot;">z</span>', "xyz"),
        # Elements that articles do not have.
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<p>One.</p>\n\n<p>Two.</p>", "One.\n\nTwo."),
        ("<P CLASS='x'>One.<P>Two.", "One. Two."),
        ("<ul><li>first</li><li>second</li></ul>", "first second"),
        ("<table><tr><td>Tarn</td><td nowrap>4</td></tr></table>", "Tarn 4"),
        ("<h2>Head</h2>Text<div>more</div>end", "Head Text more end"),
        ("<div><p><em>One.</em></p></div><p><strong>Two.</strong></p>", "<em>One.</em> <strong>Two.</strong>"),
        ("a <p> b</p> <p>c", "a b c"),
        ("a<br></p><p>b", "a<br>b"),
        ("<p>港。</p><p>船。</p>", "港。 船。"),
        ("<u>un</u><s>der</s> <font color=red>red</font><o:p></o:p>", "under red"),
        ("<del>old</del><ins>new</ins> <del>old</del> <ins>new</ins>", "old new old new"),
        ("<ruby>港<rt>みなと</rt></ruby>町", "港（みなと）町"),
        ("<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>", "港(みなと)"),
        ("<ruby>漢<rt>かん<rt></rt>字<rt>じ</ruby>", "漢（かん）字（じ）"),
        ("<ruby>Brno<rt>bərno</rt></ruby>", "Brno (bərno)"),
        ("x<script>alert('<b>')</script>y<STYLE>p{}</style >z", "xyz"),
        ('<img src="x" onerror="alert(1)"><img src=x onerror=alert(1)>', ""),
        ('<svg onload=alert(1)><path d="M0 0"/></svg>x', "x"),
        # Characters that nobody sees, and references to them.
        ("a\u202eb\u200bc\ufeffd\x00e\x85f\u2028g\x0bh", "abcde\nf\ng\nh"),
        ("a&#x202e;b&#8203;c&#0;d&#xD800;e&#x110000;f&#99999999999;g&ZeroWidthSpace;h&rlm;i&#8203j", "abcdefghij"),
        ("&#00000000065;&#x80;&nbsp;&#13;", "A€"),
        ("क&zwj;ष&zwnj;", "क\u200dष\u200c"),
        ("&#&#0;x202e;", "&amp;#x202e;"),
        (f"{FLAG} a\U000e0067\U000e0062", f"{FLAG} a"),
        # One normal form, and never out of a tag's end.
        ("e\u0301 e&#x301; e<u>\u0301</u>", "é é é"),
        ("<em>\u0338x</em>", "<em>\u0338x</em>"),
    ],
)
def test_tags_are_what_html_and_articles_have(typed, stored):
    assert clean_inline(typed) == stored
    assert clean_inline(stored) == stored


ALPHABET = st.sampled_from(
    [
        *"<>&;/\"'= \n!?-#.abpqizAé港😀\u0301\u0338\u202e\u200b\u00a0",
        *("br", "em", "@", "#x202e", "lt", "amp", "href", "span", "&lt;", "&amp;", "&#x338;", "&#60;", "<td ", "<b>"),
        *("<p>", "</p>", "<a>", "</a>", '<a href="/x">', "<ruby>", "<rt>", "</ruby>", "<del>", "<script>"),
        *("</script>", '<span lang="fr">', "<em>", "</em>"),
    ]
)


@given(st.lists(ALPHABET, max_size=24).map("".join))
def test_cleaning_is_idempotent_and_loses_no_letter(text):
    once = clean_inline(text)
    assert clean_inline(once) == once
    shown = strip_tags(once)
    assert not set("\u202e\u200b") & set(shown)
    assert as_plain(as_plain(text)) == as_plain(text)
    assert as_plain(plain_as_typed(as_plain(text))) == as_plain(text)
    # Whatever could at all be a tag, a script or a reference left out: the rest is there, letter by letter.
    rest = re.sub(r"(?is)<script.*?</script\s*>", "", text)
    rest = re.sub(r"&#?\w*;?", "", re.sub(r"</?[a-zA-Z][^<>]*>", "", rest))
    letters = iter([letter for letter in shown if letter.isalnum()])
    assert all(letter in letters for letter in clean_text(rest) if letter.isascii() and letter.isalnum())


@given(st.lists(ALPHABET, max_size=12).map("".join), st.lists(ALPHABET, max_size=12).map("".join))
def test_a_cleaned_document_stays_as_it_is(one, other):
    figure = {"type": "figure", "image": None, "caption": one, "credit": other, "alt": one}
    rows = [{"cells": [{"text": one}, {"text": other}]}]
    body = [{"type": "paragraph", "text": one}, figure, {"type": "table", "header": False, "rows": rows}]
    stored = Document(headline=one, kicker=other, dek=one, seo_description=other, body=body).cleaned()
    assert stored.cleaned() == stored


@pytest.mark.parametrize(
    "typed", ["a<b>c", "if x <b> y", "<i>tem 1", "vitamin <B> and <b>", "если a<b>c", "ならば a<i>c です"]
)
def test_a_letter_in_angle_brackets_is_text(typed):
    assert strip_tags(clean_inline(typed)) == typed
    assert as_plain(typed) == typed
    assert clean_inline(clean_inline(typed)) == clean_inline(typed)


def test_a_plain_field_holds_what_a_reader_sees():
    stored = Document(headline="Fish &amp; <em>chips</em>,\n &lt;b&gt;\u202e, p<q\u00a0»").cleaned()
    assert stored.headline == "Fish & chips, <b>, p<q\u00a0»"
    assert stored.cleaned().headline == stored.headline, "what was made plain is no HTML any more"
    assert plain_as_typed(stored.headline) == "Fish & chips, <b>, p<q\u00a0»"
    assert plain_as_typed("p<q & R&D") == "p<q & R&D", "people see what they typed wherever that means the same"


def test_a_long_row_of_marks_is_kept_whole_and_takes_no_time():
    text = "a" + "\u0315\u0316" * 20_000
    assert clean_text(text).count("\u0315") == 20_000
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize("number", ["9" * 5_000, "x" + "f" * 5_000, "0", "x110000", "99999999"])
def test_a_reference_to_no_character_breaks_nothing(number):
    text = f"Before &#{number}; after"
    stored = Document(headline=text, dek=text, body=[{"type": "paragraph", "text": text}]).cleaned()
    assert stored.headline.startswith("Before ") and stored.headline.endswith(" after")
    assert strip_tags(stored.body[0]["text"]).endswith(" after")


def test_half_tags_are_text_and_take_no_time():
    started = time.monotonic()
    assert strip_tags("<br> a <b>c</b>" + "<a" * 100_000) == "  a c" + "<a" * 100_000
    assert time.monotonic() - started < 5, "the time of the square of the length would be minutes"
