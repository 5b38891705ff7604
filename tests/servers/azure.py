"""A local server that speaks Azure Translator's version 3.0. It "translates" by upper-casing the words outside tags.

A request holds at most 1,000 texts and 50,000 characters, as the service has it. counted: what it says it charges in
place of the characters that were sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers import base
from tests.servers.base import shout

MOST_TEXTS, MOST_CHARACTERS = 1_000, 50_000


class Server(base.Server):
    def __init__(self, key: str = "") -> None:
        super().__init__(Handler, key)
        self.queries: list[dict[str, list[str]]] = []
        self.regions: list[str] = []
        self.counted: str | None = None


class Handler(base.Handler):
    def answer(self, body: Any) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.server.queries.append(query)
        self.server.regions.append(self.headers.get("ocp-apim-subscription-region", ""))
        if self.server.key and self.headers.get("ocp-apim-subscription-key") != self.server.key:
            self.reply(401, {"error": {"code": 401000, "message": "The request is not authorized"}})
            return
        if len(body) > MOST_TEXTS:
            self.reply(400, {"error": {"code": 400077, "message": "The maximum request size has been exceeded."}})
            return
        if sum(len(row["Text"]) for row in body) > MOST_CHARACTERS:
            self.reply(400, {"error": {"code": 400050, "message": "The input text is too long."}})
            return
        rows = [{"translations": [{"text": shout(row["Text"]), "to": query["to"][0]}]} for row in body]
        counted = self.server.counted or str(sum(len(row["Text"]) for row in body))
        self.reply(200, rows, {"X-Metered-Usage": counted})


@contextmanager
def running(key: str = "") -> Iterator[Server]:
    with base.serving(Server(key)) as server:
        yield server
