"""DeepL over real HTTP: what is sent, glossaries, usage, and what a reply cannot do."""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.languages import DEFAULT_CODES
from newsroom.secrets import Secret
from tests.servers import base
from tests.servers import deepl as server_module
from tests.servers.base import answering
from tests.servers.deepl import Server
from translation.engines.base import (
    BadReply,
    Brief,
    EngineError,
    Quota,
    QuotaExceeded,
    RateLimited,
    Refused,
    Rejected,
    TermPair,
    Unreachable,
    UnsupportedPair,
)
from translation.engines.batching import batches
from translation.engines.deepl.engine import DeepLEngine
from translation.engines.deepl.glossary import entries_of, name_of
from translation.engines.net.transport import Response
from translation.engines.reply import Call, Usage

KEY = "canary-9b20c4:fx"
TERMS = Brief(terms=(TermPair("harbour master", "Hafenkapitän"), TermPair("Marrowby", "Marrowby")))
PAIR = [{"source_lang": "EN", "target_lang": "DE"}]


@pytest.fixture
def server():
    with server_module.running(KEY) as running:
        yield running


def engine(server: Server, **options: object) -> DeepLEngine:
    given = {"url": server.url, "api_key": Secret(KEY), "seconds": 2.0, "private_hosts": ["127.0.0.1"]}
    return DeepLEngine(**given | options)


def test_texts_go_out_as_html_with_their_language(server):
    texts = ["one", 'two <a href="x">three</a> &amp; four', "five"]
    reply = engine(server).translate(texts, "en", "de")
    assert reply.texts == ["ONE", 'TWO <a href="x">THREE</a> &amp; FOUR', "FIVE"]
    assert server.requests == [
        {
            "text": texts,
            "source_lang": "EN",
            "target_lang": "DE",
            "show_billed_characters": True,
            "tag_handling": "html",
            "tag_handling_version": "v2",
        }
    ]
    assert reply.usage == Usage(characters=sum(map(len, texts)))


@pytest.mark.parametrize("target", DEFAULT_CODES)
def test_every_language_is_a_source_and_a_target(server, target):
    source = "fr" if target == "en" else "en"
    one = engine(server)
    assert one.serves(source, target) and one.serves(target, source)
    one.translate(["x"], source, target)
    one.translate(["x"], target, source)
    assert {"model_type", "enable_beta_languages"}.isdisjoint(server.requests[0])


@pytest.mark.parametrize(
    ("options", "target", "code"),
    [
        ({}, "en", "EN-GB"),
        ({"english": "en-US"}, "en", "EN-US"),
        ({}, "pt", "PT-BR"),
        ({"portuguese": "pt-PT"}, "pt", "PT-PT"),
        ({}, "zh-hans", "ZH-HANS"),
        ({}, "sa", "SA"),
        ({}, "la", "LA"),
    ],
)
def test_variants_of_targets(server, options, target, code):
    engine(server, **options).translate(["x"], "de", target)
    assert server.requests[0]["target_lang"] == code


def test_what_must_not_be_translated_stays(server):
    text = 'run <code>make run</code> on <span translate="no">Helio-2.5X</span> now'
    wanted = 'RUN <code>make run</code> ON <span translate="no">Helio-2.5X</span> NOW'
    assert engine(server).translate([text], "en", "de").texts == [wanted]


def test_headline_and_dek_are_context_and_cannot_fill_the_call(server):
    engine(server).translate(["x"], "en", "de", Brief(headline="Ferry returns", dek="After a year.", before="Then."))
    engine(server).translate(["x"], "en", "de", Brief(headline="h" * 200_000))
    assert server.requests[0]["context"] == "Ferry returns\nAfter a year.\nThen."
    assert len(server.requests[1]["context"]) == 2_000


@pytest.mark.parametrize(
    ("target", "formality", "sent"),
    [("de", "more", "prefer_more"), ("ja", "less", "prefer_less"), ("pt", "more", "prefer_more"),
     ("fi", "more", None), ("la", "less", None), ("zh-hans", "more", None), ("de", "", None)],
)  # fmt: skip
def test_formality_goes_to_languages_that_have_it(server, target, formality, sent):
    engine(server).translate(["x"], "en", target, Brief(formality=formality))
    assert server.requests[0].get("formality") == sent


