"""Whole pages: what is a headline, a heading, a figure, and what is dropped."""

from __future__ import annotations

import datetime

import pytest

from articles.importing.errors import ImportRefused
from articles.importing.parser import parse
from articles.importing.reader import MAX_BYTES, read_lines, text_digest

PAGE = """2024-08-13
한어Русский языкEnglishFrançaisIndonesianSanskrit日本語DeutschPortuguêsΕλληνικάespañolItalianoSuomalainenLatina
Harbour Things (öffentliches Konto:Abonnieren)
kompilierenVanille
bearbeitenYunpeng
Der Hafen von Marrowby meldete am 13. August endlich Wasser!
Gestern stieg es auf 283,82 Meter.
▲Der Hafen am Morgen
1. Wasser und Geld
Die Stadt zahlt <b>6</b> Millionen & mehr.
▲Boote (Quelle: Anna Berg/Marrow Press)
2. Was kommt
Quelle der Sorge ist das Eis.
2024. So heißt das Boot.
Fazit: Es bleibt nass
Niemand weiß es.
Quelle: „Marrow Street Journal“
"""


def kinds(page):
    return [block["type"] for block in page.blocks]


def test_a_page_without_a_headline_is_read_line_by_line():
    page = parse(read_lines(PAGE.encode()), "de")
    assert page.date == datetime.date(2024, 8, 13)
    assert [(person.role, person.name, person.kind) for person in page.credits] == [
        ("author", "Harbour Things", "organisation"),
        ("compiler", "Vanille", "person"),
        ("editor", "Yunpeng", "person"),
    ]
    assert page.headline == "Der Hafen von Marrowby meldete am 13. August endlich Wasser!"
    assert page.headline_proposed
    assert (page.source_name, page.source_url) == ("Marrow Street Journal", "")
    p, h, f = "paragraph", "heading", "figure"
    assert kinds(page) == [p, p, f, h, p, f, h, p, p, h, p]
    headings = [block["text"] for block in page.blocks if block["type"] == "heading"]
    assert headings == ["Wasser und Geld", "Was kommt", "Es bleibt nass"]
    figure = page.blocks[5]
    assert (figure["image"], figure["caption"], figure["credit"]) == (None, "Boote", "Anna Berg/Marrow Press")
    assert page.blocks[4]["text"] == "Die Stadt zahlt &lt;b&gt;6&lt;/b&gt; Millionen &amp; mehr."
    assert [(verdict.line, verdict.why) for verdict in page.dropped] == [
        (2, "language bar: readers get the site's own")
    ]
    assert [verdict.line for verdict in page.verdicts] == list(range(1, 18))


@pytest.mark.parametrize("end", ["\r\n", "\r", "  \n", "\N{NO-BREAK SPACE}\n", "\n\n"])
def test_line_ends_and_trailing_spaces_make_no_difference(end):
    page = parse(read_lines(("\ufeff" + PAGE.replace("\n", end)).encode()), "de")
    plain = parse(read_lines(PAGE.encode()), "de")
    assert page.blocks == plain.blocks and page.credits == plain.credits and page.source_name == plain.source_name
    assert text_digest(read_lines(PAGE.replace("\n", end).encode())) == text_digest(read_lines(PAGE.encode()))


def test_a_chinese_page_with_full_width_forms():
    text = """２０２４年８月１３日
智东西（公众号：zhidx）
编译 | 香草 编辑 | 云鹏
港口在八月十三日终于开放了，全城欢庆！
一、资金
市政府投入六百万元。
结语：未来可期
再见。
来源：《港口日报》
"""
    page = parse(read_lines(text.encode()), "zh-hans")
    assert page.date == datetime.date(2024, 8, 13)
    assert [(person.role, person.name) for person in page.credits] == [
        ("author", "智东西"),
        ("compiler", "香草"),
        ("editor", "云鹏"),
    ]
    assert kinds(page) == ["paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert page.source_name == "港口日报"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("2024-08-13\nThe harbour opens\nBy Anna Berg\nIt opened on Monday. All came.", "The harbour opens"),
        ("The harbour opens\n2024-08-13\nIt opened on Monday. All came.", "The harbour opens"),
        ("The harbour opens\n\nIt opened on Monday. All came.", "The harbour opens"),
        ("Who pays for the harbour?\nBy Anna Berg\nNobody knows. Nobody asks.", "Who pays for the harbour?"),
    ],
)
def test_a_short_first_line_above_names_or_text_is_the_headline(text, headline):
    page = parse(read_lines(text.encode()), "en")
    assert (page.headline, page.headline_proposed) == (headline, False)
    assert kinds(page) == ["paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "2024-08-13\nThe harbour opened on Monday. All came.",
        "2024-08-13\nThe harbour opened on Monday.\nBy Anna Berg",
        "2024-08-13\n1. Money\nThe harbour costs.",
        "2024-08-13\nThe harbour opened on Monday\nSource: Marrow Post",
    ],
)
def test_without_a_headline_the_first_sentence_is_proposed(text):
    page = parse(read_lines(text.encode()), "en")
    assert page.headline_proposed
    assert page.headline.startswith("The harbour")


def test_a_bar_written_one_name_a_line_is_dropped():
    page = parse(["English", "Deutsch", "suomi", "日本語", "2024-08-13", "It rained. All day."], "en")
    assert len(page.dropped) == 4 and page.date and kinds(page) == ["paragraph"]


def test_a_run_of_numbered_lines_is_one_list():
    page = parse(read_lines("They bring:\n1. bread\n2. salt\n3. fish 🐟\nThen they go.".encode()), "en")
    assert kinds(page)[-2:] == ["list", "paragraph"]
    (items,) = [block["items"] for block in page.blocks if block["type"] == "list"]
    assert [item["text"] for item in items] == ["bread", "salt", "fish 🐟"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "empty"),
        ("2024-08-13\nÜber den Fluß.".encode("latin-1"), r"not in UTF-8: line 2 .*0xdc.*iconv"),
        ("It rained.".encode("utf-16"), "UTF-16"),
        (b"It\x00rained.", "NUL"),
        (bytes(range(256)) * 4, "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Word"),
        (b"<!DOCTYPE html><html><body>x", "HTML page"),
        (b"a" * (MAX_BYTES + 1), "too big"),
    ],
)
def test_what_is_no_utf8_text_is_refused_with_the_reason(data, says):
    with pytest.raises(ImportRefused, match=says):
        read_lines(data)


@pytest.mark.parametrize("text", ["2024-08-13", "2024-08-13\nBy Anna Berg\n"])
def test_a_page_without_text_is_refused(text):
    with pytest.raises(ImportRefused, match="no text"):
        parse(read_lines(text.encode()), "en")


def test_an_impossible_date_is_refused_with_its_line():
    with pytest.raises(ImportRefused, match=r"Line 1: .*2024-02-30"):
        parse(["2024-02-30", "It rained."], "en")
