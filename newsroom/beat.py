"""Beat's schedule, by a clock that nobody sets: with a clock that is set back beat would wait until it has caught up.

A worker needs no beat to work, but without it nobody looks for what was lost.
"""

from __future__ import annotations

import datetime
import time

from celery.schedules import schedule

_BEGINNING = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def now() -> datetime.datetime:
    """Return a time that only ever goes on, at the pace of time; it says nothing of the date."""
    return _BEGINNING + datetime.timedelta(seconds=time.monotonic())


def every(seconds: float) -> schedule:
    """Return a schedule of so many seconds."""
    return schedule(seconds, nowfun=now)
