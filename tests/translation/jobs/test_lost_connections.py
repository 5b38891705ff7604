"""A real network worker whose connections are cut, whose clock is off, or that is killed: its jobs go on."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as configured
from django.db import connection
from django.db.models import Max

from articles import publishing
from newsroom.celery import app
from newsroom.database import clock
from newsroom.languages import DEFAULT_CODES
from newsroom.local.valkey import Valkey
from newsroom.secrets import Secret
from tests.servers import google
from tests.servers.gate import Gate
from tests.shift import shifted
from tests.translation.conftest import document
from tests.translation.jobs.test_worker import ROOT, environment, flushed_broker  # noqa: F401  (a fixture)
from tests.waiting import wait_for
from translation import desk, tasks
from translation.dispatch import rate_limits
from translation.models import EngineCall, TranslationJob

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("flushed_broker")]
KEY = "key-of-the-tests"
SIX = [code for code in DEFAULT_CODES if code != "en"][:6]


@pytest.fixture
def gate(settings) -> Iterator[Gate]:
    """Give an engine behind a closed gate, which a worker finds too."""
    with google.running(KEY) as server:
        given = {"url": server.url, "project": "courier", "api_key": Secret(KEY), "private_hosts": ["127.0.0.1"]}
        settings.ENGINE_OPTIONS = {**settings.ENGINE_OPTIONS, "google": given}
        rate_limits.reset("google")
        gate = Gate(server, closed=True)
        gate.url = server.url
        yield gate
        gate.open()


@pytest.fixture
def valkey(short_folder: Path, settings, monkeypatch) -> Iterator[Valkey]:
    """Give a broker that a test may kill, in the place of the one that all tests share."""
    for name in ("run", "log"):
        (short_folder / name).mkdir()
    server = Valkey(short_folder, durable=False)
    settings.REDIS_URL = server.start()
    for name in ("broker_url", "broker_write_url"):
        monkeypatch.setitem(app.conf, name, settings.REDIS_URL.replace("unix://", "redis+socket://"))
    yield server
    server.stop()


@contextmanager
def working(gate: Gate, **changes: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a network worker as long as the block lasts."""
    given = {
        "ENGINE_AT_ONCE": "google=6", "GOOGLE_TRANSLATE_URL": gate.url, "GOOGLE_PROJECT": "courier",
        "GOOGLE_ACCESS_TOKEN": KEY, "ENGINE_PRIVATE_HOSTS": "127.0.0.1", "TRANSLATION_ENGINES": "google",
    }  # fmt: skip
    command = [sys.executable, "-m", "newsroom.workers", "network", "--loglevel", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(**given, **changes), start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def ask() -> None:
    article = publishing.create_article("en", document())
    request = desk.request_translation(article, SIX, engine="google")
    assert len(request.jobs) == 6


def ended() -> bool:
    return not TranslationJob.objects.filter(state__in=TranslationJob.OPEN).exists()


def sweep_until_ended() -> bool:
    """Do what beat asks for, and tell whether all jobs have ended."""
    tasks.requeue_due()
    return ended()


def outcomes() -> dict[str, int]:
    return {state: TranslationJob.objects.filter(state=state).count() for state in TranslationJob.State.values}


def cut_database() -> int:
    """End every session but the test's own; return how many those were."""
    query = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
    database = connection.settings_dict
    parameters = {"dbname": "postgres", "user": database["USER"], "host": database["HOST"]}
    connection.ensure_connection()
    assert connection.connection
    with psycopg.connect(**parameters, autocommit=True) as other:
        row = other.execute(query, [database["NAME"], connection.connection.info.backend_pid]).fetchone()
    assert row
    return int(row[0])


def test_jobs_go_on_when_the_servers_of_their_worker_go_and_come_back(gate, valkey):
    """The sessions of the database are cut, then the broker is killed and starts empty: each while six jobs run."""
    with working(gate, REDIS_URL=configured.REDIS_URL) as worker:
        ask()
        wait_for(lambda: gate.in_flight == 6, 60)
        assert cut_database() > 0
        gate.open()
        wait_for(ended, 30, failed="after the database")

        gate.close()
        ask()
        wait_for(lambda: gate.in_flight == 6, 30)
        valkey.popen.kill()
        valkey.popen.wait(10)
        gate.open()
        wait_for(ended, 30, failed="without a broker")
        valkey.start()
        ask()
        wait_for(sweep_until_ended, 45, every=1.0, failed="after the broker")
        assert worker.poll() is None
    assert outcomes() == {**dict.fromkeys(outcomes(), 0), "done": 18}
    assert gate.asked == 18 and set(EngineCall.objects.values_list("outcome", flat=True)) == {"answered"}


def test_a_worker_whose_clock_is_two_hours_ahead_does_its_jobs(gate, tmp_path: Path):
    with working(gate, **shifted(tmp_path, 7200)):
        ask()
        wait_for(lambda: gate.in_flight == 6, 60)
        now = clock.now()
        for job in TranslationJob.objects.all():
            assert now < job.lease_until < now + datetime.timedelta(seconds=60)
        gate.open()
        wait_for(ended, 30)
    assert outcomes()["done"] == 6
    for job in TranslationJob.objects.all():
        assert job.created_at <= job.started_at <= job.finished_at <= clock.now()
    latest = EngineCall.objects.aggregate(asked=Max("asked_at"), settled=Max("settled_at"))
    assert latest["asked"] <= latest["settled"] <= clock.now()


def test_a_killed_workers_jobs_go_on_with_another_that_lives(gate):
    with working(gate, TRANSLATION_LEASE_SECONDS="2") as killed:
        ask()
        wait_for(lambda: gate.in_flight == 6, 60)
        with working(gate, TRANSLATION_LEASE_SECONDS="2"):
            gate.in_flight = 0
            os.killpg(killed.pid, signal.SIGKILL)
            killed.wait(30)
            gate.open()
            wait_for(sweep_until_ended, 30, every=1.0)
    assert outcomes()["done"] == 6
    assert set(TranslationJob.objects.values_list("attempts", flat=True)) == {2}
    assert EngineCall.objects.filter(outcome="unknown").count() == 6, "what was in flight, and no more"
