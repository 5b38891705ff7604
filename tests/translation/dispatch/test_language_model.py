"""Jobs whose only engine is a language model: what it may say, and what its refusals cost."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum

from articles import publishing
from newsroom import engine_options
from tests.servers import azure, openai
from tests.servers.openai import MODEL, Rows, Server, asked, completion
from tests.translation.conftest import document, translate
from translation.dispatch import rate_limits
from translation.engines import routing
from translation.engines.base import PartialReply, Refused, Rejected
from translation.engines.chat import refusals
from translation.models import EngineCall, Segment, SegmentFinding

pytestmark = pytest.mark.django_db
DATE = datetime.date(2026, 11, 1)


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    with openai.running() as running:
        environ = {"OPENAI_BASE_URL": f"{running.url}/v1", "OPENAI_MODEL": MODEL, "ENGINE_PRIVATE_HOSTS": "127.0.0.1"}
        settings.ENGINE_OPTIONS = engine_options.options(environ)
        settings.TRANSLATION_ENGINES, settings.TRANSLATION_ROUTES = ["openai"], {}
        routing.close_all()
        rate_limits.reset("openai")
        yield running
        routing.close_all()
        rate_limits.reset("openai")


def test_what_an_english_article_says_is_stored_with_a_remark_after_one_request(server):
    said = {
        "El puerto compra una batería": "The port buys a battery",
        "Por supuesto, el gobierno lo niega todo.": "Of course, the government denies everything.",
        "Nota: los precios incluyen impuestos.": "Note: prices include tax.",
        "El puerto costó 283 euros.": "The port cost 283 euros.",
    }
    headline, *paragraphs = said
    article = publishing.create_article("es", document(paragraphs, headline=headline), date=DATE)

    def speak(rows: Rows) -> Rows:
        texts = [said[segment["text"]] for segment in asked(server.requests[-1])["segments"]]
        return [row | {"text": text} for row, text in zip(rows, texts, strict=True)]

    server.spoil = speak
    assert translate(article, "en").state == "done" and len(server.requests) == 1
    assert [*Segment.objects.filter(version__language="en").values_list("target", flat=True)] == [*said.values()]
    found = SegmentFinding.objects.filter(check_name="engine_remark").order_by("segment__position")
    assert [finding.message.partition(": ")[2] for finding in found] == [
        "“Of course, the government denies …”.", "“Note: prices include tax.”.",
    ]  # fmt: skip


# --- refusals ---------------------------------------------------------------------------------------------------------
def article_of(refused: set[int], count: int = 70) -> Any:
    """Return an English article with paragraphs about war crimes at some places; a headline stands before them."""
    about = ["war crimes" if number in refused else "the harbour" for number in range(count)]
    paragraphs = [f"Paragraph about {what} number {number}{number}." for number, what in enumerate(about)]
    return publishing.create_article("en", document(paragraphs, headline="A headline"), date=DATE)


def squeamish(rows: Rows) -> object:
    return completion("", refusal="I will not.") if any("WAR" in row["text"] for row in rows) else rows


def refusing(rows: Rows) -> object:
    return completion("", refusal="I will not.")


def absent() -> list[str]:
    return [row.source for row in Segment.objects.filter(version__language="de", target="").order_by("position")]


@pytest.mark.parametrize(
    "refused",
    [{5, 6, 7}, {0, 1, 2, 3}, {69}, set(range(0, 40, 5)), {*range(12)}, set(range(0, 70, 9)), {10, 11, 12, 50, 51, 52}],
    ids=["three", "first", "last", "a fifth", "twelve in a row", "scattered", "twice three"],
)
def test_refused_texts_cost_no_other(server, settings, refused):
    settings.ENGINE_PRICES = {"openai": (Decimal(1000), Decimal(2000))}  # 0.20 for what the server counts
    server.spoil = squeamish
    job = translate(article_of(refused))
    assert job.state == "partial" and job.machine == 71 - len(refused) and "refused" in job.message
    assert [*map(about_war, absent())] == [True] * len(refused)
    assert EngineCall.objects.aggregate(sum=Sum("cost"))["sum"] == Decimal("0.2") * len(server.requests)
    assert len(server.requests) < 12 + 8 * len(refused), "about as many as it takes to find one among forty"


def about_war(text: str) -> bool:
    return "war crimes" in text


def test_what_is_refused_goes_to_the_next_engine(server, settings):
    server.spoil = squeamish
    with azure.running("key") as other:
        environ = {
            "AZURE_TRANSLATOR_URL": other.url,
            "AZURE_TRANSLATOR_KEY": "key",
            "ENGINE_PRIVATE_HOSTS": "127.0.0.1",
        }
        settings.ENGINE_OPTIONS = {**settings.ENGINE_OPTIONS, "azure": engine_options.options(environ)["azure"]}
        settings.TRANSLATION_ENGINES = ["openai", "azure"]
        rate_limits.reset("azure")
        assert translate(article_of({5, 6, 7})).state == "done"
        assert [row["Text"] for body in other.requests for row in body if not about_war(row["Text"])] == []


def test_a_model_that_refuses_everything_is_given_up_in_few_calls_and_at_once_the_next_time(server):
    server.spoil = refusing
    assert translate(article_of(set())).machine == 0
    assert EngineCall.objects.count() <= 3 and len(server.requests) <= 36
    before = EngineCall.objects.count()
    translate(article_of(set()))
    assert EngineCall.objects.count() == before + 1
    server.spoil = lambda rows: rows
    assert translate(article_of(set(), 50), "fr").state == "done", "another pair is another matter"


def test_a_model_that_begins_to_refuse_everything_is_given_up_too(server):
    server.spoil = lambda rows: rows if len(server.requests) == 1 else refusing(rows)
    job = translate(article_of(set()))
    assert job.machine == 40 and len(server.requests) < 50
    before = len(server.requests)
    translate(article_of(set(), 80))
    assert len(server.requests) - before <= 12


def test_a_refusal_is_forgotten_after_a_while(server, monkeypatch):
    server.spoil = squeamish
    model = routing.engine("openai")
    for _time in range(2):
        with pytest.raises(PartialReply, match="refused"):
            model.translate(["A harbour.", "The war."], "en", "de")
    asked_before = len(server.requests)
    with pytest.raises(PartialReply, match="a few minutes ago: I will not") as caught:
        model.translate(["The war."], "en", "de")
    assert len(server.requests) == asked_before and caught.value.texts == {}
    server.spoil = lambda rows: rows
    later = time.monotonic() + refusals.KEPT
    monkeypatch.setattr(refusals.time, "monotonic", lambda: later)
    assert model.translate(["The war."], "en", "de").texts == ["THE WAR."]


def test_a_model_that_has_translated_nothing_and_refuses_one_text_may_take_others(server):
    server.spoil = squeamish
    model = routing.engine("openai")
    with pytest.raises(Rejected):
        model.translate(["The war."], "en", "de")
    with pytest.raises(Refused) as caught:
        model.translate(["War one.", "War two.", "War three."], "en", "de")
    assert not isinstance(caught.value, Rejected)
