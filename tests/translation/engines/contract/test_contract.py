"""What every engine promises: number and order, markup, what must not be translated, limits of a call, its pairs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from newsroom.engine_options import ENGINES
from tests.translation.engines.contract.samples import MARKED
from translation.checks import registry
from translation.checks.base import Pair
from translation.engines import routing
from translation.engines.base import EngineError, UnsupportedPair
from translation.engines.batching import batches


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
    translated = case.make(server).translate(texts, *case.pair)
    assert [re.findall(r"\d+", text) for text in translated] == [[str(number)] for number in range(11, 16)]


def test_one_engine_serves_call_after_call(case, server):
    engine = case.make(server)
    assert engine.translate(["One day."], *case.pair) == engine.translate(["One day."], *case.pair)


def test_markup_comes_back(case, server):
    translated = case.make(server).translate(MARKED, *case.pair)
    for source, target in zip(MARKED, translated, strict=True):
        found = registry.run(source, target, Pair(*case.pair), only=["tags", "links", "code"])
        assert not found, target
        assert sorted(re.findall(r"<[^>]*>", target)) == sorted(re.findall(r"<[^>]*>", source))
    assert case.name == "firefox" or "&amp;" in translated[0]  # its model writes the word


def test_what_must_not_be_translated_is_not(case, server):
    assert '<span translate="no">Helio-2.5X</span>' in case.make(server).translate(MARKED, *case.pair)[2]


def test_nothing_is_asked_for_no_texts(case, server, route):
    assert routing.translate(route, []) == []
    assert routing.translate(route, ["", " \n"]) == ["", " \n"]
    assert not server or not server.requests


def test_a_huge_text_is_translated_or_refused(case, server, route):
    text = "The harbour is long and wide. " * (case.huge // 30)
    try:
        translated = routing.translate(route, [text])
    except EngineError as error:
        # Not asked, and no word against the engine: only this text goes to the next one.
        assert not error.passing or (
            not error.lost and not server.requests and f"{len(text):,} characters" in str(error)
        )
    else:
        assert len(translated) == 1 and len(translated[0]) > len(text) / 3


def test_calls_keep_the_limits(case, server, route):
    if case.texts is None:
        return
    limits = case.make(server).limits
    texts = [f"Text {number}." for number in range(limits.texts + 1)] + ["word " * (limits.characters // 8)] * 2
    assert len(routing.translate(route, texts)) == len(texts)
    asked = [case.texts(body) for body in server.requests]
    assert max(map(len, asked)) <= limits.texts
    assert max(sum(map(len, batch)) for batch in asked) <= limits.characters * 1.1  # markup of the protocol's own
    assert len(asked) == len(batches(texts, limits))


def test_a_pair_that_is_not_served_costs_no_request(case, server):
    if case.unserved is None:
        return
    engine = case.make(server)
    service = engine.serves(*case.unserved)
    assert not service and service.reason
    with pytest.raises(UnsupportedPair):
        engine.translate(["One."], *case.unserved)
    assert not server or not server.requests
