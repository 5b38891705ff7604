"""Answers in the wrong order, each text at another's place: what tells, and what nobody can tell.

No protocol but OpenAI's numbers its texts, and there a model may say the right number with the wrong text. That engine
sees a swap where the tags differ, no other sees any, and the checks see what the sentences differ in. A swap of
sentences of like length without numbers, names and tags is seen by nothing but a person; the table says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.servers.base import Fault, Handler
from tests.translation.engines.contract.cases import Case
from tests.translation.engines.contract.samples import (
    ALIKE,
    ALIKE_NAMED,
    ALIKE_NAMED_RIGHT,
    ALIKE_RIGHT,
    RIGHT,
    SOURCES,
)
from translation.checks import registry
from translation.checks.base import Pair
from translation.engines.base import BadReply

# What the sentences differ in; their sources and translations; what tells of each one: "loud" is a critical or
# major finding of some check, a check's name one that is minor and asks for no second opinion, "" nothing at all;
# engines that refuse the answer themselves.
SWAPS = [
    ("numbers and tags", SOURCES, RIGHT, "loud", {"openai"}),
    ("names", ALIKE_NAMED, ALIKE_NAMED_RIGHT, "proper_names", set()),
    ("their meaning alone", ALIKE, ALIKE_RIGHT, "", set()),
]


@pytest.mark.parametrize(("differ", "sources", "right", "check", "engines"), SWAPS, ids=[row[0] for row in SWAPS])
def test_a_swap_is_seen_by_what_the_sentences_differ_in(scripted, server, differ, sources, right, check, engines):
    pair, right = Pair(*scripted.pair), right[scripted.pair[1]]
    engine, known = scripted.make(server), dict(zip(sources, right, strict=True))
    server.fault = answering(scripted, lambda texts: [known[text] for text in texts])
    assert engine.translate(sources, *scripted.pair).texts == right
    assert not found(sources, right, pair)
    server.fault = answering(scripted, lambda texts: [known[text] for text in reversed(texts)])
    if scripted.name in engines:
        with pytest.raises(BadReply):
            engine.translate(sources, *scripted.pair)
        return
    reply = engine.translate(sources, *scripted.pair)
    translated = reply.texts
    assert [bare(text) for text in translated] == [bare(text) for text in reversed(right)], "it takes what comes"
    if check:
        assert [index for index, name in found(sources, translated, pair) if name == check] == [0, 1, 2, 3]
    else:
        assert not reply.remarks and not found(sources, translated, pair), "if anything tells by now, say so above"


def answering(case: Case, change: Callable[[list[str]], list[str]]) -> Fault:
    """Return a fault: an answer with `change` of the texts that were asked for."""

    def fault(handler: Handler) -> None:
        body = handler.server.requests[-1]
        handler.reply(200, case.wrap(body, change(case.texts(body))))

    return fault


def found(sources: list[str], targets: list[str], pair: Pair) -> list[tuple[int, str]]:
    """Return the index of each finding and its check, or “loud”, once."""
    rows = enumerate(zip(sources, targets, strict=True))
    return sorted(
        {
            (index, finding.check if finding.severity == "minor" else "loud")
            for index, row in rows
            for finding in registry.run(*row, pair)
        }
    )


def bare(text: str) -> str:
    return re.sub("<[^>]*>", "", text)
