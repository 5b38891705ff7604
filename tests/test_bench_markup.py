"""The judge of make bench-markup: whole words, and articles as they may be."""

from __future__ import annotations

import pytest

pytest.importorskip("sacrebleu", reason="needs requirements-bench.txt, which is not installed")

from bench.injected import ARTICLE, Row, Tag, inject
from bench.markup import measure


@pytest.mark.parametrize(
    ("output", "kind", "good", "split"),
    [
        ("Causada pelo <em>vírus</em>.", "phrase", True, False),
        ("Causada p<em>elo vírus</em>.", ARTICLE, False, True),
        ("Causada pel<em>o vírus</em>.", ARTICLE, False, True),
        ("Causada <em>pelo vírus</em>.", ARTICLE, True, False),
        ("Causada <em>pelo vírus</em>.", "phrase", False, False),
        ("Causada pelo <em>Vírus.</em>", ARTICLE, True, False),
        ("Causada por ví<em>rus</em>.", "phrase", False, True),
        ("<em>Causada pelo vírus</em>.", ARTICLE, False, False),
        ("Causada pelo <em>vírus</em>es.", "phrase", False, True),
    ],
)
def test_a_tag_is_right_only_around_whole_words(output, kind, good, split):
    row = Row("Caused by the virus.", "Causada pelo vírus.", (Tag(10, 19, "<em>", "vírus", kind),))
    there, right, inside, _ = measure([row], lambda marked: output)
    assert (there[kind], right[kind], inside[kind]) == (1, good, split)


def test_phrases_with_an_article_are_asked_without_it():
    row = Row("They fear that the virus spreads.", "Temem a propagação do vírus.")
    said = {"virus": "vírus", "virus spreads": "vírus espalha"}
    [found] = inject([row], lambda text: said.get(text, text), 1)
    assert [(row.source[tag.start : tag.end], tag.expected, tag.kind) for tag in found.tags] == [
        ("the virus", "vírus", ARTICLE)
    ]
