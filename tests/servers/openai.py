"""A local server that speaks OpenAI's chat protocol. Its model "translates" by upper-casing the words outside tags.

formats: which response formats it takes beside none; temperature: whether it takes one; spoil: what the rows become.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from tests.servers import base
from tests.servers.base import shout

Rows = list[dict[str, Any]]
MODEL = "scribe-1"


def asked(body: Any) -> Any:
    """Return the JSON object of the user's message."""
    return json.loads(body["messages"][1]["content"])


def texts(body: Any) -> list[str]:
    return [segment["text"] for segment in asked(body)["segments"]]


def start(text: str) -> str:
    """Return the first three words of a segment."""
    return " ".join(re.sub(r"<[^<>]*>", "", text).split()[:3])


def completion(content: object, finish: str = "stop", **message: object) -> dict[str, Any]:
    """Return the body of an answer in which the model says `content`, text or rows."""
    said = content if isinstance(content, str) else json.dumps({"translations": content})
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": said, **message}}
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
    }


class Server(base.Server):
    def __init__(self, key: str = "", formats: Collection[str] = ("json_schema", "json_object")) -> None:
        super().__init__(Handler, key)
        self.formats = formats
        self.temperature = True
        self.spoil: Callable[[Rows], object] = lambda rows: rows


class Handler(base.Handler):
    def listing(self) -> None:
        self.reply(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def answer(self, body: Any) -> None:
        kind = body.get("response_format", {}).get("type")
        if self.server.key and self.headers.get("authorization") != f"Bearer {self.server.key}":
            self.refuse(401, f"Incorrect API key provided: {self.headers.get('authorization')}", "invalid_api_key")
        elif not self.path.endswith("/chat/completions"):
            self.refuse(404, "no such path", "not_found")
        elif body["model"] != MODEL:
            self.refuse(404, f"The model {body['model']} does not exist", "model_not_found")
        elif kind and kind not in self.server.formats:
            self.refuse(400, f"response_format.type {kind} is not supported", "invalid_request_error")
        elif "temperature" in body and not self.server.temperature:
            self.refuse(400, "Unsupported value: 'temperature'", "unsupported_value")
        else:
            rows = [
                {"id": row["id"], "starts": start(row["text"]), "text": shout(row["text"])}
                for row in asked(body)["segments"]
            ]
            spoilt = self.server.spoil(rows)
            self.reply(200, spoilt if isinstance(spoilt, dict) else completion(spoilt))

    def refuse(self, status: int, message: str, code: str) -> None:
        self.reply(status, {"error": {"message": message, "type": "invalid_request_error", "code": code}})


@contextmanager
def running(key: str = "", formats: Collection[str] = ("json_schema", "json_object")) -> Iterator[Server]:
    with base.serving(Server(key, formats)) as server:
        yield server
