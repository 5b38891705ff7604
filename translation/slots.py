"""How many jobs of one network engine a worker runs at once, so that a slow engine leaves threads to the others."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from newsroom.engine_options import AT_ONCE, LOCAL

_slots: dict[tuple[str, int], threading.BoundedSemaphore] = {}
_lock = threading.Lock()


def limited(engine: str) -> bool:
    """Tell whether an engine's jobs share a process."""
    return engine not in LOCAL


@contextmanager
def slot(engine: str) -> Iterator[bool]:
    """Hold one of an engine's places in this process while the block runs; yields False, at once, if all are taken."""
    if not limited(engine):
        yield True
        return
    places = settings.ENGINE_AT_ONCE.get(engine, AT_ONCE)
    with _lock:
        semaphore = _slots.setdefault((engine, places), threading.BoundedSemaphore(places))
    if not semaphore.acquire(blocking=False):
        yield False
        return
    try:
        yield True
    finally:
        semaphore.release()
