"""LibreTranslate, a server that a newsroom can run itself or rent: POST /translate, GET /languages."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from newsroom.languages import BY_CODE
from translation.engines.base import BadReply, Engine, EngineError, Limits, Service, UnsupportedPair
from translation.engines.transport import Reply, call, failure, parsed

# What the server may call our editions, best first; the first that /languages offers is used, spelt as it spells it.
_SPELLINGS = {"zh-hans": ("zh-hans", "zh"), "pt": ("pt-br", "pt")}
_FRESH = 300.0  # seconds that an answer of /languages holds
_RETRY = 30.0  # seconds until /languages is asked again after a failure
_LISTING_SECONDS = 5.0

Targets = dict[str, set[str]]


class LibreTranslateEngine(Engine):
    """Options: url (LIBRETRANSLATE_URL), api_key (LIBRETRANSLATE_API_KEY, may be ""), seconds (deadline of a call)."""

    name = "libretranslate"
    label = "LibreTranslate"
    limits = Limits(texts=32, characters=10_000, seconds=60)

    def __init__(self, url: str = "", api_key: str = "", seconds: float | None = None, **options: object) -> None:
        super().__init__(url=url, api_key=api_key, **options)
        self._url = url.rstrip("/")
        self._api_key = api_key
        self._seconds = seconds or self.limits.seconds
        self._lock = threading.Lock()
        self._known: tuple[float, Targets | str] = (0.0, "")  # until when it holds; pairs, or why there are none

    def serves(self, source: str, target: str) -> Service:
        targets = self._targets()
        if isinstance(targets, str):
            return Service(False, targets)
        code = _offered(source, targets)
        if not code:
            return Service(False, f"the server has no {BY_CODE[source].english_name}")
        if not _offered(target, targets[code]):
            one, other = BY_CODE[source].english_name, BY_CODE[target].english_name
            return Service(False, f"the server does not translate {one} into {other}")
        return Service(True)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        service = self.serves(source, target)
        targets = self._targets()
        if not service or isinstance(targets, str):
            raise UnsupportedPair(f"{self.label}: {service.reason}.")
        code = _offered(source, targets)
        payload = {"q": list(texts), "source": code, "target": _offered(target, targets[code]), "format": "html"}
        if self._api_key:
            payload["api_key"] = self._api_key
        reply = call("POST", f"{self._url}/translate", payload=payload, seconds=self._seconds, name=self.label)
        if reply.status != 200:
            raise self._failure(reply)
        answer = parsed(reply, self.label)
        translated = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(translated, list) or not all(isinstance(text, str) for text in translated):
            raise BadReply(f"{self.label} answered without a list of texts.")
        if len(translated) != len(texts):
            raise BadReply(f"{self.label} answered with {len(translated)} texts to {len(texts)}.")
        return translated

    def _failure(self, reply: Reply) -> EngineError:
        try:
            answer = parsed(reply, self.label)
        except BadReply:
            answer = None
        said = answer.get("error") if isinstance(answer, dict) else None
        said = said[:300] if isinstance(said, str) else ""
        if self._api_key:  # a server may repeat what it was sent
            said = said.replace(self._api_key, "…")
        if reply.status == 400 and "not supported" in said:
            return UnsupportedPair(f"{self.label}: {said.rstrip('.')}.")
        return failure(reply, self.label, said)

    def _targets(self) -> Targets | str:
        """Return the server's languages and their targets, asked for at most every few minutes, or why not."""
        problem = _address_problem(self._url)
        if problem:
            return problem
        with self._lock:
            if time.monotonic() >= self._known[0]:
                try:
                    self._known = (time.monotonic() + _FRESH, self._listing())
                except EngineError as error:
                    reason = f"{self._url} does not answer: {str(error).rstrip('.')}"
                    self._known = (time.monotonic() + _RETRY, reason)
            return self._known[1]

    def _listing(self) -> Targets:
        seconds = min(_LISTING_SECONDS, self._seconds)
        reply = call("GET", f"{self._url}/languages", seconds=seconds, name=self.label)
        if reply.status != 200:
            raise self._failure(reply)
        rows = parsed(reply, self.label)
        if not isinstance(rows, list):
            raise BadReply(f"{self.label} lists no languages.")
        found: Targets = {}
        for row in rows:
            if isinstance(row, dict) and isinstance(row.get("code"), str) and isinstance(row.get("targets"), list):
                found[row["code"]] = {code for code in row["targets"] if isinstance(code, str)}
        return found


def _offered(code: str, offered: Targets | set[str]) -> str:
    """Return an edition's code as the server spells it, or "" if it does not offer it."""
    spelt = {entry.lower(): entry for entry in offered}
    return next((spelt[name] for name in _SPELLINGS.get(code, (code,)) if name in spelt), "")


def _address_problem(url: str) -> str:
    """Return why LIBRETRANSLATE_URL cannot be used, or ""."""
    if not url:
        return "set LIBRETRANSLATE_URL to the address of a LibreTranslate server"
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        return "LIBRETRANSLATE_URL must begin with http:// or https:// and name a host"
    if parts.username or parts.password:
        return "LIBRETRANSLATE_URL must not hold a user name or password; use LIBRETRANSLATE_API_KEY"
    return ""
