"""A whole newsroom of its own for fault tests: servers, web, workers and beat in processes that a test may kill.

Nothing of it is shared with other tests: its PostgreSQL and Valkey may be stopped, restarted and emptied.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import psycopg
import redis

from newsroom.languages import DEFAULT_CODES
from newsroom.local import port, process, programs
from newsroom.local.postgres import Postgres
from newsroom.local.stack import lock
from newsroom.local.valkey import Valkey
from tests.servers import google
from tests.servers.gate import Gate
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parents[2]
KEY = "key-of-the-tests"
OTHERS = [code for code in DEFAULT_CODES if code != "en"]
RESTART = 1.0  # seconds after its end until a program that is kept is started again
OPEN = "state IN ('queued', 'running')"
MAKE = """
import datetime
from django.contrib.auth import get_user_model
from articles import publishing
from articles.document import Document
people = get_user_model().objects
people.filter(username="chief").exists() or people.create_superuser("chief", password="chief")
text = "Paragraph {{}} of story {mark} speaks of the harbour."
for number in range({articles}):
    body = [{{"type": "paragraph", "text": text.format(f"{{number}}.{{part}}")}} for part in range({paragraphs})]
    document = Document(headline=f"Harbour {mark} {{number}}", body=body)
    print(publishing.create_article("en", document, date=datetime.date(2026, 11, 1)).pk)
"""
ASK = """
from articles.models import Article
from translation import desk
for pk in {pks}:
    desk.request_translation(Article.objects.get(pk=pk), {languages}, engine={engine!r})
