"""One HTTP call with a deadline for all of it, a cap on the reply and every failure as an EngineError.

httpx's own timeouts count from byte to byte: a server that sends one byte a second would hold a worker for ever.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from translation.engines.base import BadReply, EngineError, QuotaExceeded, RateLimited, Refused, Unreachable

MOST_BYTES = 8 * 1024 * 1024
LONGEST_WAIT = 3600.0  # seconds; a server that asks for more is asked again after this


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers (lower-case names) and the body, at most MOST_BYTES."""

    status: int
    headers: dict[str, str]
    body: bytes


def call(method: str, url: str, *, payload: object = None, seconds: float, name: str) -> Reply:
    """Send one request, `payload` as JSON, and return the reply whatever its status; redirects are not followed.

    name: the engine's, for messages. Raises Unreachable (no reply within `seconds` in all) or BadReply (too long,
    packed, or not HTTP). Must not be called from a running event loop.
    """
    try:
        return asyncio.run(asyncio.wait_for(_call(method, url, payload, seconds, name), seconds))
    except (TimeoutError, httpx.TimeoutException):
        raise Unreachable(f"{name} gave no whole answer within {seconds:g} seconds.") from None
    except httpx.ConnectError as error:
        raise Unreachable(f"{name} does not accept connections: {error}.") from None
    except (httpx.RemoteProtocolError, httpx.DecodingError) as error:
        raise BadReply(f"{name} broke off or does not speak HTTP: {error}.") from None
    except httpx.TransportError as error:
        raise Unreachable(f"{name} broke the connection: {error or type(error).__name__}.") from None
    except httpx.InvalidURL as error:
        raise Refused(f"The address of {name} is not a URL: {error}.") from None


async def _call(method: str, url: str, payload: object, seconds: float, name: str) -> Reply:
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    async with (
        httpx.AsyncClient(timeout=seconds, headers=headers, follow_redirects=False) as client,
        client.stream(method, url, json=payload) as response,
    ):
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise BadReply(f"{name} packed its answer though it was asked not to.")
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > MOST_BYTES:
                raise BadReply(f"{name} answered with more than {MOST_BYTES // 1024 // 1024} MB.")
        return Reply(response.status_code, dict(response.headers), bytes(body))


def parsed(reply: Reply, name: str) -> object:
    """Return the body read as JSON. Raises BadReply."""
    try:
        return json.loads(reply.body)
    except RecursionError:
        raise BadReply(f"{name} answered with JSON nested too deep.") from None
    except ValueError:  # UnicodeDecodeError is one too
        kind = reply.headers.get("content-type", "no content type").partition(";")[0]
        raise BadReply(f"{name} answered with {kind} where JSON was due (status {reply.status}).") from None


def failure(reply: Reply, name: str, said: str = "") -> EngineError:
    """Return the EngineError that an HTTP status means; `said` is the server's own message, without secrets."""
    detail = f": {said.rstrip('.')}" if said else ""
    wait = retry_after(reply.headers.get("retry-after", ""))
    status = reply.status
    if status == 429:
        return RateLimited(f"{name} was asked too often{detail}.", retry_after=wait)
    if status in (402, 456):
        return QuotaExceeded(f"The quota at {name} is used up{detail}.")
    if status in (401, 403):
        return Refused(f"{name} does not accept the API key, or wants one (status {status}){detail}.")
    if status in (408, 502, 503, 504):
        return Unreachable(f"{name} is not available (status {status}){detail}.", retry_after=wait)
    if 400 <= status < 500:
        return Refused(f"{name} refused the request (status {status}){detail}.")
    return BadReply(f"{name} failed (status {status}){detail}.", retry_after=wait)


def retry_after(value: str) -> float | None:
    """Return the seconds that a Retry-After header (seconds or an HTTP date) asks to wait, 0 to LONGEST_WAIT."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return min(float(value), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), LONGEST_WAIT)
