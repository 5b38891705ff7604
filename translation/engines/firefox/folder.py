"""FIREFOX_MODELS_DIR: models put in place whole, told with their hashes, and removed. Plain files only.

en-de/              model.ende.intgemm.alphas.bin, vocab.ende.spm, lex.50.50.ende.s2t.bin, manifest.json
.downloads/         what is under way: packed files (.part) and models not yet whole
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from translation.engines.firefox.catalogue import ARCHITECTURES, File, Release, pair_name
from translation.engines.firefox.model import ModelFiles, files_in, folders_of, packaged

MANIFEST = "manifest.json"
_SUFFIXES = (".bin", ".spm")


class ModelsError(Exception):
    """Models cannot be fetched, checked or removed; the message says what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on this machine. version and architecture are "" where nothing tells; own: it can be removed here."""

    source: str
    target: str
    folder: Path
    size: int
    architecture: str = ""
    version: str = ""
    own: bool = True
    problem: str = ""


@dataclass(frozen=True)
class Folder:
    """The folder that FIREFOX_MODELS_DIR names."""

    path: Path

    def installed(self, source: str, target: str) -> Installed | None:
        """Return the model that the engine takes for a pair, or one that it cannot take with the reason.

        Raises ModelsError.
        """
        with disk(self.path, "read"):
            found = [(folder, True) for folder in folders_of(self.path, source, target)]
            found += [(folder, False) for folder in folders_of(packaged(), source, target)]
            entries = [_described(source, target, folder, own) for folder, own in found]
        return next((entry for entry in entries if not entry.problem), entries[0] if entries else None)

    def has(self, release: Release) -> bool:
        """Tell whether just this model is in place and whole: by its manifest, and by the bytes of its files."""
        place = self.path / release.pair
        used = files_in(place)
        if not isinstance(used, ModelFiles) or manifest(place).get("files") != _rows(release):
            return False
        unnamed = {path.name for path in used.paths} - {file.name for file in release.files}
        return not unnamed and all(_is(place / file.name, file) for file in release.files)

    def remove(self, source: str, target: str) -> list[Installed]:
        """Remove a pair's folders and return what they were. Raises ModelsError."""
        with disk(self.path, "read"):
            gone = [_described(source, target, folder, True) for folder in folders_of(self.path, source, target)]
        with disk(self.path):
            for entry in gone:
                shutil.rmtree(entry.folder)
        return gone

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other downloads out of the folder while the block runs. Raises ModelsError if one is under way."""
        downloads = self.path / ".downloads"
        downloads.mkdir(parents=True, exist_ok=True)
        with (downloads / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ModelsError(f"Another download into {self.path} is under way.") from None
            yield

    def part(self, release: Release, file: File) -> Path:
        """Return where the packed bytes of a file wait; its hash is in the name, so pieces of two files never mix."""
        return self.path / ".downloads" / f"{release.pair}.{file.packed_sha256}.part"

    def fetched(self, release: Release) -> int:
        """Return how many packed bytes of a model wait already. Raises OSError."""
        parts = [(self.part(release, file), file.packed_size) for file in release.files]
        return sum(min(part.stat().st_size, size) for part, size in parts if part.is_file())

    def prepare(self, release: Release) -> None:
        """Make an empty place for a model that is to be fetched. Raises OSError."""
        shutil.rmtree(self._staging(release), ignore_errors=True)
        self._staging(release).mkdir(parents=True)

    def stage(self, release: Release, file: File, data: bytes) -> None:
        """Write an unpacked file of a model that is not in place yet. Raises OSError."""
        (self._staging(release) / file.name).write_bytes(data)

    def finish(self, release: Release) -> Path:
        """Put a model in place, whole, where the old one was. Raises ModelsError, OSError."""
        staging, place = self._staging(release), self.path / release.pair
        if isinstance(problem := files_in(staging), str):
            raise ModelsError(f"What was fetched for {release.pair} is no model: {problem}.")
        told = {
            "pair": release.pair,
            "architecture": release.architecture,
            "version": release.version,
            "files": _rows(release),
        }
        (staging / MANIFEST).write_text(json.dumps(told, indent=1) + "\n")
        old = staging.with_suffix(".old")
        shutil.rmtree(old, ignore_errors=True)
        if place.exists():
            place.rename(old)
        staging.rename(place)
        self._clear(release.pair)
        return place

    def forget(self, source: str, target: str) -> int:
        """Remove what downloads of a pair left that were not finished; return its bytes. Raises ModelsError."""
        pair = pair_name(source, target)
        with disk(self.path):
            if not self._left(pair):
                return 0
            with self.alone():
                return self._clear(pair)

    def _left(self, pair: str) -> list[Path]:
        """Return what lies in .downloads for a pair, of whichever of its models."""
        downloads = self.path / ".downloads"
        return [*downloads.glob(pair), *downloads.glob(f"{pair}.*")]

    def _clear(self, pair: str) -> int:
        """Remove what lies there for a pair; return its bytes. Raises OSError."""
        size = 0
        for path in self._left(pair):
            if path.is_dir():
                size += _size(path)
                shutil.rmtree(path)
            else:
                size += path.stat().st_size
                path.unlink()
        return size

    def _staging(self, release: Release) -> Path:
        return self.path / ".downloads" / release.pair


@contextmanager
def disk(path: Path, done: Literal["read", "written"] = "written") -> Iterator[None]:
    """Turn what a disk says into a ModelsError: full, not allowed, not there. done: what the block does to it."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ModelsError(f"The disk of {path} is full; make room and run the command again.") from None
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise ModelsError(f"{error.filename or path} may not be {done}: {error.strerror}.") from None
        raise ModelsError(f"{error.filename or path}: {error.strerror or error}.") from None


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is(path: Path, file: File) -> bool:
    """Tell whether a file on the disk is the published one; one that cannot be read is not: it is to be fetched."""
    try:
        return path.stat().st_size == file.size and sha256(path) == file.sha256
    except OSError:
        return False


def _described(source: str, target: str, folder: Path, own: bool) -> Installed:
    files = files_in(folder)
    told = manifest(folder)
    architecture = str(told.get("architecture", "")) or _architecture(folder, files)
    problem = files if isinstance(files, str) else ""
    return Installed(source, target, folder, _size(folder), architecture, str(told.get("version", "")), own, problem)


def _size(folder: Path) -> int:
    """Return the bytes of a model's files, 0 if the folder cannot be read: that is told as the model's problem."""
    try:
        return sum(path.stat().st_size for path in folder.iterdir() if path.is_file() and path.suffix in _SUFFIXES)
    except OSError:
        return 0


def _architecture(folder: Path, files: ModelFiles | str) -> str:
    """Tell from the folder's name or the size of the model: tiny ones have 17 MB, base ones 31 and more."""
    named = next((name for name in reversed(ARCHITECTURES) if folder.name.lower().endswith(f"-{name}")), "")
    if named or isinstance(files, str):
        return named
    return "tiny" if files.model.stat().st_size < 25_000_000 else "base"


def manifest(folder: Path) -> dict[str, object]:
    """Return what the download told of a model; {} if nothing tells, or what tells makes no sense."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _rows(release: Release) -> list[dict[str, object]]:
    return [
        {name: value for name, value in asdict(file).items() if name in ("name", "size", "sha256")}
        for file in release.files
    ]
