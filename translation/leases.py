"""The leases of the jobs that run in this process, renewed by a thread: a lease expires after its process has died.

Without the thread a lease would have to outlast the longest engine call, and the jobs of a killed worker would
wait as long. If a job's step takes longer than announced, or its deadline has passed, its thread hangs and the lease is
not renewed.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import Error, connections
from django.db.models.functions import Now

from newsroom.database import clock
from translation.models import TranslationJob

logger = logging.getLogger(__name__)

STEP = 120.0  # seconds that a step of a job may take by default
RENEWALS = 5  # in the time of one lease

_lock = threading.Lock()
_steps: dict[uuid.UUID, float] = {}  # by lease: until when its step may take (time.monotonic)
_thread: threading.Thread | None = None


@contextmanager
def held(job: TranslationJob) -> Iterator[None]:
    """Renew the lease of a job that this process has claimed for as long as the block runs."""
    lease = _of(job)
    with _lock:
        _steps[lease] = time.monotonic() + STEP
        _run_thread()
    try:
        yield
    finally:
        with _lock:
            _steps.pop(lease, None)


def announce(job: TranslationJob, seconds: float) -> None:
    """Allow the next step of a held job to take this many seconds, if that is more than STEP."""
    with _lock:
        if job.lease in _steps:
            _steps[_of(job)] = time.monotonic() + max(STEP, seconds)


def renew() -> int:
    """Renew the leases that this process holds, and return their number."""
    with _lock:
        current = [lease for lease, until in _steps.items() if time.monotonic() < until]
    if not current:
        return 0
    until = clock.after(settings.TRANSLATION_LEASE_SECONDS)
    running = TranslationJob.objects.filter(state=TranslationJob.State.RUNNING, lease__in=current)
    return running.filter(deadline__gt=Now()).update(lease_until=until, due_at=until)


def _of(job: TranslationJob) -> uuid.UUID:
    if job.lease is None:
        raise ValueError(f"Job {job.pk} has not been claimed.")
    return job.lease


def _run_thread() -> None:
    """Start the thread if it does not run; after a fork it does not."""
    global _thread
    if _thread is None or not _thread.is_alive():
        _thread = threading.Thread(target=_keep_renewing, name="leases", daemon=True)
        _thread.start()


def _keep_renewing() -> None:
    """Renew until nothing is held any more."""
    global _thread
    while True:
        time.sleep(settings.TRANSLATION_LEASE_SECONDS / RENEWALS)
        with _lock:
            if not _steps:
                _thread = None
                return
        try:
            renew()
        except Error as error:  # the next attempt is soon
            logger.warning("The leases of this process could not be renewed: %s", error)
        finally:
            connections.close_all()  # of this thread; the next attempt opens a new one, to a server that is up again
