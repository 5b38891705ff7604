"""A glossary that DeepL will not have costs its pair the glossary, for a while, and nobody the engine."""

from __future__ import annotations

import time

import pytest

from newsroom.secrets import Secret
from tests.servers import deepl as server_module
from tests.servers.base import answering
from translation.engines.base import BadReply, Brief, Rejected, TermPair
from translation.engines.deepl.engine import DeepLEngine

KEY = "canary-9b20c4:fx"
TERMS = Brief(terms=(TermPair("harbour master", "Hafenkapitän"),))
LISTING, MAKING, TRANSLATING = "GET /v3/glossaries", "POST /v3/glossaries", "POST /v2/translate"


@pytest.fixture
def server():
    with server_module.running(KEY) as running:
        yield running


@pytest.fixture
def engine(server):
    return DeepLEngine(url=server.url, api_key=Secret(KEY), seconds=2.0, private_hosts=["127.0.0.1"])


class Later:
    """A clock that is so many seconds ahead."""

    def __init__(self, seconds):
        self._seconds = seconds

    def monotonic(self):
        return time.monotonic() + self._seconds


def remarks(engine, target="de"):
    """Translate with the terms and return what a person is told of it."""
    reply = engine.translate(["x"], "en", target, TERMS)
    assert reply.texts == ["X"]
    return [remark.message for remark in reply.remarks]


@pytest.mark.parametrize("said", ["Glossary is not ready", "No dictionary found for language pair"])
def test_a_glossary_that_a_translation_may_not_use_is_done_without(server, engine, said):
    server.with_glossary = answering(400, {"message": "Bad request", "detail": said})
    for _ in range(3):
        (told,) = remarks(engine)
        assert told.startswith("Translated without the newsroom's glossary: ") and said in told
    assert server.calls == [LISTING, MAKING, TRANSLATING, TRANSLATING, TRANSLATING, TRANSLATING]
    assert [bool(body.get("glossary_id")) for body in server.requests if "text" in body] == [True, False, False, False]
    server.with_glossary = None
    assert not remarks(engine, "fr"), "another pair has its glossary"


def test_a_glossary_that_is_listed_and_not_found_is_done_without(server, engine):
    server.with_glossary = answering(404, {"message": "Glossary not found"})
    with pytest.raises(BadReply, match="glossary") as caught:
        engine.translate(["x"], "en", "de", TERMS)
    assert not caught.value.lost
    for _ in range(2):
        (told,) = remarks(engine)
        assert "DeepL lists it, but does not find it" in told
    assert server.calls == [LISTING, MAKING, TRANSLATING, LISTING, TRANSLATING, TRANSLATING]


def test_texts_that_are_refused_without_a_glossary_are_refused(server, engine):
    server.fault = answering(400, {"message": "No glossary, and bad texts"})
    with pytest.raises(Rejected):
        engine.translate(["x"], "en", "de")
    assert len(server.requests) == 1


@pytest.mark.parametrize("where", ["glossary_fault", "with_glossary"])
def test_a_refused_glossary_is_tried_again_after_a_quarter_of_an_hour(server, engine, monkeypatch, where):
    setattr(server, where, answering(400, {"message": "Too many glossaries"}))
    assert remarks(engine) and remarks(engine)
    setattr(server, where, None)
    asked = len(server.calls)
    monkeypatch.setattr("translation.engines.deepl.glossary.time", Later(870))
    assert remarks(engine) and server.calls[asked:] == [TRANSLATING]
    monkeypatch.setattr("translation.engines.deepl.glossary.time", Later(930))
    assert not remarks(engine) and not remarks(engine)
    assert server.calls[asked:].count(LISTING) == 1
    assert server.requests[-1]["glossary_id"] in server.glossaries
