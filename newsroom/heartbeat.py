"""Heartbeats, in Redis and by its clock: each worker's queues, database state and pairs; the time of the last sweep.

A worker's main process writes which queues it serves for as long as its event loop runs. Each process that runs jobs
writes, from a thread, the result of a new connection to the database, and which pairs of languages the engines on its
own machine can translate.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from celery.signals import celeryd_init, heartbeat_sent, worker_process_init, worker_ready
from celery.utils.nodenames import worker_direct
from django.conf import settings
from django.db import Error, connection

from newsroom.redis_server import Away, asking

logger = logging.getLogger(__name__)

SECONDS = 20  # after which a worker without a heartbeat counts as dead
EVERY = 5.0  # seconds between two checks of the database
SWEEP_KEPT = 3600  # seconds for which the last sweep is stored
SWEEP_REST = 2.0  # seconds in which a second sweep would find nothing new

Pairs = dict[str, list[str]]  # by engine: what it can translate, as "en>de"

_name = ""  # of the worker that this process belongs to; set before it forks
_database = ""  # the database state of this process: see Worker.processes
_own_pairs: Callable[[], Pairs] = dict  # returns the pairs of this process; see connect()


@dataclass(slots=True)
class Worker:
    """A worker with a recent heartbeat. queues: those it serves; [] if its main process sends none.

    processes: the database state of each process that runs jobs: "", or the kind of its error.
    pairs: by engine, those that at least one of its processes can translate.
    """

    queues: list[str] = field(default_factory=list)
    processes: list[str] = field(default_factory=list)
    pairs: dict[str, set[str]] = field(default_factory=dict)


def connect(own_pairs: Callable[[], Pairs]) -> None:
    """Let Celery's signals start this in every worker. own_pairs: returns the pairs that a process can translate."""
    global _own_pairs
    _own_pairs = own_pairs
    celeryd_init.connect(_remember_name, weak=False)
    worker_process_init.connect(_start, weak=False)
    worker_ready.connect(_start_in_main, weak=False)
    heartbeat_sent.connect(_say_queues, weak=False)


def workers() -> dict[str, Worker]:
    """Return the workers of the last SECONDS by name. Raises Away."""
    with asking() as redis:
        names = sorted(_text(name) for name in redis.smembers(_key("names")))
        values = redis.mget([_key(f"of:{name}") for name in names]) if names else []
    found: dict[str, Worker] = {}
    for value in filter(None, values):
        said = json.loads(_text(value))
        worker = found.setdefault(said["worker"], Worker())
        if "queues" in said:
            worker.queues = said["queues"]
        else:
            worker.processes.append(said["database"])
            for engine, pairs in said.get("pairs", {}).items():
                worker.pairs.setdefault(engine, set()).update(pairs)
    _forget([name for name, value in zip(names, values, strict=True) if value is None])
    return found


def say(name: str, **said: object) -> None:
    """Store the state of one process; it expires after SECONDS. Raises Away."""
    with asking() as redis:
        pipe = redis.pipeline()
        pipe.set(_key(f"of:{name}"), json.dumps(said), ex=SECONDS)
        pipe.sadd(_key("names"), name)
        pipe.execute()


def own_name() -> str:
    """Return the name of the worker that this process belongs to, "" in other processes."""
    return _name


def say_process() -> None:
    """Write the heartbeat of this process, which runs jobs."""
    _try_to_say(f"{_name}:{os.getpid()}", worker=_name, database=_database, pairs=_own_pairs())


def note_sweep() -> None:
    """Store the time of this sweep for due jobs."""
    try:
        with asking() as redis:
            redis.set(_key("sweep"), 1, ex=SWEEP_KEPT)
    except Away as away:
        logger.info("The time of a sweep is not stored: Redis does not answer (%s).", away)


def sweep_age() -> float | None:
    """Return the seconds since the last sweep for due jobs; None if that was never or long ago. Raises Away."""
    with asking() as redis:
        left = redis.pttl(_key("sweep"))
    return SWEEP_KEPT - left / 1000 if left > 0 else None


def swept_just_now() -> bool:
    """Return whether another sweep would be too soon; False if that is unknown."""
    try:
        age = sweep_age()
    except Away:
        return False
    return age is not None and age < SWEEP_REST


def database_problem() -> str:
    """Return "" if a new connection to the database works, else the kind of the error."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return type(error).__name__
    finally:
        connection.close()
    return ""


def _remember_name(sender: str, **_kwargs: Any) -> None:
    global _name
    _name = sender


def _start_in_main(sender: Any, **_kwargs: Any) -> None:
    # A prefork worker's main process runs no jobs, and forking with a second thread is unsafe.
    if "prefork" not in sender.pool.__class__.__module__:
        _start()


def _start(**_kwargs: Any) -> None:
    threading.Thread(target=_keep_saying, name="heartbeat", daemon=True).start()


def _keep_saying() -> None:
    global _database
    while True:
        _database = database_problem()
        say_process()
        time.sleep(EVERY)


def _say_queues(sender: Any, **_kwargs: Any) -> None:
    name = sender.eventer.hostname
    queues = set(sender.eventer.app.amqp.queues.consume_from) - {worker_direct(name).name}
    _try_to_say(name, worker=name, queues=sorted(queues))


def _try_to_say(name: str, **said: object) -> None:
    try:
        say(name, **said)
    except Away as away:  # the next attempt is soon, and /readyz itself reports that the broker is down
        logger.info("Redis does not answer: no heartbeat (%s).", away)


def _forget(names: Sequence[str]) -> None:
    if names:
        with asking() as redis:
            redis.srem(_key("names"), *names)


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _key(what: str) -> str:
    # The braces keep the keys together on a cluster.
    return f"{settings.CACHES['default']['KEY_PREFIX']}:{{workers}}:{what}"
