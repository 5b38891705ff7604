"""apertium-apy, the web service around Apertium: GET /listPairs, POST /translate."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from newsroom.secrets import Secret
from translation.engines.apertium.text import joined, parted
from translation.engines.base import BadReply, EngineError, Unreachable, UnsupportedPair
from translation.engines.net.http import at
from translation.engines.net.transport import Request, Response, Send, Wire, failure, guarded, parsed, shown
from translation.engines.reply import Call

NAME = "Apertium"
_LISTING_SECONDS = 5.0
# apy cuts what is longer than 1,000 characters (or 4,096 bytes) at a full stop, be it one inside a number.
_MOST_CHARACTERS = 900


class Apy:
    """A server at a URL. send: another way to it than the wire."""

    def __init__(self, url: str, api_key: Secret, private_hosts: Collection[str], send: Send | None) -> None:
        self._url = url
        self._key = api_key
        self._private_hosts = tuple(private_hosts)
        self._send = send

    def modes(self) -> set[str]:
        """Return the names of the server's pairs. Raises EngineError."""
        rows = at(self._asked(Request("GET", f"{self._url}/listPairs"), _LISTING_SECONDS, Call()), "responseData")
        if not isinstance(rows, list):
            raise BadReply(f"{NAME} lists no pairs.")
        return {f"{at(row, 'sourceLanguage')}-{at(row, 'targetLanguage')}" for row in rows}

    def ask(self, sentences: Sequence[str], mode: str, end: float, call: Call) -> list[str]:
        """Translate sentences by one pair, in as many requests as apy's own limits want. Raises EngineError."""
        return [text for group in _groups(sentences) for text in self._translated(group, mode, end, call)]

    def _translated(self, sentences: list[str], mode: str, end: float, call: Call) -> list[str]:
        seconds = end - time.monotonic()
        text = at(self._asked(self._request(sentences, mode), seconds, call), "responseData", "translatedText")
        if not isinstance(text, str):
            raise BadReply(f"{NAME} answered without a text.")
        return parted(text, sentences)

    def _request(self, sentences: list[str], mode: str) -> Request:
        """Return a request; the key stands in no other frame, so that no traceback shows it."""
        source, _, target = mode.partition("-")
        form = {"langpair": f"{source}|{target}", "q": joined(sentences), "markUnknown": "no", "format": "txt"}
        if self._key:
            form["key"] = self._key.reveal()
        content = urlencode(form, errors="replace").encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return Request("POST", f"{self._url}/translate", content=content, headers=headers)

    def _asked(self, request: Request, seconds: float, call: Call) -> object:
        if seconds <= 0:
            raise Unreachable(f"{NAME} gave no whole answer in time.")
        response = guarded(self._send or Wire(NAME, seconds, self._private_hosts), call)(request)
        if response.status != 200:
            raise self._failure(response)
        return parsed(response, NAME)

    def _failure(self, response: Response) -> EngineError:
        try:
            said = at(parsed(response, NAME), "explanation")
        except BadReply:
            said = None
        detail = shown(said, self._key)
        error = failure(response, NAME, detail)
        return UnsupportedPair(str(error)) if response.status == 400 and "not installed" in detail else error


def _groups(sentences: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    for sentence in sentences:
        if not groups or sum(len(one) + 2 for one in groups[-1]) + len(sentence) > _MOST_CHARACTERS:
            groups.append([])
        groups[-1].append(sentence)
    return groups
