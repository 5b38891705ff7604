"""One HTTP call with a deadline for all of it, a cap on the response and every failure as an EngineError.

httpx's own timeouts count from byte to byte: a server that sends one byte a second would hold a worker for ever.
"""

from __future__ import annotations

import asyncio
import json
import math
import ssl
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache

import httpx

from newsroom.secrets import Secret
from translation.engines.base import (
    BadReply,
    EngineError,
    QuotaExceeded,
    RateLimited,
    Refused,
    Rejected,
    Unreachable,
    permitted,
)
from translation.engines.net.address_guard import resolve
from translation.engines.reply import Call

MOST_BYTES = 8 * 1024 * 1024
_LONGEST_SAID = 300  # characters of a server's own message that are shown
CONNECTING = 10.0  # seconds until an address that says nothing is passed over
LONGEST_WAIT = 3600.0  # seconds; a server that asks for more is asked again after this


@dataclass(frozen=True, slots=True)
class Request:
    """One request. payload: sent as JSON if it is not None, else content as it is. Headers may hold keys: not shown."""

    method: str
    url: str
    payload: object = field(default=None, repr=False)
    content: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """Status, headers (lower-case names) and the body, at most MOST_BYTES. A server may repeat a key: not shown."""

    status: int
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)


# What is named of a content type; a header, too, may repeat a key.
_KINDS = frozenset({"no content type", "application/json", "application/xml", "text/html", "text/plain", "text/xml"})
Send = Callable[[Request], Response]
_ends: ContextVar[float] = ContextVar("ends")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let whatever is sent in this block end so soon, all requests together: a person waits for the page."""
    token = _ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


@dataclass(frozen=True, slots=True)
class Wire:
    """The way to one service. name: the engine's, for messages; seconds: a deadline for each request as a whole.

    private_hosts: see addresses.resolve. permit: is asked before each request (guarded).
    """

    name: str
    seconds: float
    private_hosts: Collection[str] = ()
    permit: Callable[[float], None] | None = None

    def __call__(self, request: Request) -> Response:
        """Send a request and return the response whatever its status; redirects are not followed.

        Raises Unreachable (no whole response in time), BadReply (too long, packed, or not HTTP), Refused (the address
        is no URL, or in a private network that is not allowed) or what a permit raises (Call.request); waiting for one
        takes of the deadline. Must not be called from a running event loop.
        """
        name = self.name
        end = min(time.monotonic() + self.seconds, _ends.get(math.inf))
        if self.permit:
            permitted(self.permit, max(0.0, end - time.monotonic()))
        start = time.monotonic()
        seconds = max(0.001, end - start)
        try:
            url = httpx.URL(request.url)
            port = url.port or (443 if url.scheme == "https" else 80)
            addresses = resolve(url.host, port, self.private_hosts, seconds, name)
            left = max(0.001, seconds - (time.monotonic() - start))
            return asyncio.run(asyncio.wait_for(_call(request, url, addresses, left, name), left))
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            reason = error or "its address does not answer"
            raise Unreachable(f"{name} does not accept connections: {reason}.", lost=False) from None
        except (TimeoutError, httpx.TimeoutException):
            raise Unreachable(f"{name} gave no whole answer within {round(seconds, 1):g} seconds.") from None
        except (httpx.RemoteProtocolError, httpx.DecodingError) as error:
            # Without the bytes that came: they may repeat what was sent.
            reason = str(error).partition(": bytearray")[0]
            raise BadReply(f"{name} broke off or does not speak HTTP: {reason}.") from None
        except httpx.UnsupportedProtocol:
            raise Refused(f"{name} has an address that does not begin with http:// or https://.") from None
        except httpx.TransportError as error:
            raise Unreachable(f"{name} broke the connection: {error or type(error).__name__}.") from None
        except httpx.InvalidURL as error:
            raise Refused(f"{name} has an address that is no URL: {error}.") from None


def guarded(send: Send, call: Call, seconds: float | None = None) -> Send:
    """Return `send` that asks a call before each request. seconds: the deadline of each, if it is a wire."""
    if isinstance(send, Wire):
        return replace(send, permit=call.request, seconds=send.seconds if seconds is None else seconds)

    def asking(request: Request) -> Response:
        permitted(call.request, math.inf if seconds is None else seconds)
        return send(request)

    return asking


async def _call(request: Request, url: httpx.URL, addresses: list[str], seconds: float, name: str) -> Response:
    """Ask at the first address that accepts a connection: the very ones that were checked, not looked up again."""
    # The last one, too, has to give up before the deadline does, which cannot tell whether anything was sent.
    connecting = min(CONNECTING, 0.9 * seconds / max(1, len(addresses)))
    timeout = httpx.Timeout(seconds, connect=connecting)
    for number, address in enumerate(addresses, start=1):
        try:
            return await _ask(request, url, address, timeout, name)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == len(addresses):
                raise
    raise Unreachable(f"{name} has no address.")


async def _ask(request: Request, url: httpx.URL, address: str, timeout: httpx.Timeout, name: str) -> Response:
    verify = trusted() if url.scheme == "https" else False  # False: no certificates are read for a plain connection
    aim = aimed(url, address)
    async with (
        httpx.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False, verify=verify) as client,
        client.stream(
            request.method,
            aim.url,
            content=_content(request) or None,
            headers=_headers(request, aim),  # in no variable: a report of an error shows those
            extensions=aim.extensions,
        ) as response,
    ):
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise BadReply(f"{name} packed its answer though it was asked not to.")
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > MOST_BYTES:
                raise BadReply(f"{name} answered with more than {MOST_BYTES // 1024 // 1024} MB.")
        headers = {key.lower(): value for key, value in response.headers.items()}
        return Response(response.status_code, headers, bytes(body))


def _content(request: Request) -> bytes:
    """Return the body. JSON is sent without escapes: services count bytes, and an escaped Han character has six."""
    if request.payload is None:
        return request.content
    # In no variable: it may hold a key. Half a surrogate pair becomes a question mark.
    return json.dumps(request.payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _headers(request: Request, aim: Aim) -> dict[str, str]:
    kind = {} if request.payload is None else {"Content-Type": "application/json"}
    return {"Accept": "application/json", **kind, **request.headers, "Accept-Encoding": "identity", **aim.headers}


@dataclass(frozen=True, slots=True)
class Aim:
    """What asks a host at one of its addresses: the URL with that address; the host's name for HTTP and for TLS."""

    url: httpx.URL
    headers: dict[str, str]
    extensions: dict[str, str]


