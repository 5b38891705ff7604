"""/healthz and /readyz say the truth, soon, whatever is missing."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.test import Client

from newsroom import heartbeat, redis_server, workers

ROOT = Path(__file__).resolve().parents[2]
ALL = {"database", "broker", "worker", "network-worker", "beat", "jobs"}


def say(name: str, kind: str, database: str = "") -> None:
    """Say what a worker of a kind says in both of its ways: its main process, and one process that runs jobs."""
    heartbeat.say(name, worker=name, queues=workers.queues(kind))
    heartbeat.say(f"{name}:1", worker=name, database=database)


@pytest.fixture(autouse=True)
def silent():
    """Let nothing be heard of a worker before and after a test."""
    yield redis_server.client().flushdb()
    redis_server.client().flushdb()


@pytest.fixture
def alive(silent: None):
    """Let workers of both kinds be heard of, and a sweep."""
    say("local@desk", "local")
    say("network@desk", "network")
    heartbeat.note_sweep()


@pytest.mark.parametrize("method", ["get", "head"])
def test_alive_asks_nothing_and_is_never_cached(client: Client, method: str) -> None:
    response = getattr(client, method)("/healthz")  # no database mark: a query would fail the test
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_ready_when_all_answer(client: Client, alive: None, method: str) -> None:
    response = getattr(client, method)("/readyz")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    if method == "get":
        assert response.json() == {"ready": True, "missing": [], **dict.fromkeys(ALL, "ok")}


@pytest.mark.django_db
def test_missing_workers_are_named(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["missing"] == ["worker", "network-worker", "beat"]


@pytest.mark.django_db
@pytest.mark.parametrize(("gone", "left"), [("worker", "network"), ("network-worker", "local")])
def test_a_missing_worker_of_one_kind_is_named(client: Client, gone: str, left: str) -> None:
    say("one@desk", left)
    heartbeat.note_sweep()
    assert client.get("/readyz").json()["missing"] == [gone]


@pytest.mark.django_db
def test_one_plain_worker_serves_both_kinds(client: Client) -> None:
    say("celery@desk", "")
    heartbeat.note_sweep()
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_kind_that_no_preferred_engine_needs_may_be_absent(client: Client, settings) -> None:
    settings.TRANSLATION_ENGINES = ["firefox"]
    say("local@desk", "local")
    heartbeat.note_sweep()
    assert client.get("/readyz").status_code == 200
    settings.TRANSLATION_ROUTES = {("en", "pt"): ["deepl"]}
    answer = client.get("/readyz").json()
    assert answer["missing"] == ["network-worker"] and "engine.deepl" in answer["network-worker"]


@pytest.mark.django_db
def test_a_worker_that_cannot_reach_the_database_is_not_ok(client: Client, alive: None) -> None:
    heartbeat.say("network@desk:1", worker="network@desk", database="OperationalError")
    answer = client.get("/readyz").json()
    assert answer["missing"] == ["network-worker"]
    assert answer["network-worker"] == "1 of 1 processes cannot reach the database (OperationalError)"
    assert "desk" not in str(answer), "anybody may read it"


@pytest.mark.django_db
@pytest.mark.parametrize("silent_part", ["network@desk", "network@desk:1"])
def test_a_worker_is_heard_only_with_its_event_loop_and_a_process_for_jobs(
    client: Client, alive: None, silent_part: str
) -> None:
    redis_server.client().delete(heartbeat._key(f"of:{silent_part}"))
    assert client.get("/readyz").json()["missing"] == ["network-worker"]


@pytest.mark.django_db
def test_signs_of_life_fade_and_are_forgotten(client: Client, alive: None) -> None:
    assert 0 < redis_server.client().ttl(heartbeat._key("of:local@desk")) <= heartbeat.SECONDS
    redis_server.client().delete(heartbeat._key("of:local@desk"), heartbeat._key("of:local@desk:1"))
    assert set(heartbeat.workers()) == {"network@desk"}
    names = redis_server.client().smembers(heartbeat._key("names"))
    assert names == {b"network@desk", b"network@desk:1"}


@pytest.mark.django_db
def test_a_beat_that_asks_for_no_sweep_is_named(client: Client, alive: None) -> None:
    redis_server.client().pexpire(heartbeat._key("sweep"), (heartbeat.SWEEP_KEPT - 31) * 1000)
    answer = client.get("/readyz").json()
    assert answer["missing"] == ["beat"] and "31 seconds" in answer["beat"]


@pytest.mark.django_db
def test_a_missing_broker_is_named(client: Client, settings) -> None:
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock?db=0"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["missing"] == ["broker", "worker", "network-worker", "beat"]
    assert response.json()["database"] == "ok"
    assert "nonexistent" not in response.content.decode()


@pytest.mark.django_db
def test_a_broker_that_hangs_costs_seconds_not_minutes(client: Client, settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.REDIS_URL = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        begun = time.monotonic()
        response = client.get("/readyz")
        assert time.monotonic() - begun < 4
    assert response.json()["missing"] == ["broker", "worker", "network-worker", "beat"]


def test_a_missing_database_is_named() -> None:
    script = (
        "import django; django.setup();"
        "from django.test import Client;"
        "r = Client().get('/readyz', headers={'host': 'localhost'}); print(r.status_code, r.content.decode())"
    )
    env = {
        **os.environ,
        "DATABASE_URL": "postgresql://newsroom:geheim@%2Fnonexistent:5432/newsroom",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    done = subprocess.run([sys.executable, "-c", script], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    status, _, body = done.stdout.partition(" ")
    assert status == "503"
    assert "database" in json.loads(body)["missing"]
    assert "geheim" not in body


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
