"""LibreTranslate, a server that a newsroom can run itself or rent: POST /translate, GET /languages.

Its limit of characters stands in GET /frontend/settings, which is asked for with the languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from newsroom.languages import BY_CODE, CODES
from translation.engines.base import (
    NO_BRIEF,
    BadReply,
    Brief,
    EngineError,
    Heard,
    Limits,
    Refused,
    Service,
    UnsupportedPair,
)
from translation.engines.net.http import HttpEngine, at
from translation.engines.net.transport import Request, Response, Wire, parsed
from translation.engines.reply import Call, Reply
from translation.engines.served_pairs import Listed
from translation.engines.text.entities import escaped

# What the server may call our editions, best first; the first that /languages offers is used, spelt as it spells it.
_SPELLINGS = {"zh-hans": ("zh-hans", "zh"), "pt": ("pt-br", "pt")}
_LISTING_SECONDS = 5.0
# Of its own words for a request that it refuses: those that say that it does not serve the pair.
_UNSERVED = ("not supported", "not available as a target language")

Targets = dict[str, set[str]]


class LibreTranslateEngine(HttpEngine):
    """Options: url (LIBRETRANSLATE_URL), api_key (LIBRETRANSLATE_API_KEY, may be absent), seconds (of a call)."""

    name = "libretranslate"
    label = "LibreTranslate"
    briefed = False
    limits = Limits(texts=32, characters=10_000, seconds=60)
    languages = frozenset(CODES) - {"sa", "la"}  # as published; a server may have other models
    price_unit = "characters"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._ask_listing = options.get("send") or Wire(
            self.label, min(_LISTING_SECONDS, self._seconds), tuple(options.get("private_hosts", ()))
        )
        self._listed = Listed(self._listing, self._url)

    def problem(self) -> str:
        if not self._url:
            return "set LIBRETRANSLATE_URL to the address of a LibreTranslate server"
        return self._address_problem("LIBRETRANSLATE_URL")

    def serves(self, source: str, target: str) -> Service:
        return _service(self._targets(), source, target)

    def remembers(self, source: str, target: str) -> bool:
        known = self._listed.known()
        return known is not None and not self.problem() and bool(_service(known, source, target))

    def heard(self) -> Heard:
        return self._listed.heard()

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        reply = super().translate(texts, source, target, brief, call)
        return replace(reply, texts=[escaped(text, asked) for text, asked in zip(reply.texts, texts, strict=True)])

    def request(self, texts: Sequence[str], source: str, target: str, brief: Brief) -> Request:
        service = self.serves(source, target)
        targets = self._targets()
        if not service or isinstance(targets, str):
            raise UnsupportedPair(f"{self.label}: {service.reason}.")
        code = _offered(source, targets)
        pair = {"source": code, "target": _offered(target, targets[code])}
        payload: dict[str, object] = {"q": list(texts), **pair, "format": "html", "alternatives": 0}
        if self._key:
            payload["api_key"] = self._key.reveal()
        return Request("POST", f"{self._url}/translate", payload)

    def targets(self, answer: object) -> object:
        return at(answer, "translatedText")

    def said(self, answer: object) -> str:
        said = at(answer, "error")
        return said if isinstance(said, str) else ""

    def failure(self, response: Response) -> EngineError:
        error = super().failure(response)
        if response.status == 400:  # which stands for more than texts that it will not take
            if any(words in str(error) for words in _UNSERVED):
                return UnsupportedPair(str(error))
            if "API key" in str(error):  # none was sent; a wrong one has a status of its own
                return Refused(str(error))
        return error

    def _targets(self) -> Targets | str:
        """Return the server's languages and their targets, asked for at most every few minutes, or why not."""
        return self.problem() or self._listed.ask()

    def _listing(self) -> Targets:
        response = self._ask_listing(Request("GET", f"{self._url}/languages"))
        if response.status != 200:
            raise self.failure(response)
        rows = parsed(response, self.label)
        if not isinstance(rows, list):
            raise BadReply(f"{self.label} lists no languages.")
        found: Targets = {}
        for row in rows:
            if isinstance(row, dict) and isinstance(row.get("code"), str) and isinstance(row.get("targets"), list):
                found[row["code"]] = {code for code in row["targets"] if isinstance(code, str)}
        self._heed_limit()
        return found

    def _heed_limit(self) -> None:
        """Let a call carry no more characters than the server says it takes; the rented service takes 2,000.

        Old servers count those of a request, newer ones those of each text, so a request keeps to it. A longer text is
        asked for all the same, alone: a key may have a higher limit, of which nothing tells.
        """
        try:
            response = self._ask_listing(Request("GET", f"{self._url}/frontend/settings"))
            answer = parsed(response, self.label)
        except EngineError:
            return  # what it said last holds
        if response.status == 200:
            told, most = at(answer, "charLimit"), type(self).limits.characters
            if isinstance(told, int) and not isinstance(told, bool) and told > 0:  # -1: no limit
                most = min(told, most)
            self.limits = replace(self.limits, characters=most)


def _service(targets: Targets | str, source: str, target: str) -> Service:
    if isinstance(targets, str):
        return Service(False, targets)
    code = _offered(source, targets)
    if not code:
        return Service(False, f"the server has no {BY_CODE[source].english_name}")
    if not _offered(target, targets[code]):
        one, other = BY_CODE[source].english_name, BY_CODE[target].english_name
        return Service(False, f"the server does not translate {one} into {other}")
    return Service(True)


def _offered(code: str, offered: Targets | set[str]) -> str:
    """Return an edition's code as the server spells it, or "" if it does not offer it."""
    spelt = {entry.lower(): entry for entry in offered}
    return next((spelt[name] for name in _SPELLINGS.get(code, (code,)) if name in spelt), "")
