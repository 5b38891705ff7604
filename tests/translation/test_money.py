"""What a language model's calls cost: jobs against a local server that counts tokens, whatever comes of the calls."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from newsroom import engine_options
from tests.servers import openai as server_module
from tests.servers.base import answering
from tests.servers.openai import MODEL, Server, completion
from tests.translation.conftest import translate
from translation import limits, spend, spending
from translation.engines import routing
from translation.models import EngineCall
from translation.spending import Filters

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
        limits.reset("openai")
        limits._redis().delete(*(limits._key("openai", what) for what in ("requests", "characters")))
        yield running
        routing.close_all()
        limits.reset("openai")


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
    assert spend.spent("openai") == spend.month_by_engine()["openai"] == EACH


def test_a_model_that_only_refuses_is_paid_for_and_stops_at_the_budget(article, server, settings):
    server.spoil = refusing
    translate(article)
    spent = spend.spent("openai")
    assert spent == EACH * len(server.requests) > EACH
    (entry,) = spending.entries(Filters())
    assert entry.sums.cost == {"EUR": spent} and not entry.sums.unknown

    settings.ENGINE_BUDGETS = {"openai": spent + EACH}
    before = len(server.requests)
    for _job in range(3):
        job = translate(article)
    assert "ENGINE_BUDGETS" in job.message
    assert spend.spent("openai") <= settings.ENGINE_BUDGETS["openai"] and len(server.requests) - before <= 1
