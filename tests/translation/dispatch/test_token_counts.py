"""What a service says that it counts, believed only where it can be: no count breaks a job or a budget, none is 0."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group

from newsroom import engine_options
from tests.factories import make_user
from tests.servers import azure, deepl, openai
from tests.servers.openai import MODEL, completion
from tests.translation.conftest import translate
from translation.dispatch import pricing, rate_limits
from translation.engines import routing
from translation.engines.base import NO_BRIEF
from translation.engines.reply import Usage
from translation.models import EngineCall
from translation.segments.sync import source_document
from translation.segments.units import extract

pytestmark = pytest.mark.django_db
PRICE = (Decimal(20), Decimal(40))
ENORMOUS = [2**31, 99_999_999_999, 2_000_000_000]


@pytest.fixture(autouse=True)
def clean() -> Any:
    yield
    routing.close_all()


def use(settings: Any, name: str, **environ: str) -> None:
    """Make one engine, with a price, the only one."""
    settings.ENGINE_OPTIONS = engine_options.options({**environ, "ENGINE_PRIVATE_HOSTS": "127.0.0.1"})
    settings.TRANSLATION_ENGINES, settings.TRANSLATION_ROUTES = [name], {}
    settings.ENGINE_PRICES = {name: PRICE}
    routing.close_all()
    rate_limits.reset(name)


def use_azure(settings: Any, server: azure.Server) -> None:
    use(settings, "azure", AZURE_TRANSLATOR_URL=server.url, AZURE_TRANSLATOR_KEY="key")


def use_openai(settings: Any, server: openai.Server) -> None:
    use(settings, "openai", OPENAI_BASE_URL=f"{server.url}/v1", OPENAI_MODEL=MODEL)


def sources(article: Any) -> list[str]:
    return [unit.source for unit in extract(source_document(article.pk)[1])]


def estimate(article: Any, engine: str) -> Decimal:
    found = pricing.estimate(engine, sources(article), ("en", "de"))
    assert found
    return found


@pytest.mark.parametrize("counted", [*ENORMOUS, 0, 5_000])
def test_azures_count_is_believed_only_if_it_can_be(article, settings, counted):
    with azure.running("key") as server:
        use_azure(settings, server)
        server.counted = str(counted)
        assert translate(article).state == "done"
    call = EngineCall.objects.get()
    assert (call.outcome, call.billed_characters, call.cost) == ("answered", None, estimate(article, "azure"))


def test_a_service_may_count_bytes(article, settings):
    with azure.running("key") as server:
        use_azure(settings, server)
        server.counted = str(most := 4 * sum(map(len, sources(article))))
        translate(article)
    call = EngineCall.objects.get()
    assert (call.billed_characters, call.cost) == (most, most * PRICE[0] / 1_000_000)


@pytest.mark.parametrize("counted", ENORMOUS)
def test_a_probe_survives_every_count(client, settings, counted):
    person = make_user("desk")
    person.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(person)
    with azure.running("key") as server:
        use_azure(settings, server)
        server.counted = str(counted)
        given = {"do": "probe", "engine": "azure", "source": "en", "target": "de"}
        assert "HELLO, WORLD" in client.post("/admin/translation/engines/", given).text
    call = EngineCall.objects.get()
    assert (call.outcome, call.cost) == ("answered", 12 * PRICE[0] / 1_000_000)


@pytest.mark.parametrize(
    "billed",
    [lambda text: 0, lambda text: 0 if "slept" in text else len(text), lambda text: 30_000, lambda text: 2**40],
    ids=["none", "not of all", "too many", "enormous"],
)
def test_deepls_count_is_believed_only_if_it_can_be(article, settings, billed):
    with deepl.running("key") as server:
        use(settings, "deepl", DEEPL_URL=server.url, DEEPL_API_KEY="key")
        server.billed = billed
        assert translate(article).state == "done"
    call = EngineCall.objects.get()
    assert (call.billed_characters, call.cost) == (None, estimate(article, "deepl"))


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": 0, "completion_tokens": 0},
        {"prompt_tokens": 0, "completion_tokens": 50},
        {"prompt_tokens": 100, "completion_tokens": 0},
        {"prompt_tokens": 100},
        {"completion_tokens": 50},
        {"prompt_tokens": 100, "completion_tokens": None},
        {"prompt_tokens": 100.0, "completion_tokens": 50.0},
        {"prompt_tokens": -1, "completion_tokens": 50},
        {"prompt_tokens": 100, "completion_tokens": -1},
        *({"prompt_tokens": count, "completion_tokens": 50} for count in ENORMOUS),
        *({"prompt_tokens": 100, "completion_tokens": count} for count in ENORMOUS),
        {"prompt_tokens": 999_999_999, "completion_tokens": 999_999_999},
    ],
)
def test_a_models_count_is_believed_only_if_it_can_be(article, settings, usage):
    with openai.running() as server:
        use_openai(settings, server)
        server.spoil = lambda rows: {**completion(rows), "usage": usage}
        assert translate(article).state == "done"
    call = EngineCall.objects.get()
    assert (call.tokens_in, call.tokens_out) == (None, None)
    assert 1 <= call.cost / estimate(article, "openai") < 1.1, "the job tells the headline beside the texts"


def test_what_a_model_thinks_is_believed_and_what_was_sent_to_the_byte(article, settings):
    with openai.running() as server:
        use_openai(settings, server)
        most = routing.engine("openai").most(sources(article), "en", "de", NO_BRIEF).tokens_in
        server.spoil = lambda rows: {**completion(rows), "usage": {"prompt_tokens": sent, "completion_tokens": 128_000}}
        sent = most
        translate(article)
        call = EngineCall.objects.get()
        assert (call.tokens_in, call.tokens_out) == (most, 128_000)
        EngineCall.objects.all().delete()
        sent = most + 1000
        translate(article, "fr")
    assert EngineCall.objects.get().tokens_in is None


def test_a_refusal_may_be_no_token(article, settings):
    usage = {"prompt_tokens": 100, "completion_tokens": 0}
    with openai.running() as server:
        use_openai(settings, server)
        server.spoil = lambda rows: {**completion("", refusal="No."), "usage": usage}
        translate(article)
        assert pricing.spent("openai") == len(server.requests) * 100 * PRICE[0] / 1_000_000


@pytest.mark.parametrize("usage", [Usage(2**31), Usage(99_999_999_999), Usage(-1), Usage(5, tokens_in=2**31)])
@pytest.mark.parametrize("fails", [False, True])
def test_no_engine_breaks_the_ledger(article, scripted, settings, usage, fails):
    """An engine that believes anything: its call costs what was estimated."""
    settings.ENGINE_PRICES = {"scripted": PRICE}
    settings.ENGINE_BUDGETS = {"scripted": Decimal(10)}

    def behave(texts: Any, source: str, target: str) -> list[str]:
        scripted.call.used(usage)
        return [] if fails else [f"{target} {text}" for text in texts]

    scripted.behaviour = behave
    job = translate(article)
    assert job.state != "running" and (job.state == "done") != fails
    for call in EngineCall.objects.all():
        assert call.settled_at and call.billed_characters is None and call.tokens_in is None
        assert call.cost == call.characters * PRICE[0] / 1_000_000


def test_half_a_count_has_no_cost(settings):
    settings.ENGINE_PRICES = {"openai": PRICE}
    assert pricing.cost("openai", Usage(tokens_in=100)) is None is pricing.cost("openai", Usage(tokens_out=100))
    assert pricing.cost("openai", Usage(tokens_in=100, tokens_out=0)) == 100 * PRICE[0] / 1_000_000
