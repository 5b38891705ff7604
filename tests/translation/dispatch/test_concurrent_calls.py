"""A real network worker: languages of one article in flight at once, up to the limits; no engine waits for another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from articles import publishing
from articles.models import Article
from newsroom.languages import DEFAULT_CODES
from newsroom.secrets import Secret
from tests.servers import azure, base, google
from tests.servers.gate import Gate
from tests.translation.conftest import document
from tests.translation.jobs.test_worker import ROOT, environment, flushed_broker  # noqa: F401  (a fixture)
from tests.waiting import wait_for
from translation import desk, tasks
from translation.dispatch import rate_limits
from translation.models import Segment, TranslationJob

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("flushed_broker")]
KEY = "key-of-the-tests"
HERE = {"ENGINE_PRIVATE_HOSTS": "127.0.0.1", "TRANSLATION_ENGINES": "azure,google,firefox"}
OTHERS = [code for code in DEFAULT_CODES if code != "en"]


@pytest.fixture
def slow(settings) -> Iterator[google.Server]:
    with google.running(KEY) as server:
        given = {"url": server.url, "project": "courier", "api_key": Secret(KEY), "private_hosts": ["127.0.0.1"]}
        settings.ENGINE_OPTIONS = {**settings.ENGINE_OPTIONS, "google": given}
        rate_limits.reset("google")
        yield server


@pytest.fixture
def fast(settings) -> Iterator[azure.Server]:
    with azure.running(KEY) as server:
        given = {"url": server.url, "api_key": Secret(KEY), "private_hosts": ["127.0.0.1"]}
        settings.ENGINE_OPTIONS = {**settings.ENGINE_OPTIONS, "azure": given}
        rate_limits.reset("azure")
        yield server


@pytest.fixture
def work(slow: google.Server, fast: azure.Server) -> Callable:
    """Run `python -m newsroom.workers network` with places for each engine, as long as a block lasts."""

    @contextmanager
    def working(at_once: str) -> Iterator[None]:
        given = environment(
            ENGINE_AT_ONCE=at_once, GOOGLE_TRANSLATE_URL=slow.url, GOOGLE_PROJECT="courier", GOOGLE_ACCESS_TOKEN=KEY,
            AZURE_TRANSLATOR_URL=fast.url, AZURE_TRANSLATOR_KEY=KEY, **HERE,
        )  # fmt: skip
        command = [sys.executable, "-m", "newsroom.workers", "network", "--loglevel", "warning"]
        process = subprocess.Popen(command, cwd=ROOT, env=given, start_new_session=True)
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)

    return working


def english() -> Article:
    return publishing.create_article("en", document())


def states(engine: str) -> list[str]:
    return sorted(TranslationJob.objects.filter(engine=engine).values_list("state", flat=True))


def ended(engine: str) -> bool:
    return not set(states(engine)) & set(TranslationJob.OPEN)


def test_a_slow_engine_holds_up_no_language_of_another_and_has_no_more_than_its_places(slow, fast, work):
    held, quick = Gate(slow, closed=True), Gate(fast)
    article = english()
    with work("google=3,azure=2"):
        desk.request_translation(article, ["zh-hans", "ko", "ru", "fr", "id", "sa", "la"], engine="google")
        desk.request_translation(article, ["ja", "de", "pt", "el", "es", "it", "fi"], engine="azure")
        wait_for(lambda: ended("azure") and held.in_flight == 3, 60)
        assert states("azure") == ["done"] * 7, "while the other engine has answered nothing"
        assert states("google") == ["queued"] * 4 + ["running"] * 3
        assert quick.most <= 2
        held.open()
        opened = time.monotonic()
        wait_for(lambda: ended("google"), 60)
    # Nothing else requeues jobs here: no beat runs. Each started when a slot was free.
    assert states("google") == ["done"] * 7 and held.most == 3
    assert time.monotonic() - opened < 14


def test_fourteen_languages_of_one_article_are_in_flight_at_once(slow, work):
    held = Gate(slow, closed=True)
    with work("google=14"):
        desk.request_translation(english(), OTHERS, engine="google")
        wait_for(lambda: held.in_flight == 14, 60)
        held.open()
        wait_for(lambda: ended("google"), 60)
    assert states("google") == ["done"] * 14 and (held.most, held.asked) == (14, 14)


def test_a_requeued_job_that_finds_no_slot_starts_when_one_is_free(slow, work):
    """It has started before, and its message comes while the engine is busy: it must not wait for the next sweep."""
    held = Gate(slow, closed=True)
    with work("google=1"):
        desk.request_translation(english(), ["de", "fr"], engine="google")
        wait_for(lambda: held.in_flight == 1, 60)
        waiting = TranslationJob.objects.get(state="queued")
        TranslationJob.objects.filter(pk=waiting.pk).update(started_at=waiting.created_at)
        tasks.requeue(waiting.pk, "google")
        time.sleep(1)
        held.open()
        wait_for(lambda: ended("google"), 20)
    assert states("google") == ["done"] * 2


def test_jobs_that_fall_back_share_the_places_of_the_engine_they_come_to(slow, fast, work, settings):
    settings.TRANSLATION_ENGINES = ["azure", "google"]
    held = Gate(slow, seconds=0.5)
    fast.fault = base.answering(403, {"error": {"code": 403000, "message": "Not allowed"}})
    with work("google=2,azure=6"):
        request = desk.request_translation(english(), ["ja", "de", "pt", "el", "es", "it"])
        assert {job.engine for job in request.jobs} == {"azure"}
        wait_for(lambda: ended("azure"), 60)
    assert states("azure") == ["done"] * 6 and held.asked == 6
    assert held.most <= 2


def test_threads_that_fall_back_to_an_engine_on_this_processor_ask_it_in_turn(slow, fast, work, settings):
    settings.TRANSLATION_ENGINES = ["azure", "google", "firefox"]
    fast.fault = slow.fault = base.answering(403, {"error": {"code": 403, "message": "Not allowed"}})
    articles = [english() for _ in range(4)]
    with work("azure=4"):
        for article in articles:
            desk.request_translation(article, ["pt"])
        wait_for(lambda: ended("azure"), 90)
    assert states("azure") == ["done"] * 4
    assert set(Segment.objects.exclude(engine="").values_list("engine", flat=True)) == {"firefox"}
