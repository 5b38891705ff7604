"""What a single line is: language bars, dates, bylines, accounts, source lines, headings."""

from __future__ import annotations

import datetime

import pytest
from babel.dates import format_date

from articles.importing.bylines import is_subscribe_line, parse_account, parse_byline
from articles.importing.dates import NoSuchDay, parse_date
from articles.importing.headings import parse_conclusion, parse_numbered, sort_numbered
from articles.importing.language_bar import is_language_bar
from articles.importing.sentences import first_sentence
from articles.importing.sources import parse_source, split_credit
from newsroom.languages import BUILT_IN, CODES
from newsroom.languages.tables import tables

DAY = datetime.date(2024, 8, 13)


@pytest.mark.parametrize(
    "line",
    [
        "한어Русский языкEnglishFrançaisIndonesianSanskrit日本語DeutschPortuguêsΕλληνικάespañol"
        "ItalianoSuomalainenLatina",
        "한어 Русский язык English Français Indonesian Sanskrit 日本語 Deutsch Português Ελληνικά español Italiano",
        "".join(edition.endonym for edition in BUILT_IN),
        " | ".join(edition.endonym for edition in BUILT_IN),
        "·".join(edition.english_name for edition in BUILT_IN),
        "中文（简体）/ 日本語 / 한국어",
        "ENGLISH – FRANCAIS – DEUTSCH",
        "Englisch Französisch Russisch Finnisch Latein",
        "英语法语德语日语俄语梵语",
        "DE | EN | FR",
        "Sprachen: Deutsch, English, suomi",
    ],
)
def test_a_language_bar_is_known_glued_or_spaced_in_any_common_form(line):
    assert is_language_bar(line)


@pytest.mark.parametrize(
    "line",
    [
        "Latina",
        "English Heritage buys a mill",
        "Deutsch lernen in Marrowby",
        "日本語学校が開校した",
        "русский" * 300,
        "",
        "1 2 3",
    ],
)
def test_prose_is_no_language_bar(line):
    assert not is_language_bar(line)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("width", ["long", "full", "medium"])
def test_every_month_in_every_language_is_read_as_cldr_writes_it(code, width):
    locale = next(edition.locale for edition in BUILT_IN if edition.code == code)
    for month in range(1, 13):
        day = datetime.date(2024, month, 3)
        assert parse_date(format_date(day, width, locale=locale), code) == day


@pytest.mark.parametrize(
    "line",
    [
        "2024-08-13",
        "２０２４年８月１３日",
        "१३ अगस्त २०२४",
        "die 13 Augusti 2024",
        "Published on August 13th, 2024",
        "13.08.2024",
        "2024.08.13 10:22",
        "2024年8月13日 星期二 10:22",
        "2024년 8월 13일 화요일",
        "mar. 13 août 2024",
        "13. August 2024, 10.30 Uhr",
    ],
)
def test_dates_are_read_in_other_usual_forms_and_digits(line):
    assert parse_date(line, "de") == DAY


def test_a_slashed_date_has_the_month_first_in_english_alone():
    assert parse_date("08/11/2024", "en") == datetime.date(2024, 8, 11)
    assert parse_date("08/11/2024", "fr") == datetime.date(2024, 11, 8)


@pytest.mark.parametrize(
    "line", ["2024", "13. August", "On August 13, 2024 the town burned", "10:30 Uhr", "12 34 2024"]
)
def test_prose_with_numbers_is_no_date_line(line):
    assert parse_date(line, "de") is None


def test_a_day_that_no_calendar_has_is_named():
    with pytest.raises(NoSuchDay, match="2024-02-30"):
        parse_date("2024-02-30", "en")


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("kompilierenVanille", [("compiler", "Vanille")]),
        ("bearbeiten Yunpeng", [("editor", "Yunpeng")]),
        ("Compiled by Vanille", [("compiler", "Vanille")]),
        ("byVanille", [("author", "Vanille")]),
        ("编译 | 香草 编辑 | 云鹏", [("compiler", "香草"), ("editor", "云鹏")]),
        ("编译香草", [("compiler", "香草")]),
        ("編集：田中花子", [("editor", "田中花子")]),
        ("김민수 기자", [("author", "김민수")]),
        ("Text und Fotos: Anna Berg", [("author", "Anna Berg"), ("photographer", "Anna Berg")]),
        ("Text: Anna Berg, Foto: Jonas Lind", [("author", "Anna Berg"), ("photographer", "Jonas Lind")]),
        ("Por João da Silva e Maria dos Santos", [("author", "João da Silva"), ("author", "Maria dos Santos")]),
        ("Par Amélie d’Orsay", [("author", "Amélie d’Orsay")]),
        ("составилВаниль", [("compiler", "Ваниль")]),
        ("Επιμέλεια: Μαρία Παπά", [("editor", "Μαρία Παπά")]),
        ("Suomentanut Matti Virta", [("translator", "Matti Virta")]),
        ("सम्पादकः वनिता", [("editor", "वनिता")]),
        ("सम्पादकःवनिता", [("editor", "वनिता")]),
        ("recensuit Marcus Tullius", [("editor", "Marcus Tullius")]),
        ("disusun oleh Budi Santoso", [("compiler", "Budi Santoso")]),
        ("（编译：香草）", [("compiler", "香草")]),
    ],
)
def test_bylines_give_roles_and_names(line, people):
    assert [(person.role, person.name) for person in parse_byline(line)] == people


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, the town had enough.",
        "Editor Resigns Over Budget",
        "Photo Finish",
        "Von Musk lernen",
        "Von Berlin nach Rom",
        "编辑部的故事",
        "文明的冲突",
        "记者从市政府获悉",
        "Text: das steht hier drin so",
        "Di notte il porto dorme",
    ],
)
def test_headlines_and_prose_that_begin_with_a_role_word_are_no_bylines(line):
    assert parse_byline(line) == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("role", ["author", "compiler", "editor", "translator", "photographer"])
