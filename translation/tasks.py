"""Thin Celery wrappers: they take ids, call one function, and let the job table decide."""

from __future__ import annotations

import logging

from kombu.exceptions import OperationalError

from newsroom.celery import app
from newsroom.workers import queue
from translation import heartbeat, jobs, pipeline, slots  # noqa: F401  (heartbeat registers itself with Celery)

logger = logging.getLogger(__name__)


@app.task(name="translation.run_job")
def run_job(job_id: int) -> None:
    """Run one translation job, if its engine has a place free here; else who gives a place up rings for it."""
    engine, free = jobs.engine_of(job_id), False
    try:
        with slots.slot(engine) as free:
            if free:
                pipeline.run(job_id)
            else:
                jobs.wait_for_place(job_id)
    finally:  # also when a job breaks down: the others must not wait for it
        if free and slots.limited(engine) and (waiting := jobs.next_waiting(engine)):
            ring(waiting, engine)


@app.task(name="translation.ring_due")
def ring_due() -> None:
    """Ring again for every job that waits: its doorbell was lost, its engine rested, or its worker died."""
    for job_id, engine in jobs.due().items():
        run_job.apply_async((job_id,), queue=queue(engine))


def ring(job_id: int, engine: str) -> bool:
    """Ask a worker to look at a job. Without a broker the job stays queued, and ring_due comes back to it."""
    try:
        run_job.apply_async((job_id,), queue=queue(engine))
    except OperationalError as error:
        logger.warning("the broker does not answer (%s): job %s waits in the table", error, job_id)
        return False
    return True
