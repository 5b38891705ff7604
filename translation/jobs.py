"""The life of a job row: claimed by one worker at a time, renewed while it works, ended once, in a truthful state.

A lease says who works; when it runs out, another worker may claim the job. Attempts are capped in the database,
because a task that kills its worker would otherwise come back for ever. All times are the database's: the clock of a
worker changes nothing.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Now

from newsroom import unforeseen
from newsroom.database import clock
from newsroom.database.transactions import may_pass
from translation import leases
from translation.models import SegmentFinding, TranslationJob

logger = logging.getLogger(__name__)

State = TranslationJob.State
CHANGED = "The source was changed while this job ran: ask again for what is new."
# Seconds after which another message is sent for a job that nobody has claimed: the first may have been lost.
SEND_AGAIN = 20


_COUNTED = ("total", "memory", "machine", "kept", "findings")
# One statement after every batch, where three took longer than storing the batch.
_COUNT = """
    WITH row AS (
        SELECT segment.id, segment.origin, segment.target <> '' AND segment.made_from = segment.source_hash AS current,
               segment.job_id IS NOT DISTINCT FROM %(job)s AND segment.origin IN ('memory', 'machine') AS own
          FROM translation_segment AS segment
          JOIN articles_languageversion AS version ON version.id = segment.version_id
         WHERE version.article_id = %(article)s AND version.language = %(language)s
    ), counted AS (
        SELECT count(*) AS total,
               count(*) FILTER (WHERE current AND own AND origin = 'memory') AS memory,
               count(*) FILTER (WHERE current AND own AND origin = 'machine') AS machine,
               count(*) FILTER (WHERE current AND NOT own) AS kept,
               (SELECT count(*) FROM translation_segmentfinding AS finding JOIN row ON row.id = finding.segment_id
                 WHERE finding.waived_at IS NULL) AS findings
          FROM row
    )
    UPDATE translation_translationjob AS job
       SET total = counted.total, memory = counted.memory, machine = counted.machine, kept = counted.kept,
           findings = counted.findings
      FROM counted
     WHERE job.id = %(job)s AND job.state = 'running' AND job.lease = %(lease)s
 RETURNING job.total, job.memory, job.machine, job.kept, job.findings
"""


class Lost(Exception):
    """Raised when the job is no longer this worker's: cancelled, out of time, or claimed by another."""


def claim(job_id: int) -> TranslationJob | None:
    """Make this worker the one that runs the job, and return it; None if there is nothing (more) to do."""
    free = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=Now())
    claimed = TranslationJob.objects.filter(free, pk=job_id).update(
        state=State.RUNNING,
        lease=uuid.uuid4(),
        lease_until=_lease_end(),
        ring_at=_lease_end(),
        sent_at=None,
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", Now()),
    )
    if not claimed:
        return None
    job = TranslationJob.objects.get(pk=job_id)
    if job.attempts > settings.TRANSLATION_JOB_ATTEMPTS:
        end(job, f"Given up after {settings.TRANSLATION_JOB_ATTEMPTS} attempts. {job.message}".strip())
        return None
    return job


def renew(job: TranslationJob, seconds: float = 0) -> None:
    """Say that the work goes on. Raises Lost if the job was cancelled, claimed by another, or ran out of time.

    seconds: how long the next step may take. The lease is kept for as long (translation.leases): nobody else shall
    begin the same meanwhile.
    """
    leases.announce(job, seconds)
    if _mine(job).filter(deadline__gt=Now()).update(lease_until=_lease_end(), ring_at=_lease_end()):
        return
    if _mine(job).exists():
        end(job, f"Out of time: not ready after {settings.TRANSLATION_JOB_SECONDS} seconds.")
    raise Lost


def put_back(job: TranslationJob, message: str, wait: float, *, counted: bool = True) -> None:
    """Queue the job again, to be due after `wait` seconds, because an engine's or the database's trouble may pass.

    counted: whether this was an attempt; waiting for a turn is none, and the job's deadline bounds it.
    """
    attempts = F("attempts") - (0 if counted else 1)
    due_at = clock.after(wait)
    _mine(job).update(
        state=State.QUEUED,
        lease=None,
        lease_until=None,
        ring_at=due_at,
        sent_at=None,
        message=message,
        attempts=attempts,
    )


def count(job: TranslationJob) -> dict[str, int]:
    """Bring the job's counts up to date with its rows, and return them; {} if it is no longer this worker's."""
    given: dict[str, Any] = {"job": job.pk, "article": job.article_id, "language": job.language, "lease": job.lease}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
        row = cursor.fetchone()
    return dict(zip(_COUNTED, row, strict=True)) if row else {}


