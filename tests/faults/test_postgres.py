"""PostgreSQL restarts, or cuts its sessions: workers of both kinds go on, and nothing is bought twice."""

from __future__ import annotations

import time
from functools import partial

import httpx

from tests.faults.newsroom import OPEN, OTHERS, Newsroom, seconds_until


def test_workers_go_on_within_ten_seconds_of_a_restart(desk: Newsroom):
    asked, many = desk.gate.asked, desk.articles(60, 3)
    desk.gate.close()
    desk.ask(desk.articles(1, 20))
    seconds_until(lambda: desk.gate.in_flight == 14, 60, "fourteen calls of the network worker")
    desk.ask(many, ["pt"], "firefox")
    seconds_until(lambda: desk.leases("firefox"), 60, "a job of the local worker")
    desk.gate.open()
    back = desk.restart_postgres(9 - 1)  # it takes about a second to stop and start
    returned = desk.sql("SELECT now()")[0][0]
    stored = "SELECT 1 FROM translation_segment WHERE engine = %s AND updated_at > %s"
    ended = "SELECT 1 FROM translation_translationjob WHERE engine = %s AND finished_at > %s"
    for engine in ("google", "firefox"):
        values = (engine, returned) * 2
        look = partial(desk.sql, f"{stored} UNION ALL {ended}", *values)
        seconds_until(look, max(0.1, back + 10 - time.monotonic()), f"that {engine} went on")
    seconds_until(lambda: not desk.count(OPEN), 120, "the jobs' end")
    assert set(desk.states()) == {"done"}
    assert desk.gate.asked - asked <= len(OTHERS), "a language is one call here, and none was asked twice"
    seconds_until(lambda: desk.ready()["ready"], 30, "readiness")
    assert desk.exits == []


def test_readiness_tells_while_the_database_is_away_and_when_it_is_back(desk: Newsroom):
    assert desk.postgres.popen
    desk.postgres.stop()
    answer = httpx.get(f"{desk.url}/readyz", timeout=20)
    assert answer.status_code == 503 and "database" in answer.json()["missing"]
    assert httpx.get(f"{desk.url}/healthz", timeout=20).status_code == 200
    seconds_until(lambda: {"worker", "network-worker"} <= set(desk.ready()["missing"]), 30, "the workers' word")
    assert "cannot reach the database (OperationalError)" in desk.ready()["worker"]
    desk.postgres.start()
    seconds_until(lambda: desk.ready()["ready"], 15, "readiness")


def test_sessions_that_are_cut_again_and_again_cost_no_job(desk: Newsroom):
    desk.ask(desk.articles(3, 10))
    seconds_until(lambda: len(desk.leases()) >= 10, 60, "ten jobs")
    for _round in range(4):
        desk.cut_database()
        time.sleep(1)
    seconds_until(lambda: not desk.count(OPEN), 120, "the jobs' end")
    assert set(desk.states()) == {"done"}
