"""Beat's schedule on the monotonic clock: after the system clock was set back, beat would stop until it caught up.

Workers run jobs without beat, but lost messages are only requeued by beat's task.
"""

from __future__ import annotations

import datetime
import time

from celery.schedules import schedule

_BEGINNING = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def now() -> datetime.datetime:
    """Return a time that never goes back. It is no date."""
    return _BEGINNING + datetime.timedelta(seconds=time.monotonic())


def every(seconds: float) -> schedule:
    """Return a schedule with this interval in seconds."""
    return schedule(seconds, nowfun=now)
