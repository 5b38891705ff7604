"""Checks on a text that nobody has translated yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.body import texts
from translation.checks import registry
from translation.checks.rules.article.source import (
    glued_words,
    source_ending,
    source_quotes,
    source_repetition,
    stray_word,
)
from translation.checks.rules.article.source_article import glued_names, mixed_marks, sentences_repeated
from translation.checks.wording import english

SAMPLE = Path(__file__).resolve().parents[3] / "translation" / "sample" / "articles"


def severities(findings):
    return [finding.severity for finding in findings]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Der Rat tagte. Im Juli veröffentlichte er auf", ["major"]),
        ("de", "Der Rat veröffentlichte einen Bericht über den", ["major"]),
        ("de", "Gestern kündigte der Rat von Marrowby die Veröffentlichung des neuen Berichts an", ["minor"]),
        ("de", "Der Hafen von Marrowby", []),
        ("de", "Der Rat tagte. Er kaufte 4,35 Megawatt.", []),
        ("ru", "Совет заседал. Он купил батарею за 4,35", ["major"]),
        ("ja", "議会は開かれた。議会は蓄電池を", ["major"]),
        ("zh-hans", "委员会开会了。它购买了4.35兆瓦", ["major"]),
        ("sa", "सभा मिलिता। सा विद्युत्कोशं", ["major"]),
        ("en", "The council met on Monday and bought the", ["major"]),
    ],
)
def test_sources_that_break_off_are_found(language, text, expected):
    assert severities(source_ending(text, language)) == expected


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", '„xAI ist neu. Es gibt viel zu tun.“ hoch."', 1),
        ("ja", "「はい」と「いいえ。", 1),
        ("ru", "Совет (портовый решил", 1),
        ("fr", "« Oui », dit-elle (à 4,35 %).", 0),
    ],
)
def test_quotes_and_brackets_without_partners_are_major(language, text, count):
    assert severities(source_quotes(text, language)) == ["major"] * count


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("de", "Die Werte liegen über denen von GPT-3.5 Anders. Es gibt eine Lücke.", "Anders"),
        ("de", "Die Werte sind hoch. Anders. Es gibt eine Lücke von 4,35 Prozent.", "Anders"),
        ("en", "The scores beat GPT-3.5 Otherwise. There is a gap.", "Otherwise"),
        ("ru", "Оценки выше, чем у GPT-3.5 Иначе. Есть разрыв.", "Иначе"),
        ("de", "Anders als sonst war es kalt. „Nein.“ Es blieb so.", None),
        ("de", "Sie sagte: Anders! Das Buch heißt Immer.", "Immer"),
        ("en", "He wrote Here and There. It sold well.", "There"),
        ("ja", "違う。そうだ。", None),
    ],
)
def test_stray_words_are_named(language, text, named):
    findings = stray_word(text, language)
    assert bool(findings) == bool(named) and (not named or named in english(findings[0].message))


@pytest.mark.parametrize(
    ("language", "text", "severity"),
    [
        ("de", "Gelder werden von Musk übertragenxAI", "major"),
        ("de", "kompilierenVanille", "major"),
        ("de", "Das war das Ende.Der Rat ging.", "major"),
        ("ru", "Совет решил.Он ушёл.", "major"),
        ("de", "Versionen und Multi- Modalität", "minor"),
        ("de", "Haupt- und Nebensachen, watchOS, iPhone, LehrerInnen, OpenAI, GmbH, Node.js, 4,35", None),
        ("en", "See www.marrow.example.Org and <code>camelCase</code> by McDonald in e-mail", None),
    ],
)
def test_words_that_run_together_or_were_torn_apart(language, text, severity):
    assert severities(glued_words(text, language)) == ([severity] if severity else [])


def test_repetition_in_a_source_is_found():
    assert severities(source_repetition("Der Rat zahlte zahlte 4,35 Millionen.", "de")) == ["major"]
    assert source_repetition("Die Leute, die die Stadt kennen.", "de") == []


def test_a_product_with_two_marks_is_flagged_where_it_is_rarer():
    texts = {"a": "Der <em>Helio-2.5X</em> und der Helio-2.5X", "b": "Der <em>Helio-2,5X</em> kostet 2,5 Millionen."}
    found = mixed_marks(texts, "de")
    assert list(found) == ["b"] and severities(found["b"]) == ["major"]
    assert texts["b"][slice(*found["b"][0].target_spans[0])] == "Helio-2,5X"
    assert mixed_marks({"a": "Helio-2.5X", "b": "2,5 Millionen, 2.5 dort"}, "de") == {}


def test_a_word_glued_to_a_name_of_the_article_is_flagged_once():
    texts = {"a": "Die Stadt und xAI und xAI", "b": "Gelder werden übertragenxAI"}
    assert list(glued_names(texts, "de")) == ["b"]
    assert len(registry.run_source_article(texts, "de")["b"]) == 1


def test_a_sentence_in_two_texts_is_minor():
    same = "Mindestens drei Leute haben vor dem Rathaus geklagt."
    assert severities(sentences_repeated({"a": same, "b": f"Neu. {same}"}, "de")["b"]) == ["minor"]
    assert sentences_repeated({"a": same, "b": "Neu."}, "de") == {}
    assert "b" in sentences_repeated(
        {"a": "市议会周二投票决定购买新电池。", "b": "市议会周二投票决定购买新电池。"}, "zh-hans"
    )


def test_a_sound_article_has_no_findings():
    texts = {"headline": "Der Hafen bekommt Strom", "a": "Der Rat tagte. „Endlich“, sagte er.", "b": "Kai bei Nacht"}
    assert registry.run_source_article(texts, "de") == {}


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*/*.json")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_sample_articles_are_sound(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    if "body" in document:
        segments = {ref.key: ref.text for ref in texts(document["body"])} | {"headline": document["headline"]}
        assert registry.run_source_article(segments, path.stem) == {}
