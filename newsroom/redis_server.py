"""Direct access to Redis for web and workers: every wait is bounded, and after a failure there is a pause.

A page with ten queries to a server that does not answer waits once, not ten times.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import redis
from django.conf import settings

TIMEOUT = 2.0  # seconds for a connection, and for each reply
PAUSE = 5.0  # seconds for which this process does not call a server again that did not answer

_paused: dict[str, float] = {}  # by URL: until when (time.monotonic)


class Away(Exception):
    """Redis does not answer."""


@contextmanager
def asking(*errors: type[Exception]) -> Iterator[redis.Redis]:
    """Yield this process's client for one query. Raises Away if the server does not answer.

    After such a failure it raises Away immediately for PAUSE seconds. errors: further exceptions that mean the same,
    for a block that uses another client.
    """
    url = settings.REDIS_URL
    if time.monotonic() < _paused.get(url, 0.0):
        raise Away("it did not answer a moment ago")
    try:
        yield client()
    except (redis.ConnectionError, redis.TimeoutError, *errors) as error:  # type: ignore[misc]
        _paused[url] = time.monotonic() + PAUSE
        raise Away(str(error)) from error
    except redis.RedisError as error:  # it answers, but it cannot execute this: its memory is full, it loads its data
        raise Away(str(error)) from error


def resume() -> None:
    """Clear the recorded failures: the next query is sent."""
    _paused.clear()


def client() -> redis.Redis:
    """Return this process's client. It raises the exceptions of redis."""
    return _client(os.getpid(), settings.REDIS_URL)


@cache
def _client(pid: int, url: str) -> redis.Redis:
    # By process: a fork must not share its parent's connections.
    return redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, retry=None)
