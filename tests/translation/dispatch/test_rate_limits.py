"""Shared limits in a real Redis: buckets, rests, the breaker; and what happens without Redis."""

from __future__ import annotations

import math

import pytest

from newsroom import redis_server
from newsroom.engine_options import Rate
from translation.dispatch import rate_limits


@pytest.fixture
def name(settings, request):
    """Return the name of an engine that no other test asks."""
    name = f"engine-{request.node.name}"
    settings.ENGINE_RATES = {}
    rate_limits.reset(name)
    yield name
    redis_server.client().delete(*redis_server.client().keys(f"*{name}*") or ["none"])


def test_without_a_rate_nothing_waits(name):
    assert [rate_limits.admit(name, 10_000).wait for _ in range(50)] == [0.0] * 50


def test_requests_beyond_the_minutes_number_wait(name, settings):
    settings.ENGINE_RATES = {name: Rate(requests=3)}
    waits = [rate_limits.admit(name, 1).wait for _ in range(4)]
    assert waits[:3] == [0, 0, 0] and 15 < waits[3] <= 20
    assert rate_limits.admit(name, 1).why == "bucket"


def test_characters_are_shared_and_a_refused_call_takes_none(name, settings):
    settings.ENGINE_RATES = {name: Rate(requests=2, characters=6000)}
    assert not rate_limits.admit(name, 5000).wait
    assert 35 < rate_limits.admit(name, 5000).wait <= 40
    assert not rate_limits.admit(name, 900).wait, "neither a request nor a character was taken by the refused call"


def test_a_text_larger_than_the_bucket_goes_when_it_is_full_and_is_paid_off(name, settings):
    settings.ENGINE_RATES = {name: Rate(characters=100)}
    assert not rate_limits.admit(name, 300).wait
    assert rate_limits.admit(name, 10).wait > 120


def test_a_rest_holds_for_all(name):
    rate_limits.rest(name, 30)
    assert rate_limits.admit(name, 1).why == "rest" and 29 < rate_limits.admit(name, 1).wait <= 30
    rate_limits.rest(name, 30, "quota")
    assert rate_limits.admit(name, 1).why == "quota"


def test_the_breaker_opens_and_one_probe_tries(name, monkeypatch):
    for _ in range(rate_limits.OPENS_AFTER):
        assert rate_limits.health(name).state == "closed"
        rate_limits.failed(name)
    assert rate_limits.health(name).state == "open"
    refused = rate_limits.admit(name, 1)
    assert refused.why == "open" and 0 < refused.wait <= rate_limits.FIRST_REST

    _let_time_pass(name)
    assert rate_limits.health(name).state == "half-open"
    assert not rate_limits.admit(name, 1).wait, "the probe"
    assert rate_limits.admit(name, 1).why == "open", "the others wait for it"
    rate_limits.failed(name)
    assert rate_limits.FIRST_REST < rate_limits.health(name).rest <= 2 * rate_limits.FIRST_REST, (
        "a failed probe doubles the rest"
    )

    _let_time_pass(name)
    assert not rate_limits.admit(name, 1).wait
    rate_limits.succeeded(name)
    assert rate_limits.health(name) == rate_limits.Health("closed", 0, 0.0)
    assert not rate_limits.admit(name, 1).wait


def test_the_breakers_rest_doubles_up_to_the_longest(name):
    for _ in range(rate_limits.OPENS_AFTER - 1):
        rate_limits.failed(name)
    rests = []
    for _ in range(8):
        rate_limits.failed(name)
        rests.append(math.ceil(rate_limits.health(name).rest))
        _let_time_pass(name)
    assert rests == [30, 60, 120, 240, 480, 600, 600, 600] and rate_limits.LONGEST_REST == 600


def test_what_fails_late_neither_doubles_the_rest_nor_begins_it_anew(name):
    """Calls that were under way when the breaker opened report after it."""
    for _ in range(rate_limits.OPENS_AFTER):
        rate_limits.failed(name)
    key = rate_limits._key(name, "breaker")
    until = redis_server.client().hget(key, "open_until")
    for late in (rate_limits.failed, rate_limits.failed, rate_limits.trip):
        late(name)
        assert redis_server.client().hget(key, "open_until") == until
    assert rate_limits.health(name).rest <= rate_limits.FIRST_REST

    _let_time_pass(name)
    rate_limits.failed(name)
    assert rate_limits.FIRST_REST < rate_limits.health(name).rest <= 2 * rate_limits.FIRST_REST, (
        "the probe's failure is the second"
    )


def test_a_further_request_of_a_call_passes_the_breaker_but_neither_the_bucket_nor_a_rest(name, settings):
    settings.ENGINE_RATES = {name: Rate(requests=2)}
    for _ in range(rate_limits.OPENS_AFTER):
        rate_limits.failed(name)
    _let_time_pass(name)
    assert not rate_limits.admit(name, 1).wait, "the probe"
    assert not rate_limits.admit(name, 1, further=True).wait, "the probe's own second request"
    assert rate_limits.admit(name, 1, further=True).why == "bucket"
    assert rate_limits.admit(name, 1).why == "open", "the others wait for it as before"
    rate_limits.rest(name, 30)
    assert rate_limits.admit(name, 1, further=True).why == "rest"


def test_a_success_forgets_failures(name):
    for _ in range(rate_limits.OPENS_AFTER - 1):
        rate_limits.failed(name)
    rate_limits.succeeded(name)
    rate_limits.failed(name)
    assert rate_limits.health(name).state == "closed"


def test_redis_away_is_said(name, settings):
    there, settings.REDIS_URL = settings.REDIS_URL, "redis://127.0.0.1:1/0"
    for call in (
        lambda: rate_limits.admit(name, 1),
        lambda: rate_limits.failed(name),
        lambda: rate_limits.rest(name, 1),
        lambda: rate_limits.health(name),
    ):
        with pytest.raises(rate_limits.Away):
            call()
    settings.REDIS_URL = there


def _let_time_pass(name: str) -> None:
    """Set the end of the breaker's rest to just now: nobody waits half a minute in a test."""
    redis_server.client().hset(rate_limits._key(name, "breaker"), "open_until", 1)


def test_who_asks_for_patience_without_saying_how_much_gets_twice_as_much_each_time(name):
    waits = []
    for _time in range(3):
        waits.append(rate_limits.back_off(name))
        rate_limits.rest(name, waits[-1])
        assert rate_limits.back_off(name) <= waits[-1], "who was refused beside it waits with it"
        redis_server.client().delete(rate_limits._key(name, "rest"))
    assert waits == [2, 4, 8]
    rate_limits.succeeded(name)
    assert rate_limits.back_off(name) == 2
    for _time in range(20):
        longest = rate_limits.back_off(name)
    assert longest == rate_limits.LONGEST_REST
