"""Downloads of models ask the address that was checked, and unpack no more than the list promises."""

from __future__ import annotations

import gzip
import hashlib
import re
import socket
import sys
import threading
import tracemalloc
from urllib.parse import urlsplit

import pytest

from tests.servers import base, firefox_models
from translation.engines.firefox import downloads
from translation.engines.firefox.downloads import Source
from translation.engines.firefox.folder import Folder, ModelsError
from translation.engines.net import address_guard

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """No proxy but the test's own."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server():
    with firefox_models.running() as running:
        yield running


@pytest.fixture
def names(monkeypatch):
    """A name server of the test's own: what it is asked, and what it answers."""
    asked: list[str] = []
    answers = ["127.0.0.1"]
    monkeypatch.setattr(address_guard, "_looked_up", lambda host, *given: asked.append(host) or list(answers))
    return asked, answers


def named(server, host="models.example", **more):
    return Source(f"http://{host}:{server.server_port}/mirror", [host], **more)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["127.0.0.2", "127.0.0.1"]])
def test_the_address_that_was_checked_is_asked_by_its_name(server, names, tmp_path, found):
    """No other name server knows models.example: a second look would fail."""
    asked, answers = names
    answers[:] = found
    hosts = []
    server.listing_fault = lambda handler: (hosts.append(handler.headers["host"]), handler.listing())
    source = named(server)
    source.fetch(source.releases()["de", "en"][0], Folder(tmp_path))
    assert (tmp_path / "de-en" / "vocab.deen.spm").is_file()
    assert set(hosts) == {f"models.example:{server.server_port}"}
    assert len(asked) == len(hosts) == 4, "one look for each of the list and three files"


def test_a_name_that_leads_home_is_refused_without_a_request(server, names):
    with pytest.raises(ModelsError, match="ENGINE_PRIVATE_HOSTS"):
        Source(f"http://models.example:{server.server_port}/mirror").releases()
    assert not server.listings


def test_the_tls_greeting_keeps_the_name(names):
    greetings: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            connection, _address = listener.accept()
            with connection:
                greetings.append(connection.recv(4096))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        with pytest.raises(ModelsError, match=r"models\.example"):
            Source(f"https://models.example:{listener.getsockname()[1]}", ["*"]).releases()
        thread.join(2)
    assert b"models.example" in greetings[0]


class Proxy(firefox_models.ModelHandler):
    """A proxy that knows where the models are: it is asked for whole addresses."""

    def do_GET(self) -> None:
        self.server.hosts.append(urlsplit(self.path).hostname)
        self.path = urlsplit(self.path).path
        super().do_GET()


@pytest.mark.parametrize("scheme", ["http://", ""])
def test_a_proxy_looks_the_name_up_itself(names, monkeypatch, scheme):
    proxy = firefox_models.ModelServer()
    proxy.RequestHandlerClass, proxy.hosts = Proxy, []
    with base.serving(proxy):
        monkeypatch.setenv("http_proxy", f"{scheme}127.0.0.1:{proxy.server_port}")
        assert Source("http://models.example/mirror").releases()
        assert proxy.hosts == ["models.example"] and names[0] == []
        monkeypatch.setenv("no_proxy", "models.example")
        with pytest.raises(ModelsError, match="ENGINE_PRIVATE_HOSTS"):
            Source("http://models.example/mirror").releases()
        assert len(proxy.hosts) == 1


def offered(server, kind, packed, size, digest):
    """Let a file of German to English be other bytes than before, told truly but for its size unpacked."""
    row = next(row for row in server.records if row["sourceLanguage"] == "de" and row["fileType"] == "lex")
    location = f"files/lex{kind}"
    server.files[location] = packed
    row["decompressedSize"], row["decompressedHash"] = size, digest
    row["attachment"] |= {"hash": hashlib.sha256(packed).hexdigest(), "size": len(packed), "location": location}


def fetched(server, tmp_path):
    source = Source(server.mirror, ["127.0.0.1"])
    return source.fetch(source.releases()["de", "en"][0], Folder(tmp_path))


