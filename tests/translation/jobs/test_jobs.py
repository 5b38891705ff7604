"""Promise 3: every job ends, within a bound, in a truthful state."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from tests.translation.conftest import translate
from translation import desk, jobs, pipeline
from translation.engines.base import Refused
from translation.models import TranslationJob


def queued(article, language="de"):
    return desk.request_translation(article, [language]).jobs[0]


def past(job, **fields):
    long_ago = timezone.now() - timezone.timedelta(hours=1)
    TranslationJob.objects.filter(pk=job.pk).update(**dict.fromkeys(fields, long_ago))


def test_one_open_job_per_article_and_language(article, scripted):
    first = desk.request_translation(article, ["de", "fr"])
    second = desk.request_translation(article, ["de", "it"])

    assert [job.language for job in first.jobs] == ["de", "fr"]
    assert [job.language for job in second.jobs] == ["it"]
    assert [refusal.language for refusal in second.refused] == ["de"]
    assert "already" in second.refused[0].reason


def test_a_pair_that_no_engine_serves_is_refused_by_name(article, scripted):
    request = desk.request_translation(article, ["la"])
    assert request.jobs == []
    assert "Latin" in request.refused[0].reason
    assert "it never learned Latin" in request.refused[0].reason
    assert not TranslationJob.objects.exists()


def test_the_source_language_is_refused(article, scripted):
    assert "written in" in desk.request_translation(article, ["en"]).refused[0].reason


def test_a_job_is_claimed_once(article, scripted):
    job = queued(article)
    assert jobs.claim(job.pk) is not None
    assert jobs.claim(job.pk) is None


def test_a_claim_outlives_its_worker_by_the_lease_only(article, scripted):
    job = queued(article)
    first = jobs.claim(job.pk)
    past(job, lease_until=True)
    second = jobs.claim(job.pk)

    assert second is not None
    assert second.started_at == first.started_at, "it began when the first worker began"
    with pytest.raises(jobs.Lost):
        jobs.renew(first)
    with pytest.raises(jobs.Lost):
        jobs.end(first)
    jobs.renew(second)


def test_a_cancelled_job_stops_before_the_next_batch(article, scripted, user):
    def cancel(texts, source, target):
        desk.cancel(TranslationJob.objects.get(), user)
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = cancel
    job = translate(article)
    assert job.state == "cancelled"
    assert len(scripted.asked) == 1
    assert "translator" in job.message


def test_an_ended_job_cannot_be_cancelled(article, scripted):
    job = translate(article)
    assert desk.cancel(job) is False
    job.refresh_from_db()
    assert job.state == "done"


def test_a_job_out_of_time_ends_while_it_works(article, scripted):
    job = queued(article)
    claimed = jobs.claim(job.pk)
    past(job, deadline=True)
    with pytest.raises(jobs.Lost):
        jobs.renew(claimed)
    job.refresh_from_db()
    assert (job.state, job.message.split(":")[0]) == ("failed", "Out of time")


def test_a_job_that_no_worker_took_ends_at_its_deadline(article, scripted):
    job = queued(article)
    past(job, sent_at=True, deadline=True)
    assert jobs.due() == {}
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.finished_at


def test_the_bell_is_rung_again_for_lost_and_orphaned_jobs_only(article, scripted, django_assert_num_queries):
    lost, orphaned, working, fresh = (queued(article, code) for code in ("de", "fr", "it", "es"))
    past(lost, sent_at=True)
    jobs.claim(orphaned.pk)
    past(orphaned, due_at=True, lease_until=True)
    jobs.claim(working.pk)
    past(working, due_at=True)  # its lease still runs

    with django_assert_num_queries(4):  # a savepoint and its end among them; none for each job
        assert jobs.due() == {lost.pk: "scripted", orphaned.pk: "scripted"}
    assert jobs.due() == {}, "not twice at once"
    assert fresh.state == "queued"


@pytest.mark.django_db(transaction=True)
def test_two_concurrent_sweeps_share_the_jobs(article, scripted):
    for code in ("de", "fr", "it", "es"):
        past(queued(article, code), sent_at=True)
    sent, barrier = [], threading.Barrier(2)

    def requeue():
        barrier.wait()
        sent.append(jobs.due())
        connection.close()

    threads = [threading.Thread(target=requeue) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = [*sent[0], *sent[1]]
    assert len(together) == len(set(together)) == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_translate_once(article, scripted):
    job = queued(article)
    barrier = threading.Barrier(2)

    def work():
        barrier.wait()
        pipeline.run(job.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    job.refresh_from_db()
    assert (job.state, job.requested, job.attempts) == ("done", 4, 1)


def test_retry_asks_only_for_what_is_missing(article, scripted):
    def fail_once(texts, source, target):
        if len(scripted.asked) == 2:
            raise Refused("no")
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = fail_once
    job = translate(article)
    assert (job.state, job.machine) == ("partial", 2)
    request = desk.retry(job)
    pipeline.run(request.jobs[0].pk)
    again = TranslationJob.objects.get(pk=request.jobs[0].pk)
    assert (again.state, again.requested, again.kept, again.machine) == ("done", 2, 2, 2)
