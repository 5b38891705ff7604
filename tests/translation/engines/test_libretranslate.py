"""LibreTranslate over real HTTP: its answers, its error shapes, and what broken servers and networks do."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from newsroom.secrets import Secret
from tests.servers import base
from tests.servers import libretranslate as server_module
from tests.servers.base import answering
from tests.servers.libretranslate import Server
from translation.engines.base import (
    BadReply,
    EngineError,
    QuotaExceeded,
    RateLimited,
    Refused,
    Unreachable,
    UnsupportedPair,
)
from translation.engines.libretranslate import LibreTranslateEngine
from translation.engines.transport import LONGEST_WAIT, retry_after

KEY = "canary-5f1e77"


@pytest.fixture
def server():
    with server_module.running(KEY) as running:
        yield running


def engine(server: Server, **options: object) -> LibreTranslateEngine:
    given = {"url": server.url, "api_key": Secret(KEY), "seconds": 2.0, "private_hosts": ["127.0.0.1"]}
    return LibreTranslateEngine(**given | options)


def test_texts_come_back_in_number_and_order(server):
    texts = ["one", 'two <a href="x">three</a> &amp; four', "five"]
    assert engine(server).translate(texts, "en", "de") == ["ONE", 'TWO <a href="x">THREE</a> &amp; FOUR', "FIVE"]
    assert server.requests == [{"q": texts, "source": "en", "target": "de", "format": "html", "api_key": KEY}]


@pytest.mark.parametrize(("ours", "theirs"), [("zh-hans", "zh-Hans"), ("pt", "pt-BR")])
def test_codes_are_spelt_as_the_server_spells_them(server, ours, theirs):
    engine(server).translate(["x"], "en", ours)
    engine(server).translate(["x"], ours, "fr")
    assert [(request["source"], request["target"]) for request in server.requests] == [("en", theirs), (theirs, "fr")]


def test_portuguese_falls_back_to_plain_pt(server):
    server.languages = [{"code": "en", "targets": ["pt"]}]
    assert engine(server).serves("en", "pt")


def test_languages_are_asked_for_once(server):
    one = engine(server)
    assert one.serves("en", "de") and one.serves("fr", "pt") and not one.serves("en", "sa")
    assert "Sanskrit" in one.serves("sa", "en").reason
    assert "English into Sanskrit" in one.serves("en", "sa").reason
    assert server.listings == 1


def test_failure_of_languages_is_remembered_for_a_while(server):
    server.listing_fault = answering(500, {"error": "down"})
    one = engine(server)
    reasons = {one.serves("en", code).reason for code in ("de", "fr", "pt")}
    assert len(reasons) == 1 and f"{server.url} does not answer: " in reasons.pop()
    assert server.listings == 1


@pytest.mark.parametrize("listing", [{}, "<html>", [1], [{"code": 1, "targets": None}], None])
def test_strange_lists_of_languages_serve_nothing(server, listing):
    server.languages = listing
    assert not engine(server).serves("en", "de")


def test_nothing_is_asked_when_the_pair_is_not_served(server):
    with pytest.raises(UnsupportedPair):
        engine(server).translate(["x"], "en", "la")
    assert not server.requests


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "set LIBRETRANSLATE_URL"),
        ("ftp://x", "http://"),
        ("libretranslate:5000", "http://"),
        ("http://[", "http://"),
        ("http://me:secret@host", "user name"),
    ],
)
def test_addresses_that_cannot_work_say_why(url, word):
    service = LibreTranslateEngine(url=url).serves("en", "pt")
    assert not service and word in service.reason and "secret" not in service.reason


@pytest.mark.parametrize(
    ("fault", "error", "passing"),
    [
        (answering(400, {"error": "Invalid request: missing q parameter"}), Refused, False),
        (answering(400, {"error": "de is not supported"}), UnsupportedPair, False),
        (answering(401, {"error": "no"}), Refused, False),
        (answering(402, {}), QuotaExceeded, False),
        (answering(403, {"error": "Please contact the server operator to get an API key"}), Refused, False),
        (answering(404, "<h1>Not found</h1>"), Refused, False),
        (answering(408, {}), Unreachable, True),
        (answering(413, "too large"), Refused, False),
        (answering(429, {"error": "Slowdown"}), RateLimited, True),
        (answering(456, {}), QuotaExceeded, False),
        (answering(500, {"error": "Cannot translate text"}), BadReply, True),
        (answering(502, "<html>Bad gateway</html>"), Unreachable, True),
        (answering(503, "<html>"), Unreachable, True),
        (answering(302, "", Location="http://127.0.0.1:1/"), Refused, False),
        (answering(200, "<html><body>Welcome</body></html>"), BadReply, True),
        (answering(200, ""), BadReply, True),
        (answering(200, '{"translatedText": ["a"'), BadReply, True),
        (answering(200, "[" * 200_000), BadReply, True),
        (answering(200, None), BadReply, True),
        (answering(200, {"translatedText": "a"}), BadReply, True),
        (answering(200, {"translatedText": ["a"]}), BadReply, True),
        (answering(200, {"translatedText": ["a", "b", "c"]}), BadReply, True),
        (answering(200, {"translatedText": ["a", None]}), BadReply, True),
        (answering(200, {"translatedText": [1, 2.5]}), BadReply, True),
        (answering(200, '{"translatedText": [NaN, "b"]}'), BadReply, True),
        (answering(200, {"error": "surprise"}), BadReply, True),
        (answering(200, {"translatedText": ["a", "b"]}, Content_Encoding="gzip"), BadReply, True),
        (answering(200, '{"translatedText": ["a"', Content_Length="1000"), EngineError, True),
        (base.resetting, EngineError, True),
        (base.closing, BadReply, True),
        (base.flooding, BadReply, True),
        (base.speaking_no_http, BadReply, True),
    ],
)
def test_each_failure_is_the_right_error(server, fault, error, passing):
    server.fault = fault
    with pytest.raises(error) as caught:
        engine(server).translate(["one", "two"], "en", "de")
    assert caught.value.passing is passing
    assert "LibreTranslate" in str(caught.value)


@pytest.mark.parametrize("fault", [base.hanging, base.dripping_body, base.dripping_head])
def test_a_call_ends_at_its_deadline(server, fault):
    server.fault = fault
    one = engine(server, seconds=1.2)
    assert one.serves("en", "de")
    started = time.monotonic()
    with pytest.raises(Unreachable, match=r"1\.2 seconds"):
        one.translate(["x"], "en", "de")
    assert time.monotonic() - started < 2.5


def test_refused_connection_is_unreachable(server):
    one = engine(server)
    assert one.serves("en", "de")
    server.shutdown()
    server.server_close()
    with pytest.raises(Unreachable, match="connect"):
        one.translate(["x"], "en", "de")


def test_a_server_that_is_away_is_not_served(server):
    server.shutdown()
    server.server_close()
    assert "does not answer" in engine(server).serves("en", "de").reason


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [
        ("7", 7, 7),
        ("0", 0, 0),
        ("99999999", LONGEST_WAIT, LONGEST_WAIT),
        (timedelta(minutes=5), 250, 300),
        (timedelta(days=-1), 0, 0),
        (timedelta(days=9), LONGEST_WAIT, LONGEST_WAIT),
    ],
)
def test_retry_after_is_obeyed_and_capped(server, header, low, high):
    if isinstance(header, timedelta):  # a date, counted from when the test runs
        header = format_datetime(datetime.now(UTC) + header, usegmt=True)
    server.fault = answering(429, {"error": "Slowdown"}, Retry_After=header)
    with pytest.raises(RateLimited) as caught:
        engine(server).translate(["x"], "en", "de")
    assert low <= caught.value.retry_after <= high


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "²", "Mon, 99 Foo 2020", "9" * 400])
def test_odd_retry_after_is_no_error(value):
    waited = retry_after(value)
    assert waited is None or 0 <= waited <= LONGEST_WAIT


def test_the_key_is_never_shown(server, caplog):
    caplog.set_level(logging.DEBUG)
    server.fault = answering(403, {"error": f"Invalid API key {KEY}"})
    one = engine(server)
    with pytest.raises(Refused) as caught:
        one.translate(["x"], "en", "de")
    assert KEY not in f"{caught.value}{caplog.text}{one!r}{one.serves('en', 'de')}"
    assert caught.value.__cause__ is None


def test_a_wrong_key_is_refused(server):
    with pytest.raises(Refused, match="API key"):
        engine(server, api_key=Secret("other")).translate(["x"], "en", "de")
