"""Waiting for an engine: for how long, what it costs, and what it leaves of a job's attempts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from articles import publishing
from newsroom import redis_server
from newsroom.engine_options import Rate
from tests.translation.actors import ASKED, BEHAVIOUR, actors, raising, run  # noqa: F401
from tests.translation.conftest import document
from translation import desk, pipeline
from translation.dispatch import rate_limits
from translation.engines.base import Limits, RateLimited
from translation.models import EngineCall, TranslationJob


def half_open(engine: str) -> None:
    """Bring an engine's breaker to where one call may try it."""
    rate_limits.trip(engine)
    redis_server.client().hset(rate_limits._key(engine, "breaker"), "open_until", 1)


def seconds_to_wait(job: TranslationJob) -> float:
    now = timezone.now()
    assert pipeline.run(job.pk) == "queued"
    job.refresh_from_db()
    return (job.due_at - now).total_seconds()


@pytest.mark.usefixtures("actors")
def test_waiting_while_another_worker_tries_the_engine_uses_up_no_attempt(article, settings):
    settings.TRANSLATION_ENGINES = ["first"]
    half_open("first")
    rate_limits.admit("first", 10)  # another worker's try, which takes its time
    job = desk.request_translation(article, ["de"]).jobs[0]
    for _time in range(settings.TRANSLATION_JOB_ATTEMPTS + 2):
        assert pipeline.run(job.pk) == "queued"
    assert ASKED == []
    rate_limits.succeeded("first")
    assert pipeline.run(job.pk) == "done"


@pytest.mark.usefixtures("actors")
def test_a_try_that_the_budget_does_not_allow_leaves_the_place_to_another(article, settings):
    settings.TRANSLATION_ENGINES = ["second"]
    settings.ENGINE_PRICES = {"second": (Decimal(20), Decimal(20))}
    settings.ENGINE_BUDGETS = {"second": Decimal(0)}
    half_open("second")
    assert run(article).state == "failed"
    settings.ENGINE_BUDGETS = {}
    assert run(article).state == "done"


@pytest.mark.usefixtures("actors")
def test_an_engine_that_does_not_say_how_long_is_left_alone_longer_each_time(article, settings):
    def slow_down(texts):
        raise RateLimited("slow down")

    settings.TRANSLATION_ENGINES = ["first"]
    BEHAVIOUR["first"] = slow_down
    job = desk.request_translation(article, ["de"]).jobs[0]
    waits = []
    for _time in range(4):
        waits.append(seconds_to_wait(job))
        redis_server.client().delete(rate_limits._key("first", "rest"))  # it is over
    assert [2 <= waits[0] < 3, 4 <= waits[1] < 6, 8 <= waits[2] < 11, 16 <= waits[3] < 21] == [True] * 4, waits
    assert job.attempts == 0


@pytest.mark.usefixtures("actors")
def test_a_job_looks_again_after_five_minutes_whatever_an_engine_asks(article, settings):
    settings.TRANSLATION_ENGINES = ["first"]
    BEHAVIOUR["first"] = raising(RateLimited("slow down", retry_after=3600))
    assert 300 <= seconds_to_wait(desk.request_translation(article, ["de"]).jobs[0]) < 370


def test_the_way_through_english_is_bought_once_under_a_rate(scripted, settings, monkeypatch, db):
    scripted.only_english = True
    monkeypatch.setattr(scripted, "limits", Limits(texts=9, characters=9_000))
    settings.ENGINE_PRICES = {"scripted": (Decimal(20), Decimal(20))}
    settings.ENGINE_RATES = {"scripted": Rate(None, 600)}
    redis_server.client().delete(rate_limits._key("scripted", "characters"))
    article = publishing.create_article(
        "de", document(["Ein Absatz über den Hafen von Marrowby und seine Schiffe. " * 6])
    )
    job = desk.request_translation(article, ["fr"]).jobs[0]
    assert pipeline.run(job.pk) == "done"
    calls = EngineCall.objects.order_by("pk").values_list("source_language", "target_language", "outcome")
    assert list(calls) == [("de", "en", "answered"), ("en", "fr", "answered")]
    # Both steps were taken out of the bucket together: the next job waits before it buys anything.
    second = publishing.create_article("de", document(["Noch ein Absatz über den Hafen."]))
    assert pipeline.run(desk.request_translation(second, ["fr"]).jobs[0].pk) == "queued"
    assert EngineCall.objects.count() == 2


def test_what_was_bought_on_the_way_is_settled_though_the_rest_fails(scripted, settings, db):
    scripted.only_english = True
    settings.ENGINE_PRICES = {"scripted": (Decimal(20), Decimal(20))}
    article = publishing.create_article("de", document(["Hafen."]))

    def second_step_fails(texts, source, target):
        if target == "fr":
            raise RateLimited("slow down", retry_after=30)
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = second_step_fails
    assert pipeline.run(desk.request_translation(article, ["fr"]).jobs[0].pk) == "queued"
    assert EngineCall.objects.get(target_language="en").cost > 0
