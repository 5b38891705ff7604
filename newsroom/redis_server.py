"""The Redis server as web and workers ask it directly: every wait is bounded, and a server that is away is left alone.

A page that asks ten things of a server that does not answer waits once, not ten times.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import redis
from django.conf import settings

TIMEOUT = 2.0  # seconds for a connection, and for each answer
PAUSE = 5.0  # seconds for which a server that did not answer is not asked again by this process

_paused: dict[str, float] = {}  # by URL: until when (time.monotonic)


class Away(Exception):
    """Redis does not answer."""


@contextmanager
def asking(*errors: type[Exception]) -> Iterator[redis.Redis]:
    """Yield this process's client for one question. Raises Away where the server does not answer.

    After such a failure it raises Away at once for PAUSE seconds. errors: what else means that it does not answer,
    for a block that asks it by another client.
    """
    url = settings.REDIS_URL
    if time.monotonic() < _paused.get(url, 0.0):
        raise Away("it did not answer a moment ago")
    try:
        yield client()
    except (redis.ConnectionError, redis.TimeoutError, *errors) as error:  # type: ignore[misc]
        _paused[url] = time.monotonic() + PAUSE
        raise Away(str(error)) from error
    except redis.RedisError as error:  # it answers, but it cannot do this: its memory is full, it loads its data
        raise Away(str(error)) from error


def resume() -> None:
    """Forget that servers did not answer: the next question is asked."""
    _paused.clear()


def client() -> redis.Redis:
    """Return this process's client. It raises what redis raises."""
    return _client(os.getpid(), settings.REDIS_URL)


@cache
def _client(pid: int, url: str) -> redis.Redis:
    # By process: a fork must not share its parent's connections.
    return redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, retry=None)
