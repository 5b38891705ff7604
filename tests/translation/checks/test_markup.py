"""Placeholders, code, swapped links, nesting."""

from __future__ import annotations

import pytest

from translation.checks.base import Pair
from translation.checks.rules.text.markup import code, link_texts, tags
from translation.checks.rules.text.placeholders import placeholders

DE, JA, SA, RU = (Pair("en", target) for target in ("de", "ja", "sa", "ru"))


def severities(findings):
    return [finding.severity for finding in findings]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("%(count)s of {0}, {name!r:>10}", "{0} von %(count)s, {name!r:>10}"),
        ("100% sure, 50 % down", "100%ig, 50 % s weniger"),
        ("It grew 3.5%, said {{ name|title }}", "「{{ name|title }}」によると3.5%増"),
        ("a { b", "a { b"),
        ("%s and %d", "%d und %s"),
    ],
)
def test_placeholders_that_stayed_are_left_alone(source, target):
    assert placeholders(source, target, DE) == []


@pytest.mark.parametrize(
    ("source", "target", "fix"),
    [
        ("%(count)s days", "%(Anzahl)s Tage", "%(count)s Tage"),
        ("<b>{n}</b> x", "<b>｛ n ｝</b> x", "<b>{n}</b> x"),
        ("{{ site }} x", "{{ Seite }} x", "{{ site }} x"),
        ("%s left", "% s ging", "%s ging"),
        ("${price} 3.5", "$ {Preis} 3,5", "${price} 3,5"),
        ("%(name)s", "％（नाम）s", "%(name)s"),
        ("{a} and {b}", "und", None),
    ],
)
def test_lost_placeholders_are_critical_and_put_right(source, target, fix):
    found = placeholders(source, target, SA)
    assert set(severities(found)) == {"critical"}
    assert found[0].fix == fix


def test_an_added_placeholder_is_critical():
    assert severities(placeholders("Days", "{n} Tage", DE)) == ["critical"]


def test_nesting_and_languages_of_spans():
    both = "<a href='https://m.example/'>x <em>y</em></a>"
    assert tags(both, "<em><a href='https://m.example/'>x</a></em>", DE) == []
    assert severities(tags(both, "<a href='https://m.example/'>x</a> <em>y</em>", DE)) == ["major"]
    spoken = '<span lang="fr">oui</span>'
    assert tags(spoken, spoken, JA) == []
    assert severities(tags(spoken, '<span lang="ja">oui</span>', JA)) == ["major"]


def test_code_stays_as_it_is():
    assert code("Run <code>make all</code>", "<code>make all</code> を実行", JA) == []
    (finding,) = code("Run <code>x = 3.5</code>", "Starten Sie <code>x = 3,5</code>", DE)
    assert (finding.severity, finding.fix) == ("major", "Starten Sie <code>x = 3.5</code>")


def test_links_on_each_others_words():
    source = '<a href="https://a.example/">Marrow</a> and <a href="https://b.example/">Veslund</a>'
    right = '<a href="https://a.example/">Marrow</a>と<a href="https://b.example/">Veslund</a>'
    wrong = '<a href="https://a.example/">Veslund</a>と<a href="https://b.example/">Marrow</a>'
    assert link_texts(source, right, JA) == []
    assert severities(link_texts(source, wrong, JA)) == ["major", "major"]
    other = '<a href="https://b.example/">Веслунд</a> и <a href="https://a.example/">Марроу</a>'
    assert severities(link_texts(source, other, RU)) == ["minor"]
