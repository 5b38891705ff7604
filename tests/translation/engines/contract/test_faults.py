"""What broken servers and networks do to every engine: the right error in time, or a finding; and then work goes on."""

from __future__ import annotations

import logging
import pickle
import re
import time
import traceback
from typing import Any

import pytest

from tests.servers.base import answering, black_hole
from tests.translation.engines.contract import faults
from tests.translation.engines.contract.cases import KEY, SECONDS, SHORT, Case
from tests.translation.engines.contract.samples import RIGHT, SOURCES
from translation.checks import registry
from translation.checks.base import Pair
from translation.engines.base import Engine, EngineError, RateLimited, Refused, Unreachable


def ready(case: Case, server: Any, **options: object) -> Engine:
    """Return an engine that has asked for whatever it asks for once, so that the next request is the translation."""
    engine = case.make(server, **options)
    assert engine.serves(*case.pair)
    engine.translate(SOURCES[:1], *case.pair)
    return engine


def failed(engine: Engine, case: Case, seconds: float = SECONDS) -> EngineError:
    """Return the error that a call gives, within its deadline."""
    started = time.monotonic()
    with pytest.raises(EngineError) as caught:
        engine.translate(SOURCES, *case.pair)
    assert time.monotonic() - started < seconds + 1.5
    assert engine.label.lower() in str(caught.value).lower()  # "The language model" within a sentence
    return caught.value


def goes_on(engine: Engine, case: Case, server: Any) -> None:
    """Assert that the next right answer is taken."""
    server.fault = None
    assert len(engine.translate(SOURCES, *case.pair).texts) == len(SOURCES)


@pytest.mark.parametrize(("name", "fault", "errors"), faults.NETWORK, ids=[row[0] for row in faults.NETWORK])
def test_each_failure_is_the_right_error(served, server, name, fault, errors):
    engine = ready(served, server)
    server.fault = fault
    error = failed(engine, served)
    assert isinstance(error, served.expect.get(name, errors)), repr(error)
    goes_on(engine, served, server)


@pytest.mark.parametrize(("name", "fault"), faults.SLOW, ids=[row[0] for row in faults.SLOW])
def test_a_call_ends_at_its_deadline(served, server, name, fault):
    engine = ready(served, server, seconds=SHORT)
    server.fault = fault
    assert isinstance(failed(engine, served, SHORT), Unreachable)
    goes_on(engine, served, server)


def test_refused_connection_is_unreachable_and_costs_nothing(served, server):
    engine = ready(served, server)
    server.shutdown()
    server.server_close()
    error = failed(engine, served)
    assert isinstance(error, Unreachable) and not error.lost


def test_a_server_behind_a_closed_firewall_is_unreachable_and_costs_nothing(served, server):
    engine = ready(served, server, seconds=SHORT)
    server.shutdown()
    server.server_close()
    with black_hole(port=server.server_port):
        error = failed(engine, served, SHORT)
    assert isinstance(error, Unreachable) and not error.lost


def test_an_overloaded_server_is_waited_for_and_costs_nothing(served, server):
    engine = ready(served, server)
    server.fault = answering(529, {}, Retry_After="7")
    error = failed(engine, served)
    assert isinstance(error, RateLimited) and error.retry_after == 7 and not error.lost


@pytest.mark.parametrize(("header", "low", "high"), faults.RETRY_AFTER)
def test_retry_after_is_obeyed_and_capped(served, server, header, low, high):
    engine = ready(served, server)
    server.fault = answering(429, {}, Retry_After=faults.date(header))
    error = failed(engine, served)
    assert isinstance(error, RateLimited)
    wait = error.retry_after
    assert wait is None if low is None else low <= wait <= high


def test_right_answers_have_no_findings(scripted, server):
    """The others prove nothing unless this holds."""
    engine = ready(scripted, server)
    server.fault = faults.saying(scripted, lambda sources, right: right)
    translated = engine.translate(SOURCES, *scripted.pair).texts
    assert translated == RIGHT[scripted.pair[1]]
    assert not [
        found for row in zip(SOURCES, translated, strict=True) for found in registry.run(*row, Pair(*scripted.pair))
    ]


