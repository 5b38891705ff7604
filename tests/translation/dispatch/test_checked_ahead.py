"""What an engine tells of while it works is checked meanwhile, once, as what will be stored."""

from __future__ import annotations

import pytest

from articles import publishing
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation.checks import registry
from translation.engines.base import Limits, PartialReply
from translation.models import CheckSetting, Segment, SegmentFinding
from translation.qa import policy


@pytest.fixture
def order(monkeypatch):
    """List, in order, the texts that the engine translates and those that the checks look at."""
    happened: list[tuple[str, str]] = []
    run = registry.run

    def noted(source, target, pair, only=None):
        happened.append(("checked", source))
        return run(source, target, pair, only)

    monkeypatch.setattr(registry, "run", noted)
    return happened


def telling(scripted, order, translated):
    """Return what an engine does that tells of each text when it is translated."""

    def behaviour(texts, source, target):
        found = []
        for text in texts:
            found.append(translated(text, target))
            order.append(("translated", text))
            scripted.call.ready(text, found[-1])
        return found

    return behaviour


def test_a_text_is_checked_before_the_next_is_translated_and_not_again(article, scripted, order):
    scripted.behaviour = telling(scripted, order, lambda text, target: f"\u200b{target} {text}")
    assert translate(article).state == "done"
    texts = ["Harbour town buys a battery", *PARAGRAPHS]
    assert order == [(what, text) for text in texts for what in ("translated", "checked")]
    assert segment(article, 1).target == f"de {PARAGRAPHS[0]}", "what was checked is what is stored: cleaned"


def test_what_was_found_ahead_is_stored(article, scripted, order):
    scripted.behaviour = telling(scripted, order, lambda text, target: f"{target} {text.replace('283', '238')}")
    translate(article)
    assert "numbers" in [row.check_name for row in segment(article, 1).findings.filter(severity="critical")]


def test_on_the_way_through_english_the_last_step_is_checked_against_the_source(db, scripted, order):
    scripted.only_english = True
    article = publishing.create_article("de", document(["Die Stadt kauft 283 Hektar Hafen."], headline="Hafen"))
    scripted.behaviour = telling(scripted, order, lambda text, target: f"{target} {text}")
    translate(article, "fr")
    assert [text for what, text in order if what == "checked"] == ["Hafen", "Die Stadt kauft 283 Hektar Hafen."]


def test_an_engine_that_tells_nonsense_changes_nothing(article, scripted, order):
    def behaviour(texts, source, target):
        scripted.call.ready("never asked for", "never translated")
        scripted.call.ready(texts[0], "")
        scripted.call.ready(texts[0], "another target than the one in the answer")
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = behaviour
    assert translate(article).state == "done"
    assert segment(article, 1).target == f"de {PARAGRAPHS[0]}"
    assert ("checked", "never asked for") not in order


@pytest.mark.parametrize("how", ["told", "answered", "in part"])
def test_what_is_stored_is_clean_whichever_way_it_came(article, scripted, how):
    odd = {"Harbour town buys a battery": "Le port\u2066 !"}

    def answer(texts, source, target):
        found = [odd.get(text, f"cafe\u0301 {text}") for text in texts]
        if how == "told":
            for text, translated in zip(texts, found, strict=True):
                scripted.call.ready(text, translated)
        if how == "in part" and len(texts) > 1:
            raise PartialReply("one of two", {0: found[0]})
        return found

    scripted.behaviour = answer
    translate(article, "fr")
    assert segment(article, 0, "fr").target == "Le port\u202f!"
    assert segment(article, 1, "fr").target.startswith("caf\xe9 ")


def test_a_check_that_is_switched_off_during_a_call_leaves_nothing(article, scripted, monkeypatch):
    monkeypatch.setattr(scripted, "limits", Limits(texts=9, characters=9_000))

    def answer(texts, source, target):
        found = [text.replace("283", "238") for text in texts]
        for text, translated in zip(texts, found, strict=True):
            scripted.call.ready(text, translated)
        CheckSetting.objects.create(check_name="numbers", language="", off=True)
        return found

    scripted.behaviour = answer
    translate(article)
    names = set(SegmentFinding.objects.values_list("check_name", flat=True))
    assert names and "numbers" not in names
    assert {row.checked_with for row in Segment.objects.all()} == {policy.load().of("de").stamp}
