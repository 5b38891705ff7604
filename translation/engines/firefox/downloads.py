"""Firefox models fetched from Mozilla or from a newsroom's mirror, and unpacked: resumed, hashed, then moved in place.

FIREFOX_MODELS_URL ends in /v1: a Remote Settings server, which names the host of its files. Every other address is a
folder with `records.json`, a copy of the server's records, and each file at its record's `attachment.location`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sys
import time
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit

import httpx

from translation.engines.base import EngineError
from translation.engines.firefox.catalogue import File, NoCatalogue, Release, Releases, read
from translation.engines.firefox.folder import Folder, ModelsError, disk, sha256
from translation.engines.net.address_guard import url_problem
from translation.engines.net.streams import opened

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SETTING = "FIREFOX_MODELS_URL"
_RECORDS = "/buckets/main/collections/translations-models-v2/records"
_MOST_RECORDS = 32 * 1024 * 1024  # bytes; today's list has about 1
_PIECE = 1024 * 1024  # bytes unpacked at a time
_SLOWEST = 1024  # bytes a second, over the stall time

Progress = Callable[[File, int], None]  # a file and how many of its packed bytes are there


@dataclass(frozen=True)
class Source:
    """Where models come from. stall: seconds without (nearly) any bytes after which a download is given up.

    private_hosts: see addresses.resolve.
    """

    url: str
    private_hosts: Collection[str] = ()
    stall: float = 30.0

    def releases(self) -> Releases:
        """Return what is offered. Raises ModelsError."""
        body = self._read(self.url + _RECORDS if self._is_server() else f"{self.url}/records.json")
        try:
            found = read(body)
        except NoCatalogue as error:
            raise ModelsError(
                f"{self.host()} sent something else than a list of models ({error}). See {SETTING}."
            ) from None
        if not found:
            raise ModelsError(f"The list of models from {self.host()} has none for these editions. See {SETTING}.")
        return found

    def fetch(self, release: Release, folder: Folder, progress: Progress = lambda file, done: None) -> Path:
        """Download and unpack a model into its place; return that. What is cut off goes on from there next time.

        Raises ModelsError; then the model that was there before is untouched.
        """
        base = self._files_at()
        with disk(folder.path), folder.alone():
            folder.prepare(release)
            _make_sure_of_room(release, folder)
            for file in release.files:
                part = folder.part(release, file)
                self._complete(f"{base}/{file.location}", file, part, progress)
                folder.stage(release, file, _unpacked(file, part))
            return folder.finish(release)

    def host(self) -> str:
        return urlsplit(self.url).hostname or self.url

    def _is_server(self) -> bool:
        return urlsplit(self.url).path.rstrip("/").endswith("/v1")

    def _files_at(self) -> str:
        if not self._is_server():
            return self.url
        try:
            base = json.loads(self._read(f"{self.url}/"))["capabilities"]["attachments"]["base_url"]
        except (ValueError, LookupError, TypeError) as error:
            raise ModelsError(f"{self.host()} does not say where its files are. See {SETTING}.") from error
        return str(base).rstrip("/")

    def _read(self, url: str) -> bytes:
        body = b""
        with self._opened(url) as reply:
            if reply.status_code != 200:
                raise _refused(url, reply)
            for chunk in self._chunks(reply):
                body += chunk
                if len(body) > _MOST_RECORDS:
                    raise ModelsError(f"The list of models from {self.host()} is too long to be one. See {SETTING}.")
        return body

    def _complete(self, url: str, file: File, part: Path, progress: Progress) -> None:
        """Fetch what is not there yet of a packed file, and check its hash. Raises ModelsError."""
        if part.is_file() and part.stat().st_size > file.packed_size:
            part.unlink()
        if not part.is_file() or part.stat().st_size < file.packed_size:
            self._append(url, file, part, progress)
        progress(file, part.stat().st_size)
        if part.stat().st_size < file.packed_size:
            raise ModelsError(f"{file.name} was cut off; run the command again and it goes on from there.")
        if sha256(part) != file.packed_sha256:
            _drop(part)
            raise ModelsError(
                f"{file.name} from {urlsplit(url).hostname} is not the file that the list names (its SHA-256 differs); "
                f"it was removed."
            )

    def _append(self, url: str, file: File, part: Path, progress: Progress) -> None:
        have = part.stat().st_size if part.is_file() else 0
        tag = part.with_suffix(".etag")
        headers = {"Range": f"bytes={have}-"} if have else {}
        if have and tag.is_file():
            headers["If-Range"] = tag.read_text()
        with self._opened(url, headers) as reply:
            have = _resumed_at(url, file, reply, have)
            _note(tag, reply.headers.get("etag", ""))
            with part.open("ab" if have else "wb", buffering=0) as out:  # what came is kept, even if this is killed
                for chunk in self._chunks(reply):
                    chunk = chunk[: file.packed_size + 1 - have]
                    have += out.write(chunk)
                    progress(file, have)
                    if have > file.packed_size:
                        break

    @contextmanager
    def _opened(self, url: str, headers: dict[str, str] | None = None) -> Iterator[httpx.Response]:
        """Open a reply whose body is still to be read. Raises ModelsError for all that a network can do."""
        if problem := url_problem(url, SETTING):
            raise ModelsError(f"{problem}.")
        host = urlsplit(url).hostname or ""
        # Nothing is packed on the way: the files are packed already, and Range counts their bytes.
        asked = {"Accept-Encoding": "identity", **(headers or {})}
        try:
            with opened(url, asked, self.private_hosts, self.stall, SETTING) as reply:
                yield reply
        except httpx.TimeoutException:
            raise ModelsError(f"{host} does not answer. {_OFFLINE}") from None
        except (httpx.ConnectError, httpx.ProxyError, EngineError) as error:
            raise ModelsError(f"{host} cannot be reached ({_said(error)}). {_OFFLINE}") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ModelsError(f"The connection to {host} broke ({_said(error)}); run the command again.") from None

    def _chunks(self, reply: httpx.Response) -> Iterator[bytes]:
        """Yield the body; raise httpx.ReadTimeout if it drips: httpx's own timeout starts anew with each byte."""
        began, count = time.monotonic(), 0
        for chunk in reply.iter_raw():
            yield chunk
            count += len(chunk)
            if (spent := time.monotonic() - began) > self.stall:
                if count < _SLOWEST * spent:
                    raise httpx.ReadTimeout("too slow")
                began, count = time.monotonic(), 0


