"""What the newsroom needs to do its whole job. Each check returns "ok", or what is wrong in a few words."""

from __future__ import annotations

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection

OK = "ok"
TIMEOUT = 2.0  # seconds for each answer of the broker
HEARTBEAT = "worker-heartbeat"  # the worker writes it, with a lifetime (translation.heartbeat)


def database() -> str:
    """Ask the database for one row."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        # Only the kind: messages name hosts and accounts, and anybody may read this page.
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
    """Look for a worker's heartbeat."""
    try:
        beat = cache.get(HEARTBEAT)
    except (redis.RedisError, OSError):
        return "not known while the broker does not answer"
    return OK if beat else "no worker has been heard of in the last minute"


CHECKS = {"database": database, "broker": broker, "worker": worker}
