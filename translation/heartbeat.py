"""A worker's sign of life, for /readyz: Celery's own heart beats every two seconds, busy or not."""

from __future__ import annotations

from celery.signals import heartbeat_sent
from django.core.cache import cache
from django.utils import timezone

KEY = "worker-heartbeat"
SECONDS = 30


@heartbeat_sent.connect
def beat(**_kwargs: object) -> None:
    """Write the time down where the web processes see it; it fades when the worker is gone."""
    cache.set(KEY, timezone.now().isoformat(), SECONDS)
