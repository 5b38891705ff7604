"""LibreTranslate over real HTTP: its answers, its error shapes, and what broken servers and networks do."""

from __future__ import annotations

import pytest

from newsroom.secrets import Secret
from tests.servers import base
from tests.servers import libretranslate as server_module
from tests.servers.base import answering
from tests.servers.libretranslate import Server
from translation.engines import routing
from translation.engines.base import (
    BadReply,
    RateLimited,
    Refused,
    Rejected,
    UnsupportedPair,
)
from translation.engines.libretranslate import LibreTranslateEngine
from translation.engines.net.transport import LONGEST_WAIT, retry_after

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
    assert engine(server).translate(texts, "en", "de").texts == ["ONE", 'TWO <a href="x">THREE</a> &amp; FOUR', "FIVE"]
    assert server.requests == [
        {"q": texts, "source": "en", "target": "de", "format": "html", "alternatives": 0, "api_key": KEY}
    ]


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("write &lt;div&gt; &amp; <em>go</em>", "WRITE &lt;DIV> &amp; <em>GO</em>"),
        ("5 &lt; 7", "5 &lt; 7"),
        ("R&amp;D", "R&amp;D"),
        ("nothing", "NOTHING"),
    ],
)
def test_what_the_server_unescapes_is_escaped_again(server, text, back):
    assert engine(server).translate([text], "en", "de").texts == [back]


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("<code>&lt;span&gt;x&lt;/span&gt;</code>", "<code>&lt;span>x&lt;/span></code>"),
        ("the &lt;em&gt; tag is <em>old</em>", "the &lt;em> tag is <em>old</em>"),
        ("<em>old</em> is the &lt;em&gt; tag", "<em>old</em> is the &lt;em> tag"),
        ("&lt;a href=&quot;x&quot;&gt; or <a href='u'>b</a>", "&lt;a href=\"x\"> or <a href='u'>b</a>"),
        ("if a &lt;b and c &lt;strong<br>end", "if a &lt;b and c &lt;strong<br>end"),
        ("5 &lt; 7, <sub>&lt;</sub>2", "5 &lt; 7, <sub>&lt;</sub>2"),
    ],
)
def test_what_looks_like_one_of_our_tags_comes_back_as_text(server, text, back):
    server.translated = str
    assert engine(server).translate([text], "en", "de").texts == [back]


def test_a_tag_that_was_lost_leaves_the_others_tags(server):
    server.translated = lambda text: "<em>alt</em>"
    assert engine(server).translate(["the &lt;em&gt; tag is <em>old</em>"], "en", "de").texts == ["<em>alt</em>"]


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
    ("fault", "error"),
    [
        (answering(400, {"error": "Invalid request: missing q parameter"}), Rejected),
        (answering(400, {"error": "Invalid request: request (2001) exceeds text limit (2000)"}), Rejected),
        (answering(400, {"error": "de is not supported"}), UnsupportedPair),
        (
            answering(400, {"error": "German (de) is not available as a target language from English (en)"}),
            UnsupportedPair,
        ),
        (answering(400, {"error": "Please contact the server operator to get an API key"}), Refused),
        (answering(400, {"error": "Visit https://portal.libretranslate.com to get an API key"}), Refused),
        (answering(403, {"error": "Invalid API key"}), Refused),
        (answering(429, {"error": "Slowdown"}), RateLimited),
        (answering(500, {"error": "Cannot translate text"}), BadReply),
        (answering(200, {"translatedText": "a"}), BadReply),
        (answering(200, {"error": "surprise"}), BadReply),
    ],
)
def test_its_own_words_for_failure(server, fault, error):
    """What every service may do is in contract/."""
    server.fault = fault
    with pytest.raises(error) as caught:
        engine(server).translate(["one", "two"], "en", "de")
    assert type(caught.value) is error, "a Rejected is for the texts alone: others are tried"


@pytest.mark.parametrize(("key", "status"), [("", 400), ("another", 403)])
def test_a_key_that_is_missing_or_wrong_says_nothing_of_the_texts(server, key, status):
    with pytest.raises(Refused, match=rf"status {status}.*API key") as caught:
        engine(server, api_key=Secret(key)).translate(["one"], "en", "de")
    assert type(caught.value) is Refused


OURS = LibreTranslateEngine.limits.characters


def test_calls_keep_to_the_servers_own_limit(server, settings):
    server.limit = 2_000
    settings.ENGINES = {"libretranslate": "translation.engines.libretranslate.LibreTranslateEngine"}
    given = {"url": server.url, "api_key": Secret(KEY), "private_hosts": ["127.0.0.1"]}
    settings.ENGINE_OPTIONS = {"libretranslate": given}
    texts = ["a" * 900] * 5
    route = routing.find_route("en", "de", "libretranslate")
    assert routing.translate(route, texts).texts == [text.upper() for text in texts]
    assert [len(request["q"]) for request in server.requests] == [2, 2, 1]
    with pytest.raises(Rejected, match="exceeds text limit"):
        routing.translate(route, ["one", "b" * 2_001])
    assert [request["q"] for request in server.requests[3:]] == [["one"], ["b" * 2_001]], "a key may let it through"


@pytest.mark.parametrize(
    ("told", "expected"),
    [(2_000, 2_000), (OURS + 1, OURS), (-1, OURS), (0, OURS), (None, OURS), ("2000", OURS), (True, OURS), (1.5, OURS)],
)
def test_a_limit_counts_where_it_is_one_and_below_ours(server, told, expected):
    server.limit = told
    one = engine(server)
    assert one.limits.characters == OURS and not server.listings, "nobody was asked yet"
    assert one.serves("en", "de") and one.limits.characters == expected
    assert one.limits.seconds == 2.0 and one.limits.texts == LibreTranslateEngine.limits.texts


@pytest.mark.parametrize(
    "fault", [answering(404, "<h1>Not here</h1>"), answering(200, "<h1>"), answering(200, [1]), base.closing]
)
def test_without_an_answer_the_limit_stays_as_it_was(server, fault, monkeypatch):
    server.settings_fault = fault
    one = engine(server)
    assert one.serves("en", "de") and one.limits.characters == OURS
    server.settings_fault, server.limit = None, 2_000
    monkeypatch.setattr("translation.engines.served_pairs.FRESH", 0.0)
    other = engine(server)
    assert other.serves("en", "de") and other.limits.characters == 2_000
    server.settings_fault = base.closing
    assert other.serves("en", "de") and other.limits.characters == 2_000
    server.settings_fault, server.limit = None, -1
    assert other.serves("en", "de") and other.limits.characters == OURS


def test_a_server_that_is_away_is_not_served(server):
    server.shutdown()
    server.server_close()
    assert "does not answer" in engine(server).serves("en", "de").reason


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "²", "Mon, 99 Foo 2020", "9" * 400])
def test_odd_retry_after_is_no_error(value):
    waited = retry_after(value)
    assert waited is None or 0 <= waited <= LONGEST_WAIT


def test_a_date_to_wait_for_is_by_the_clock_of_the_service():
    assert retry_after("Tue, 01 Dec 2020 12:01:30 GMT", "Tue, 01 Dec 2020 12:00:00 GMT") == 90.0
    assert retry_after("Tue, 01 Dec 2020 12:01:30 GMT", "Tue, 01 Dec 2020 12:02:00 GMT") == 0.0
    assert retry_after("90", "Tue, 01 Dec 2020 12:00:00 GMT") == 90.0
    assert retry_after("Tue, 01 Dec 2020 12:01:30 GMT", "soon") == 0.0, "long ago by any clock"
