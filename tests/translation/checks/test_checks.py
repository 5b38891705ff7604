"""Good and bad pairs for all checks but numbers; the registry; speed."""

from __future__ import annotations

import inspect

import pytest

from articles.body import strip_tags
from articles.body.plain import plain
from newsroom.languages import CODES
from translation.checks import registry
from translation.checks.base import Pair
from translation.checks.rules.facts.identifiers import identifiers
from translation.checks.rules.text.language import same_as_source
from translation.checks.rules.text.lengths import length
from translation.checks.rules.text.markup import links, tag_spaces, tags
from translation.checks.rules.text.punctuation import brackets, quotes
from translation.checks.rules.text.text import empty
from translation.checks.wording import english

DE, JA, FI, RU = Pair("en", "de"), Pair("en", "ja"), Pair("en", "fi"), Pair("en", "ru")
LINK = '<a href="https://marrow.example/a?b=1&amp;c=2">'


def severities(findings):
    return [finding.severity for finding in findings]


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        (DE, "Grok-1.5V wins", "Grok-1.5V siegt"),
        (DE, "The Grok-2 model", "Das Grok-2-Modell"),
        (Pair("fi", "de"), "Helio-2.5X-akun hinta", "Der Preis der Helio-2.5X"),
        (FI, "GPT-4o’s voice", "GPT-4o:n ääni"),
        (RU, "the GPT-4V team", "команда GPT-4V'а"),
        (JA, "CO₂ and H5N1", "CO2とH5N1の"),
        (Pair("en", "zh-hans"), "The JAS 39C fell", "JAS39C坠毁"),
        (RU, "The Il-76s flew", "Летали Ил-76"),
        (DE, "Mail a.berg@marrow.example now", "Schreiben Sie an a.berg@marrow.example."),
        (JA, "See https://marrow.example/a_b?c=1.", "https://marrow.example/a_b?c=1をご覧ください。"),
        (DE, "version 2.5.1 by @marrow", "Version 2.5.1 von @marrow"),
        (DE, "a 28-year-old in the mid-1990s, 190th, 165km/h", "mit 28 Jahren, 1995, Platz 190, 165 km/h"),
    ],
)
def test_identifiers_that_are_kept_are_left_alone(pair, source, target):
    assert [f for f in identifiers(source, target, pair) if f.severity != "minor"] == []


@pytest.mark.parametrize(
    ("pair", "source", "target", "says"),
    [
        (DE, "Grok-1.5V wins", "Grok-1,5V siegt", "The source has “Grok-1.5V”, the translation “Grok-1,5V”"),
        (JA, "The Helio-2.5X battery", "ヘリオ2.5電池", "“Helio-2.5X” is missing"),
        (RU, "GPT-4o speaks", "GPT-40 говорит", "GPT-4o"),
        (DE, "See https://marrow.example/a1", "Siehe https://marrow.example/a2", "https://marrow.example/a1"),
        (FI, "version 2.5.1", "versio 2,5,1", "2.5.1"),
        (DE, "Mail a@marrow.example", "Mail an b@marrow.example", "a@marrow.example"),
        (Pair("en", "sa"), "The A1GP car", "ए१जीपी यानम्", "A1GP"),
    ],
)
def test_identifiers_that_changed_are_critical_and_named(pair, source, target, says):
    findings = identifiers(source, target, pair)
    assert "critical" in severities(findings) and says in english(findings[0].message)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (f"{LINK}The <em>port</em></a> opens<br>now", f"Jetzt öffnet<br>{LINK}der <em>Hafen</em></a>"),
        ("<b>One</b> and <i>two</i>", "<em>Zwei</em> und <strong>eins</strong>"),
        ("a &lt; b &amp; c", "a &lt; b &amp; c"),
    ],
)
def test_markup_that_is_kept_in_any_order_is_left_alone(source, target):
    assert registry.run(source, target, DE, {"tags", "links", "tag_spaces"}) == []


@pytest.mark.parametrize(
    ("check", "source", "target", "severity", "says"),
    [
        (tags, "<strong>One</strong> two", "Eins zwei", "critical", "<strong> is missing"),
        (tags, "<strong>One</strong> two", "<strong>Eins zwei", "critical", "not closed"),
        (tags, "<strong>一</strong>二", "一<strong二</strong>", "critical", "incomplete"),
        (tags, "<strong>One</strong>", "</strong>Eins<strong>", "critical", "closes"),
        (tags, "One", "<em>Eins</em>", "major", "<em> is not in the source"),
        (tags, "<em>One</em> two", "<em></em> eins zwei", "major", "contains no words"),
        (links, f"{LINK}x</a>", "<a>x</a>", "critical", "marrow.example/a?b=1&c=2 is missing"),
        (links, '<a href="https://a.example">x</a>', '<a href="https://b.example">x</a>', "critical", "a.example"),
        (tag_spaces, "a <em>b</em> c", "das<em>b</em> c", "minor", "space is missing beside a tag"),
        (tag_spaces, "a <em>b</em> c", "das <em> b</em> c", "minor", "space inside"),
    ],
)
def test_broken_markup_is_found(check, source, target, severity, says):
    findings = check(source, target, DE)
    assert findings and findings[0].severity == severity and says in english(findings[0].message)


