"""A server of Firefox models: Remote Settings below /v1 and a mirror below /mirror, with Range and scripted faults.

The models are small: their files' names, hashes and packing are as Mozilla has them, their contents are not a model's.
"""

from __future__ import annotations

import hashlib
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.servers.base import Fault, Handler, Server, serving

FOLDER = "main-workspace/translations-models-v2"
RECORDS = "/v1/buckets/main/collections/translations-models-v2/records"


def stored(data: bytes) -> bytes:
    """Return a Zstandard frame of raw blocks (RFC 8878, 3.1.1): packed without being any smaller."""
    size = 1 << 16
    blocks = [data[at : at + size] for at in range(0, len(data), size)] or [b""]
    head = b"\x28\xb5\x2f\xfd" + b"\xa0" + struct.pack("<I", len(data))  # one segment, four bytes of content size
    for number, block in enumerate(blocks):
        head += struct.pack("<I", len(block) << 3 | (number == len(blocks) - 1))[:3] + block
    return head


class ModelServer(Server):
    """`records`: the list as it is sent. `files`: packed bytes by location. `ranges`: the Range of each download.

    `faults`: what the next downloads suffer, one each.
    """

    def __init__(self) -> None:
        super().__init__(ModelHandler)
        self.records: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.ranges: list[str | None] = []
        self.faults: list[Fault | None] = []
        for pair in ("en-de", "de-en", "en-zh-Hans", "zh-Hans-en"):
            self.add(pair)

    @property
    def mirror(self) -> str:
        return f"{self.url}/mirror"

    def add(
        self,
        pair: str,
        architecture: str = "base-memory",
        version: str = "3.0",
        contents: Mapping[str, bytes] | None = None,
        **more: Any,
    ) -> None:
        """Offer a model. contents: its files by kind, where they are to be a real model's."""
        source, target = re.fullmatch(r"(zh-Hans|\w+)-(zh-Hans|\w+)", pair).groups()
        short = source.split("-")[0] + target.split("-")[0]
        for kind, name in (
            ("model", f"model.{short}.intgemm.alphas.bin"),
            ("lex", f"lex.50.50.{short}.s2t.bin"),
            ("vocab", f"vocab.{short}.spm"),
        ):
            data = contents[kind] if contents else f"{pair} {architecture} {version} {kind} ".encode() * 8000
            packed = stored(data)
            location = f"{FOLDER}/{hashlib.md5(packed).hexdigest()}.zst"
            self.files[location] = packed
            self.records.append(
                {
                    "name": name,
                    "fileType": kind,
                    "sourceLanguage": source,
                    "targetLanguage": target,
                    "architecture": architecture,
                    "version": version,
                    "decompressedHash": hashlib.sha256(data).hexdigest(),
                    "decompressedSize": len(data),
                    "filter_expression": "",
                    "attachment": {
                        "hash": hashlib.sha256(packed).hexdigest(),
                        "size": len(packed),
                        "filename": f"{name}.zst",
                        "location": location,
                        "mimetype": "application/zstd",
                    },
                    **more,
                }
            )


class ModelHandler(Handler):
    def listing(self) -> None:
        if self.path == "/v1/":
            base = f"{self.server.url}/cdn/"
            self.reply(200, {"capabilities": {"attachments": {"base_url": base}}})
        elif self.path in (RECORDS, "/mirror/records.json"):
            self.reply(200, {"data": self.server.records})
        else:
            self._file(re.sub("^/(cdn|mirror)/", "", self.path))

    def _file(self, location: str) -> None:
        self.server.ranges.append(self.headers["range"])
        fault = self.server.faults.pop(0) if self.server.faults else None
        if fault:
            fault(self)
        elif location in self.server.files:
            self.send(self.server.files[location])
        else:
            self.reply(404, "<h1>Not here</h1>")

    def send(self, data: bytes, stop: int | None = None) -> None:
        """Send bytes, the part that Range asks for, at most up to `stop`, and then hang up."""
        tag = f'"{hashlib.md5(data).hexdigest()}"'
        start = 0
        if asked := re.fullmatch(r"bytes=(\d+)-", self.headers["range"] or ""):
            start = int(asked[1]) if self.headers["if-range"] in (None, tag) else 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(data[start:stop])


def cut_off(handler: ModelHandler) -> None:
    """Hang up in the middle of a file."""
    data = handler.server.files[re.sub("^/(cdn|mirror)/", "", handler.path)]
    handler.send(data, stop=len(data) // 2)


def another_file(handler: ModelHandler) -> None:
    """Send as many bytes as promised, but others."""
    data = handler.server.files[re.sub("^/(cdn|mirror)/", "", handler.path)]
    handler.send(bytes(len(data)))


def resetting(handler: ModelHandler) -> None:
    """Send the beginning of a file, and reset the connection."""
    cut_off(handler)
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def dripping(handler: ModelHandler) -> None:
    """Send a file a few bytes at a time."""
    data = handler.server.files[re.sub("^/(cdn|mirror)/", "", handler.path)]
    handler.send(data, stop=1)
    for at in range(1, len(data), 10):
        handler.wfile.write(data[at : at + 10])
        handler.wfile.flush()
        time.sleep(0.05)


def halting(go_on: threading.Event) -> Fault:
    """Return a fault that sends half of a file, and the rest once it may go on."""

    def send(handler: ModelHandler) -> None:
        data = handler.server.files[re.sub("^/(cdn|mirror)/", "", handler.path)]
        handler.send(data, stop=len(data) // 2)
        handler.wfile.flush()
        go_on.wait(30)
        handler.wfile.write(data[len(data) // 2 :])

    return send


@contextmanager
def running() -> Iterator[ModelServer]:
    with serving(ModelServer()) as server:
        yield server
