"""Celery's connection to the broker: a worker survives a restart of Redis.

Kombu 5.7 uses the connection of a channel after it has been closed: a worker with unacknowledged messages then ended
with an AttributeError when Redis was stopped. Here such a channel raises a connection error, which kombu and Celery
expect, so that the worker reconnects.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import redis
from celery.worker import consumer
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as kombu_redis

LONGEST_INTERVAL = 5  # seconds between two tries to connect; Celery's own interval grows to 30


class Channel(kombu_redis.Channel):
    """A channel that raises a connection error when its connection is closed."""

    def _connparams(self, *args: Any, **options: Any) -> dict[str, Any]:
        if self.connection is None or self.connection.client is None:
            raise redis.ConnectionError("The connection to the broker is closed.")
        parameters: dict[str, Any] = super()._connparams(*args, **options)  # type: ignore[misc]
        return parameters


class Transport(kombu_redis.Transport):
    Channel = Channel


class Consumer(consumer.Consumer):
    """A worker's consumer that tries to connect every few seconds (CELERY_WORKER_CONSUMER)."""

    def ensure_connected(self, conn: Any) -> Any:
        """Return the connection once it is established."""
        conn.ensure_connection = partial(conn.ensure_connection, interval_max=LONGEST_INTERVAL)
        return super().ensure_connected(conn)


def install() -> None:
    """Use this transport for the URL schemes redis, rediss and redis+socket."""
    for scheme in ("redis", "rediss"):
        TRANSPORT_ALIASES[scheme] = f"{__name__}:Transport"
