"""A door for client libraries that speak through httpx: what they send goes out over our wire, with its deadline,
its cap on replies and its check of addresses.

    OpenAI(http_client=httpx2.Client(transport=Door(send)))
"""

from __future__ import annotations

import httpx2

from translation.engines.net.transport import Request, Send

# The wire sets these itself; a server that is told "gzip" would answer packed.
_OWN = frozenset({"accept-encoding", "connection", "content-length", "host", "transfer-encoding"})
# What describes the bytes on the way, not the body that the wire hands over.
_SPENT = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class Door(httpx2.BaseTransport):
    """A transport over `send`. without: headers, in lower case, that a library sends and the service must not get."""

    def __init__(self, send: Send, without: frozenset[str] = frozenset()) -> None:
        self._send = send
        self._without = _OWN | without

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and return its response. Raises EngineError, which passes through the client as it is."""
        # The headers are in no variable: a report of an error shows those.
        reply = self._send(
            Request(request.method, str(request.url), content=request.read(), headers=self._headers(request))
        )
        kept = {name: value for name, value in reply.headers.items() if name.lower() not in _SPENT}
        return httpx2.Response(reply.status, headers=kept, content=reply.body, request=request)

    def _headers(self, request: httpx2.Request) -> dict[str, str]:
        return {name: value for name, value in request.headers.items() if name.lower() not in self._without}
