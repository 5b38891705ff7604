"""Messages to the broker: all of a request over one connection, and a broker that hangs is waited for once."""

from __future__ import annotations

import datetime
import socket
import time
from collections.abc import Iterator

import pytest
import redis
from celery.beat import ScheduleEntry

from newsroom import beat, heartbeat, redis_server
from newsroom.celery import app
from newsroom.database import clock
from newsroom.languages import DEFAULT_CODES
from newsroom.workers import SWEEP_QUEUE
from translation import desk, jobs, tasks
from translation.dispatch import rate_limits
from translation.models import TranslationJob
from translation.reports import engines

OTHERS = [code for code in DEFAULT_CODES if code not in ("en", "la")]  # the scripted engine serves no Latin
pytestmark = pytest.mark.django_db(transaction=True)


class Hung:
    """A server that takes connections and never answers. url; dials: how many connections were made to it."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self.url = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"

    @property
    def dials(self) -> int:
        self._listener.settimeout(0.1)
        count = 0
        try:
            for count in range(100):  # noqa: B007 - how many could be taken
                self._listener.accept()
        except TimeoutError:
            return count
        raise AssertionError("a hundred connections")


@pytest.fixture
def hung(settings, monkeypatch) -> Iterator[Hung]:
    """Put a server that hangs in the place of Redis and the broker."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Hung(listener)
        settings.REDIS_URL = server.url
        monkeypatch.setitem(app.conf, "broker_url", server.url)
        monkeypatch.setitem(app.conf, "broker_write_url", server.url)
        yield server


@pytest.fixture
def broker(settings) -> Iterator[redis.Redis]:
    """Give the real broker, emptied."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    yield client
    client.flushdb()


def queued(broker: redis.Redis, queue: str) -> int:
    prefix = app.conf.broker_transport_options["global_keyprefix"]
    return int(broker.llen(f"{prefix}{queue}"))


def test_a_request_of_thirteen_languages_waits_once_for_a_broker_that_hangs(article, scripted, hung):
    begun = time.monotonic()
    request = desk.request_translation(article, OTHERS)
    assert time.monotonic() - begun < 3
    assert hung.dials == 1
    assert len(request.jobs) == 13
    assert set(jobs.due()) == {job.pk for job in request.jobs}, "the next sweep sends for them"


def test_other_requests_and_pages_do_not_wait_again(article, scripted, hung):
    desk.request_translation(article, ["de"])
    begun = time.monotonic()
    for language in OTHERS[1:]:
        desk.request_translation(article, [language])
    assert not any(watched.health for watched in engines.overview())
    with pytest.raises(rate_limits.Away):
        rate_limits.admit("scripted", 1)
    with pytest.raises(rate_limits.Away):
        heartbeat.workers()
    assert time.monotonic() - begun < 3


def test_a_server_that_answers_again_is_asked_again(hung, settings, monkeypatch):
    with pytest.raises(redis_server.Away), redis_server.asking() as client:
        client.ping()
    with pytest.raises(redis_server.Away, match="a moment ago"), redis_server.asking():
        pytest.fail("it is left alone")
    monkeypatch.setattr(redis_server, "PAUSE", 0.0)
    redis_server.resume()
    with pytest.raises(redis_server.Away, match="imeout"), redis_server.asking() as client:
        client.ping()


def test_a_request_sends_one_message_for_each_job(article, scripted, broker):
    request = desk.request_translation(article, OTHERS)
    assert len(request.jobs) == queued(broker, "translation") == 13
    assert jobs.due() == {}, "they are under way"
    assert tasks.send({}) is True


def test_a_sweep_sends_what_was_lost_and_says_when_it_was(article, scripted, broker):
    desk.request_translation(article, ["de", "fr"])
    broker.flushdb()
    tasks.requeue_due()
    assert queued(broker, "translation") == 0 and heartbeat.sweep_age() < 5
    TranslationJob.objects.update(sent_at=clock.after(-60))
    tasks.requeue_due()
    assert queued(broker, "translation") == 0, "it has just been done: many requests for a sweep may have piled up"
    broker.delete(heartbeat._key("sweep"))
    tasks.requeue_due()
    assert queued(broker, "translation") == 2


def test_beat_asks_on_a_queue_that_every_worker_serves_and_without_a_clock():
    for entry in app.conf.beat_schedule.values():
        assert entry["options"] == {"queue": SWEEP_QUEUE}, "an expiry would be by the clock of beat's machine"


def test_beat_keeps_its_pace_when_the_clock_of_its_machine_is_set_back(monkeypatch):
    (options,) = app.conf.beat_schedule.values()
    entry = ScheduleEntry("sweep", options["task"], schedule=options["schedule"], app=app)
    assert not entry.is_due().is_due
    hours_ago, moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=2), time.monotonic()
    monkeypatch.setattr(app, "now", lambda: hours_ago)
    monkeypatch.setattr(app.loader, "now", lambda utc=False: hours_ago)
    monkeypatch.setattr(beat.time, "monotonic", lambda: moment + 5.1)
    assert entry.is_due().is_due
    assert app.conf.beat_scheduler == "celery.beat:Scheduler", "a file would keep what another run's clock said"


def test_a_channel_whose_connection_is_closed_raises_a_connection_error(broker):
    """Else a worker that holds messages ends when Redis goes away: kombu closes the connection, then asks for it."""
    with app.connection_for_write() as connection:
        channel = connection.default_channel
        channel.client.ping()
        transport = connection.transport
        assert type(channel).__module__ == type(transport).__module__ == "newsroom.broker"
        channel._disconnect_pools()
        channel.connection.client, client = None, channel.connection.client
        with pytest.raises(connection.connection_errors):
            channel._create_client()
        channel.connection.client = client
