"""What the newsroom needs to do its whole job. Each check returns "ok", or what is wrong in a few words.

The words name kinds of errors only: messages name hosts and accounts, and anybody may read the answer.
"""

from __future__ import annotations

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection

from translation.heartbeat import KEY as HEARTBEAT

OK = "ok"
TIMEOUT = 2.0  # seconds for each answer of the broker


def database() -> str:
    """Ask the database for one row."""
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


def worker() -> str:
    """Look for a worker's heartbeat. Raises what a broken broker raises: ask the broker first."""
    return OK if cache.get(HEARTBEAT) else "no worker has been heard of lately"


def everything() -> dict[str, str]:
    """Return what each part answers by its name: database, broker, worker."""
    found = {"database": database(), "broker": broker()}
    found["worker"] = worker() if found["broker"] == OK else "not known while the broker does not answer"
    return found