@pytest.mark.parametrize("sign", ["a", "я", "海", "𠀋", '"'])
def test_a_full_call_fits_into_128_kib(server, sign):
    texts = [sign * 1_000] * 100
    groups = batches(texts, DeepLEngine.limits)
    for group in groups:
        engine(server).translate([texts[index] for index in group], "en", "de", Brief(headline=sign * 9_000))
    assert max(int(one["content-length"]) for one in server.headers) <= 128 * 1024


def test_a_glossary_is_made_once_and_found_by_the_next_process(server):
    one = engine(server)
    for _ in range(3):
        one.translate(["x"], "en", "de", TERMS)
    engine(server).translate(["x"], "en", "de", Brief(terms=tuple(reversed(TERMS.terms))))
    made = [request for request in server.requests if "name" in request]
    assert len(made) == 1 and made[0]["name"].startswith("newsroom-")
    assert made[0]["dictionaries"] == [
        {
            "source_lang": "EN",
            "target_lang": "DE",
            "entries": "harbour master\tHafenkapitän\nMarrowby\tMarrowby",
            "entries_format": "tsv",
        }
    ]
    assert server.calls.count("GET /v3/glossaries") == 2
    assert {request["glossary_id"] for request in server.requests if "text" in request} == set(server.glossaries)


def test_changed_terms_make_another_and_old_ones_go(server):
    last_week = datetime.now(UTC) - timedelta(days=7)
    server.add("newsroom-old", PAIR, last_week)
    server.add("newsroom-new", PAIR)
    server.add("newsroom-other-pair", [{"source_lang": "EN", "target_lang": "FR"}], last_week)
    server.add("somebody's", PAIR, last_week)
    engine(server).translate(["x"], "en", "de", TERMS)
    names = {glossary["name"] for glossary in server.glossaries.values()}
    assert names >= {"newsroom-new", "newsroom-other-pair", "somebody's"} and "newsroom-old" not in names
    assert len(names) == 4


@pytest.mark.parametrize("status", [400, 403, 456])
def test_without_a_glossary_it_translates_and_says_so(server, status):
    server.glossary_fault = answering(status, {"message": "Unsupported glossary languages"})
    one = engine(server)
    reply, again = (one.translate(["x"], "en", "sa", TERMS) for _ in range(2))
    assert reply.texts == again.texts == ["X"]
    assert "without the newsroom's glossary" in reply.remarks[0].message and reply.remarks == again.remarks
    assert server.calls.count("GET /v3/glossaries") == 1


def test_every_request_asks_for_permission_and_a_glossary_gets_on_with_one_request_at_a_time(server):
    """The newsroom's own rate lets out one request a call: the list, then the glossary, then the texts."""

    def never(call, seconds):
        assert call.expected == Usage() and 0 < seconds <= 60, "what goes before the texts is not charged"
        raise RateLimited("not yet", retry_after=60)

    one, sent = engine(server), []
    for _ in range(3):
        try:
            assert one.translate(["x"], "en", "de", TERMS, Call([never])).texts == ["X"]
        except RateLimited as error:
            assert error.ours and not error.lost
        sent.append(server.calls[:])
        server.calls.clear()
    assert sent == [["GET /v3/glossaries"], ["POST /v3/glossaries"], ["POST /v2/translate"]]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (answering(429, {}), RateLimited),
        (answering(503, {}), Unreachable),
        (answering(200, {"glossaries": [{"name": 1}]}), BadReply),
        (answering(200, {"glossaries": 5}), BadReply),
    ],
)
def test_passing_trouble_with_glossaries_costs_nothing(server, fault, error):
    server.glossary_fault = fault
    with pytest.raises(error) as caught:
        engine(server).translate(["x"], "en", "de", TERMS)
    assert caught.value.passing and not caught.value.lost
    assert not server.requests


def test_an_id_that_is_no_id_is_a_bad_reply(server):
    server.glossary_fault = answering(200, {"glossaries": [{
        "glossary_id": "../../v2/usage", "name": name_of("EN", "DE", entries_of(TERMS.terms)),
        "creation_time": "2026-01-01T00:00:00.000000Z", "dictionaries": [],
    }]})  # fmt: skip
    with pytest.raises(BadReply, match="proper id"):
        engine(server).translate(["x"], "en", "de", TERMS)


