"""A local server that speaks Cloud Translation v3. It "translates" by upper-casing the words outside tags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.servers import base
from tests.servers.base import shout


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
        rows = [{"translatedText": shout(text)} for text in body["contents"]]
        if "glossaryConfig" in body:
            self.reply(200, {"translations": [{"translatedText": "plain"}] * len(rows), "glossaryTranslations": rows})
        else:
            self.reply(200, {"translations": rows})


@contextmanager
def running(key: str = "") -> Iterator[Server]:
    with base.serving(Server(key)) as server:
        yield server
