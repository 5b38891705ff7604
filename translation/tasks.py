"""Thin Celery tasks: they take ids, call one function, and read everything else from the job table."""

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

FETCHING = 6 * 3600  # seconds for all requested models; the rest is fetched by a later task

heartbeat.connect(worker_pairs.own)
# Of the connection for messages: a request waits at most this long, once, for a broker that does not answer.
SENDING = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}


@app.task(name="translation.run_job")
def run_job(job_id: int) -> None:
    """Run one translation job if a slot of its engine is free here; else the worker that frees a slot requeues it."""
    connections.ready()
    try:
        _run(job_id)
    except connections.TROUBLE as error:
        logger.warning("job %s waits for the next sweep: the database has failed (%s)", job_id, error)
        connections.ready()
        jobs.unsent([job_id])


@app.task(name="translation.requeue_due")
def requeue_due() -> None:
    """Send a message for every due job: its message was lost, its engine's pause is over, or its worker died.

    Also run the publish gates for versions that are about to become public.
    """
    if heartbeat.swept_just_now():
        return  # of the tasks that accumulated while no worker ran, one is enough
    send(jobs.due())
    if model_downloads.abandoned():
        post(fetch_models)
    scheduled_ahead.judge_due()
    heartbeat.note_sweep()


@app.task(name="translation.fetch_models", time_limit=FETCHING)
def fetch_models() -> None:
    """Fetch the Firefox models that people have requested (translation.model_downloads)."""
    model_downloads.work()


@app.task(name="translation.look_up_models")
def look_up_models() -> None:
    """Read the list of available Firefox models."""
    model_downloads.look_up()


def post(task: Task) -> bool:
    """Send a task about Firefox models to a worker that has them. Returns False if the broker does not accept it."""
    try:
        with redis_server.asking(OperationalError), app.connection_for_write(transport_options=SENDING) as connection:
            producer = app.amqp.Producer(connection, auto_declare=False)
            task.apply_async(queue=queue(model_downloads.ENGINE), producer=producer)
    except redis_server.Away as error:
        logger.warning("the broker does not answer (%s): %s was not sent", error, task.name)
        return False
    return True


def requeue(job_id: int, engine: str) -> bool:
    """Send the message for one job. See send()."""
    return send({job_id: engine})


def send(waiting: Mapping[int, str], worker: str = "") -> bool:
    """Send one message for each job, given with its engine, over one connection.

    worker: the name of the only worker to send to. Returns False at the first message that the broker does not accept:
    that job and the rest stay queued in the table, and the next sweep sends their messages.
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
    if others := worker_pairs.other_workers_for(engine, source, target):
        send({job_id: engine}, worker=random.choice(others))
        return
    free = False
    try:
        with concurrency.slot(engine) as free:
            if free:
                pipeline.run(job_id)
    finally:  # also after an error: the other jobs must not wait for the next sweep
        if free and concurrency.limited(engine) and (waiting := jobs.next_waiting(engine)):
            requeue(waiting, engine)