def open_for(article_id: int) -> bool:
    """Tell whether an article has a job that has not ended."""
    return TranslationJob.objects.filter(article_id=article_id, state__in=TranslationJob.OPEN).exists()


def count_findings(batch: uuid.UUID, article_id: int) -> None:
    """Count again what is open in the versions of an article that were asked for together, for their ended jobs."""
    same = {"segment__version__article_id": OuterRef("article_id"), "segment__version__language": OuterRef("language")}
    rows = SegmentFinding.objects.filter(**same, waived_at__isnull=True).order_by().values("segment__version")
    counted = Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)
    ended = TranslationJob.objects.filter(batch=batch, article_id=article_id).exclude(state__in=TranslationJob.OPEN)
    ended.update(findings=counted)


def end(job: TranslationJob, message: str = "", *, note: str = "", cancelled: bool = False) -> str:
    """End a job that this worker holds, and return its state.

    done: every segment is current and no message says otherwise. partial: some are. failed: none is. The counts are
    taken from the rows in the same transaction. Where nothing went wrong and not all is there, the source has changed.
    note: what the desk has to know beside that; it leaves the state as it is. cancelled: it is stopped for good, with
    what it has stored, whatever that is.
    """
    with transaction.atomic():
        counts = count(job)  # locks the job's row
        if not counts:
            raise Lost
        ready = counts["memory"] + counts["machine"] + counts["kept"]
        state = State.PARTIAL if ready else State.FAILED
        if cancelled:
            state = State.CANCELLED
        elif ready == counts["total"] and counts["total"] and not message:
            state = State.DONE
        elif not message:
            message = CHANGED
        message = "\n".join(filter(None, (message, note)))
        _mine(job).update(state=state, message=message, finished_at=Now(), lease=None, lease_until=None)
    logger.info("job %s ended: %s %s", job.pk, state, message)
    return state


def due(limit: int = 200) -> dict[int, str]:
    """Return the jobs that a message must be sent for (again), each with the engine it was queued for; oldest first.

    Notes that it is sent now. Ends those that are out of time.
    """
    unsent = Q(sent_at=None) | Q(sent_at__lt=clock.after(-SEND_AGAIN))
    with transaction.atomic():
        locked = TranslationJob.objects.select_for_update(skip_locked=True).filter(_waiting(), unsent)
        out_of_time = ExpressionWrapper(Q(deadline__lt=Now()), BooleanField())
        rows = list(locked.annotate(late=out_of_time).order_by("ring_at")[:limit])
        late = [job for job in rows if job.late]
        for job in late:  # one that cannot be ended does not keep the others waiting
            unforeseen.attempt(partial(_end_late, job), f"the end of job {job.pk}", foreseen=may_pass)
        waiting_still = {job.pk: job.engine for job in rows if job not in late}
        TranslationJob.objects.filter(pk__in=waiting_still).update(sent_at=Now())
    return waiting_still


def _end_late(job: TranslationJob) -> None:
    with transaction.atomic():
        job.lease = uuid.uuid4()
        TranslationJob.objects.filter(pk=job.pk).update(state=State.RUNNING, lease=job.lease)
        end(job, f"Out of time: no worker finished it. {job.message}".strip())


def unsent(job_ids: Iterable[int]) -> None:
    """Note that no message is under way for jobs, so that the next sweep sends one."""
    TranslationJob.objects.filter(pk__in=list(job_ids)).update(sent_at=None)


def lag() -> float:
    """Return the seconds for which the oldest job that is due has waited for a worker; 0.0 if none waits."""
    oldest = TranslationJob.objects.filter(_waiting()).aggregate(at=Min("ring_at"))["at"]
    return max(0.0, (clock.now() - oldest).total_seconds()) if oldest else 0.0


def asked_of(job_id: int) -> tuple[str, str, str]:
    """Return the engine that a job was queued for, and its pair of languages; "" for all if there is no such job."""
    rows = TranslationJob.objects.filter(pk=job_id).values_list("engine", "article__source_language", "language")
    return rows.first() or ("", "", "")


def next_waiting(engine: str) -> int | None:
    """Return the job of an engine that has waited longest for its turn; one that was put back waits until it is due."""
    queued = TranslationJob.objects.filter(state=State.QUEUED, ring_at__lte=Now(), engine=engine)
    return queued.order_by("pk").values_list("pk", flat=True).first()


def _mine(job: TranslationJob) -> QuerySet[TranslationJob]:
    return TranslationJob.objects.filter(pk=job.pk, state=State.RUNNING, lease=job.lease)


def _waiting() -> Q:
    """Match the jobs that a worker should take: queued and due, or held by a worker that is gone."""
    return Q(ring_at__lte=Now()) & (Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=Now()))


def _lease_end() -> Combinable:
    return clock.after(settings.TRANSLATION_LEASE_SECONDS)
