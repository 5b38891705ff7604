"""A broken connection to the database: the task takes a new one, and a job that was under way goes on."""

from __future__ import annotations

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from newsroom.database import connections
from tests.translation.conftest import segment
from translation import (
    desk,
    jobs,
    pipeline,
    tasks,
)
from translation.engines.base import Refused
from translation.models import EngineCall, TranslationJob

pytestmark = pytest.mark.django_db(transaction=True)


def cut() -> None:
    """End this thread's session at the server, as a restart does."""
    connection.ensure_connection()
    assert connection.connection
    parameters = connection.get_connection_params()
    with psycopg.connect(**{name: parameters[name] for name in ("dbname", "user", "host")}, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])


def queued(article) -> TranslationJob:
    return desk.request_translation(article, ["de"]).jobs[0]


def test_a_task_takes_a_new_connection_for_a_broken_one(article, scripted):
    job = queued(article)
    cut()
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)


def test_what_an_engine_answered_while_the_connection_broke_is_stored(article, scripted):
    def answer(texts, source, target):
        cut()
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = answer
    job = queued(article)
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.requested) == ("done", 1, 4)
    assert set(EngineCall.objects.values_list("outcome", flat=True)) == {"answered"}


def test_what_an_engine_refused_while_the_connection_broke_is_settled(article, scripted):
    def refuse(texts, source, target):
        cut()
        raise Refused("no")

    scripted.behaviour = refuse
    job = queued(article)
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "no")
    assert set(EngineCall.objects.values_list("outcome", flat=True)) == {"failed"}


def test_a_job_whose_connection_breaks_is_put_back_and_goes_on(article, scripted, monkeypatch):
    """At a statement between two calls: what is stored stays, and nothing is asked for twice."""
    real, calls = jobs.count, []

    def break_once(job):
        calls.append(job.pk)
        if len(calls) == 2:  # the first is after what memory knows, this one after the first batch
            cut()
        return real(job)

    monkeypatch.setattr(jobs, "count", break_once)
    job = queued(article)
    assert pipeline.run(job.pk) == "queued"
    job.refresh_from_db()
    assert (job.state, job.lease, job.attempts) == ("queued", None, 1)
    assert "connection" in job.message
    assert jobs.due() == {job.pk: "scripted"}, "at once: the database is back"
    assert len(scripted.asked) == 1

    assert pipeline.run(job.pk) == "done"
    job.refresh_from_db()
    assert (job.message, job.machine, len(scripted.asked)) == ("", 4, 2)
    assert segment(article, 0).target.startswith("de ")


def test_each_loss_makes_the_next_try_later(article, scripted, monkeypatch):
    monkeypatch.setattr(pipeline, "_run", lambda job: cut() or jobs.count(job))
    job = queued(article)
    assert pipeline.run(job.pk) == "queued" and jobs.due() == {job.pk: "scripted"}
    assert pipeline.run(job.pk) == "queued" and jobs.due() == {}


def test_a_claim_that_fails_leaves_the_job_to_the_next_sweep(article, scripted, monkeypatch):
    job = queued(article)
    assert jobs.due() == {}, "a message is under way"
    monkeypatch.setattr(jobs, "asked_of", lambda job_id: cut() or jobs.due())
    tasks.run_job(job.pk)
    assert jobs.due() == {job.pk: "scripted"}


def test_a_server_that_stays_away_is_given_up(monkeypatch):
    def away():
        raise OperationalError("it starts up")

    monkeypatch.setattr(connection, "ensure_connection", away)
    with pytest.raises(OperationalError, match="it starts up"):
        connections.ready(max_wait=0.5)


def test_inside_a_transaction_the_connection_is_left_alone(monkeypatch):
    monkeypatch.setattr(connections, "close_old_connections", lambda: pytest.fail("it looked"))
    with transaction.atomic():
        connections.ready()
