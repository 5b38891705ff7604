"""Database connections of workers: replace a broken one, and wait for a server that is down.

Django checks a connection when a web request begins. For a task there is no such check, and one engine call may outlast
a restart of the server. So code that is about to use an idle connection calls `ready`.
"""

from __future__ import annotations

import logging
import time
from itertools import chain, repeat

from django.db import InterfaceError, OperationalError, close_old_connections, connection

logger = logging.getLogger(__name__)

# What a statement raises when its connection has broken, and other transient errors of the server.
TROUBLE = (OperationalError, InterfaceError)
MAX_WAIT = 30.0  # seconds that a worker waits for a server that restarts
_PAUSES = (0.1, 0.2, 0.4, 0.8)  # seconds between two tries; then one second


def ready(max_wait: float = MAX_WAIT) -> None:
    """Return once this thread's connection is usable; it is replaced if it has broken.

    Raises OperationalError after `seconds` without a connection. Inside a transaction it does nothing.
    """
    if connection.in_atomic_block:
        return
    end = time.monotonic() + max_wait
    for pause in chain(_PAUSES, repeat(1.0)):
        try:
            close_old_connections()  # also makes the next line check a connection that it keeps
            connection.close_if_health_check_failed()
            connection.ensure_connection()
        except TROUBLE as error:
            connection.close()
            if time.monotonic() + pause > end:
                raise
            logger.log(
                logging.WARNING if pause == _PAUSES[0] else logging.DEBUG, "the database does not answer: %s", error
            )
            time.sleep(pause)
        else:
            return
