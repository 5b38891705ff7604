"""What models Mozilla publishes for our editions: the records of Remote Settings' translations-models-v2, read. Pure.

Each record is a file of a model: languages, architecture, version, its SHA-256 and size packed (`attachment`) and
unpacked (`decompressedHash`, `decompressedSize`). Records that only some builds of Firefox may see (Android, Nightly)
carry a `filter_expression`. All models lead to English or from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from newsroom.languages import BY_CODE, CODES, PIVOT

WITHOUT_MODELS = frozenset({"sa", "la"})
ARCHITECTURES = ("tiny", "base", "base-memory")  # from fast to good
_FOR_DESKTOPS = ("", "env.appinfo.OS != 'Android'")
_OURS = {"zh-Hans": "zh-hans", "zh": "zh-hans"}
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"(model|lex|vocab|srcvocab|trgvocab)\.[\w.-]+\.(?:bin|spm)")
_LOCATION = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*")


class NoCatalogue(ValueError):
    """What was read is no list of model records."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a model as it lies in its folder, and as it is sent: packed, at `location` below the base address."""

    name: str
    kind: str
    size: int
    sha256: str
    location: str
    packed_size: int
    packed_sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """A whole model for a pair of our codes."""

    source: str
    target: str
    architecture: str
    version: str
    files: tuple[File, ...]

    @property
    def pair(self) -> str:
        return pair_name(self.source, self.target)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)

    @property
    def packed_size(self) -> int:
        """Bytes to download."""
        return sum(file.packed_size for file in self.files)


Releases = Mapping[tuple[str, str], list[Release]]


def pair_name(source: str, target: str) -> str:
    """Return the name of a pair's folder."""
    return f"{source}-{target}"


def directions(code: str) -> list[tuple[str, str]]:
    """Return the pairs that an edition's language needs: to English and from it."""
    return [(code, PIVOT), (PIVOT, code)]


def refusal(code: str) -> str:
    """Return why there is nothing to fetch for an edition, or ""."""
    if code in WITHOUT_MODELS:
        return f"Firefox Translations has no models for {BY_CODE[code].english_name}; another engine has to serve it"
    if code == PIVOT:
        return "every model leads to English or from it: name the other language"
    return ""


def read(body: bytes) -> Releases:
    """Return by pair the whole models for our editions, the best first: newest version, then largest architecture.

    Raises NoCatalogue. A record that makes no sense is left out; a model without all its files too.
    """
    models: dict[tuple[str, str, str, str], dict[str, File]] = {}
    for row in _records(body):
        if isinstance(row, dict) and (key := _model(row)) and (file := _file(row)):
            models.setdefault(key, {})[file.kind] = file
    found: dict[tuple[str, str], list[Release]] = {}
    for (source, target, architecture, version), files in models.items():
        if _is_whole(files):
            release = Release(source, target, architecture, version, tuple(files[kind] for kind in sorted(files)))
            found.setdefault((source, target), []).append(release)
    for releases in found.values():
        releases.sort(key=_rank, reverse=True)
    return found


def _records(body: bytes) -> list[object]:
    try:
        rows = json.loads(body)["data"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise NoCatalogue("it is no list of model records") from error
    if not isinstance(rows, list):
        raise NoCatalogue("it is no list of model records")
    return rows


def _is_whole(kinds: Collection[str]) -> bool:
    """Tell whether the kinds of files make a model: its weights, and a vocabulary of both languages or one of each."""
    return "model" in kinds and ("vocab" in kinds or {"srcvocab", "trgvocab"} <= set(kinds))


def _model(row: Mapping[str, object]) -> tuple[str, str, str, str] | None:
    source, target = (_code(row.get(name)) for name in ("sourceLanguage", "targetLanguage"))
    architecture, version = row.get("architecture") or "tiny", row.get("version")
    offered = (row.get("filter_expression") or "") in _FOR_DESKTOPS
    if not (source and target and PIVOT in (source, target) and source != target and offered):
        return None
    if architecture not in ARCHITECTURES or not isinstance(version, str) or not isinstance(architecture, str):
        return None
    return source, target, architecture, version


def _code(spelling: object) -> str:
    code = _OURS.get(spelling, spelling) if isinstance(spelling, str) else ""
    return code if code in CODES and code not in WITHOUT_MODELS else ""


def _file(row: Mapping[str, object]) -> File | None:
    sent = row.get("attachment")
    if not isinstance(sent, dict):
        return None
    name, location = str(row.get("name", "")), str(sent.get("location", "")).lstrip("/")
    kind = _NAME.fullmatch(name)
    hashes = [str(value) for value in (row.get("decompressedHash"), sent.get("hash"))]
    sizes = [value for value in (row.get("decompressedSize"), sent.get("size")) if isinstance(value, int) and value > 0]
    if not kind or not _LOCATION.fullmatch(location) or not all(map(_HASH.fullmatch, hashes)) or len(sizes) < 2:
        return None
    return File(name, kind[1], sizes[0], hashes[0], location, sizes[1], hashes[1])


def _rank(release: Release) -> tuple[list[int], bool, int]:
    """Return what to compare releases by: 3.0 comes after 2.1, and after 3.0a1, which is a trial."""
    numbers, trial = re.match(r"[\d.]*", release.version), re.search(r"[a-z]", release.version)
    parts = [int(part) for part in (numbers[0] if numbers else "").split(".") if part]
    return parts, not trial, ARCHITECTURES.index(release.architecture)
