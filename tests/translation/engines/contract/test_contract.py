"""What every engine promises: number and order, markup, what must not be translated, limits of a call, its pairs."""

from __future__ import annotations

import re
from itertools import permutations
from typing import Any

import pytest

from articles.body import clean_inline, strip_tags
from newsroom.engine_options import ENGINES
from newsroom.languages import DEFAULT_CODES
from tests.translation.engines.contract.samples import MARKED
from translation.checks import registry
from translation.checks.base import Pair
from translation.engines import routing
from translation.engines.base import EngineError, Limits, UnsupportedPair
from translation.engines.batching import batches
from translation.engines.reply import Reply
from translation.engines.text.cleaning import clean


@pytest.fixture
def route(case: Any, server: Any, settings: Any):
    """Register the engine with its server, as a site does; return its route for the pair."""
    settings.ENGINES = {case.name: ENGINES[case.name]}
    settings.ENGINE_OPTIONS = {case.name: case.given(server)}
    routing.close_all()
    yield routing.Route(case.name, (case.pair,))
    routing.close_all()


def test_the_pair_is_served_directly(case, server):
    assert case.make(server).problem() == ""
    assert case.make(server).serves(*case.pair)
    assert set(case.pair) <= case.make(server).languages


def test_texts_come_back_in_number_and_order(case, server):
    texts = [f"Paragraph {number} of the story." for number in range(11, 16)]
    translated = case.make(server).translate(texts, *case.pair).texts
    assert [re.findall(r"\d+", text) for text in translated] == [[str(number)] for number in range(11, 16)]


def test_one_engine_serves_call_after_call(case, server):
    engine = case.make(server)
    assert engine.translate(["One day."], *case.pair).texts == engine.translate(["One day."], *case.pair).texts


def test_markup_comes_back(case, server):
    translated = case.make(server).translate(MARKED, *case.pair).texts
    for source, target in zip(MARKED, translated, strict=True):
        found = registry.run(source, target, Pair(*case.pair), only=["tags", "links", "code"])
        assert not found, target
        assert sorted(re.findall(r"<[^>]*>", target)) == sorted(re.findall(r"<[^>]*>", source))
    assert case.name == "firefox" or "&amp;" in translated[0]  # its model writes the word


def test_text_that_looks_like_a_tag_comes_back_whole(case, server):
    texts = ["The test showed p&lt;q for all ships.", "Press &lt;Ctrl&gt;+C and &lt;b&gt; <em>now</em>."]
    translated = case.make(server).translate(texts, *case.pair).texts
    stored = [clean_inline(clean(came, sent, case.pair[1])) for came, sent in zip(translated, texts, strict=True)]
    first, second = (re.sub(r"\s", "", strip_tags(text)).lower() for text in stored)
    assert [text.count("<") for text in (first, second)] == [1, 2]
    # Pseudolocalisation writes other letters.
    assert case.name == "pseudo" or ("p<q" in first and "<ctrl>+c" in second and "<b>" in second)
    assert re.findall("<[^<>]*>", "".join(stored)) == ["<em>", "</em>"]


def test_what_must_not_be_translated_is_not(case, server):
    assert '<span translate="no">Helio-2.5X</span>' in case.make(server).translate(MARKED, *case.pair).texts[2]


def test_nothing_is_asked_for_no_texts(case, server, route):
    assert routing.translate(route, []).texts == []
    assert routing.translate(route, ["", " \n"]).texts == ["", " \n"]
    assert not server or not server.requests


def test_a_huge_text_is_translated_or_refused(case, server, route):
    text = "The harbour is long and wide. " * (case.huge // 30)
    try:
        translated = routing.translate(route, [text]).texts
    except EngineError as error:
        # Not asked, and no word against the engine: only this text goes to the next one.
        assert not error.passing or (
            not error.lost and not server.requests and f"{len(text):,} characters" in str(error)
        )
    else:
        assert len(translated) == 1 and len(translated[0]) > len(text) / 3


def many(limits: Limits) -> list[str]:
    """Return more texts, and more characters, than one call may carry."""
    return [f"Text {number}." for number in range(limits.texts + 1)] + ["word " * (limits.characters // 8)] * 2


def test_calls_keep_the_limits(case, server, route, monkeypatch):
    """The engine itself is not asked here: some would take minutes for so much."""
    engine, asked = routing.engine(case.name), []
    monkeypatch.setattr(engine, "translate", lambda texts, *given: asked.append(texts) or Reply(list(texts)))
    texts = many(engine.limits)
    assert routing.translate(route, texts).texts == texts
    assert max(map(len, asked)) <= engine.limits.texts
    assert max(sum(map(len, batch)) for batch in asked) <= engine.limits.characters
    assert len(asked) == len(batches(texts, engine.limits)) > 1


def test_requests_keep_the_limits(scripted, server):
    engine = scripted.make(server)
    texts = many(engine.limits)
    groups = batches(texts, engine.limits)
    for group in groups:
        assert len(engine.translate([texts[index] for index in group], *scripted.pair).texts) == len(group)
    asked = [scripted.texts(body) for body in server.requests]
    most = min(scripted.most, engine.limits.characters * 1.1)  # with markup of the protocol's own
    assert max(map(len, asked)) <= engine.limits.texts
    assert max(sum(map(len, batch)) for batch in asked) <= most
    assert len(asked) == len(groups) or scripted.most < engine.limits.characters


def test_a_pair_that_is_not_served_costs_no_request(case, server):
    engine = case.make(server)
    if case.unserved is None:
        assert all(engine.serves(*pair) for pair in permutations(DEFAULT_CODES, 2)), "name one in the case's `unserved`"
        return
    service = engine.serves(*case.unserved)
    assert not service and service.reason
    with pytest.raises(UnsupportedPair):
        engine.translate(["One."], *case.unserved)
    assert not server or not server.requests
