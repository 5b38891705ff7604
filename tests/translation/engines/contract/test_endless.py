"""Well-formed texts that are far too long, or that careless reading takes minutes over: found out, and in time.

The way is that of a job: the engine, the one door, the hygiene, the cleaning before the text is stored.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from articles.body import clean_inline
from newsroom.engine_options import ENGINES
from tests.translation.engines.contract import faults
from tests.translation.engines.contract.cases import Case
from tests.translation.engines.contract.samples import RIGHT, SOURCES
from translation.engines import routing
from translation.engines.base import BadReply, PartialReply
from translation.engines.net.transport import MOST_BYTES
from translation.engines.text.cleaning import clean
from translation.engines.text.length_limits import longest

SECONDS = 5.0  # deadline of a call: the replies are large, and a busy machine is slow
PAGE = 80_000  # characters; with careless reading, one such text took up to ten seconds, without the deadline
PARAGRAPH = "The harbour is long and wide. " * 230


@pytest.fixture
def route(served: Case, server: Any, settings: Any) -> Iterator[routing.Route]:
    settings.ENGINES = {served.name: ENGINES[served.name]}
    settings.ENGINE_OPTIONS = {served.name: served.given(server, seconds=SECONDS)}
    routing.close_all()
    route = routing.Route(served.name, (served.pair,))
    routing.translate(route, SOURCES[:1])
    yield route
    routing.close_all()


def asked(route: routing.Route, texts: list[str]) -> dict[int, str] | BadReply:
    """Return what a job would store, by index, or the error if nothing came right. Fails if that takes too long."""
    started = time.monotonic()
    language = route.steps[0][1]
    try:
        came = dict(enumerate(routing.translate(route, texts).texts))
    except PartialReply as partial:
        came = partial.texts
    except BadReply as error:
        return error
    finally:
        assert time.monotonic() - started < SECONDS + 1.5
    stored = {at: clean_inline(clean(text, texts[at], language)) for at, text in came.items()}
    assert time.monotonic() - started < SECONDS + 1.5
    return stored


@pytest.mark.parametrize("name", faults.ENDLESS)
def test_a_text_far_too_long_costs_no_other(served, server, route, name):
    unit = faults.ENDLESS[name]
    server.fault = faults.endless(served, unit * (PAGE // len(unit)))
    came = asked(route, SOURCES)
    if served.wrap and not served.together:
        right = RIGHT[served.pair[1]]
        assert came == {0: right[0], 2: right[2], 3: right[3]}
    else:
        # Tags alone never reach a server of plain text: its local stand-in takes them out, and nothing is left.
        assert isinstance(came, BadReply) or max(map(len, came.values())) < 1_000
    server.fault = None
    assert len(routing.translate(route, SOURCES).texts) == len(SOURCES)


@pytest.mark.parametrize("size", [MOST_BYTES - 2_000, MOST_BYTES], ids=["almost 8 MB", "8 MB"])
def test_a_text_of_megabytes_is_a_wrong_answer(served, server, route, size):
    server.fault = faults.alike(served, "x" * size)
    assert isinstance(asked(route, SOURCES[:1]), BadReply)


@pytest.mark.parametrize("name", faults.ENDLESS)
def test_a_text_as_long_as_may_be_is_read_in_time(served, server, route, name):
    """What passes the bound on its length is still cleaned, or found out, in a moment."""
    unit = faults.ENDLESS[name]
    most = longest(PARAGRAPH) if served.wrap else longest(PARAGRAPH[:29])
    server.fault = faults.alike(served, unit * (most // len(unit)))
    asked(route, [PARAGRAPH])


def test_a_long_text_is_translated(served, server, route):
    """The others prove nothing unless this holds."""
    (translated,) = routing.translate(route, [PARAGRAPH]).texts
    assert len(translated) > len(PARAGRAPH) / 2


def test_the_error_says_which_text(scripted, server, settings):
    settings.ENGINES = {scripted.name: ENGINES[scripted.name]}
    settings.ENGINE_OPTIONS = {scripted.name: scripted.given(server, seconds=SECONDS)}
    routing.close_all()
    server.fault = faults.endless(scripted, "x" * PAGE)
    error, says = (BadReply, "a sentence") if scripted.together else (PartialReply, "text 2 of the call")
    with pytest.raises(error, match=says):
        routing.translate(routing.Route(scripted.name, (scripted.pair,)), SOURCES)
    routing.close_all()