def aimed(url: httpx.URL, address: str) -> Aim:
    """Return how to ask for a URL at an address of its host."""
    return Aim(url.copy_with(host=address), {"Host": url.netloc.decode()}, {"sni_hostname": url.host})


@cache
def trusted() -> ssl.SSLContext:
    """Return the certificates that are trusted, read once: reading them takes longer than a call."""
    return httpx.create_ssl_context()


def parsed(response: Response, name: str) -> object:
    """Return the body read as JSON. Raises BadReply."""
    try:
        return json.loads(response.body)
    except RecursionError:
        raise BadReply(f"{name} answered with JSON nested too deep.") from None
    except ValueError:  # UnicodeDecodeError is one too
        kind = response.headers.get("content-type", "no content type").partition(";")[0].strip().lower()
        kind = kind if kind in _KINDS else "something else"
        raise BadReply(f"{name} answered with {kind} where JSON was due (status {response.status}).") from None


def shown(said: object, *keys: Secret) -> str:
    """Return a server's own message as it may be shown: without these keys, which it may repeat, and then cut.

    "" for what is no text. In this order: of a key across the cut, most would stay.
    """
    if not isinstance(said, str):
        return ""
    for key in keys:
        said = key.redact(said)
    return said[:_LONGEST_SAID]


def failure(response: Response, name: str, said: str = "") -> EngineError:
    """Return the EngineError that an HTTP status means; `said` is the server's own message, by `shown`.

    name: the service's, as a sentence begins with it; no message has it in its middle.
    """
    detail = f": {said.rstrip('.')}" if said else ""
    wait = retry_after(response.headers.get("retry-after", ""), response.headers.get("date", ""))
    status = response.status
    if status == 429:
        return RateLimited(f"{name} was asked too often{detail}.", retry_after=wait)
    if status == 529:  # no registered status; DeepL, Anthropic and others mean that they have too much to do
        return RateLimited(f"{name} is overloaded (status 529){detail}.", retry_after=wait)
    if status in (402, 456):
        return QuotaExceeded(f"{name} has no quota left{detail}.")
    if status in (401, 403):
        return Refused(f"{name} does not accept the API key, or wants one (status {status}){detail}.")
    if status in (408, 502, 503, 504):
        return Unreachable(f"{name} is not available (status {status}){detail}.", retry_after=wait)
    if 300 <= status < 400:
        return Refused(f"{name} answered with a redirect (status {status}), which is not followed; mend its address.")
    if status in (400, 413, 422):
        return Rejected(f"{name} refused the request (status {status}){detail}.")
    if 400 <= status < 500:
        return Refused(f"{name} refused the request (status {status}){detail}.")
    return BadReply(f"{name} failed (status {status}){detail}.", retry_after=wait)


def retry_after(value: str, date: str = "") -> float | None:
    """Return the seconds that a Retry-After header (seconds or an HTTP date) asks to wait, 0 to LONGEST_WAIT.

    date: the response's Date header. It is by the same clock as such a date; this machine's may be off.
    """
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return min(float(value), LONGEST_WAIT)
    moment = _moment(value)
    if moment is None:
        return None
    now = _moment(date) or datetime.now(UTC)
    return min(max(0.0, (moment - now).total_seconds()), LONGEST_WAIT)


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # no date, or one with a year or a zone of many digits
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
