"""The private Valkey (a Redis-protocol server): on a unix socket only, with its data beside it."""

import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from newsroom import environment
from newsroom.local import binaries, process, sockets
from newsroom.local.cluster import QUIET
from newsroom.local.trouble import Trouble

SOCKET = "valkey.sock"
DATABASES = 64  # one for each process of a parallel test run


class Valkey:
    """A private Valkey under `folder`/valkey; `durable=False` writes nothing to disk (tests)."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.home = folder / "valkey"
        self.record = folder / "run" / "valkey.pid"
        self.log = folder / "log" / "valkey.log"
        self.durable = durable
        self.popen: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start it and return its URL; raises Trouble if it does not come up."""
        process.stop_recorded(self.record, signal.SIGTERM, seconds=10)
        program = binaries.valkey()
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        socket = sockets.folder(self.home / "socket", SOCKET, {}) / SOCKET
        options: dict[str, str | Path] = {
            "port": "0",
            "unixsocket": socket,
            "unixsocketperm": "700",
            "dir": self.home,
            "databases": str(DATABASES),
            "appendonly": "yes" if self.durable else "no",
            "save": "",
        }
        command: list[str | Path] = [program]
        for name, value in options.items():
            command += [f"--{name}", value]
        with self.log.open("ab") as log:
            self.popen = process.start(command, self.record, env=QUIET, output=log)
        url = f"unix://{quote(str(socket))}?db=0"
        deadline = time.monotonic() + 20
        while not environment.answers(url):
            if self.popen.poll() is not None or time.monotonic() > deadline:
                raise Trouble(f"Valkey did not come up; its log is {self.log}")
            time.sleep(0.02)
        return url

    def stop(self) -> None:
        """Stop it after its data was written to disk."""
        if self.popen:
            process.stop(self.popen, self.record, signal.SIGTERM, seconds=10)
        sockets.remove(self.home / "socket")
