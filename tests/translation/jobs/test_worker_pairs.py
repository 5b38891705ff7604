"""Workers announce the pairs they can translate, and a job goes to one that can."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from articles import publishing
from newsroom import heartbeat, redis_server, workers
from tests.translation.conftest import document
from tests.translation.jobs.test_worker import ROOT, environment
from tests.waiting import wait_for
from translation import desk, jobs, tasks, worker_pairs
from translation.engines import routing
from translation.engines.firefox.model import packaged
from translation.models import TranslationJob

NETWORK, LOCAL = (workers.queues(kind) for kind in ("network", "local"))


@pytest.fixture(autouse=True)
def silent():
    """Let nothing be heard of a worker before and after a test."""
    redis_server.client().flushdb()
    yield
    redis_server.client().flushdb()


def say(name: str, queues: list[str], *pairs: str) -> None:
    heartbeat.say(name, worker=name, queues=queues)
    heartbeat.say(f"{name}:1", worker=name, database="", pairs={"firefox": list(pairs)})


def engine_for(source: str, target: str, name: str | None = None) -> str:
    try:
        return worker_pairs.announced().find_route(source, target, name).engine
    except routing.NoRoute as error:
        return str(error)


def test_what_no_worker_has_announced_is_judged_by_this_machine():
    assert engine_for("en", "pt") == "firefox"
    assert "models download de" in engine_for("en", "de")


def test_a_pair_that_a_worker_announces_is_served_though_this_machine_has_no_model():
    say("local@desk", LOCAL, "en>de", "fr>en")
    assert engine_for("en", "de") == "firefox"
    assert engine_for("fr", "de") == "firefox", "through English"
    assert "models download de" in engine_for("de", "en")
    assert worker_pairs.NOT_ANNOUNCED in engine_for("en", "pt"), "no worker that runs has it"


def test_both_steps_through_english_are_one_workers():
    say("one@desk", LOCAL, "de>en")
    say("two@desk", LOCAL, "en>fr")
    assert engine_for("de", "en") == engine_for("en", "fr") == "firefox"
    assert "No engine" in engine_for("de", "fr")


def test_a_worker_that_does_not_serve_the_engines_queue_does_not_count():
    say("network@desk", NETWORK, "en>de")
    assert "No engine" in engine_for("en", "de")


def test_without_redis_this_machine_counts(settings):
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock?db=0"
    assert engine_for("en", "pt") == "firefox"


@pytest.mark.django_db
def test_a_request_is_queued_by_what_workers_can(client):
    article = publishing.create_article("en", document())
    assert desk.request_translation(article, ["de"]).refused
    say("local@desk", LOCAL, "en>de")
    assert [job.engine for job in desk.request_translation(article, ["de"]).jobs] == ["firefox"]


def test_a_process_announces_what_is_on_its_disk_and_looks_again(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(heartbeat, "_name", "local@desk")
    settings.ENGINE_OPTIONS = {**settings.ENGINE_OPTIONS, "firefox": {"models_dir": str(tmp_path)}}
    worker_pairs.announce()
    assert worker_pairs.own()["firefox"] == ["en>pt", "pt>en"]
    (tmp_path / "en-de").symlink_to(packaged() / "enpt-1693087644")
    worker_pairs.announce()
    assert heartbeat.workers()["local@desk"].pairs["firefox"] == {"en>pt", "pt>en", "en>de"}


@pytest.mark.django_db(transaction=True)
def test_a_job_is_handed_to_a_worker_that_has_the_model(monkeypatch):
    """What has no model here is not claimed; without another worker it is, and its end says what is missing."""
    sent: list[str] = []

    def send(_arguments, queue, producer):
        sent.append(getattr(queue, "name", queue))

    monkeypatch.setattr(tasks.run_job, "apply_async", send)
    say("two@desk", LOCAL, "en>de")
    job = TranslationJob.objects.get(pk=_job("de"))
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (sent[1:], job.state, job.attempts) == (["two@desk.dq2"], "queued", 0)

    redis_server.client().flushdb()
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and "models download de" in job.message


def _job(language: str) -> int:
    article = publishing.create_article("en", document(["The harbour of Marrowby is closed on Monday."]))
    (job,) = desk.request_translation(article, [language]).jobs
    return job.pk


def _start(name: str, models: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "celery", "-A", "newsroom", "worker", "--loglevel", "warning"]
    options = ["--concurrency", "1", "--hostname", name, "--without-gossip", "--without-mingle"]
    environ = environment(FIREFOX_MODELS_DIR=str(models))
    return subprocess.Popen([*command, *options], cwd=ROOT, env=environ, start_new_session=True)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_the_one_with_the_model_does_the_job(tmp_path):
    """The message goes to the other one first. The model is another pair's: what it writes does not matter."""
    (tmp_path / "en-de").symlink_to(packaged() / "enpt-1693087644")
    running = [_start("without@desk", tmp_path / "none"), _start("with@desk", tmp_path)]
    try:
        wait_for(lambda: len([one for one in heartbeat.workers().values() if one.queues and one.pairs]) == 2, 90)
        job_id = _job("de")
        assert jobs.asked_of(job_id) == ("firefox", "en", "de")
        tasks.send({job_id: "firefox"}, worker="without@desk")
        wait_for(lambda: TranslationJob.objects.get().state not in TranslationJob.OPEN, 90)
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
    job = TranslationJob.objects.get()
    assert (job.machine, job.attempts) == (2, 1), job.message
