"""The two kinds of Celery workers and their queues: `python -m newsroom.workers local|network [celery options]`.

Each engine has a queue. `local` serves the engines that use this machine's processor, one job in each process.
`network` serves those that wait for a service, in threads: as many as the slots of all these engines, so that a slow
engine never delays the languages of another. A plain `celery worker` serves all queues.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from newsroom.engine_options import AT_ONCE, ENGINES, LOCAL, at_once
from newsroom.environment import Environment, load

BASE_DIR = Path(__file__).resolve().parent.parent
KINDS = ("local", "network")
# For jobs whose engine has no queue of its own: an engine of a test or another settings file.
DEFAULT_QUEUE = "translation"
# Of beat's task, which requeues due jobs: every worker serves it.
SWEEP_QUEUE = "sweep"


def queue(engine: str) -> str:
    """Return the queue of an engine's jobs."""
    return f"engine.{engine}" if engine in ENGINES else DEFAULT_QUEUE


def queues(kind: str = "") -> list[str]:
    """Return the queues of one kind of worker, or all. The default queue is local."""
    own = [queue(name) for name in ENGINES if not kind or kind_of(name) == kind]
    return [SWEEP_QUEUE, *([] if kind == "network" else [DEFAULT_QUEUE]), *own]


def kind_of(engine: str) -> str:
    """Return the kind of worker that runs an engine's jobs."""
    return "local" if engine in LOCAL or engine not in ENGINES else "network"


def threads(environ: Mapping[str, str]) -> int:
    """Return how many threads the network worker needs."""
    wished = at_once(environ)
    return sum(wished.get(name, AT_ONCE) for name in ENGINES if name not in LOCAL)


def arguments(kind: str, environ: Mapping[str, str]) -> list[str]:
    """Return what `celery` is called with. Raises ValueError for another kind, and for a wrong variable."""
    if kind not in KINDS:
        raise ValueError(f"The workers are {' and '.join(KINDS)}, not “{kind}”.")
    pool = ["--pool", "threads", "--concurrency", str(threads(environ))]
    if kind == "local":
        pool = ["--concurrency", str(Environment(environ).number("WORKERS", 2))]
    names = ["--queues", ",".join(queues(kind)), "--hostname", f"{kind}@%h"]
    return ["--app", "newsroom", "--quiet", "worker", *pool, *names, "--without-gossip", "--without-mingle"]


def main(words: list[str]) -> int:
    """Run the worker of the first argument; the others are passed to Celery."""
    try:
        load(BASE_DIR)
        call = arguments(words[0] if words else "", os.environ)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    os.execv(sys.executable, [sys.executable, "-m", "celery", *call, *words[1:]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