@pytest.mark.parametrize("short", [0, 1])
def test_what_waits_already_needs_no_room(server, tmp_path, monkeypatch, short):
    source, folder = Source(server.mirror, ["127.0.0.1"]), Folder(tmp_path)
    release = source.releases()["de", "en"][0]
    server.faults = [None, firefox_models.cut_off]
    with pytest.raises(ModelsError, match=r"broke|cut off"):
        source.fetch(release, folder)
    waiting = sum(path.stat().st_size for path in tmp_path.glob(".downloads/*.part"))
    needed = release.size + release.packed_size - waiting
    assert waiting > release.packed_size // 3
    # The file that was unpacked before it broke off goes first, and is no reason to refuse.
    monkeypatch.setattr(downloads, "_free", lambda path: needed - short if not list(path.rglob("*.bin")) else 0)
    if not short:
        assert source.fetch(release, folder) == tmp_path / "de-en"
        return
    with pytest.raises(ModelsError, match=r"needs [\d,]+ kB, and [\d,]+ kB are free") as caught:
        source.fetch(release, folder)
    wanted, free = re.findall(r"([\d,]+) kB", str(caught.value))
    assert int(wanted.replace(",", "")) == int(free.replace(",", "")) + 1


def test_a_finished_download_takes_the_parts_of_older_models_with_it(server, tmp_path):
    server.faults = [firefox_models.cut_off]
    with pytest.raises(ModelsError):
        fetched(server, tmp_path)
    source, folder = Source(server.mirror, ["127.0.0.1"]), Folder(tmp_path)
    server.faults = [firefox_models.cut_off]
    with pytest.raises(ModelsError):
        source.fetch(source.releases()["en", "zh-hans"][0], folder)
    assert len(list(tmp_path.glob(".downloads/*.part"))) == 2
    server.add("de-en", version="4.0")
    fetched(server, tmp_path)
    assert [path.name.partition(".")[0] for path in tmp_path.glob(".downloads/*.part")] == ["en-zh-hans"]


PACKERS = {".gz": lambda data: gzip.compress(data, 1), ".zst": zstd.compress, "": bytes}


@pytest.mark.parametrize("kind", PACKERS)
def test_each_packing_is_unpacked_to_the_last_byte(server, tmp_path, kind):
    data = b"one whole file, " * 200_000
    offered(server, kind, PACKERS[kind](data), len(data), hashlib.sha256(data).hexdigest())
    assert (fetched(server, tmp_path) / "lex.50.50.deen.s2t.bin").read_bytes() == data


@pytest.mark.parametrize("kind", [".gz", ".zst"])
def test_a_file_that_unpacks_to_more_than_the_list_says_is_left(server, tmp_path, kind):
    data = bytes(200_000_000)
    packed, digest = PACKERS[kind](data), hashlib.sha256(data).hexdigest()
    del data
    offered(server, kind, packed, 100_000, digest)
    tracemalloc.start()
    try:
        with pytest.raises(ModelsError, match=r"holds more than the list says once unpacked; it was removed"):
            fetched(server, tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000, "bytes"
    finally:
        tracemalloc.stop()
    assert not (tmp_path / "de-en").exists() and not list(tmp_path.glob(".downloads/*.part"))


@pytest.mark.parametrize("kind", PACKERS)
@pytest.mark.parametrize("more", [1, -1])
def test_a_size_that_is_wrong_by_a_byte_is_a_wrong_file(server, tmp_path, kind, more):
    data = b"one whole file, " * 5000
    offered(server, kind, PACKERS[kind](data), len(data) + more, hashlib.sha256(data).hexdigest())
    with pytest.raises(ModelsError, match="holds less" if more > 0 else "holds more"):
        fetched(server, tmp_path)


@pytest.mark.parametrize("kind", [".gz", ".zst"])
@pytest.mark.parametrize("spoil", [lambda packed: packed[:-9], lambda packed: b"?" + packed[1:], lambda packed: b"?"])
def test_what_cannot_be_unpacked_is_one_line(server, tmp_path, kind, spoil):
    data = b"one whole file, " * 5000
    offered(server, kind, spoil(PACKERS[kind](data)), len(data), hashlib.sha256(data).hexdigest())
    with pytest.raises(ModelsError, match=r"cannot be unpacked \(.*\); it was removed\.$"):
        fetched(server, tmp_path)
