"""Firefox models that people ask for on the Translate page: a worker fetches them, one language after another.

All of it is in Redis, and may be lost with it: which languages are wanted, how far each download is, what there is to
fetch. A language that is wanted already is not added again, so two people who ask at once start one download. Whoever
works holds a lease; if the worker dies, the lease runs out, the next sweep sends for another one, and what was fetched
is kept on the disk.
"""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import redis
from django.conf import settings

from newsroom.redis_server import Away, asking
from translation import worker_pairs
from translation.engines.firefox.downloads import Source
from translation.engines.firefox.folder import Folder, ModelsError
from translation.engines.firefox.languages import fetch, sizes

logger = logging.getLogger(__name__)

ENGINE = "firefox"
LEASE = 60  # seconds, renewed with each note of progress: more than a server may stall
KEPT = 24 * 3600  # seconds for which a record of a download is kept
NOTED = 1.0  # seconds between two notes of progress
LIST_KEPT = 24 * 3600  # seconds for which the list of what there is to fetch is kept
LIST_RETRY = 60  # seconds after which a list that could not be read is asked for again
LIST_STALL = 5.0  # seconds that its server may take to answer

State = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Download:
    """One language that was asked for. done, total: bytes; error: why it failed, in English, as engines say it."""

    code: str
    state: State
    done: int = 0
    total: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to fetch. sizes: bytes by pair, as worker_pairs.pair writes it; problem: why nobody knows."""

    sizes: dict[str, int]
    problem: str = ""


def want(codes: Iterable[str]) -> list[str]:
    """Put languages on the list of those to fetch; return those that were not on it. Raises Away."""
    added = []
    with asking() as server:
        for code in codes:
            if server.zadd(_key("wanted"), {code: time.time()}, nx=True):
                _note(server, Download(code, "waiting"))
                added.append(code)
    return added


def downloads() -> dict[str, Download]:
    """Return the downloads of the last day by language; {} where Redis does not answer."""
    try:
        with asking() as server:
            found = server.hgetall(_key("downloads"))
            wanted = {_text(code) for code in server.zrange(_key("wanted"), 0, -1)}
    except Away as away:
        logger.info("Redis does not answer: nothing is known of downloads (%s).", away)
        return {}
    rows = [Download(**json.loads(value)) for value in found.values()]
    # One that ends by itself is taken from the list first.
    return {row.code: row for row in rows if row.state in ("done", "failed") or row.code in wanted}


def offered() -> Offered | None:
    """Return what there is to fetch, as a worker read it lately; None if nobody has. Raises Away."""
    with asking() as server:
        value = server.get(_key("offered"))
    return Offered(**json.loads(value)) if value else None


def may_look_up() -> bool:
    """Tell whether a worker should be asked to read the list: True once in LIST_RETRY seconds. Raises Away."""
    with asking() as server:
        return bool(server.set(_key("looking"), 1, nx=True, ex=LIST_RETRY))


def look_up() -> None:
    """Read the list of what there is to fetch, in a worker."""
    source = _source(stall=LIST_STALL)
    try:
        found = Offered({worker_pairs.pair(*pair): size for pair, size in sizes(source.releases()).items()})
    except ModelsError as error:
        logger.info("The list of Firefox models could not be read: %s", error)
        found = Offered({}, str(error))
    with asking() as server:
        server.set(_key("offered"), json.dumps(asdict(found)), ex=LIST_RETRY if found.problem else LIST_KEPT)
        server.delete(_key("looking"))


def abandoned() -> bool:
    """Tell whether languages are wanted and no worker is at it; False where Redis does not answer."""
    try:
        with asking() as server:
            return bool(server.zcard(_key("wanted"))) and not server.exists(_key("lease"))
    except Away:  # the sweep that asks says so itself
        return False


def work() -> None:
    """Fetch what is wanted until nothing is, unless another worker is at it already. Raises Away."""
    mine = uuid.uuid4().hex
    # Whoever asks between the last look and the end of the lease has sent a message that found the lease taken.
    while _next() and _claim(mine):
        try:
            while code := _next():
                _fetch(code, mine)
        finally:
            _release(mine)


def _fetch(code: str, mine: str) -> None:
    """Fetch one language, and take it from the list; what goes wrong is kept for those who asked."""
    noted = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal noted
        if time.monotonic() - noted >= NOTED or done == total:
            noted = time.monotonic()
            _say(Download(code, "running", done, total), mine)

    ended = Download(code, "done")
    _say(Download(code, "running"), mine)
    try:
        fetch(_source(), _folder(), code, progress)
        worker_pairs.announce()
        logger.info("The Firefox models of %s are in place.", code)
    except ModelsError as error:
        logger.warning("The Firefox models of %s could not be fetched: %s", code, error)
        ended = Download(code, "failed", error=str(error))
    with asking() as server:
        _note(server, ended)
        server.zrem(_key("wanted"), code)


def _say(download: Download, mine: str) -> None:
    try:
        with asking() as server:
            _note(server, download)
            if _holds(server, mine):
                server.expire(_key("lease"), LEASE)
    except Away as away:  # the next note is soon; the file goes on meanwhile
        logger.info("Redis does not answer: progress of a download is not noted (%s).", away)


def _note(server: redis.Redis, download: Download) -> None:
    server.hset(_key("downloads"), download.code, json.dumps(asdict(download)))
    server.expire(_key("downloads"), KEPT)


def _next() -> str:
    with asking() as server:
        first = server.zrange(_key("wanted"), 0, 0)
    return _text(first[0]) if first else ""


def _claim(mine: str) -> bool:
    with asking() as server:
        return bool(server.set(_key("lease"), mine, nx=True, ex=LEASE))


def _release(mine: str) -> None:
    with asking() as server:
        if _holds(server, mine):
            server.delete(_key("lease"))


def _holds(server: redis.Redis, mine: str) -> bool:
    held = server.get(_key("lease"))
    return held is not None and _text(held) == mine


def _source(stall: float = 30.0) -> Source:
    given = _options()
    return Source(str(given.get("url", "")), given.get("private_hosts", ()), stall)


def _folder() -> Folder:
    if not (path := _options().get("models_dir")):
        raise ModelsError("Set FIREFOX_MODELS_DIR to the folder that models belong in.")
    return Folder(Path(path))


def _options() -> dict[str, Any]:
    return dict(settings.ENGINE_OPTIONS.get(ENGINE, {}))


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _key(what: str) -> str:
    # The braces keep the keys together on a cluster.
    return f"{settings.CACHES['default']['KEY_PREFIX']}:{{models}}:{what}"
