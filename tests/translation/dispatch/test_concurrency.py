"""Queues, kinds of workers, and places: a slow engine never holds up the languages of another."""

from __future__ import annotations

import datetime
import time

import pytest
from django.conf import settings as configured
from django.utils import timezone

from newsroom import workers
from newsroom.engine_options import ENGINES, LOCAL
from newsroom.messages import verbatim
from translation import desk, jobs, tasks
from translation.dispatch import concurrency
from translation.engines import routing
from translation.models import TranslationJob


def test_every_engine_is_served_by_exactly_one_kind_of_worker():
    local, network = workers.queues("local"), workers.queues("network")
    assert set(local) & set(network) == {workers.SWEEP_QUEUE}, "whoever is alive looks for due jobs"
    assert set(local + network) == {workers.SWEEP_QUEUE, workers.DEFAULT_QUEUE, *map(workers.queue, ENGINES)}
    assert {queue.name for queue in configured.CELERY_TASK_QUEUES} == set(local + network)


@pytest.mark.parametrize("name", ENGINES)
def test_the_table_of_local_engines_says_what_their_classes_say(name):
    assert (name in LOCAL) == routing.engine(name).local


def test_the_network_worker_has_a_thread_for_every_place():
    default = workers.threads({})
    assert workers.threads({"ENGINE_AT_ONCE": "libretranslate=9"}) == default + 5
    assert str(default + 5) in workers.arguments("network", {"ENGINE_AT_ONCE": "libretranslate=9"})


def test_another_kind_of_worker_is_refused(capsys):
    assert workers.main(["global"]) == 2
    assert "local and network" in capsys.readouterr().err


def test_places_of_one_engine_are_counted_and_others_have_their_own(settings):
    settings.ENGINE_AT_ONCE = {"libretranslate": 2}
    with concurrency.slot("libretranslate") as one, concurrency.slot("libretranslate") as two:
        assert one and two
        with concurrency.slot("libretranslate") as three, concurrency.slot("apertium") as other:
            assert not three and other
    with concurrency.slot("libretranslate") as again:
        assert again


def test_engines_on_this_processor_need_no_place(settings):
    settings.ENGINE_AT_ONCE = {"firefox": 1}
    with concurrency.slot("firefox") as one, concurrency.slot("firefox") as two:
        assert one and two


def test_the_worker_that_frees_a_slot_finds_the_job_that_waited_longest(article, scripted):
    first, second = desk.request_translation(article, ["de", "fr"]).jobs
    assert jobs.next_waiting("scripted") == first.pk and jobs.next_waiting("other") is None
    later = timezone.now() + datetime.timedelta(minutes=1)
    TranslationJob.objects.filter(pk=first.pk).update(started_at=timezone.now(), attempts=1, due_at=later)
    assert jobs.next_waiting("scripted") == second.pk, "a requeued job waits until it is due"


def test_calls_of_one_engine_wait_for_a_place(settings):
    settings.ENGINE_AT_ONCE = {"libretranslate": 1}
    with concurrency.slot("libretranslate"), concurrency.calling("libretranslate", 0) as one:
        assert one, "the place of a job is another one"
        begun = time.monotonic()
        with concurrency.calling("libretranslate", 0.2) as two, concurrency.calling("apertium", 0) as other:
            assert not two and other
        assert 0.2 <= time.monotonic() - begun < 5
    with concurrency.calling("libretranslate", 0) as again:
        assert again


def test_engines_on_this_processor_are_called_one_at_a_time_in_a_process():
    with concurrency.calling("firefox", 0) as one, concurrency.calling("firefox", 0) as two:
        assert one and not two


def test_who_was_put_back_is_found_once_it_is_due(article, scripted):
    job = desk.request_translation(article, ["de"]).jobs[0]
    jobs.put_back(jobs.claim(job.pk), verbatim("later"), 60)
    assert jobs.next_waiting("scripted") is None
    TranslationJob.objects.update(due_at=timezone.now() - datetime.timedelta(seconds=1))
    assert jobs.due() == {job.pk: "scripted"}
    assert jobs.next_waiting("scripted") == job.pk, "also after a message was sent for it"


def test_a_job_that_fails_frees_its_slot_for_the_next(article, scripted, settings, monkeypatch):
    settings.ENGINE_AT_ONCE = {"scripted": 1}
    first, second = desk.request_translation(article, ["de", "fr"]).jobs
    sent = []
    monkeypatch.setattr(tasks, "requeue", lambda job_id, engine: sent.append((job_id, engine)))

    def broken(texts, source, target):
        raise MemoryError

    scripted.behaviour = broken
    with pytest.raises(MemoryError):
        tasks.run_job(first.pk)
    assert sent == [(second.pk, "scripted")]
    with concurrency.slot("scripted") as free:
        assert free