@pytest.mark.parametrize("name", faults.UNUSABLE)
def test_an_answer_without_the_texts_is_an_error(scripted, server, name):
    engine = ready(scripted, server)
    server.fault = faults.saying(scripted, faults.UNUSABLE[name])
    if name in scripted.mends:
        assert engine.translate(SOURCES, *scripted.pair).texts == RIGHT[scripted.pair[1]]
    else:
        assert failed(engine, scripted).passing
    goes_on(engine, scripted, server)


def test_truncated_json_is_an_error(scripted, server):
    engine = ready(scripted, server)
    server.fault = faults.truncated(scripted)
    assert failed(engine, scripted).passing
    goes_on(engine, scripted, server)


@pytest.mark.parametrize("name", faults.SUSPECT)
def test_an_answer_that_looks_right_is_found_out(scripted, server, name):
    indices, change = faults.SUSPECT[name]
    engine = ready(scripted, server)
    server.fault = faults.saying(scripted, change)
    try:
        reply = engine.translate(SOURCES, *scripted.pair)
    except EngineError:
        reply = None
    if name in scripted.immune:
        assert reply and reply.texts == RIGHT[scripted.pair[1]]
    elif reply is not None:
        told = {remark.text for remark in reply.remarks}
        for index in indices:
            found = registry.run(SOURCES[index], reply.texts[index], Pair(*scripted.pair))
            assert index in told or [f for f in found if f.severity in ("critical", "major")], reply.texts[index]
    goes_on(engine, scripted, server)


PIECES = "|".join(re.escape(KEY[start : start + 8]) for start in range(len(KEY) - 7))


def leaks(value: str) -> list[int]:
    """Return where the key stands in a text, or eight characters of it."""
    return [found.start() for found in re.finditer(PIECES, value)]


def told(error: BaseException) -> str:
    """Return the traceback with the local variables of each frame, as error pages and reports show it, without ours."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    shown.stack = traceback.StackSummary.from_list([frame for frame in shown.stack if frame.filename != __file__])
    return "".join(shown.format())


@pytest.mark.parametrize("place", [0, 270, 290], ids="at {} characters".format)
@pytest.mark.parametrize("status", [200, 400, 401, 403, 429, 500])
def test_the_key_is_never_shown(served, server, caplog, status, place):
    """A server's message is cut at 300 characters: a key that is cut there must be known before."""
    caplog.set_level(logging.DEBUG)
    engine = ready(served, server)
    said = f"{'x' * place or 'Invalid API key '}{KEY}"
    error = {"message": said, "code": said}
    known = {"libretranslate": {"error": said}, "apertium": {"explanation": said}}
    server.fault = answering(
        status, known.get(served.name, {"error": error, "message": said, "detail": said}), X_Key=KEY, Content_Type=KEY
    )
    error = failed(engine, served)
    assert not leaks(told(error)), told(error)
    assert not leaks(f"{error}{error!r}{engine!r}{engine.options}{engine.serves(*served.pair)}{caplog.text}")
    assert not leaks(pickle.dumps(error).decode("latin-1"))
    try:
        pickled = pickle.dumps(engine)
    except (TypeError, AttributeError, pickle.PicklingError) as refusal:
        pickled = str(refusal).encode()
    assert not leaks(pickled.decode("latin-1"))


@pytest.mark.parametrize(("name", "fault", "errors"), faults.NETWORK, ids=[row[0] for row in faults.NETWORK])
def test_the_key_is_not_shown_when_the_connection_breaks(served, server, caplog, name, fault, errors):
    caplog.set_level(logging.DEBUG)
    engine = ready(served, server)
    server.fault = fault
    error = failed(engine, served)
    assert not leaks(told(error)) and not leaks(caplog.text)


def test_a_wrong_key_is_refused(served, server):
    engine = ready(served, server)
    server.key = "another"
    assert isinstance(failed(engine, served), Refused)
