"""A gate before any of the servers here: it counts the translations asked for at the same time, and may hold them."""

from __future__ import annotations

import threading
import time
from typing import Any

from tests.servers.base import Server


class Gate:
    """Stands before a server's POSTs. in_flight: how many wait now; most: how many there ever were at a time.

    seconds: how long each waits, once the gate is open; made closed, it holds them all until open() is called.
    """

    def __init__(self, server: Server, *, closed: bool = False, seconds: float = 0.0) -> None:
        self.in_flight = self.most = self.asked = 0
        self.seconds = seconds
        self._lock = threading.Lock()
        self._opened = threading.Event()
        if not closed:
            self._opened.set()
        gate, handler = self, server.RequestHandlerClass

        class Gated(handler):  # type: ignore[misc, valid-type]
            def do_POST(self) -> None:
                gate.enter()
                try:
                    gate._opened.wait(60)
                    time.sleep(gate.seconds)
                    super().do_POST()
                finally:
                    gate.leave()

        made: Any = Gated
        server.RequestHandlerClass = made

    def open(self) -> None:
        self._opened.set()

    def close(self) -> None:
        self._opened.clear()

    def enter(self) -> None:
        with self._lock:
            self.asked += 1
            self.in_flight += 1
            self.most = max(self.most, self.in_flight)

    def leave(self) -> None:
        with self._lock:
            self.in_flight -= 1