def test_each_language_has_words_for_each_role_that_work_with_a_colon(code, role):
    for word in getattr(tables(code).lines, role):
        found = parse_byline(f"{word.rstrip(':')}: Vanille")
        assert [person.name for person in found] == ["Vanille"], word


@pytest.mark.parametrize("code", CODES)
def test_each_language_has_words_for_source_account_and_conclusion(code):
    words = tables(code).lines
    for word in words.source:
        assert parse_source(f"{word.rstrip(':')}: Marrow Post", at_end=False) == ("Marrow Post", ""), word
    for word in words.account:
        assert [person.name for person in parse_account(f"Smart Things ({word}: x)")] == ["Smart Things"], word
    for word in words.conclusion:
        assert parse_conclusion(f"{word.capitalize()}: Alpha") == ("Alpha", ""), word
    for word in words.subscribe:
        assert is_subscribe_line(word.capitalize()), word


def test_an_account_is_an_organisation():
    (account,) = parse_account("Smart Things (öffentliches Konto:Abonnieren)")
    assert (account.role, account.name, account.kind) == ("author", "Smart Things", "organisation")
    assert parse_account("智东西（公众号：zhidx）")[0].name == "智东西"
    assert parse_account("Grok (ein Chatbot)") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Quelle: „Wall Street Journal“", ("Wall Street Journal", "")),
        ("QuelleWall Street Journal", ("Wall Street Journal", "")),
        ("来源：《港口日报》、《潮汐报》", ("港口日报, 潮汐报", "")),
        ("来源华尔街日报", ("华尔街日报", "")),
        ("Source : Le Marais https://marais.example/a?b=1", ("Le Marais", "https://marais.example/a?b=1")),
        ("Quelle: www.marrow.example/x.", ("www.marrow.example", "https://www.marrow.example/x")),
        ("Lähde: Satamalehti.", ("Satamalehti", "")),
        ("Quelle der Inspiration war das Meer.", None),
        ("Quelle: Das weiß niemand so genau, sagte er.", None),
        ("来源于海洋的故事", None),
    ],
)
def test_source_lines_give_name_and_address(line, found):
    assert parse_source(line, at_end=True) == found


def test_a_source_line_in_the_middle_needs_its_colon():
    assert parse_source("Quelle Wall Street Journal", at_end=False) is None


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("Ein Auto (Quelle: Vincent Iso/Zuma)", ("Ein Auto", "Vincent Iso/Zuma")),
        ("港口（图源：张三）", ("港口", "张三")),
        ("Satama (Kuva: Matti Virta)", ("Satama", "Matti Virta")),
        ("Boat (© Anna)", ("Boat", "© Anna")),
        ("A race (photo finish)", ("A race (photo finish)", "")),
        ("The mill (1890)", ("The mill (1890)", "")),
    ],
)
def test_credits_are_split_from_captions(caption, parts):
    assert split_credit(caption) == parts


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("1. Talente", 1),
        ("２．実績", 2),
        ("一、结构", 1),
        ("十一、尾声", 11),
        ("第二，资金", 2),
        ("第三部分：未来", 3),
        ("제1장 서론", 1),
        ("१. प्रथमः", 1),
        ("IV. The end", 4),
        ("③去向", 3),
        ("2024. Das Jahr der Brücke", None),
        ("1.5 Millionen", None),
        ("13. August begann es", None),
        ("第一次见面", None),
        ("1:0 für den Verein", None),
        ("10:30 Uhr", None),
        ("1. " + "sehr lang " * 30, None),
    ],
)
def test_numbered_lines(line, number):
    found = parse_numbered(line)
    assert (found.number if found else None) == number


def test_numbers_make_headings_only_where_they_count_on_and_runs_are_lists():
    lines = ["1. A", "Text.", "2. B", "1. eins", "2. zwei", "Text.", "7. Juni-Sonne", "3. C", "Text."]
    assert sort_numbered(lines) == {
        0: ("heading", "A"),
        2: ("heading", "B"),
        3: ("item", "eins"),
        4: ("item", "zwei"),
        7: ("heading", "C"),
    }


def test_a_conclusion_is_a_heading_and_a_long_one_keeps_its_paragraph():
    assert parse_conclusion("结语：港口的未来") == ("港口的未来", "")
    assert parse_conclusion("Fazit") == ("Fazit", "")
    assert parse_conclusion("Fazit: Es ist so. Und so. Und so.") == ("Fazit", "Es ist so. Und so. Und so.")
    assert parse_conclusion("Conclusion de l'enquête") is None
    assert parse_conclusion("结论是错的") is None


@pytest.mark.parametrize(
    ("text", "language", "sentence"),
    [
        ("Am 13. August kam er. Dann ging er.", "de", "Am 13. August kam er."),
        ("Er kam 2024. Dann ging er.", "de", "Er kam 2024."),
        ("Dr. Berg grew 3.5 percent. Then.", "en", "Dr. Berg grew 3.5 percent."),
        ("港口开放了。然后", "zh-hans", "港口开放了。"),
        ("नगरे सेतुः अस्ति। अन्यत्", "sa", "नगरे सेतुः अस्ति।"),
        ("Γιατί τώρα; Επειδή.", "el", "Γιατί τώρα;"),
    ],
)
def test_the_first_sentence_is_found(text, language, sentence):
    assert first_sentence(text, language) == sentence


def test_a_sentence_that_does_not_end_is_cut_at_a_word():
    cut = first_sentence("wort " * 1000, "de")
    assert len(cut) <= 300 and cut.endswith("wort…")
