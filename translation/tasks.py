"""Thin Celery wrappers: they take ids, call one function, and let the job table decide."""

from __future__ import annotations

import logging

from kombu.exceptions import OperationalError

from newsroom.celery import app
from translation import heartbeat, jobs, pipeline  # noqa: F401  (heartbeat registers itself with Celery)

logger = logging.getLogger(__name__)


@app.task(name="translation.run_job")
def run_job(job_id: int) -> None:
    """Run one translation job."""
    pipeline.run(job_id)


@app.task(name="translation.ring_due")
def ring_due() -> None:
    """Ring again for every job that waits: its doorbell was lost, its engine rested, or its worker died."""
    for job_id in jobs.due():
        run_job.delay(job_id)


def ring(job_id: int) -> bool:
    """Ask a worker to look at a job. Without a broker the job stays queued, and ring_due comes back to it."""
    try:
        run_job.delay(job_id)
    except OperationalError as error:
        logger.warning("the broker does not answer (%s): job %s waits in the table", error, job_id)
        return False
    return True
