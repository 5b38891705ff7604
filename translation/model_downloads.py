"""Firefox models that people request on the Translate page: a worker downloads them, one language after another.

All state is in Redis, and may be lost with it: the queue of languages, the progress of each download, the list of
models. A queued language is not added again, so two concurrent requests start one download. The worker holds a lease.
If it dies, the lease expires, the next sweep sends another message, and downloaded data is kept on the disk.
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
LEASE = 60  # seconds, renewed with each progress update: more than a server may stall
KEPT = 24 * 3600  # seconds for which a record of a download is kept
NOTED = 1.0  # seconds between two progress updates
LIST_KEPT = 24 * 3600  # seconds for which the list of models is kept
LIST_RETRY = 60  # seconds after which a list that could not be read is requested again
LIST_STALL = 5.0  # seconds that its server may take to answer

State = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Download:
    """The download of one language. done, total: bytes; error: why it failed, in English, like engines' messages."""

    code: str
    state: State
    done: int = 0
    total: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """The list of models. sizes: bytes by pair, in the form of worker_pairs.pair; problem: why it is unknown."""

    sizes: dict[str, int]
    problem: str = ""


def enqueue(codes: Iterable[str]) -> list[str]:
    """Queue the download of languages; return those that were not queued. Raises Away."""
    added = []
    with asking() as server:
        for code in codes:
            if server.zadd(_key("wanted"), {code: time.time()}, nx=True):
                _note(server, Download(code, "waiting"))
                added.append(code)
    return added


def downloads() -> dict[str, Download]:
    """Return the downloads of the last day by language; {} if Redis does not answer."""
    try:
        with asking() as server:
            found = server.hgetall(_key("downloads"))
            wanted = {_text(code) for code in server.zrange(_key("wanted"), 0, -1)}
    except Away as away:
        logger.info("Redis does not answer: the state of downloads is unknown (%s).", away)
        return {}
    rows = [Download(**json.loads(value)) for value in found.values()]
    # A download that ends is removed from the queue first.
    return {row.code: row for row in rows if row.state in ("done", "failed") or row.code in wanted}


def offered() -> Offered | None:
    """Return the list of models, as a worker read it lately; None if none has. Raises Away."""
    with asking() as server:
        value = server.get(_key("offered"))
    return Offered(**json.loads(value)) if value else None


def may_look_up() -> bool:
    """Return whether a worker should read the list: True once in LIST_RETRY seconds. Raises Away."""
    with asking() as server:
        return bool(server.set(_key("looking"), 1, nx=True, ex=LIST_RETRY))


def look_up() -> None:
    """Read the list of models, in a worker."""
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
    """Return whether languages are queued and no worker downloads them; False if Redis does not answer."""
    try:
        with asking() as server:
            return bool(server.zcard(_key("wanted"))) and not server.exists(_key("lease"))
    except Away:  # the sweep that calls this logs it
        return False


def work() -> None:
    """Download queued languages until there are none, unless another worker holds the lease. Raises Away."""
    mine = uuid.uuid4().hex
    # The message of a request between the last check and the end of the lease found the lease taken.
    while _next() and _claim(mine):
        try:
            while code := _next():
                _fetch(code, mine)
        finally:
            _release(mine)


def _fetch(code: str, mine: str) -> None:
    """Download one language, and remove it from the queue; an error is stored for the request page."""
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
    except Away as away:  # the next update is soon; the download continues meanwhile
        logger.info("Redis does not answer: progress of a download is not stored (%s).", away)


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
