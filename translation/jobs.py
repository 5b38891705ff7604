"""The life cycle of a job row: claimed by one worker at a time, renewed while it works, ended once, in a correct state.

A lease identifies the worker; after lease expiry another worker may claim the job. Attempts are limited in the
database, because a task that kills its worker would otherwise be redelivered for ever. All times are the database's:
the clock of a worker has no effect.
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
from newsroom.messages import Message, say
from translation import leases
from translation.job_messages import english
from translation.models import SegmentFinding, TranslationJob

logger = logging.getLogger(__name__)

State = TranslationJob.State
CHANGED = say("job.changed")
# Seconds after which another message is sent for a job that is not claimed: the first may have been lost.
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
    """Claim the job for this worker, and return it; None if there is nothing (more) to do."""
    free = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=Now())
    claimed = TranslationJob.objects.filter(free, pk=job_id).update(
        state=State.RUNNING,
        lease=uuid.uuid4(),
        lease_until=_lease_end(),
        due_at=_lease_end(),
        sent_at=None,
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", Now()),
    )
    if not claimed:
        return None
    job = TranslationJob.objects.get(pk=job_id)
    if job.attempts > settings.TRANSLATION_JOB_ATTEMPTS:
        end(job, say("job.attempts", count=settings.TRANSLATION_JOB_ATTEMPTS), *job.said)
        return None
    return job


def renew(job: TranslationJob, seconds: float = 0) -> None:
    """Renew the lease. Raises Lost if the job was cancelled, claimed by another worker, or is out of time.

    seconds: how long the next step may take. The lease is renewed for as long (translation.leases), so that no other
    worker starts the same work.
    """
    leases.announce(job, seconds)
    if _mine(job).filter(deadline__gt=Now()).update(lease_until=_lease_end(), due_at=_lease_end()):
        return
    if _mine(job).exists():
        end(job, say("job.late", seconds=settings.TRANSLATION_JOB_SECONDS))
    raise Lost


def put_back(job: TranslationJob, message: Message, wait: float, *, counted: bool = True) -> None:
    """Requeue the job, due after `wait` seconds, after a transient error of an engine or the database.

    counted: whether this was an attempt. Waiting for a slot or a rate limit is none; the job's deadline bounds it.
    """
    attempts = F("attempts") - (0 if counted else 1)
    due_at = clock.after(wait)
    _mine(job).update(
        state=State.QUEUED,
        lease=None,
        lease_until=None,
        due_at=due_at,
        sent_at=None,
        messages=[message.as_json()],
        attempts=attempts,
    )


def count(job: TranslationJob) -> dict[str, int]:
    """Update the job's counts from its rows, and return them; {} if it is no longer this worker's."""
    given: dict[str, Any] = {"job": job.pk, "article": job.article_id, "language": job.language, "lease": job.lease}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
        row = cursor.fetchone()
    return dict(zip(_COUNTED, row, strict=True)) if row else {}


def open_for(article_id: int) -> bool:
    """Return whether an article has a job that has not ended."""
    return TranslationJob.objects.filter(article_id=article_id, state__in=TranslationJob.OPEN).exists()


def count_findings(batch: uuid.UUID, article_id: int) -> None:
    """Count open findings again for the ended jobs of an article's batch."""
    same = {"segment__version__article_id": OuterRef("article_id"), "segment__version__language": OuterRef("language")}
    rows = SegmentFinding.objects.filter(**same, waived_at__isnull=True).order_by().values("segment__version")
    counted = Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)
    ended = TranslationJob.objects.filter(batch=batch, article_id=article_id).exclude(state__in=TranslationJob.OPEN)
    ended.update(findings=counted)


def end(job: TranslationJob, *messages: Message, note: Message | None = None, cancelled: bool = False) -> str:
    """End a job that this worker holds, and return its state.

    done: every segment is current and there is no message. partial: some are. failed: none is. The counts are
    taken from the rows in the same transaction. Without a message, missing segments mean that the source has changed.
    note: a further message for people that does not affect the state. cancelled: stopped permanently; stored targets
    are kept.
    """
    with transaction.atomic():
        counts = count(job)  # locks the job's row
        if not counts:
            raise Lost
        ready = counts["memory"] + counts["machine"] + counts["kept"]
        state = State.PARTIAL if ready else State.FAILED
        if cancelled:
            state = State.CANCELLED
        elif ready == counts["total"] and counts["total"] and not messages:
            state = State.DONE
        elif not messages:
            messages = (CHANGED,)
        said = [*messages, note] if note else list(messages)
        stored = [message.as_json() for message in said]
        _mine(job).update(state=state, messages=stored, finished_at=Now(), lease=None, lease_until=None)
    logger.info("job %s ended: %s %s", job.pk, state, "; ".join(map(english, said)))
    return state


def due(limit: int = 200) -> dict[int, str]:
    """Return the jobs that need a (new) message, each with the engine it was queued for; oldest first.

    Records that it is sent now. Ends those that are out of time.
    """
    unsent = Q(sent_at=None) | Q(sent_at__lt=clock.after(-SEND_AGAIN))
    with transaction.atomic():
        locked = TranslationJob.objects.select_for_update(skip_locked=True).filter(_waiting(), unsent)
        out_of_time = ExpressionWrapper(Q(deadline__lt=Now()), BooleanField())
        rows = list(locked.annotate(late=out_of_time).order_by("due_at")[:limit])
        late = [job for job in rows if job.late]
        for job in late:  # an error with one does not affect the others
            unforeseen.attempt(partial(_end_late, job), f"the end of job {job.pk}", foreseen=may_pass)
        waiting_still = {job.pk: job.engine for job in rows if job not in late}
        TranslationJob.objects.filter(pk__in=waiting_still).update(sent_at=Now())
    return waiting_still


def _end_late(job: TranslationJob) -> None:
    with transaction.atomic():
        job.lease = uuid.uuid4()
        TranslationJob.objects.filter(pk=job.pk).update(state=State.RUNNING, lease=job.lease)
        end(job, say("job.unclaimed"), *job.said)


def unsent(job_ids: Iterable[int]) -> None:
    """Record that no message was sent for jobs, so that the next sweep sends one."""
    TranslationJob.objects.filter(pk__in=list(job_ids)).update(sent_at=None)


def lag() -> float:
    """Return the seconds for which the oldest job that is due has waited for a worker; 0.0 if none waits."""
    oldest = TranslationJob.objects.filter(_waiting()).aggregate(at=Min("due_at"))["at"]
    return max(0.0, (clock.now() - oldest).total_seconds()) if oldest else 0.0


def asked_of(job_id: int) -> tuple[str, str, str]:
    """Return the engine that a job was queued for, and its pair of languages; "" for all if there is no such job."""
    rows = TranslationJob.objects.filter(pk=job_id).values_list("engine", "article__source_language", "language")
    return rows.first() or ("", "", "")


def next_waiting(engine: str) -> int | None:
    """Return the due job of an engine that has waited longest; a requeued job is skipped until it is due."""
    queued = TranslationJob.objects.filter(state=State.QUEUED, due_at__lte=Now(), engine=engine)
    return queued.order_by("pk").values_list("pk", flat=True).first()


def _mine(job: TranslationJob) -> QuerySet[TranslationJob]:
    return TranslationJob.objects.filter(pk=job.pk, state=State.RUNNING, lease=job.lease)


def _waiting() -> Q:
    """Match the jobs that a worker should claim: queued and due, or held by a dead worker."""
    return Q(due_at__lte=Now()) & (Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=Now()))


def _lease_end() -> Combinable:
    return clock.after(settings.TRANSLATION_LEASE_SECONDS)