@pytest.mark.parametrize("listed", [{"glossaries": []}, {}])
def test_an_account_without_glossaries_gets_one(server, listed):
    server.glossary_fault = lambda handler: setattr(server, "glossary_fault", None) or handler.reply(200, listed)
    assert not engine(server).translate(["x"], "en", "de", TERMS).remarks
    assert len(server.glossaries) == 1 and server.requests[-1]["glossary_id"] in server.glossaries


@pytest.mark.parametrize("created", [None, 7, "", "long ago", "2026-13-01T00:00:00Z"])
def test_a_glossary_of_unknown_age_is_kept(server, created):
    server.add("newsroom-odd", PAIR)["creation_time"] = created
    engine(server).translate(["x"], "en", "de", TERMS)
    assert "newsroom-odd" in {glossary["name"] for glossary in server.glossaries.values()}


@pytest.mark.parametrize("hour", ["10:00:00.1234567Z", "10:00:00", "10:00:00+09:00"])
def test_an_old_glossary_is_deleted_however_its_date_is_written(server, hour):
    server.add("newsroom-old", PAIR)["creation_time"] = f"2024-03-01T{hour}"
    engine(server).translate(["x"], "en", "de", TERMS)
    assert "newsroom-old" not in {glossary["name"] for glossary in server.glossaries.values()}


def test_half_a_surrogate_pair_is_sent_as_a_question_mark(server):
    """Such a string is no Unicode text; UTF-8 cannot hold it."""
    engine(server).translate(["Half a sign: \ud83d."], "en", "de")
    assert server.requests[0]["text"] == ["Half a sign: ?."]


def test_a_deleted_glossary_is_made_anew(server):
    one = engine(server)
    one.translate(["x"], "en", "de", TERMS)
    server.glossaries.clear()
    with pytest.raises(BadReply, match="glossary") as caught:
        one.translate(["x"], "en", "de", TERMS)
    assert caught.value.passing and not caught.value.lost
    assert one.translate(["x"], "en", "de", TERMS).texts == ["X"]


def test_terms_that_a_glossary_cannot_hold_are_left_out():
    pairs = [("a\tb", "c\nd"), ("a b", "twice"), (" ", "x"), ("y", ""), ("z\x00", "z"), ("क्‍ष", "ok")]
    assert entries_of([TermPair(*pair) for pair in pairs]) == {"a b": "c d", "क्‍ष": "ok"}


@pytest.mark.parametrize(
    ("usage", "quota"),
    [
        ({"character_count": 7, "character_limit": 500_000}, Quota(7, 500_000)),
        ({"character_count": 7}, Quota(7)),
        ({}, None),
        ([], None),
        ({"character_count": "many", "character_limit": -1}, None),
        ({"character_count": -4, "character_limit": -1}, None),
    ],
)
def test_quota(server, usage, quota):
    server.usage = usage
    assert engine(server).quota() == quota


def test_quota_that_cannot_be_read_is_an_engine_error(server):
    server.usage = '{"character_count": 1e999}'
    with pytest.raises(BadReply):
        engine(server).quota()
    with pytest.raises(Refused, match="DEEPL_API_KEY"):
        DeepLEngine().quota()


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({}, "set DEEPL_API_KEY"),
        ({"api_key": Secret("k"), "english": "en-AU"}, "DEEPL_ENGLISH"),
        ({"api_key": Secret("k"), "portuguese": "pt"}, "DEEPL_PORTUGUESE"),
        ({"api_key": Secret("k"), "url": "deepl:80"}, "DEEPL_URL"),
    ],
)
def test_what_is_not_configured_says_so(options, word):
    one = DeepLEngine(**options)
    assert word in one.serves("en", "de").reason
    with pytest.raises(Refused, match=word):
        one.translate(["x"], "en", "de")


@pytest.mark.parametrize(("key", "host"), [("abc:fx", "api-free.deepl.com"), ("abc", "api.deepl.com")])
def test_the_key_tells_which_address(key, host):
    asked = []

    def send(request):
        asked.append(request.url)
        return Response(200, {}, b'{"translations": [{"text": "X", "billed_characters": 1}]}')

    DeepLEngine(api_key=Secret(key), send=send).translate(["x"], "en", "de")
    DeepLEngine(api_key=Secret(key), url="https://proxy.example/deepl/", send=send).translate(["x"], "en", "de")
    assert asked == [f"https://{host}/v2/translate", "https://proxy.example/deepl/v2/translate"]