def test_scripts_without_spaces_glue_words_to_tags():
    assert tag_spaces("a <em>b</em> c", "彼は<em>船</em>を見た", JA) == []
    assert tag_spaces("a <em>b</em> c", "그는 <em>배</em>에서 보았다", Pair("en", "ko")) == []


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        (DE, 'He said "yes" to 12" pipes', "Er sagte „ja“ zu 12-Zoll-Rohren"),
        (DE, "“Yes”", "»Ja«"),
        (FI, "“Yes”", "”Kyllä”"),
        (FI, "“Yes”", "»Kyllä»"),
        (RU, "“Yes, ‘so’”", "«Да, „так“»"),
        (JA, "“Yes, ‘so’”", "「はい、『そう』」"),
        (Pair("en", "fr"), "“It’s late”", "« C’est l’heure »"),
        (Pair("en", "zh-hans"), "The Times", "《时报》"),
        (DE, "It's the boys' boat", "Es ist Hans’ Boot"),
    ],
)
def test_balanced_quotes_of_any_language_are_left_alone(pair, source, target):
    assert quotes(source, target, pair) == []


@pytest.mark.parametrize(
    ("pair", "source", "target", "severity"),
    [
        (DE, "“He is high.”", "Er ist hoch.“", "critical"),
        (DE, "“xAI is new. There is much to do.”", '„xAI ist neu. Es gibt viel zu tun.“ hoch."', "critical"),
        (JA, "“Yes”", "「はい", "critical"),
        (RU, "“Yes”", "«Да", "critical"),
        (DE, "“Yes, he said.", "„Ja, sagte er.", "minor"),
        (Pair("en", "sa"), "“Yes,” he said", "आम् इति सः अवदत्", "major"),
    ],
)
def test_lost_quotation_marks_are_found(pair, source, target, severity):
    assert severities(quotes(source, target, pair)) == [severity]


def test_brackets_need_their_partners_but_not_of_the_same_width():
    assert brackets("The port (1.5 km)", "港口（1.5公里)", Pair("en", "zh-hans")) == []
    assert brackets("a) first", "a) erstens", DE) == []
    assert severities(brackets("The port (1.5 km)", "Der Hafen (1,5 km", DE)) == ["major"]
    assert severities(brackets("The port (open", "Der Hafen (offen", DE)) == ["minor"]


def test_an_empty_target_is_the_one_critical_finding():
    assert severities(empty("One.", " <em> </em>", DE)) == ["critical"]
    assert [finding.check for finding in registry.run("<em>It</em> cost 250.", "", DE)] == ["empty"]
    assert empty("", "", DE) == []


@pytest.mark.parametrize(
    ("pair", "text", "found"),
    [
        (DE, "The harbour opened on Monday.", True),
        (DE, "Port of Marrowby", False),
        (DE, "Helio-2.5X, 283.82", False),
        (Pair("zh-hans", "ja"), "市议会决定购买新的储能电池", True),
        (Pair("sa", "de"), "नगरसभा नूतनं विद्युत्कोशं क्रीणाति", True),
        (Pair("en", "fr"), "Internet", False),
    ],
)
def test_a_text_that_was_not_translated_is_major(pair, text, found):
    assert severities(same_as_source(text, text, pair)) == (["major"] if found else [])


def test_lengths_are_judged_by_the_script():
    source = "The town council voted on Tuesday to buy a new storage battery for the harbour."
    assert length(source, "市议会周二投票决定为港口购买新的储能电池。", Pair("en", "zh-hans")) == []
    assert severities(length(source, "Die Stadt stimmte.", DE)) == ["major"]
    assert severities(length(source, "Die Stadt stimmte. " * 12, DE)) == ["major"]
    assert length("Yes.", "Jawohl, das stimmt.", DE) == []


@pytest.mark.parametrize(
    "text", ["plain", "a <em>b</em>&nbsp;&lt;c&gt;<br>d", "5 &amp 6 &unknown; 7", 'x <a href="y">z</a>']
)
def test_plain_text_is_what_the_document_says_and_remembers_its_places(text):
    found = plain(text)
    assert found.text == strip_tags(text)
    for place, char in enumerate(found.text):
        start, end = found.span(place, place + 1)
        assert text[start:end] == char or text[start] in "&<"


def test_every_check_is_named_after_its_function_and_takes_two_texts_and_a_pair():
    names = [check.__name__ for check in registry.CHECKS]
    assert len(names) == len(set(names))
    for check in registry.CHECKS:
        assert list(inspect.signature(check).parameters) == ["source", "target", "pair"]
        assert check.__doc__


@pytest.mark.parametrize("code", CODES)
def test_checks_survive_odd_texts_in_every_language(code):
    odd = [
        "",
        " ",
        "<",
        "&",
        "1",
        ".,.,",
        "1.2.3,4",
        "((((",
        "“",
        "९९९९९९",
        "1億万",
        "<a href=",
        "\u0000",
        "𝟚𝟛",
        "5" * 500,
    ]
    odd += ["千" * 200, "一" * 200, "0" * 20 + "1", "万1", "1-", "-" * 50]
    for source in odd:
        for target in odd:
            registry.run(source, target, Pair("en", code))
            registry.run(source, target, Pair(code, "en"))


def test_only_the_named_checks_run():
    assert registry.run("It cost 250.", "", DE, {"quotes"}) == []
