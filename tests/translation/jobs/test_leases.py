"""A lease runs out when its holder is dead or hangs, not when its work is slow; and by the database's clock alone."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from newsroom.database import clock
from newsroom.messages import verbatim
from tests.translation.conftest import translate
from tests.waiting import wait_for
from translation import (
    desk,
    jobs,
    leases,
    pipeline,
)
from translation.engines.base import Limits
from translation.models import EngineCall, Segment, TranslationJob

State = TranslationJob.State


@pytest.fixture
def short(settings) -> None:
    """Make a lease one second long: it is renewed five times in it."""
    settings.TRANSLATION_LEASE_SECONDS = 1


def lease_until() -> datetime.datetime:
    found = TranslationJob.objects.get().lease_until
    assert found
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("short")
def test_no_other_worker_claims_a_job_during_a_call_longer_than_a_lease(article, scripted, monkeypatch):
    monkeypatch.setattr(scripted, "limits", Limits(texts=9, seconds=300))
    begun = []

    def slow(texts, source, target):
        claimed, first = jobs.claim(TranslationJob.objects.get().pk), lease_until()
        begun.append(claimed)
        wait_for(lambda: lease_until() > first + datetime.timedelta(seconds=2), 20)
        begun.append(jobs.claim(TranslationJob.objects.get().pk))
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = slow
    job = translate(article)
    assert begun == [None, None]
    assert (job.state, job.attempts) == ("done", 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("short")
def test_who_hangs_in_a_step_loses_the_job_and_his_late_writes_change_nothing(article, scripted, monkeypatch):
    monkeypatch.setattr(leases, "STEP", 0.5)
    # What a call may take by its engine's word: a step is announced as that much longer than STEP.
    monkeypatch.setattr("translation.dispatch.call.longest", lambda route: 0.5)
    second = []

    def hang_once(texts, source, target):
        if not second:
            second.append(wait_for(lambda: jobs.claim(TranslationJob.objects.get().pk), 20))
            Segment.objects.filter(version__language="de").update(
                target="of the second", made_from="x", state="translated", revision=9
            )
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = hang_once
    request = desk.request_translation(article, ["de"])
    assert pipeline.run(request.jobs[0].pk) is None, "it is told that the job is no longer its own"
    job = TranslationJob.objects.get()
    assert (job.state, job.lease, job.attempts) == (State.RUNNING, second[0].lease, 2)
    assert set(Segment.objects.values_list("target", flat=True)) == {"of the second"}


@pytest.mark.django_db(transaction=True)
def test_a_job_past_its_deadline_is_renewed_no_more(article, scripted):
    one, other = desk.request_translation(article, ["de", "fr"]).jobs
    with leases.held(jobs.claim(one.pk)), leases.held(jobs.claim(other.pk)):
        assert leases.renew() == 2
        TranslationJob.objects.filter(pk=one.pk).update(deadline=clock.after(-1))
        assert leases.renew() == 1
    assert leases.renew() == 0, "nothing is held"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("short")
def test_the_thread_ends_with_the_last_job_and_starts_with_the_next(article, scripted):
    def running() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name == "leases"]

    translate(article)
    wait_for(lambda: not running(), 10)
    job = jobs.claim(desk.request_translation(article, ["fr"]).jobs[0].pk)
    with leases.held(job):
        assert running() == ["leases"]
        first = job.lease_until
        wait_for(lambda: TranslationJob.objects.get(pk=job.pk).lease_until > first, 10)
    wait_for(lambda: not running(), 10)


@pytest.mark.parametrize("hours", [2, -2])
def test_the_clock_of_the_machine_changes_nothing(article, scripted, monkeypatch, hours):
    """Every step of a job's life by a process whose clock is off, seen by the database's clock."""
    real = timezone.now

    def wrong() -> datetime.datetime:
        return real() + datetime.timedelta(hours=hours)

    monkeypatch.setattr(timezone, "now", wrong)
    job = desk.request_translation(article, ["de"]).jobs[0]
    assert abs((job.created_at - clock.now()).total_seconds()) < 60
    assert jobs.lag() < 60
    claimed = jobs.claim(job.pk)
    assert claimed and jobs.claim(job.pk) is None, "its lease runs"
    jobs.renew(claimed)
    assert jobs.due() == {}
    jobs.put_back(claimed, verbatim("the engine rests"), 600)
    assert jobs.next_waiting("scripted") is None and jobs.due() == {}
    TranslationJob.objects.update(due_at=clock.after(-1))
    assert jobs.due() == {job.pk: "scripted"}
    pipeline.run(job.pk)
    job.refresh_from_db()
    assert job.state == State.DONE
    assert job.created_at <= job.started_at <= job.finished_at <= clock.now()
    call = EngineCall.objects.latest("pk")
    assert job.started_at <= call.asked_at <= call.settled_at <= job.finished_at


@pytest.mark.django_db
def test_the_databases_clock_is_of_the_statement_not_of_the_transaction():
    first = clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.01)")
    assert clock.now() > first
