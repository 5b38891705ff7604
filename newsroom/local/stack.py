"""The private servers together: started unless the environment sets others, and always stopped."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from newsroom import environment
from newsroom.local.postgres import Postgres
from newsroom.local.trouble import Trouble
from newsroom.local.valkey import Valkey

Server = Postgres | Valkey


@contextlib.contextmanager
def lock(var: Path) -> Iterator[Callable[[str], None]]:
    """Hold this checkout's lock, and yield a function that writes the site's URL into it for other processes.

    Raises Trouble if another process holds it. The kernel releases the lock of a dead process, so it never goes stale.
    """
    var.mkdir(parents=True, exist_ok=True)
    for name in ("run", "log"):
        (var / name).mkdir(exist_ok=True)

    def write(url: str) -> None:
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()} {url}")
        file.flush()

    with (var / "run" / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(f"this checkout runs already (process {note(var)}): use that one, or make stop") from None
        write("")
        yield write


def note(var: Path) -> str:
    """Return what the last holder of the lock wrote: its pid, and the site's URL once there is one."""
    path = var / "run" / "lock"
    return path.read_text().strip() if path.exists() else ""


def holder(var: Path) -> int:
    """Return the pid of the process that holds this checkout's lock, or 0."""
    path = var / "run" / "lock"
    if not path.exists():
        return 0
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(note(var).split()[0])
    return 0


def secret_key(var: Path) -> str:
    """Return the secret key of this checkout's local runs, making var/secret_key (mode 0600) the first time."""
    path = var / "secret_key"
    if not environment.read_text(path):
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50) + "\n")
    return environment.read_text(path)


@contextlib.contextmanager
def servers(
    var: Path, environ: Mapping[str, str], *, durable: bool = True
) -> Iterator[tuple[dict[str, str], list[Server]]]:
    """Start the servers that `environ` does not set; yield DATABASE_URL, REDIS_URL and SECRET_KEY, and those servers.

    While they run, var/servers.json holds their URLs, so that manage.py in the same checkout finds them.
    """
    wanted: dict[str, Server] = {
        "DATABASE_URL": Postgres(var, durable=durable),
        "REDIS_URL": Valkey(var, durable=durable),
    }
    started: dict[str, str] = {}
    note = var / "servers.json"
    try:
        for name, server in wanted.items():
            if not environ.get(name):
                started[name] = ""
                started[name] = server.start()
        note.write_text(json.dumps(started, indent=1))
        urls = {name: started.get(name) or environ[name] for name in wanted}
        key = environ.get("SECRET_KEY") or secret_key(var)
        yield {**urls, "SECRET_KEY": key}, [wanted[name] for name in started]
    finally:
        note.unlink(missing_ok=True)
        for name in reversed(started):
            wanted[name].stop()


@contextlib.contextmanager
def temporary(environ: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Start private servers on a new folder; yield their environment; stop them and remove the folder.

    The checkout's var/ and a running site are not affected; for tests and benchmarks.
    """
    folder = Path(tempfile.mkdtemp(prefix="newsroom-"))
    folder.chmod(0o711)  # PostgreSQL's user must be able to enter it; its own folder inside is 0700
    added = {
        "NEWSROOM_VAR": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": environ.get("SECRET_KEY") or secrets.token_urlsafe(50),
    }
    try:
        with lock(folder), servers(folder, {**environ, **added}, durable=False) as (urls, _):
            yield {**added, **urls}
    finally:
        shutil.rmtree(folder)
