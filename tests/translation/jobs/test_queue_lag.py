"""How long the oldest job that is due has waited: /readyz says it where no worker takes what is due."""

from __future__ import annotations

from newsroom.database import clock
from newsroom.health import checks
from translation import desk, jobs
from translation.models import TranslationJob


def answer() -> str:
    return checks.everything()["jobs"]


def test_an_unclaimed_job_is_reported(article, scripted):
    assert answer() == "ok"
    desk.request_translation(article, ["de"])
    assert answer() == "ok"
    TranslationJob.objects.update(due_at=clock.after(-600), sent_at=clock.after(-1))
    assert answer() == "a job has waited for a worker for 600 seconds"
    TranslationJob.objects.update(due_at=clock.after(600))
    assert answer() == "ok", "it is not due"


def test_a_job_whose_worker_is_gone_is_named_too(article, scripted):
    jobs.claim(desk.request_translation(article, ["de"]).jobs[0].pk)
    TranslationJob.objects.update(due_at=clock.after(-600), lease_until=clock.after(60))
    assert answer() == "ok", "somebody works on it"
    TranslationJob.objects.update(lease_until=clock.after(-600))
    assert answer() == "a job has waited for a worker for 600 seconds"
    TranslationJob.objects.update(state="failed", finished_at=clock.after(0))
    assert answer() == "ok"
