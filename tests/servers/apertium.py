"""A local server that speaks apertium-apy's protocol. It "translates" by upper-casing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from tests.servers import base

PAIRS = ["eng-spa", "spa-eng", "spa-ita", "ita-spa", "spa-por_BR", "por-spa", "eng-cat", "cat-ita"]


class Server(base.Server):
    def __init__(self, key: str = "") -> None:
        super().__init__(Handler, key)
        self.pairs: Any = PAIRS


class Handler(base.Handler):
    def listing(self) -> None:
        pairs = self.server.pairs
        if isinstance(pairs, list):
            ends = [pair.split("-") for pair in pairs]
            pairs = {"responseData": [{"sourceLanguage": one, "targetLanguage": other} for one, other in ends]}
        self.reply(200, pairs)

    def do_POST(self) -> None:
        form = dict(parse_qsl(self.rfile.read(int(self.headers["content-length"])).decode(), keep_blank_values=True))
        self.server.requests.append(form)
        if self.server.fault:
            self.server.fault(self)
        else:
            self.answer(form)

    def answer(self, body: Any) -> None:
        pair = body["langpair"].replace("|", "-")
        if self.server.key and body.get("key") != self.server.key:
            self.reply(403, {"status": "error", "code": 403, "explanation": f"Invalid key {body.get('key')}"})
        elif pair not in self.server.pairs:
            self.reply(400, {"status": "error", "code": 400, "explanation": "That pair is not installed"})
        else:
            self.reply(200, answer(*(base.shout(text) for text in body["q"].split("\n\n"))))


def answer(*texts: str) -> dict[str, object]:
    """Return what apy answers when the translated sentences are these."""
    data = {"translatedText": "\n\n".join(texts)}
    return {"responseData": data, "responseDetails": None, "responseStatus": 200}


@contextmanager
def running(key: str = "") -> Iterator[Server]:
    with base.serving(Server(key)) as server:
        yield server
