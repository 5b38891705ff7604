"""What a language model's calls cost: jobs against a local server that counts tokens, whatever comes of the calls."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from newsroom import engine_options, redis_server
from newsroom.engine_options import Rate
from tests.servers import openai as server_module
from tests.servers.base import answering, closing
from tests.servers.openai import MODEL, Server, completion
from tests.translation.conftest import translate
from translation.dispatch import pricing, rate_limits
from translation.engines import routing
from translation.models import EngineCall
from translation.reports import spend as reports_spend
from translation.reports.spend import Filters
from translation.segments.sync import source_document
from translation.segments.units import extract

pytestmark = pytest.mark.django_db
PRICE = (Decimal(1000), Decimal(2000))  # of a million tokens: the server's 100 sent and 50 received cost 0.20
EACH = Decimal("0.2")


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """Make a local language model, with a price, the only engine."""
    with server_module.running() as running:
        environ = {"OPENAI_BASE_URL": f"{running.url}/v1", "OPENAI_MODEL": MODEL, "ENGINE_PRIVATE_HOSTS": "127.0.0.1"}
        settings.ENGINE_OPTIONS = engine_options.options(environ)
        settings.TRANSLATION_ENGINES, settings.TRANSLATION_ROUTES = ["openai"], {}
        settings.ENGINE_PRICES = {"openai": PRICE}
        rate_limits.reset("openai")
        redis_server.client().delete(*(rate_limits._key("openai", what) for what in ("requests", "characters")))
        yield running
        routing.close_all()
        rate_limits.reset("openai")


def sources(article: Any) -> list[str]:
    """Return the texts that a job will ask for, in one call."""
    return [unit.source for unit in extract(source_document(article.pk)[1])]


def refusing(rows: Any) -> dict[str, Any]:
    return completion("", refusal="I will not.")


def test_a_call_that_fails_after_counted_answers_costs_what_was_counted(article, server):
    def first_badly(rows: Any) -> str:
        server.fault = answering(429, {"error": {"message": "slow down"}}, retry_after="60")
        return "no rows at all"

    server.spoil = first_badly
    translate(article)
    call = EngineCall.objects.get()
    assert (call.outcome, call.tokens_in, call.tokens_out, call.cost) == ("failed", 100, 50, EACH)
    assert pricing.spent("openai") == pricing.month_by_engine()["openai"] == EACH


def test_a_model_that_only_refuses_is_paid_for_and_stops_at_the_budget(article, server, settings):
    server.spoil = refusing
    translate(article)
    assert EngineCall.objects.get().outcome == "failed"
    spent = pricing.spent("openai")
    assert spent == EACH * len(server.requests) > EACH
    (entry,) = reports_spend.entries(Filters())
    assert entry.sums.cost == {"EUR": spent} and not entry.sums.unknown

    settings.ENGINE_BUDGETS = {"openai": spent + EACH}
    before = len(server.requests)
    for _job in range(3):
        job = translate(article)
    assert "ENGINE_BUDGETS" in job.message
    assert pricing.spent("openai") <= settings.ENGINE_BUDGETS["openai"] and len(server.requests) - before <= 1


def test_an_answer_of_no_use_that_was_counted_is_no_unknown_cost(article, server):
    server.spoil = lambda rows: "no rows at all"
    translate(article)
    assert set(EngineCall.objects.values_list("outcome", flat=True)) == {"failed"}
    (entry,) = reports_spend.entries(Filters())
    assert entry.sums.cost == {"EUR": EACH * len(server.requests)} and not entry.sums.unknown


def test_requests_that_the_service_did_not_count_cost_what_they_cost_at_most(article, server):
    """The first answer says no usage and lacks a row; the second is counted."""

    def spoil(rows: Any) -> Any:
        if len(server.requests) > 1:
            return rows
        return {**completion(rows[1:]), "usage": None}

    server.spoil = spoil
    assert translate(article).state == "done"
    call = EngineCall.objects.get()
    estimate = pricing.estimate("openai", sources(article), ("en", "de"))
    assert (call.outcome, call.tokens_in) == ("answered", 100) and call.cost >= estimate + EACH


def test_a_second_answer_that_is_lost_is_unknown_and_costs_more_than_what_was_counted(article, server):
    def first_badly(rows: Any) -> str:
        server.fault = closing
        return "no rows at all"

    server.spoil = first_badly
    translate(article)
    call = EngineCall.objects.order_by("pk").first()
    assert (call.outcome, call.tokens_in) == ("unknown", 100) and call.cost > 2 * EACH
    assert pricing.spent("openai") >= call.cost


@pytest.mark.django_db(transaction=True)
def test_each_further_request_is_written_down_before_it_is_sent_and_none_breaks_the_budget(article, server, settings):
    """The server looks into the ledger, by a connection of its own, whenever it is asked."""
    estimate = pricing.estimate("openai", sources(article), ("en", "de"))
    settings.ENGINE_BUDGETS = {"openai": estimate + EACH}
    recorded = []

    def look(rows: Any) -> dict[str, Any]:
        recorded.append(EngineCall.objects.order_by("pk").last().cost)
        connection.close()
        return refusing(rows)

    server.spoil = look
    job = translate(article)
    call = EngineCall.objects.order_by("pk").first()
    assert "ENGINE_BUDGETS" in job.message and call.outcome == "failed"
    assert 1 < len(recorded) == len(server.requests) < 7, "without a budget it is asked seven times"
    assert recorded[0] >= estimate - EACH and all(cost > EACH * at for at, cost in enumerate(recorded, start=1))
    assert len(set(recorded)) == len(recorded), "what was counted until then, and what the next one may cost"
    assert pricing.spent("openai") == EACH * len(server.requests) < settings.ENGINE_BUDGETS["openai"]
    assert rate_limits.health("openai").rest == 0, "the newsroom's budget is no quota of the service"


# --- the rate --------------------------------------------------------------------------------------------------------
def test_each_request_of_a_call_takes_of_the_rate(article, server, settings):
    settings.ENGINE_RATES = {"openai": Rate(requests=3)}
    server.spoil = lambda rows: "no rows at all"
    job = translate(article)
    assert len(server.requests) == 3 and job.state == "queued"
    call = EngineCall.objects.get()
    assert (call.outcome, call.cost) == ("failed", 3 * EACH) and "can be called again" in call.error
    assert rate_limits.admit("openai", 1).why == "bucket", (
        "it is the newsroom's own rate, not a rest the service asked for"
    )


def test_what_came_right_before_the_rate_was_used_up_is_kept(article, server, settings):
    settings.ENGINE_RATES = {"openai": Rate(requests=1)}
    server.spoil = lambda rows: rows[:3]
    job = translate(article)
    assert len(server.requests) == 1 and job.state == "queued" and job.machine == 3


def test_a_further_request_waits_a_moment_for_its_turn(article, server, settings):
    settings.ENGINE_RATES = {"openai": Rate(requests=600)}

    def spoil(rows: Any) -> Any:
        if len(server.requests) > 1:
            return rows
        seconds, micros = redis_server.client().time()
        soon = seconds * 1000 + micros // 1000 + 200  # what is in the bucket by then is nothing
        redis_server.client().hset(rate_limits._key("openai", "requests"), mapping={"level": 0, "at": soon})
        return rows[:2]

    server.spoil = spoil
    assert translate(article).state == "done" and len(server.requests) == 2
    assert EngineCall.objects.count() == 1


def test_repeats_take_their_characters_of_the_rate_too(article, server, settings):
    length = sum(map(len, sources(article)))
    settings.ENGINE_RATES = {"openai": Rate(characters=length + 10)}
    server.spoil = lambda rows: "no rows at all"
    assert translate(article).state == "queued" and len(server.requests) == 1


def test_a_paid_engine_is_asked_no_more_when_redis_goes_away_during_a_call(article, server, settings):
    there = settings.REDIS_URL

    def away(rows: Any) -> str:
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        return "no rows at all"

    server.spoil = away
    job = translate(article)
    settings.REDIS_URL = there
    assert len(server.requests) == 1 and "Redis" in job.message
    assert EngineCall.objects.get().cost == EACH
