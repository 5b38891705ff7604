"""Where an engine may be, and that the very address that was checked is the one that is asked."""

from __future__ import annotations

import socket
import ssl
import threading
import time

import pytest

from tests.servers import base, libretranslate
from tests.servers.base import answering
from translation.engines.base import Refused, Unreachable
from translation.engines.net import address_guard, transport
from translation.engines.net.address_guard import resolve, url_problem
from translation.engines.net.transport import Request, Wire, trusted

PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",
    "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::1",
    "2002:e000:1::", "::127.0.0.1", "::10.0.0.1", "::8.8.8.8", "2001:0:7f00:1::1", "fec0::1", "224.0.0.1",
    "239.255.255.250", "ff02::1", "ff0e::1", "64:ff9b::e000:1", "::ffff:224.0.0.1", "240.0.0.1", "2001:db8::1",
    "192.0.0.192", "192.0.0.9", "::ffff:192.0.0.192", "64:ff9b::c000:c0", "2002:c000:c0::1", "3fff::1", "3fff:fff::1",
    "2130706433", "0x7f000001", "127.1", "localhost",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_refused_however_they_are_written(host):
    with pytest.raises((Refused, Unreachable)) as caught:
        resolve(host, 80, (), 5, "Engine")
    if isinstance(caught.value, Refused):
        assert f"name {host} in ENGINE_PRIVATE_HOSTS" in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14", "2606:4700::1111", "8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "192.0.1.1", "3ffe::1",
        "3fff:1000::1",
    ],
)  # fmt: skip
def test_public_addresses_pass(address):
    assert resolve(address, 443, (), 5, "Engine") == [address]


@pytest.mark.parametrize("allowed", [["127.0.0.1"], ["*"], ["other", "127.0.0.1"]])
def test_a_private_host_can_be_allowed(allowed):
    assert resolve("127.0.0.1", 80, allowed, 5, "Engine") == ["127.0.0.1"]
    if "*" not in allowed:
        with pytest.raises(Refused):
            resolve("10.0.0.1", 80, allowed, 5, "Engine")


def test_host_names_are_allowed_in_any_case():
    assert "127.0.0.1" in resolve("LocalHost", 80, ["localHOST"], 5, "Engine")


def test_one_private_address_among_others_is_refused(monkeypatch):
    """A name server that answers with two addresses must not get a worker to the second."""
    monkeypatch.setattr(address_guard, "_looked_up", lambda *given: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(Refused, match=r"10\.0\.0\.1"):
        resolve("mt.example", 443, (), 5, "Engine")


def test_an_unknown_host_costs_nothing():
    with pytest.raises(Unreachable, match="not known") as caught:
        resolve("no-such-host.invalid", 443, ("*",), 5, "Engine")
    assert not caught.value.lost


@pytest.mark.parametrize(
    "url", ["", "mt.example", "ftp://mt.example", "file:///etc/passwd", "http://", "http://a b", "http://a:0", "http://a:99999",
            "http://[", "http://me@host", "http://me:pw@host", "http://a/?q=1", "http://a/#b", "http://a\n"],
)  # fmt: skip
def test_urls_that_cannot_be_used_name_their_setting(url):
    problem = url_problem(url, "MT_URL")
    assert problem.startswith("MT_URL") and "pw" not in problem


@pytest.mark.parametrize("url", ["http://mt.example", "https://mt.example:5000/base", "http://[::1]:5000"])
def test_other_urls_can(url):
    assert url_problem(url, "MT_URL") == ""


def test_redirects_are_not_followed():
    with libretranslate.running() as first, libretranslate.running() as second:
        first.fault = answering(307, "", Location=f"{second.url}/translate")
        wire = Wire("Engine", 2, ["127.0.0.1"])
        assert wire(Request("POST", f"{first.url}/translate", {})).status == 307
        assert not second.requests and len(first.requests) == 1


class Asked(base.Handler):
    """Answers with the Host header that it was sent."""

    def listing(self) -> None:
        self.reply(200, {"host": self.headers["host"]})


def test_the_host_header_keeps_the_name(monkeypatch):
    """The checked address is asked, without a second look at the name server, by the name it was asked for."""
    looked: list[str] = []
    monkeypatch.setattr(address_guard, "_looked_up", lambda host, *given: looked.append(host) or ["127.0.0.1"])
    with base.serving(base.Server(Asked)) as server:
        url = f"http://mt.example:{server.server_port}/languages"
        reply = Wire("Engine", 2, ["mt.example"])(Request("GET", url))
    assert f'"mt.example:{server.server_port}"'.encode() in reply.body
    assert looked == ["mt.example"]


def test_an_address_that_says_nothing_is_passed_over(monkeypatch):
    monkeypatch.setattr(address_guard, "_looked_up", lambda *given: ["127.0.0.2", "127.0.0.1"])
    with base.serving(base.Server(Asked)) as server, base.black_hole("127.0.0.2", server.server_port):
        started = time.monotonic()
        reply = Wire("Engine", 1.5, ["*"])(Request("GET", f"http://mt.example:{server.server_port}/languages"))
    assert reply.status == 200 and 0.6 < time.monotonic() - started < 1.5


@pytest.mark.parametrize("found", [["127.0.0.1"], ["127.0.0.1", "127.0.0.1"]])
def test_where_no_address_says_anything_nothing_was_sent(monkeypatch, found):
    monkeypatch.setattr(address_guard, "_looked_up", lambda *given: found)
    with base.black_hole() as port, pytest.raises(Unreachable, match="does not accept connections") as caught:
        Wire("Engine", 0.8, ["*"])(Request("POST", f"http://mt.example:{port}/", {}))
    assert not caught.value.lost


def test_an_address_that_says_nothing_does_not_use_up_a_long_deadline(monkeypatch):
    monkeypatch.setattr(transport, "CONNECTING", 0.2)
    with base.black_hole() as port:
        started = time.monotonic()
        with pytest.raises(Unreachable):
            Wire("Engine", 60, ["*"])(Request("POST", f"http://127.0.0.1:{port}/", {}))
    assert time.monotonic() - started < 5


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch):
    monkeypatch.setattr(address_guard, "_looked_up", lambda *given: ["127.0.0.1"])
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with base.serving(base.Server(Asked)) as server:
        url = f"http://mt.example:{server.server_port}/languages"
        assert Wire("Engine", 2, ["mt.example"])(Request("GET", url)).status == 200


def test_the_tls_greeting_keeps_the_name(monkeypatch):
    monkeypatch.setattr(address_guard, "_looked_up", lambda *given: ["127.0.0.1"])
    greetings: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            connection, _address = listener.accept()
            with connection:
                greetings.append(connection.recv(4096))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        with pytest.raises(Exception, match="Engine"):
            Wire("Engine", 2, ["mt.example"])(Request("GET", f"https://mt.example:{listener.getsockname()[1]}/"))
        thread.join(2)
    assert b"mt.example" in greetings[0]


def test_certificates_are_checked():
    assert trusted().verify_mode == ssl.CERT_REQUIRED and trusted().check_hostname
