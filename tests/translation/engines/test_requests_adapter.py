"""What a library sends by `requests` leaves through the wire alone, and the wire's errors come back."""

from __future__ import annotations

import pytest
import requests

from translation.engines.base import Unreachable
from translation.engines.net.requests_adapter import engine_error, mount
from translation.engines.net.transport import Request, Response


def test_requests_go_out_by_send_and_replies_come_back():
    sent: list[Request] = []

    def send(request: Request) -> Response:
        sent.append(request)
        return Response(201, {"x-kind": "test"}, "né".encode())

    session = requests.Session()
    mount(session, send)
    response = session.post("https://service.example/v1", data="é".encode(), headers={"X-Key": "k"})
    assert (response.status_code, response.content, response.headers["X-Kind"]) == (201, "né".encode(), "test")
    assert (sent[0].method, sent[0].url, sent[0].content) == ("POST", "https://service.example/v1", "é".encode())
    assert sent[0].headers["X-Key"] == "k"
    assert "content-length" not in {name.lower() for name in sent[0].headers}


def test_no_other_way_leads_out():
    session = requests.Session()
    mount(session, lambda request: Response(200, {}, b""))
    with pytest.raises(requests.exceptions.InvalidSchema):
        session.get("ftp://service.example/")


def test_the_wires_error_is_found_below_the_librarys():
    def send(request: Request) -> Response:
        raise Unreachable("gone")

    session = requests.Session()
    mount(session, send)
    with pytest.raises(RuntimeError) as caught:
        try:
            session.get("http://service.example/")
        except Unreachable as error:
            raise RuntimeError("the library's own words") from error
    assert isinstance(engine_error(caught.value), Unreachable)
    assert engine_error(ValueError("no cause")) is None
