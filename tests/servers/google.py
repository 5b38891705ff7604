"""A local server that speaks Cloud Translation v3. It "translates" by upper-casing the words outside tags.

A request holds at most 1,024 texts and 30,000 characters, as the service has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.servers import base
from tests.servers.base import shout

MOST_TEXTS, MOST_CHARACTERS = 1_024, 30_000


class Server(base.Server):
    def __init__(self, key: str = "") -> None:
        super().__init__(Handler, key)
        self.paths: list[str] = []
        self.tokens: list[str] = []


class Handler(base.Handler):
    def answer(self, body: Any) -> None:
        self.server.paths.append(self.path)
        token = self.headers.get("authorization", "").removeprefix("Bearer ")
        self.server.tokens.append(token)
        if self.server.key and token != self.server.key:
            self.reply(401, {"error": {"code": 401, "message": "Invalid credentials", "status": "UNAUTHENTICATED"}})
            return
        if len(body["contents"]) > MOST_TEXTS or sum(map(len, body["contents"])) > MOST_CHARACTERS:
            message = "Text is too long." if len(body["contents"]) <= MOST_TEXTS else "Too many text segments."
            self.reply(400, {"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}})
            return
        rows = [{"translatedText": shout(text)} for text in body["contents"]]
        if "glossaryConfig" in body:
            self.reply(200, {"translations": [{"translatedText": "plain"}] * len(rows), "glossaryTranslations": rows})
        else:
            self.reply(200, {"translations": rows})


@contextmanager
def running(key: str = "") -> Iterator[Server]:
    with base.serving(Server(key)) as server:
        yield server