_OFFLINE = f"Without a network, set {SETTING} to a mirror that this machine reaches."


def _said(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__


def _resumed_at(url: str, file: File, reply: httpx.Response, have: int) -> int:
    """Return how many bytes are there already before those of a reply: `have`, or 0 if the server starts anew.

    Raises ModelsError if this is not the rest of the file.
    """
    if reply.status_code != 200 and not (reply.status_code == 206 and _goes_on(reply, have)):
        raise _refused(url, reply)
    have = have if reply.status_code == 206 else 0
    told = reply.headers.get("content-length", "")
    if told.isdecimal() and have + int(told) != file.packed_size:
        raise ModelsError(f"{urlsplit(url).hostname} sends something else than {file.name}. See {SETTING}.")
    return have


def _goes_on(reply: httpx.Response, have: int) -> bool:
    return reply.headers.get("content-range", "").replace(" ", "").startswith(f"bytes{have}-")


def _refused(url: str, reply: httpx.Response) -> ModelsError:
    return ModelsError(f"{urlsplit(url).hostname} answers {reply.status_code} to {urlsplit(url).path}. See {SETTING}.")


def _note(path: Path, tag: str) -> None:
    """Keep a strong ETag for the next try; without one the hash alone tells whether the pieces belong together."""
    if tag.startswith('"'):
        path.write_text(tag)
    else:
        path.unlink(missing_ok=True)


def _drop(part: Path) -> None:
    part.unlink()
    part.with_suffix(".etag").unlink(missing_ok=True)


def _unpacked(file: File, part: Path) -> bytes:
    """Return the unpacked file. No more of it is unpacked than the list promises: a small file may hold terabytes."""
    data = bytearray()
    try:
        with _reader(part, file.location) as stream:
            while block := stream.read(min(_PIECE, file.size + 1 - len(data))):
                data += block
    except (OSError, EOFError, zlib.error, zstd.ZstdError) as error:
        _drop(part)
        raise ModelsError(f"{file.name} cannot be unpacked ({_said(error)}); it was removed.") from None
    if len(data) != file.size:
        _drop(part)
        more = "more" if len(data) > file.size else "less"
        raise ModelsError(f"{file.name} holds {more} than the list says once unpacked; it was removed.")
    if hashlib.sha256(data).hexdigest() != file.sha256:
        _drop(part)
        raise ModelsError(
            f"{file.name} is not what the list names once unpacked (its SHA-256 differs); it was removed."
        )
    return bytes(data)


def _reader(part: Path, location: str) -> IO[bytes]:
    if location.endswith(".gz"):
        return cast(IO[bytes], gzip.open(part))
    if location.endswith(".zst"):
        return cast(IO[bytes], zstd.open(part))
    return part.open("rb")


def megabytes(count: int) -> str:
    """Return a number of bytes as people say it."""
    return f"{count / 1e6:,.0f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"


def _make_sure_of_room(release: Release, folder: Folder) -> None:
    """Raise ModelsError if what is still to be fetched, and all of it unpacked, does not fit on the disk."""
    needed, free = release.size + release.packed_size - folder.fetched(release), _free(folder.path)
    if needed > free:
        told, there = megabytes(needed), megabytes(free)
        if told == there:  # one rounded up, the other down: they differ
            told, there = f"{-(-needed // 1000):,} kB", f"{free // 1000:,} kB"
        raise ModelsError(f"{release.pair} needs {told}, and {there} are free in {folder.path}.")


def _free(path: Path) -> int:
    return shutil.disk_usage(path).free