"""
# What says only that a server is away for now.
AWAY = (psycopg.OperationalError, httpx.TransportError, json.JSONDecodeError)


class Newsroom:
    """The servers and programs of one newsroom; programs are named as in newsroom.local.programs."""

    def __init__(self, folder: Path, environ: Mapping[str, str], gate: Gate) -> None:
        self.folder = folder
        self.gate = gate
        self.postgres = Postgres(folder, durable=False)
        self.valkey = Valkey(folder, durable=False)
        self.kept: set[str] = set()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.exits: list[tuple[str, int]] = []
        self.changes: dict[str, dict[str, str]] = {}  # of the environment, by program
        self._environ = dict(environ)
        self._marks = iter(range(1_000_000))
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def open(self, listener: int, gate_url: str) -> None:
        """Start the servers and make the database. Programs are started by start()."""
        self._listener = listener
        self.url = f"http://localhost:{_port(listener)}"
        urls = {"DATABASE_URL": self.postgres.start(), "REDIS_URL": self.valkey.start()}
        given = {
            "NEWSROOM_VAR": str(self.folder), "SECRET_KEY": "x" * 50, "TRANSLATION_ENGINES": "google,firefox",
            "GOOGLE_TRANSLATE_URL": gate_url, "GOOGLE_PROJECT": "courier", "GOOGLE_ACCESS_TOKEN": KEY,
            "ENGINE_PRIVATE_HOSTS": "127.0.0.1", "ENGINE_AT_ONCE": "google=14", "PLAIN_STATIC": "1", "DEBUG": "0",
        }  # fmt: skip
        self.env = {**programs.environment({**os.environ, **self._environ, **given}, urls, self.folder), **urls}
        self.manage("migrate", "--verbosity", "0")
        # What was committed before a restart must be there after it, as with any server that is meant to last.
        self.sql("ALTER ROLE CURRENT_USER SET synchronous_commit = on")
        self._keeper.start()

    def close(self) -> None:
        """End everything that was started."""
        self._closing.set()
        for name in list(self.running):
            with contextlib.suppress(ProcessLookupError):
                self.kill(name)
            self.running[name].wait(10)
        for server in (self.valkey, self.postgres):
            if server.popen and server.popen.poll() is None:
                server.popen.send_signal(signal.SIGCONT)
            server.stop()

    # --- programs ---------------------------------------------------------------------------------------------------

    def start(self, *names: str, keep: bool = True) -> None:
        """Start programs. keep: start each again RESTART seconds after it has ended."""
        for name in names:
            with self._lock:
                self.running[name] = self._launch(name)
                (self.kept.add if keep else self.kept.discard)(name)

    def start_another(self, name: str) -> subprocess.Popen[bytes]:
        """Start one more process of a program that kill() and signal() name from now on; return the older one.

        The older one ends with close().
        """
        with self._lock:
            older = self.running.pop(name)
            self.kept.discard(name)
            self.running[name] = self._launch(name)
            self.running[f"{name}, the older"] = older
        return older

    def stop(self, *names: str) -> None:
        """End programs for good, with SIGTERM."""
        for name in names:
            with self._lock:
                self.kept.discard(name)
                popen = self.running.pop(name)
            popen.send_signal(signal.SIGTERM)
            process.wait_or_kill(popen, self._record(name), 15)

    def kill(self, name: str) -> None:
        """Kill a program's whole process group with SIGKILL; started again if it is kept."""
        os.killpg(self.running[name].pid, signal.SIGKILL)

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to each process of a program's group."""
        os.killpg(self.running[name].pid, number)

    def log(self, name: str) -> str:
        """Return what a program has written."""
        return (self.folder / "log" / f"{name}.log").read_text()

    def _launch(self, name: str) -> subprocess.Popen[bytes]:
        env = {**self.env, **self.changes.get(name, {})}
        program = next(row for row in programs.programs(self._listener, env) if row.name == name)
        with (self.folder / "log" / f"{name}.log").open("ab") as log:
            return process.start(
                program.command, self._record(name), env=env, output=log, cwd=ROOT, pass_fds=program.pass_fds
            )

    def _record(self, name: str) -> Path:
        return self.folder / "run" / f"{name}.pid"

    def _keep(self) -> None:
        """Look after the programs until close()."""
        due: dict[str, float] = {}
        for _second in iter(lambda: self._closing.wait(0.05), True):
            with self._lock:
                for name, popen in list(self.running.items()):
                    if popen.poll() is not None:
                        self._look_after(name, popen.returncode, due)

    def _look_after(self, name: str, status: int, due: dict[str, float]) -> None:
        """Note that a program has ended, and start it again in time. due: when, by name (time.monotonic)."""
        if name not in due:
            self.exits.append((name, status))
            due[name] = time.monotonic() + RESTART
        elif time.monotonic() >= due[name] and name in self.kept:
            self.running[name] = self._launch(name)
            del due[name]

    # --- servers ----------------------------------------------------------------------------------------------------

    def restart_postgres(self, seconds: float) -> float:
        """Stop PostgreSQL at once (immediate), wait, start it; return the moment (time.monotonic) it answered again."""
        assert self.postgres.popen
        self.postgres.popen.send_signal(signal.SIGQUIT)
        self.postgres.popen.wait(30)
        time.sleep(seconds)
        self.postgres.start()
        return time.monotonic()

    def kill_valkey(self) -> None:
        """Kill -9 Valkey; what it held is gone."""
        assert self.valkey.popen
        self.valkey.popen.kill()
        self.valkey.popen.wait(10)

    def flush(self) -> None:
        """Empty Valkey."""
        redis.Redis.from_url(self.env["REDIS_URL"]).flushall()

    def cut_database(self) -> None:
        """End all sessions of the database."""
        self.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = user"
        )

    # --- looking and asking -----------------------------------------------------------------------------------------

    def sql(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement on a connection of its own."""
        with psycopg.connect(self.env["DATABASE_URL"], autocommit=True) as connection:
            cursor = connection.execute(query, values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def count(self, where: str = "true") -> int:
        """Count jobs."""
        return self.sql(f"SELECT count(*) FROM translation_translationjob WHERE {where}")[0][0]

    def states(self) -> dict[str, int]:
        """Count jobs by state."""
        return dict(self.sql("SELECT state, count(*) FROM translation_translationjob GROUP BY 1"))

    def leases(self, engine: str = "google") -> dict[int, str]:
        """Return the leases of an engine's running jobs."""
        query = "SELECT id, lease::text FROM translation_translationjob WHERE state = 'running' AND engine = %s"
        return dict(self.sql(query, engine))

    def unsettled(self) -> int:
        """Count calls whose answer nobody knows."""
        return self.sql("SELECT count(*) FROM translation_enginecall WHERE outcome <> 'answered'")[0][0]

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py; return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def articles(self, articles: int = 1, paragraphs: int = 4) -> list[int]:
        """Make articles whose texts are new, and a superuser chief; return their numbers."""
        code = MAKE.format(articles=articles, paragraphs=paragraphs, mark=next(self._marks))
        return [int(line) for line in self.manage("shell", "--verbosity", "0", "-c", code).split() if line.isdecimal()]

    def ask(self, pks: list[int], languages: list[str] = OTHERS, engine: str = "google") -> None:
        """Ask for translations of articles."""
        self.manage("shell", "--verbosity", "0", "-c", ASK.format(pks=pks, languages=languages, engine=engine))

    def ready(self) -> dict[str, Any]:
        """Return what /readyz says."""
        return dict(httpx.get(f"{self.url}/readyz", timeout=20).json())

    def admin(self) -> httpx.Client:
        """Return a client who is logged in as chief."""
        client = httpx.Client(base_url=self.url, follow_redirects=True, timeout=120)
        page = client.get("/admin/login/")
        post(client, "/admin/login/", page.text, username="chief", password="chief")
        return client


def post(client: httpx.Client, path: str, page: str, **fields: Any) -> httpx.Response:
    """Post a form with the token that its page holds."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, page[:500]
    return client.post(path, data={"csrfmiddlewaretoken": token[1], **fields})


def seconds_until(condition: Callable[[], Any], seconds: float, what: str = "it") -> float:
    """Wait until a condition holds; return how many seconds that took. It may raise AWAY meanwhile."""
    begun = time.monotonic()

    def holds() -> Any:
        with contextlib.suppress(*AWAY):
            return condition()

    wait_for(holds, seconds, every=0.1, failed=f"{what} did not happen in {seconds} s")
    return time.monotonic() - begun


def _port(listener: int) -> int:
    with socket.socket(fileno=os.dup(listener)) as bound:
        return int(bound.getsockname()[1])


@contextlib.contextmanager
def running(folder: Path, **environ: str) -> Iterator[Newsroom]:
    """Run a newsroom's servers and a paid engine behind a gate, as long as the block lasts."""
    with google.running(KEY) as server, lock(folder), port.listen("0") as listener:
        newsroom = Newsroom(folder, environ, Gate(server))
        try:
            newsroom.open(listener.fileno(), server.url)
            yield newsroom
        finally:
            newsroom.close()
