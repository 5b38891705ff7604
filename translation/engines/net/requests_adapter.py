"""A way out for client libraries that use `requests`: what they send goes through the engine's wire, and only there.

    session = requests.Session()
    mount(session, send)

The wire's EngineErrors leave the session as they are; a library may wrap them, so ask `engine_error` for the cause.
"""

from __future__ import annotations

from collections.abc import Mapping

import requests
from requests.adapters import BaseAdapter

from translation.engines.base import EngineError
from translation.engines.net.transport import Request, Send


class Door(BaseAdapter):
    """Sends prepared requests by `send`; deadline, certificates and proxies are the wire's affair, not the caller's."""

    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: object = True,
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        body = request.body or b""
        content = body.encode() if isinstance(body, str) else bytes(body)
        # The headers are in no variable: a report of an error shows those.
        reply = self._send(
            Request(request.method or "GET", request.url or "", content=content, headers=_headers(request))
        )
        response = requests.Response()
        response.status_code = reply.status
        response.headers.update(reply.headers)
        response.request, response.url = request, request.url or ""
        # There is no public way to make a response of bytes that are already here.
        response._content = reply.body
        return response

    def close(self) -> None:
        """Do nothing: each call has its own connection."""


def _headers(request: requests.PreparedRequest) -> dict[str, str]:
    """Return a request's headers without the length: the wire measures the body itself."""
    return {name: str(value) for name, value in request.headers.items() if name.lower() != "content-length"}


def mount(session: requests.Session, send: Send) -> None:
    """Let all that a session sends go through `send`."""
    session.adapters.clear()
    door = Door(send)
    session.mount("https://", door)
    session.mount("http://", door)


def engine_error(error: BaseException) -> EngineError | None:
    """Return the EngineError in which an exception of a client library began, None if there was none."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, EngineError):
        cause = cause.__cause__ or cause.__context__
    return cause
