"""Glossary terms in every form of the word, one rendering of a name, equal sources, headline and text."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair, Row, TermRule
from translation.checks.parse import term_forms
from translation.checks.registry import ARTICLE_CHECKS, run_article
from translation.checks.rules.article.consistency import headline_facts, same_source
from translation.checks.rules.article.terms import one_term, terms
from translation.checks.wording import english

DE, FI, RU, EL, JA, KO, SA = (Pair("en", code) for code in ("de", "fi", "ru", "el", "ja", "ko", "sa"))
ZH, LA = Pair("en", "zh-hans"), Pair("en", "la")


def row(source, target, key="p1", kind="paragraph"):
    return Row(key, kind, source, target)


@pytest.mark.parametrize(
    ("text", "term", "language"),
    [
        ("die Hafenbatterien der Stadt", "Batterie", "de"),
        ("in den Häfen", "Häfen", "de"),
        ("kaupunginvaltuuston päätös", "kaupunginvaltuusto", "fi"),
        ("решение городского совета", "городской совет", "ru"),
        ("του δημοτικού συμβουλίου", "δημοτικό συμβούλιο", "el"),
        ("senatus urbani decreto", "senatus urbanus", "la"),
        ("नगरसभायाः निर्णयः", "नगरसभा", "sa"),
        ("시의회는 월요일에", "시의회", "ko"),
        ("市議会は購入を決めた", "市議会", "ja"),
        ("The city councils met", "city council", "en"),
    ],
)
def test_a_term_is_found_in_its_forms(text, term, language):
    assert term_forms.find(text, term, language)


@pytest.mark.parametrize(
    ("text", "term", "language"),
    [
        ("der Rat der Stadt", "Ratte", "de"),
        ("советник прибыл", "городской совет", "ru"),
        ("The port", "report", "en"),
        ("The report", "port", "en"),
        ("नगरे सभा", "नगरसभा", "sa"),
    ],
)
def test_another_word_is_not_the_term(text, term, language):
    assert term_forms.find(text, term, language) == []


@pytest.mark.parametrize(
    ("pair", "source", "target", "rule", "severities"),
    [
        (DE, "The city council met.", "Der Stadtrat tagte.", ("preferred", "city council", "Stadtrat"), []),
        (DE, "The city councils met.", "Die Stadträte tagten.", ("preferred", "city council", "Stadtrat"), []),
        (DE, "The city council met.", "Der Gemeinderat tagte.", ("preferred", "city council", "Stadtrat"), ["major"]),
        (RU, "The harbour battery", "Портовой батареи", ("preferred", "harbour battery", "портовая батарея"), []),
        (ZH, "The harbour battery", "港口电池", ("preferred", "harbour battery", "港口蓄电池"), ["major"]),
        (ZH, "The harbour battery", "港口蓄电池", ("preferred", "harbour battery", "港口蓄电池"), []),
        (FI, "Helio and Marrow", "Helion ja Marrow’n", ("do-not-translate", "Helio"), []),
        (DE, "Marrow Times", "Marrower Zeiten", ("do-not-translate", "Marrow Times"), ["major"]),
        (JA, "Helio-2.5X costs 3.5", "ヘリオ-2.5X は3.5", ("do-not-translate", "Helio-2.5X"), ["major"]),
        (SA, "The council", "परिषदः", ("forbidden", "council", "परिषद्"), ["major"]),
        (DE, "the engine", "das Triebwerk", ("forbidden", "engine", "Triebwerk"), ["major"]),
        (DE, "the turbine", "das Triebwerk", ("forbidden", "engine", "Triebwerk"), []),
        (EL, "the engine 3,5", "η μηχανή 3,5", ("forbidden", "", "μηχανή"), ["major"]),
    ],
)
def test_the_glossary_is_kept(pair, source, target, rule, severities):
    found = terms([row(source, target)], pair, [TermRule(*rule)])
    assert [finding.severity for findings in found.values() for finding in findings] == severities


def test_a_forbidden_word_is_put_right_by_one_click():
    rules = [TermRule("preferred", "engine", "Motor"), TermRule("forbidden", "engine", "Triebwerk")]
    found = terms([row("the <strong>engine</strong> A &amp; B", "das <strong>Triebwerk</strong> A &amp; B")], DE, rules)
    fixes = [finding.fix for finding in found["p1"] if finding.fix]
    assert fixes == ["das <strong>Motor</strong> A &amp; B"]
    assert term_forms.find("die Hafenbatterie", "Batterie", "de")
    kept = [TermRule("preferred", "battery", "Hafenbatterie"), TermRule("forbidden", "battery", "Batterie")]
    assert terms([row("the battery", "die Hafenbatterie")], DE, kept) == {}


@pytest.mark.parametrize(
    ("pair", "one", "other", "found"),
    [
        (RU, "Веслунд вещает.", "Жители Веслунда спят.", []),
        (RU, "Веслунд вещает.", "Жители Вислунта спят.", ["p2"]),
        (JA, "ヴェスルンドは放送する。", "ヴェスルンドの人々", []),
        (JA, "ヴェスルンドは放送する。", "ベスルントの人々", ["p2"]),
        (KO, "베슬룬드는 방송한다.", "베슬룬드의 주민", []),
        (KO, "베슬룬드는 방송한다.", "베슬런트의 주민", ["p2"]),
        (EL, "Το Βέσλουντ εκπέμπει.", "Στο Βέσλουντ κοιμούνται.", []),
        (FI, "Veslund lähettää.", "Veslundin väki", []),
    ],
)
def test_a_name_is_spelled_one_way_in_an_article(pair, one, other, found):
    rows = [row("In Veslund it is on the air.", one), row("The people of Veslund sleep.", other, "p2")]
    assert list(one_term(rows, pair)) == found


def test_the_spelling_against_most_of_the_article_is_major():
    rows = [row("In Veslund now", "В Веслунде", f"p{number}") for number in range(3)]
    rows.append(row("In Veslund now", "В Вислунте", "odd"))
    (finding,) = one_term(rows, RU)["odd"]
    assert finding.severity == "major" and "Вислунте" in english(finding.message)


def test_equal_sources_have_equal_targets():
    rows = [row("Read on", "Weiterlesen"), row("Read on", "Weiterlesen", "p2"), row("Read  on", "Lies weiter", "p3")]
    found = same_source(rows, DE)
    assert list(found) == ["p3"] and found["p3"][0].fix == "Weiterlesen"
    assert same_source([row("A", "あ"), row("B", "い", "p2"), row("A", "", "p3")], JA) == {}


@pytest.mark.parametrize(
    ("pair", "headline", "found"),
    [
        (DE, "Hafen kauft 283,82 Tonnen", []),
        (DE, "Hafen kauft 238,82 Tonnen", ["headline"]),
        (DE, "Helio-2.6X kommt", ["headline"]),
        (DE, "Helio-2.5X kommt", []),
        (JA, "港が283.82トン購入", []),
        (SA, "२८३.८२", []),
        (SA, "२३८.८२", ["headline"]),
    ],
)
def test_the_headline_says_what_the_text_says(pair, headline, found):
    source = "Harbour buys 283.82 tons of Helio-2.5X"
    body = {"de": "Der Hafen kaufte 283,82 Tonnen Helio-2.5X.", "ja": "港は283.82トンのHelio-2.5Xを購入した。",
            "sa": "नौकाश्रयः २८३.८२ Helio-2.5X क्रीणाति।"}[pair.target]  # fmt: skip
    rows = [row(source, headline, "headline", "headline"), row(f"The {source}.", body)]
    assert list(headline_facts(rows, pair)) == found


def test_half_a_translation_says_nothing_about_the_headline():
    rows = [row("Harbour buys 283 tons", "Hafen kauft 238 Tonnen", "headline", "headline"), row("It bought 283.", "")]
    assert headline_facts(rows, DE) == {}


def test_article_checks_are_run_together():
    rows = [row("Read on", "Weiterlesen"), row("Read on", "Lies weiter", "p2")]
    found = run_article(rows, DE, [TermRule("forbidden", "", "Lies")])
    assert {finding.check for finding in found["p2"]} >= {"terms"}
    assert {terms, one_term, same_source, headline_facts} <= set(ARTICLE_CHECKS)
