"""A local server that speaks DeepL's protocol: /v2/translate, /v2/usage, /v3/glossaries.

It "translates" by upper-casing the words outside tags and outside of what is marked translate="no".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from tests.servers import base

SOURCES = {"ZH", "KO", "RU", "EN", "FR", "ID", "SA", "JA", "DE", "PT", "EL", "ES", "IT", "FI", "LA"}
TARGETS = (SOURCES - {"EN", "PT", "ZH"}) | {"EN-GB", "EN-US", "PT-BR", "PT-PT", "ZH-HANS", "ZH-HANT"}
MOST_BYTES = 128 * 1024
KEPT = re.compile(r'(<(\w+)[^>]*translate="no"[^>]*>.*?</\2>|<[^>]*>|&\w+;)', re.DOTALL)


class Server(base.Server):
    """`glossaries` are those of the account, by id; `calls` are the methods and paths that were asked.

    `with_glossary` is what translations suffer that name a glossary.
    `billed` tells what is charged for a text.
    """

    def __init__(self, key: str = "") -> None:
        super().__init__(Handler, key)
        self.glossaries: dict[str, dict[str, Any]] = {}
        self.glossary_fault: base.Fault | None = None
        self.with_glossary: base.Fault | None = None
        self.usage: Any = {"character_count": 180_118, "character_limit": 1_250_000}
        self.calls: list[str] = []
        self.billed: Callable[[str], int] = len
        self.headers: list[dict[str, str]] = []

    def add(self, name: str, dictionaries: list[dict[str, Any]], created: datetime | None = None) -> dict[str, Any]:
        """Add a glossary to the account, as its owner might."""
        number = f"glossary-{len(self.calls)}-{len(self.glossaries)}"
        pairs = [
            {**{key: row[key].lower() for key in ("source_lang", "target_lang")}, "entry_count": 1}
            for row in dictionaries
        ]
        moment = (created or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")
        self.glossaries[number] = {
            "glossary_id": number, "ready": True, "name": name, "dictionaries": pairs, "creation_time": moment,
        }  # fmt: skip
        return self.glossaries[number]


class Handler(base.Handler):
    def _known(self) -> bool:
        self.server.calls.append(f"{self.command} {self.path}")
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        if self.headers["Authorization"] == f"DeepL-Auth-Key {self.server.key}":
            return True
        self.reply(403, {"message": f"Invalid auth key {self.headers['Authorization']}"})
        return False

    def do_DELETE(self) -> None:
        if self._known():
            gone = self.server.glossaries.pop(self.path.rpartition("/")[2], None)
            self.reply(204 if gone else 404, "" if gone else {"message": "Glossary not found"})

    def listing(self) -> None:
        if not self._known():
            return
        if self.path == "/v2/usage":
            self.reply(200, self.server.usage)
        elif self.path == "/v3/glossaries" and self.server.glossary_fault:
            self.server.glossary_fault(self)
        elif self.path == "/v3/glossaries":
            self.reply(200, {"glossaries": list(self.server.glossaries.values())})
        else:
            self.reply(404, {"message": "Not found"})

    def answer(self, body: Any) -> None:
        if not self._known():
            return
        if self.path == "/v3/glossaries":
            if self.server.glossary_fault:
                self.server.glossary_fault(self)
            else:
                self.reply(201, self.server.add(body["name"], body["dictionaries"]))
        elif self.path == "/v2/translate":
            self._translate(body)
        else:
            self.reply(404, {"message": "Not found"})

    def _translate(self, body: Any) -> None:
        if int(self.headers["Content-Length"]) > MOST_BYTES or len(body["text"]) > 50:
            self.reply(413, {"message": "Request Entity Too Large"})
        elif body["source_lang"] not in SOURCES:
            self.reply(400, {"message": "Value for 'source_lang' not supported."})
        elif body["target_lang"] not in TARGETS:
            self.reply(400, {"message": "Value for 'target_lang' not supported."})
        elif body.get("glossary_id") and self.server.with_glossary:
            self.server.with_glossary(self)
        elif body.get("glossary_id") and body["glossary_id"] not in self.server.glossaries:
            self.reply(404, {"message": "Glossary not found"})
        else:
            rows = [
                {
                    "detected_source_language": body["source_lang"],
                    "text": shout(text),
                    "billed_characters": self.server.billed(text),
                    "model_type_used": "quality_optimized",
                }
                for text in body["text"]
            ]
            self.reply(200, {"translations": rows})


def shout(text: str) -> str:
    return "".join(part if KEPT.fullmatch(part) else part.upper() for part in _parts(text))


def _parts(text: str) -> Iterator[str]:
    last = 0
    for match in KEPT.finditer(text):
        yield from (text[last : match.start()], match[0])
        last = match.end()
    yield text[last:]


@contextmanager
def running(key: str = "") -> Iterator[Server]:
    with base.serving(Server(key)) as server:
        yield server
