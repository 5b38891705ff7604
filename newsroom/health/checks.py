"""The checks of /readyz. Each returns "ok" or a short description of the fault.

A description names kinds of errors only: messages contain hosts and accounts, and the response is public.
"""

from __future__ import annotations

import redis
from django.conf import settings
from django.db import Error, connection

from newsroom import heartbeat
from newsroom.heartbeat import Worker
from newsroom.redis_server import Away
from newsroom.workers import kind_of, queue
from translation import jobs

OK = "ok"
TIMEOUT = 2.0  # seconds for each answer of the broker
SWEEP_SECONDS = 30.0  # without a sweep; beat sends its task every 5 seconds
LAG_SECONDS = 300.0  # that a job may be due before a worker takes it
UNKNOWN = "not known while the {} does not answer"


def database() -> str:
    """Query the database for one row."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return f"does not answer ({type(error).__name__})"
    return OK


def broker() -> str:
    """Ping the broker."""
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, retry=None
        ) as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        return f"does not answer ({type(error).__name__})"
    return OK


def _needed_queues(kind: str) -> set[str]:
    """Return the queues of the engines of one kind that the settings prefer."""
    routed = (name for names in settings.TRANSLATION_ROUTES.values() for name in names)
    return {queue(name) for name in (*settings.TRANSLATION_ENGINES, *routed) if kind_of(name) == kind}


def worker(kind: str, heard: list[Worker]) -> str:
    """Check that workers serve every engine of one kind that the settings prefer, and reach the database."""
    needed = _needed_queues(kind)
    serving = [worker for worker in heard if needed & set(worker.queues)]
    if missing := needed - {queue for worker in serving if worker.processes for queue in worker.queues}:
        return f"no recent heartbeat of a worker that serves {', '.join(sorted(missing))}"
    said = [problem for worker in serving for problem in worker.processes]
    if problems := sorted(filter(None, said)):
        return f"{len(problems)} of {len(said)} processes cannot reach the database ({problems[0]})"
    return OK


def beat(age: float | None) -> str:
    """Check that due jobs are requeued: beat runs, and a worker executes its task. age: of the last sweep."""
    if age is None:
        return "no worker has looked for due jobs lately"
    return OK if age <= SWEEP_SECONDS else f"no worker has looked for due jobs for {age:.0f} seconds"


def waiting(lag: float) -> str:
    """Check that workers claim jobs in time. lag: seconds for which the oldest due job has waited."""
    return OK if lag <= LAG_SECONDS else f"a job has waited for a worker for {lag:.0f} seconds"


def everything() -> dict[str, str]:
    """Return the result of each check by its name: database, broker, worker, network-worker, beat, jobs."""
    found = {"database": database(), "broker": broker()}
    found |= _workers() if found["broker"] == OK else dict.fromkeys(_WORKERS, UNKNOWN.format("broker"))
    found["jobs"] = waiting(jobs.lag()) if found["database"] == OK else UNKNOWN.format("database")
    return found


_WORKERS = ("worker", "network-worker", "beat")


def _workers() -> dict[str, str]:
    try:
        heard, age = list(heartbeat.workers().values()), heartbeat.sweep_age()
    except Away:
        return dict.fromkeys(_WORKERS, UNKNOWN.format("broker"))
    return {"worker": worker("local", heard), "network-worker": worker("network", heard), "beat": beat(age)}
