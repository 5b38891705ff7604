"""The private PostgreSQL: started directly, on a unix socket only, with a role of its own for the newsroom."""

import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from newsroom.local import binaries, cluster, process, sockets, unprivileged
from newsroom.local.trouble import Trouble

SOCKET = ".s.PGSQL.5432"
NAME = "newsroom"


class Postgres:
    """A private PostgreSQL under `folder`/postgres; `durable=False` trades safety in a crash for speed (tests)."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self.record = folder / "run" / "postgres.pid"
        self.log = folder / "log" / "postgres.log"
        self.durable = durable
        self.popen: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None

    def start(self) -> str:
        """Start it and return the URL of the newsroom's database; raises Trouble if it does not come up."""
        process.stop_recorded(self.record, signal.SIGINT, seconds=30)
        who = unprivileged.account()
        home = cluster.home(self.folder / "postgres", who)
        programs = binaries.postgres(home, who)
        data = home / "data"
        cluster.make(data, programs, who)
        cluster.allow_only_us(data)
        cluster.remove_stale_lock(data)
        self._sockets = home / "socket"
        folder = sockets.folder(self._sockets, SOCKET, who)
        options = {"listen_addresses": "", "unix_socket_directories": folder, "unix_socket_permissions": "0700"}
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command: list[str | Path] = [programs / "postgres", "-D", data, "-p", "5432"]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self.popen = process.start(
                command, self.record, env=cluster.QUIET, output=log, account=who, stop_signal=signal.SIGINT
            )
        address = f"{quote(str(folder), safe='')}:5432"
        self._prepare(f"postgresql://postgres@{address}/postgres")
        return f"postgresql://{NAME}@{address}/{NAME}"

    def stop(self) -> None:
        """Stop it: SIGINT is PostgreSQL's fast shutdown, which waits for no client and needs no recovery."""
        if self.popen:
            process.stop(self.popen, self.record, signal.SIGINT, seconds=30)
        if self._sockets:
            sockets.remove(self._sockets)

    def _prepare(self, url: str) -> None:
        with self._connect(url) as connection:
            made = connection.execute("SELECT datctype FROM pg_database WHERE datname = 'template1'").fetchone()
            if made and made[0] in ("C", "POSIX"):
                raise Trouble(
                    f"{self.folder / 'postgres'} was made with the locale {made[0]}, in which no search finds Greek, "
                    "Cyrillic or Han: dump what you want to keep with an older version, then make reset"
                )
            name = sql.Identifier(NAME)
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(name))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))

    def _connect(self, url: str, seconds: float = 60) -> psycopg.Connection:
        deadline = time.monotonic() + seconds  # a recovery after a crash takes a while
        while True:
            try:
                return psycopg.connect(url, autocommit=True, connect_timeout=5)
            except psycopg.OperationalError as error:
                ended = self.popen is not None and self.popen.poll() is not None
                if ended or time.monotonic() > deadline:
                    raise Trouble(f"PostgreSQL did not come up ({error}); its log is {self.log}") from error
            time.sleep(0.05)
