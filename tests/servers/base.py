"""What the local servers for tests have in common: a scripted HTTP server that misbehaves when it is told to.

`server.fault` names what the next requests suffer; the faults below suit every protocol over HTTP. Each server is a
file beside this one: a Handler that answers its protocol, and `running()`.
"""

from __future__ import annotations

import gzip
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Fault = Callable[["Handler"], None]


class Server(ThreadingHTTPServer):
    """`requests` are the bodies of what was asked, parsed; `key` is what a client must know, "" for nothing."""

    daemon_threads = True

    def __init__(self, handler: type[Handler], key: str = "") -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.key = key
        self.fault: Fault | None = None
        self.listing_fault: Fault | None = None
        self.requests: list[dict[str, Any]] = []
        self.listings = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients are meant to hang up on the faults."""


class Handler(BaseHTTPRequestHandler):
    """Answers listings by `listing()` and translations by `answer(body)`, unless a fault is set."""

    server: Any

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def listing(self) -> None:
        """Answer a GET."""
        self.reply(404, {})

    def answer(self, body: Any) -> None:
        """Answer a POST."""
        raise NotImplementedError

    def do_GET(self) -> None:
        self.server.listings += 1
        if self.server.listing_fault:
            self.server.listing_fault(self)
        else:
            self.listing()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.requests.append(body)
        if self.server.fault:
            self.server.fault(self)
        else:
            self.answer(body)

    def reply(self, status: int, answer: object, headers: dict[str, str] | None = None) -> None:
        body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        kind = "text/html" if isinstance(answer, str) else "application/json"
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


_KEPT = re.compile(r"(<code\b[^>]*>.*?</code>|<span\b[^>]*\btranslate=\"no\"[^>]*>.*?</span>|<[^>]*>|&#?\w+;)", re.S)


def shout(text: str) -> str:
    """Return the text in capitals, without its tags, entities, code and what must not be translated."""
    parts = _KEPT.split(text)
    parts[::2] = [part.upper() for part in parts[::2]]
    return "".join(parts)


def answering(status: int, answer: object, **headers: str) -> Callable[[Handler], None]:
    """Return a fault: this status and body."""
    return lambda handler: handler.reply(status, answer, {name.replace("_", "-"): v for name, v in headers.items()})


def hanging(handler: Handler) -> None:
    time.sleep(30)


def dripping_body(handler: Handler) -> None:
    """Send the body of a right answer one byte a second."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    _drip(handler, b'{"')


def dripping_head(handler: Handler) -> None:
    """Send the status line one byte a second."""
    _drip(handler, b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")


def _drip(handler: Handler, data: bytes) -> None:
    for byte in data:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(1)


def resetting(handler: Handler) -> None:
    """Reset the connection in the middle of the reply."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"')
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.shutdown(socket.SHUT_RD)
    handler.connection.close()


def closing(handler: Handler) -> None:
    """Close the connection in the middle of the reply."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"')


def flooding(handler: Handler) -> None:
    """Send a body without end."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


def speaking_no_http(handler: Handler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


def packing(handler: Handler) -> None:
    """Send a gigabyte of spaces, packed into a megabyte, to a client that asked for nothing packed."""
    packed = _bomb()
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(packed)))
    handler.end_headers()
    handler.wfile.write(packed)


@cache
def _bomb() -> bytes:
    return gzip.compress(b" " * (16 * 1024 * 1024), compresslevel=9) * 64


def shortening(handler: Handler) -> None:
    """Promise more bytes than come."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"{}")


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Serve in a thread until the block ends."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def black_hole(host: str = "127.0.0.1", port: int = 0) -> Iterator[int]:
    """Yield a port that never answers whoever wants to connect, as behind a firewall: its queue is full."""
    with ExitStack() as sockets:
        listener = sockets.enter_context(socket.socket())
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(0)
        for _number in range(20):
            waiting = sockets.enter_context(socket.socket())
            waiting.settimeout(0.1)
            try:
                waiting.connect(listener.getsockname())
            except TimeoutError:
                break
        else:
            raise AssertionError("The queue takes everybody.")
        yield listener.getsockname()[1]
