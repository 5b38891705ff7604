"""Redis hangs, dies or is emptied: requests are short, workers connect again, and every job ends."""

from __future__ import annotations

import os
import signal
import time

import httpx

from tests.faults.newsroom import OPEN, OTHERS, Newsroom, post, seconds_until


def test_requests_wait_no_longer_than_three_seconds_for_a_redis_that_hangs(desk: Newsroom):
    assert desk.valkey.popen
    first, *others = desk.articles(4, 3)
    client = desk.admin()
    path = f"/admin/articles/article/{first}/translate/"
    page = client.get(path)
    several = f"/admin/articles/article/translate/?ids={','.join(map(str, others))}"
    assert client.get(several).status_code == 200
    took: dict[str, float] = {}
    os.kill(desk.valkey.popen.pid, signal.SIGSTOP)
    try:
        for address in (path, several, "/admin/translation/engines/", "/admin/", "/en/", "/readyz", "/healthz"):
            begun = time.monotonic()
            asks = address in (path, several)
            answer = post(client, address, page.text, language=OTHERS) if asks else client.get(address)
            took[address] = time.monotonic() - begun
            assert answer.status_code in (200, 503), address
        assert max(took.values()) < 3, took
        assert desk.states()["queued"] == 14 * 4
    finally:
        os.kill(desk.valkey.popen.pid, signal.SIGCONT)
    seconds_until(lambda: not desk.count(OPEN), 60, "the jobs' end")
    assert set(desk.states()) == {"done"}


def test_workers_connect_again_when_redis_was_killed(desk: Newsroom):
    """No outside policy restarts them here: a worker that ends stays away."""
    desk.kept.clear()
    desk.ask(desk.articles(2, 10))
    seconds_until(lambda: len(desk.leases()) >= 10, 60, "ten jobs")
    desk.kill_valkey()
    assert httpx.get(f"{desk.url}/en/", timeout=10).status_code == 200
    time.sleep(10)
    desk.valkey.start()
    seconds_until(lambda: not desk.count(OPEN), 60, "the jobs' end")
    assert desk.exits == [] and set(desk.states()) == {"done"}
    seconds_until(lambda: desk.ready()["ready"], 30, "readiness")


def test_either_worker_alone_finds_what_an_emptied_broker_lost(desk: Newsroom):
    for alone, gone, engine, languages in (
        ("network-worker", "worker", "google", OTHERS),
        ("worker", "network-worker", "firefox", ["pt"]),
    ):
        desk.stop(alone, gone)
        desk.ask(desk.articles(1, 3), languages, engine)
        assert desk.count(OPEN) == len(languages)
        desk.flush()
        desk.start(alone)
        seconds_until(lambda: not desk.count(OPEN), 60, f"the jobs' end with {alone} alone")
        assert gone in desk.ready()["missing"]
        desk.start(gone)
    assert set(desk.states()) == {"done"}


def test_a_dead_beat_and_a_dead_worker_are_named(desk: Newsroom):
    desk.stop("beat")
    seconds_until(lambda: desk.ready()["missing"] == ["beat"], 60, "the word of beat")
    desk.start("beat")
    seconds_until(lambda: desk.ready()["ready"], 30, "readiness")
    desk.stop("network-worker")
    seconds_until(lambda: desk.ready()["missing"] == ["network-worker"], 30, "the word of the network worker")