@pytest.mark.parametrize(
    ("fault", "error", "passing"),
    [
        (answering(400, {"message": "Bad request"}), Refused, False),
        (answering(400, {"message": "Value for 'target_lang' not supported."}), UnsupportedPair, False),
        (answering(403, {"message": "Invalid auth key"}), Refused, False),
        (answering(404, "<h1>Not found</h1>"), Refused, False),
        (answering(413, {"message": "too large"}), Rejected, False),
        (answering(429, {"message": "Too many"}), RateLimited, True),
        (answering(456, {"message": "Quota Exceeded"}), QuotaExceeded, False),
        (answering(500, {"message": {"not": "text"}}), BadReply, True),
        (answering(503, "<html>"), Unreachable, True),
        (answering(302, "", Location="http://127.0.0.1:1/"), Refused, False),
        (answering(200, "<html>Welcome</html>"), BadReply, True),
        (answering(200, ""), BadReply, True),
        (answering(200, "[" * 200_000), BadReply, True),
        (answering(200, None), BadReply, True),
        (answering(200, {"translations": 5}), BadReply, True),
        (answering(200, {"translations": [None, None]}), BadReply, True),
        (answering(200, {"translations": ["a", "b"]}), BadReply, True),
        (answering(200, {"translations": [{"text": "a"}, {"text": "b"}]}), BadReply, True),
        (answering(200, {"translations": [{"text": "a", "billed_characters": 1}]}), BadReply, True),
        (answering(200, {"translations": [{"text": 1, "billed_characters": 1}] * 2}), BadReply, True),
        (answering(200, '{"translations": [{"text": "a", "billed_characters": NaN}]}'), BadReply, True),
        (answering(200, '{"translations": [{"text": "a", "billed_characters": 1e999}]}'), BadReply, True),
        (base.resetting, EngineError, True),
        (base.closing, BadReply, True),
        (base.flooding, BadReply, True),
        (base.packing, BadReply, True),
    ],
)
def test_each_failure_is_the_right_error_at_the_first_try(server, fault, error, passing):
    server.fault = fault
    with pytest.raises(error) as caught:
        engine(server).translate(["one", "two"], "en", "de")
    assert caught.value.passing is passing and caught.value.__cause__ is None
    assert len(server.requests) == 1


def test_retry_after_is_heard(server):
    server.fault = answering(429, {}, Retry_After="7")
    with pytest.raises(RateLimited) as caught:
        engine(server).translate(["x"], "en", "de")
    assert caught.value.retry_after == 7


def test_a_bill_that_cannot_be_is_not_believed(server):
    server.fault = answering(200, {"translations": [{"text": "X", "billed_characters": 10**30}]})
    assert engine(server).translate(["x"], "en", "de").usage == Usage()


def test_glossary_and_translation_share_one_deadline(server):
    server.fault = base.dripping_body
    server.glossary_fault = lambda handler: (time.sleep(0.8), handler.reply(200, {"glossaries": []}))[1]
    started = time.monotonic()
    with pytest.raises(Unreachable):
        engine(server, seconds=1.2).translate(["x"], "en", "de", TERMS)
    assert time.monotonic() - started < 2.2


def test_the_key_is_never_shown(server, caplog):
    caplog.set_level(logging.DEBUG)
    server.fault = answering(403, {"message": f"Invalid auth key {KEY}"})
    one = engine(server)
    with pytest.raises(Refused) as caught:
        one.translate(["x"], "en", "de", TERMS)
    assert KEY not in f"{caught.value}{caplog.text}{one!r}{vars(one)}"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["translations", "text", "billed_characters", "message", "glossaries", "glossary_id", "name",
                         "creation_time", "dictionaries", "source_lang", "detail"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(status=st.sampled_from([200, 200, 200, 201, 204, 400, 404, 429, 456, 500]), answer=values, raw=st.binary())
def test_no_reply_raises_anything_but_an_engine_error(status, answer, raw):
    for body in (json.dumps(answer).encode(), json.dumps({"translations": [answer]}).encode(), raw):
        one = DeepLEngine(api_key=Secret(KEY), send=lambda request, body=body: Response(status, {}, body))
        for brief in (TERMS, Brief()):
            try:
                assert all(isinstance(text, str) for text in one.translate(["x"], "en", "de", brief).texts)
            except EngineError:
                continue
