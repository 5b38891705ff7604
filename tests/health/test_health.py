"""/healthz and /readyz say the truth, soon, whatever is missing."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from newsroom.health.checks import HEARTBEAT

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def heartbeat():
    cache.set(HEARTBEAT, "2024-08-13T10:00:00+00:00", 60)
    yield
    cache.delete(HEARTBEAT)


@pytest.mark.parametrize("method", ["get", "head"])
def test_alive_asks_nothing_and_is_never_cached(client: Client, method: str) -> None:
    response = getattr(client, method)("/healthz")  # no database mark: a query would fail the test
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_ready_when_all_answer(client: Client, heartbeat: None, method: str) -> None:
    response = getattr(client, method)("/readyz")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    if method == "get":
        assert response.json() == {"ready": True, "missing": [], "database": "ok", "broker": "ok", "worker": "ok"}


@pytest.mark.django_db
def test_a_missing_worker_is_named(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["missing"] == ["worker"]


@pytest.mark.django_db
def test_a_missing_broker_is_named(client: Client, settings) -> None:
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock?db=0"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["missing"] == ["broker", "worker"]
    assert response.json()["database"] == "ok"
    assert "nonexistent" not in response.content.decode()


@pytest.mark.django_db
def test_a_broker_that_hangs_costs_seconds_not_minutes(client: Client, settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.REDIS_URL = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        begun = time.monotonic()
        response = client.get("/readyz")
        assert time.monotonic() - begun < 4
    assert response.json()["missing"] == ["broker", "worker"]


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
