"""How many jobs and calls of one engine a worker process runs at once, so that a slow engine leaves threads to others.

A network engine's jobs take one of its places for as long as they run, or give way. A call takes another kind of place
for as long as it lasts, and waits for it: jobs of other engines come here too when theirs cannot, or for a second
opinion.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from newsroom.engine_options import AT_ONCE, LOCAL

_slots: dict[tuple[str, str, int], threading.BoundedSemaphore] = {}
_lock = threading.Lock()


def limited(engine: str) -> bool:
    """Tell whether an engine's jobs share a process."""
    return engine not in LOCAL


@contextmanager
def slot(engine: str) -> Iterator[bool]:
    """Hold one of an engine's places for jobs while the block runs; yields False, at once, if all are taken."""
    if not limited(engine):
        yield True
        return
    with _held(_semaphore("jobs", engine), 0) as free:
        yield free


@contextmanager
def calling(engine: str, seconds: float) -> Iterator[bool]:
    """Hold one of an engine's places for calls while the block runs; yields False if none is free in so many seconds.

    An engine on this machine's processor has one in each process.
    """
    with _held(_semaphore("calls", engine), seconds) as free:
        yield free


def _semaphore(kind: str, engine: str) -> threading.BoundedSemaphore:
    places = settings.ENGINE_AT_ONCE.get(engine, AT_ONCE) if limited(engine) else 1
    with _lock:
        return _slots.setdefault((kind, engine, places), threading.BoundedSemaphore(places))


@contextmanager
def _held(semaphore: threading.BoundedSemaphore, seconds: float) -> Iterator[bool]:
    if not semaphore.acquire(timeout=seconds):
        yield False
        return
    try:
        yield True
    finally:
        semaphore.release()
