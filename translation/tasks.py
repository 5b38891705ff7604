"""Thin Celery wrappers: they take ids, call one function, and let the job table decide."""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping

from celery import Task
from celery.utils.nodenames import worker_direct
from kombu.exceptions import OperationalError

from newsroom import heartbeat, redis_server
from newsroom.celery import app
from newsroom.database import connections
from newsroom.workers import queue
from translation import jobs, model_downloads, pipeline, worker_pairs
from translation.dispatch import concurrency
from translation.qa import scheduled_ahead

logger = logging.getLogger(__name__)

FETCHING = 6 * 3600  # seconds for all models that are wanted; what is not fetched by then goes on later

heartbeat.connect(worker_pairs.own)
# Of the connection that messages are sent by. A request waits for a broker that does not answer once, and so long.
SENDING = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}


@app.task(name="translation.run_job")
def run_job(job_id: int) -> None:
    """Run one translation job, if its engine has a place free here; else who gives a place up sends for it."""
    connections.ready()
    try:
        _run(job_id)
    except connections.TROUBLE as error:
        logger.warning("job %s waits for the next sweep: the database has failed (%s)", job_id, error)
        connections.ready()
        jobs.unsent([job_id])


@app.task(name="translation.ring_due")
def ring_due() -> None:
    """Send again for every job that waits: its message was lost, its engine rested, or its worker died.

    And let the gates judge what is about to become public.
    """
    if heartbeat.swept_just_now():
        return  # what piled up while no worker ran is done at once
    send(jobs.due())
    if model_downloads.abandoned():
        post(fetch_models)
    scheduled_ahead.judge_due()
    heartbeat.note_sweep()


@app.task(name="translation.fetch_models", time_limit=FETCHING)
def fetch_models() -> None:
    """Fetch the Firefox models that people have asked for (translation.model_downloads)."""
    model_downloads.work()


@app.task(name="translation.look_up_models")
def look_up_models() -> None:
    """Read the list of Firefox models that there are to fetch."""
    model_downloads.look_up()


def post(task: Task) -> bool:
    """Send a task about Firefox models to a worker that has them. Returns False if the broker does not take it."""
    try:
        with redis_server.asking(OperationalError), app.connection_for_write(transport_options=SENDING) as connection:
            producer = app.amqp.Producer(connection, auto_declare=False)
            task.apply_async(queue=queue(model_downloads.ENGINE), producer=producer)
    except redis_server.Away as error:
        logger.warning("the broker does not answer (%s): %s was not sent", error, task.name)
        return False
    return True


def ring(job_id: int, engine: str) -> bool:
    """Send the message that asks a worker to look at one job. See send()."""
    return send({job_id: engine})


def send(waiting: Mapping[int, str], worker: str = "") -> bool:
    """Ask workers to look at jobs, each given with its engine: one message for each, over one connection.

    worker: the name of the only one to ask. Returns False at the first that the broker does not take: that one and the
    rest stay queued in the table, and the next sweep sends for them.
    """
    if not waiting:
        return True
    unsent = dict(waiting)
    try:
        with redis_server.asking(OperationalError), app.connection_for_write(transport_options=SENDING) as connection:
            producer = app.amqp.Producer(connection, auto_declare=False)
            for job_id, engine in waiting.items():
                to = worker_direct(worker) if worker else queue(engine)
                run_job.apply_async((job_id,), queue=to, producer=producer)
                del unsent[job_id]
    except redis_server.Away as error:
        logger.warning("the broker does not answer (%s): jobs %s wait in the table", error, list(unsent))
        jobs.unsent(unsent)
        return False
    return True


def _run(job_id: int) -> None:
    engine, source, target = jobs.asked_of(job_id)
    if others := worker_pairs.somebody_else_for(engine, source, target):
        send({job_id: engine}, worker=random.choice(others))
        return
    free = False
    try:
        with concurrency.slot(engine) as free:
            if free:
                pipeline.run(job_id)
    finally:  # also when a job breaks down: the others must not wait for it
        if free and concurrency.limited(engine) and (waiting := jobs.next_waiting(engine)):
            ring(waiting, engine)
