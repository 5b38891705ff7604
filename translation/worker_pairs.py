"""The pairs that workers can translate by engines on their own machines, as announced in their heartbeats.

A service can be called from every machine; a model only on machines that have it. If no worker has announced
pairs of an engine, those of this machine count.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import permutations

from newsroom import heartbeat
from newsroom.languages import CODES
from newsroom.redis_server import Away
from newsroom.workers import kind_of, queue
from translation.engines import routing
from translation.engines.base import Engine, Service

logger = logging.getLogger(__name__)

FRESH = 10.0  # seconds for which a process caches the models on its disk
NOT_ANNOUNCED = "no running worker has announced a model for it yet; that takes up to 15 seconds"

_own: tuple[float, heartbeat.Pairs] | None = None  # when (time.monotonic), and what


def own() -> heartbeat.Pairs:
    """Return by engine the pairs that this process can translate directly, in their announced form."""
    global _own
    if _own is None or time.monotonic() - _own[0] > FRESH:
        _own = time.monotonic(), {name: _served(name) for name in routing.names() if kind_of(name) == "local"}
    return _own[1]


def announce() -> None:
    """Read the disk again and announce its models: one was added or removed."""
    global _own
    _own = None
    if heartbeat.own_name():
        heartbeat.say_process()


@dataclass(frozen=True, slots=True)
class WorkerPairs:
    """The announcements of running workers. pairs: by worker, then by engine whose queue it serves."""

    pairs: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def route_by(self, candidate: Engine, name: str, source: str, target: str) -> routing.Route | str:
        """Return the route by an engine that a worker can run, or the reason why there is none (routing.route_by)."""
        having = [pairs[name] for pairs in self.pairs.values() if name in pairs]
        here = routing.route_by(candidate, name, source, target)
        if not having:
            return here
        routes = (_route(candidate, name, source, target, pairs) for pairs in having)
        found = next((route for route in routes if isinstance(route, routing.Route)), None)
        return found or (here if isinstance(here, str) else NOT_ANNOUNCED)

    def find_route(self, source: str, target: str, name: str | None = None) -> routing.Route:
        """Return a job's route. Raises the errors of routing.find_route."""
        return routing.find_route(source, target, name, by=self.route_by)

    def able(self, name: str, source: str, target: str) -> list[str]:
        """Return the workers that can translate a pair by an engine, directly or through English."""
        candidate = routing.engine(name)
        return [
            worker
            for worker, pairs in self.pairs.items()
            if name in pairs and isinstance(_route(candidate, name, source, target, pairs[name]), routing.Route)
        ]


def announced() -> WorkerPairs:
    """Return the workers' announcements; none if Redis does not answer."""
    try:
        workers = heartbeat.workers()
    except Away as away:
        logger.info("Redis does not answer: the workers' pairs are assumed to be those of this machine (%s).", away)
        return WorkerPairs()
    return WorkerPairs(
        {
            name: {engine: frozenset(pairs) for engine, pairs in worker.pairs.items() if queue(engine) in worker.queues}
            for name, worker in workers.items()
        }
    )


def other_workers_for(name: str, source: str, target: str) -> list[str]:
    """Return the workers that a job can be passed to: [] if this process can run it, or if no other worker can."""
    if name not in routing.names() or kind_of(name) != "local":
        return []
    if isinstance(routing.route_by(routing.engine(name), name, source, target), routing.Route):
        return []
    announce()  # else another worker without the model could pass it back
    return [worker for worker in announced().able(name, source, target) if worker != heartbeat.own_name()]


def _route(candidate: Engine, name: str, source: str, target: str, pairs: frozenset[str]) -> routing.Route | str:
    return routing.route_by(candidate, name, source, target, serves=partial(_announced, pairs))


def _announced(pairs: frozenset[str], source: str, target: str) -> Service:
    return Service(pair(source, target) in pairs, "no worker has announced it")


def pair(source: str, target: str) -> str:
    """Return a pair in its announced form."""
    return f"{source}>{target}"


def _served(name: str) -> list[str]:
    candidate = routing.engine(name)
    if candidate.problem():
        return []
    codes = [code for code in CODES if code in candidate.languages]
    return [pair(*codes) for codes in permutations(codes, 2) if candidate.serves(*codes)]
