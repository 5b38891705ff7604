"""Commands and workers in processes of their own, on the test's database and a broker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import execute_from_command_line
from django.db import connection

from articles import publishing
from articles.models import Article
from newsroom import heartbeat, redis_server, workers
from tests.translation.conftest import PARAGRAPHS, document
from tests.waiting import wait_for
from translation.models import EngineCall, TranslationJob

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


def environment(**changes: str) -> dict[str, str]:
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@{quote(database['HOST'], safe='')}/{database['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "TRANSLATION_ENGINES": "firefox", "COLUMNS": "80", **changes}


def manage(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**changes), capture_output=True, text=True, timeout=60, check=False
    )


def start_worker() -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "newsroom",
        "worker",
        "--concurrency",
        "1",
        "--loglevel",
        "warning",
    ]
    return subprocess.Popen(command, cwd=ROOT, env=environment(), start_new_session=True)


@pytest.fixture
def worker(flushed_broker: None) -> Iterator[subprocess.Popen[bytes]]:
    process = start_worker()
    yield process
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(30)


@pytest.fixture
def flushed_broker() -> None:
    redis_server.client().flushdb()


TEXTS = ["The town of Marrowby will buy 283.82 hectares for $4.35 million.", *PARAGRAPHS[1:]]


def english_article() -> Article:
    return publishing.create_article("en", document(TEXTS))


def test_a_worker_translates_what_the_command_asks_for(worker):
    article = english_article()
    done = manage("translate", str(article.pk), "--to", "pt", "--wait", "--json")

    assert done.returncode == 0, done.stderr
    reply = json.loads(done.stdout)
    job = reply["jobs"][0]
    assert {name: job[name] for name in ("language", "state", "engine", "requested")} == {
        "language": "pt", "state": "done", "engine": "firefox", "requested": 4,
    }  # fmt: skip
    assert job["segments"] == {"total": 4, "memory": 0, "machine": 4, "kept": 0}
    stored = Article.objects.get(pk=article.pk)
    assert "283,82" in stored.body_pt[0]["text"]
    assert "Helio-2.5X" in stored.body_pt[1]["text"]
    assert "<strong>" in stored.body_pt[1]["text"]

    publishing.save_source(article, document([TEXTS[0], "The battery lasts 14 hours.", TEXTS[2]]))
    again = json.loads(manage("translate", str(article.pk), "--to", "outdated", "--wait", "--json").stdout)
    assert [(job["language"], job["requested"], job["state"]) for job in again["jobs"]] == [("pt", 1, "done")]


def test_a_worker_that_is_killed_mid_job_costs_no_second_purchase(flushed_broker):
    """Kill -9 between batches; the lease runs out, beat's task requeues it, the next worker finishes it."""
    article = publishing.create_article(
        "en", document([f"Sentence number {number} is short." for number in range(400)])
    )
    process = start_worker()
    try:
        manage("translate", str(article.pk), "--to", "pt")
        wait_for(lambda: EngineCall.objects.filter(outcome="answered").count() >= 2, 90)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
    job = TranslationJob.objects.get()
    assert job.state == "running", "killed in the middle"
    bought = set(EngineCall.objects.filter(outcome="answered").values_list("pk", flat=True))
    TranslationJob.objects.update(lease_until="2020-01-01T00:00Z", due_at="2020-01-01T00:00Z")

    process = start_worker()
    try:
        sweep = "from translation.tasks import requeue_due; requeue_due()"
        manage("shell", "-c", sweep)
        wait_for(lambda: TranslationJob.objects.get().state not in TranslationJob.OPEN, 90)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
    job.refresh_from_db()
    assert (job.state, job.total) == ("done", 401)
    lost = EngineCall.objects.filter(outcome="unknown")
    assert lost.count() <= 1, "at most the batch in flight is unknown"
    assert job.requested <= 401 + sum(call.segments for call in lost)
    assert bought


def test_a_worker_says_that_it_lives(worker):
    def served() -> bool:
        found = list(heartbeat.workers().values())
        return [(set(one.queues), one.processes) for one in found] == [(set(workers.queues()), [""])]

    wait_for(served, 90)


def test_without_a_broker_the_command_says_so_and_the_job_waits(flushed_broker):
    article = english_article()
    started = time.monotonic()
    done = manage("translate", str(article.pk), "--to", "pt", REDIS_URL="unix:///nowhere/valkey.sock?db=0")

    assert done.returncode == 0, done.stderr
    assert "broker does not answer" in done.stderr
    assert TranslationJob.objects.get().state == "queued"
    assert time.monotonic() - started < 15


BAD_REQUESTS = [
    (["999999", "--to", "pt"], "There is no article “999999”"),
    (["{pk}", "--to", "xx"], "“xx” is no language that is built in"),
    (["{pk}", "--to", ","], "--to names no language"),
    (["{pk}", "--to", "pt", "--engine", "babelfish"], "babelfish"),
    (["{pk}", "--to", "la"], "Latin"),
    (["{pk}", "--to", "en"], "written in"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD_REQUESTS)
def test_bad_requests_are_answered_in_a_line_and_queue_nothing(arguments, said, capsys):
    """In this process: what manage.py calls, with its exit and what it writes."""
    article = english_article()
    given = [argument.format(pk=article.pk) for argument in arguments]
    with pytest.raises(SystemExit) as ended:
        execute_from_command_line(["manage.py", "translate", *given])
    assert ended.value.code == 1
    written = capsys.readouterr()
    assert said in written.err and written.err.count("\n") == 1 and not written.out
    assert not TranslationJob.objects.exists()


def test_a_bad_request_ends_the_process_in_a_line():
    (arguments, said), *_others = BAD_REQUESTS
    done = manage("translate", *arguments)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not TranslationJob.objects.exists()
