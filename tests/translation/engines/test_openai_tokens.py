"""What a language model's request uses at most, against a tokenizer at its worst: one token for every byte."""

from __future__ import annotations

import json
from functools import cache
from itertools import permutations
from typing import Any

import pytest

from newsroom.engine_options import ENGINES
from newsroom.languages import DEFAULT_CODES
from tests.servers import openai as server_module
from tests.servers.openai import MODEL, completion
from translation.engines import routing
from translation.engines.base import Brief, TermPair
from translation.engines.batching import batches
from translation.engines.chat.engine import OpenAIEngine
from translation.engines.chat.prompt import SCHEMA
from translation.engines.reply import Call
from translation.sample import loader
from translation.segments.units import extract

SAMPLES = {sample.key: sample for sample in loader.samples() if len(sample.versions) > 1}
AROUND = 3  # tokens around each message, and before the answer, as OpenAI counts


class NoImages(dict):
    def __missing__(self, key):
        return 1


@cache
def rows(key: str, code: str) -> dict[str, str]:
    return {unit.key: unit.source for unit in extract(SAMPLES[key].document(code, NoImages()))}


def size(text: str) -> int:
    return len(text.encode())


def brief(key: str, source: str, target: str) -> Brief:
    """Return a brief with as many terms as a glossary may have for an article."""
    words = [*rows(key, source).values()][:60]
    terms = tuple(TermPair(word, word) for word in words)
    return Brief(words[0], words[1], words[2], terms, style="Swiss spelling, ss for ß. " * 20, formality="more")


@pytest.mark.parametrize(
    ("source", "target"), [("en", "ja"), ("ja", "en"), ("en", "sa"), ("sa", "ja"), ("zh-hans", "sa"), ("en", "fr")]
)
@pytest.mark.parametrize("told", [False, True], ids=["texts", "with glossary and style"])
def test_no_request_and_no_peoples_translation_uses_more_than_is_said_before(source, target, told):
    key = next(iter(SAMPLES))
    before, after = rows(key, source), rows(key, target)
    with server_module.running() as server:
        engine = OpenAIEngine(url=f"{server.url}/v1", model=MODEL, private_hosts=["127.0.0.1"])

        def answer(asked: Any) -> dict[str, Any]:
            body = server.requests[-1]
            translated = {text: after[at] for at, text in before.items()}
            texts = [row["text"] for row in json.loads(body["messages"][1]["content"])["segments"]]
            made = [{"id": at, "text": translated[text]} for at, text in enumerate(texts, start=1)]
            reply = completion(json.dumps({"translations": made}, ensure_ascii=False))
            sent = sum(size(message["content"]) + AROUND for message in body["messages"]) + AROUND
            received = size(reply["choices"][0]["message"]["content"])
            return {
                **reply, "usage": {"prompt_tokens": sent + size(json.dumps(SCHEMA)), "completion_tokens": received},
            }  # fmt: skip

        server.spoil = answer
        texts = [before[at] for at in before if at in after]
        texts = [texts[at] for at in batches(texts, engine.limits)[0]]
        given = brief(key, source, target) if told else Brief()
        most = engine.most(texts, source, target, given)
        call = Call()
        reply = engine.translate(texts, source, target, given, call)
        assert len(server.requests) == 1 and call.expected == most and call.usage == reply.usage
        assert reply.usage.tokens_in and reply.usage.tokens_in <= most.tokens_in
        assert reply.usage.tokens_out <= most.tokens_out
        assert most.tokens_in - reply.usage.tokens_in < 50, "what is sent is known to the byte"


@pytest.mark.parametrize("key", SAMPLES)
def test_peoples_translations_of_all_pairs_are_within_what_is_said_before(key):
    engine = OpenAIEngine(model=MODEL)
    for source, target in permutations(DEFAULT_CODES, 2):
        shared = [at for at in rows(key, source) if at in rows(key, target)]
        made = [{"id": at, "text": rows(key, target)[unit]} for at, unit in enumerate(shared, start=1)]
        received = size(json.dumps({"translations": made}, ensure_ascii=False))
        assert received <= engine.most([rows(key, source)[unit] for unit in shared], source, target).tokens_out


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_says_what_its_price_is_for(name):
    used = routing.engine(name).most(["Twelve boats."], "en", "de")
    assert used.characters == 13
    assert bool(used.tokens_in and used.tokens_out) == (routing.engine(name).price_unit == "tokens")
