"""DeepL's client library, tamed: it sends through our wire, tries once, and fails only with EngineErrors."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import deepl
from deepl.http_client import HttpClient

from newsroom.secrets import Secret
from translation.engines.base import BadReply, Refused
from translation.engines.net.requests_adapter import engine_error, mount
from translation.engines.net.transport import Request, Response, Send

T = TypeVar("T")
# What the client's reading of a response may raise: it takes keys, types and numbers as they ought to be.
# RecursionError: JSON nested almost too deep; OverflowError: int() of 1e999.
_MISREAD = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)


class _Http(HttpClient):
    """Never tries again (the newsroom does), and sends JSON as UTF-8: escaped, a Han character would be six bytes."""

    def _should_retry(self, response: Any, exception: Any, num_retries: int) -> bool:
        return False

    def _prepare_request(
        self, method: str, url: str, data: Any, json: Any, headers: dict[str, str], **kwargs: Any
    ) -> Any:
        if json is not None:
            data = jsonlib.dumps(json, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
            headers["Content-Type"] = "application/json"
        return super()._prepare_request(method, url, data, None, headers, **kwargs)


def ask(call: Callable[[deepl.DeepLClient], T], key: Secret, url: str, send: Send) -> T:
    """Return what `call` gets of a client. url: "" for DeepL's own, Free or Pro by the key. Raises EngineError."""
    # The client would keep the key in the clear, in headers that a traceback may show, and log what repeats it: it gets
    # another one, of the same kind, and the right one is put in where the request leaves.
    kind = "newsroom:fx" if key.reveal().endswith(":fx") else "newsroom"
    client = deepl.DeepLClient(kind, server_url=f"{url}/" if url else None, send_platform_info=False)
    client._client = _Http(send_platform_info=False)
    mount(client._client._session, _signing(send, key))
    try:
        return call(client)
    except deepl.DeepLException as error:
        if found := engine_error(error):
            raise found from None
        raise Refused("DeepL's client does not send this request.") from None
    except _MISREAD as error:
        raise BadReply(f"DeepL answered in a shape that its client cannot read ({type(error).__name__}).") from None
    finally:
        client.close()


def _signing(send: Send, key: Secret) -> Send:
    """Return `send` that puts the key into each request, and takes it out of each response."""

    def signed(request: Request) -> Response:
        own = {name: value for name, value in request.headers.items() if name.lower() != "authorization"}
        response = send(replace(request, headers={**own, "Authorization": f"DeepL-Auth-Key {key.reveal()}"}))
        if key.reveal().encode() in response.body:
            return replace(response, body=key.redact(response.body.decode("utf-8", "replace")).encode())
        return response

    return signed
