"""A local server that speaks LibreTranslate's protocol. It "translates" by upper-casing the words outside tags, or by
what `translated` makes of them.

Like the real one it unescapes what it has translated, also when it was asked for HTML. `limit`: its --char-limit, -1
for none; it counts a request's, as its older versions do. `settings_fault`: what who asks for its settings suffers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from tests.servers import base
from tests.servers.base import shout

CODES = ["en", "pt-BR", "zh-Hans", "de", "fr"]
LANGUAGES = [{"code": code, "name": code, "targets": CODES} for code in CODES]


class Server(base.Server):
    def __init__(self, key: str = "") -> None:
        super().__init__(Handler, key)
        self.languages: Any = LANGUAGES
        self.translated: Callable[[str], str] = shout
        self.limit: Any = -1
        self.settings_fault: base.Fault | None = None


class Handler(base.Handler):
    def do_GET(self) -> None:
        if self.path != "/frontend/settings":
            super().do_GET()
        elif self.server.settings_fault:
            self.server.settings_fault(self)
        else:
            self.reply(200, {"charLimit": self.server.limit, "apiKeys": bool(self.server.key), "suggestions": False})

    def listing(self) -> None:
        self.reply(200, self.server.languages)

    def answer(self, body: Any) -> None:
        if self.server.key and not body.get("api_key"):
            self.reply(400, {"error": "Please contact the server operator to get an API key"})
        elif self.server.key and body["api_key"] != self.server.key:
            self.reply(403, {"error": f"Invalid API key {body['api_key']}"})
        elif body["source"] not in CODES or body["target"] not in CODES:
            self.reply(400, {"error": f"{body['target']} is not supported"})
        elif self.server.limit != -1 and (size := sum(map(len, body["q"]))) > self.server.limit:
            said = f"Invalid request: request ({size}) exceeds text limit ({self.server.limit})"
            self.reply(400, {"error": said})
        else:
            self.reply(200, {"translatedText": [unescape(self.server.translated(text)) for text in body["q"]]})


@contextmanager
def running(key: str = "") -> Iterator[Server]:
    with base.serving(Server(key)) as server:
        yield server
