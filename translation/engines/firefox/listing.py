"""What there is for each edition, served and installed, for `manage.py models list`. Reads the folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.languages import PIVOT
from translation.engines.firefox.catalogue import Release, Releases, directions, pair_name, refusal
from translation.engines.firefox.folder import Folder, Installed


@dataclass(frozen=True, slots=True)
class Step:
    """One direction: what is offered, the best first, and what is installed."""

    pair: str
    offered: tuple[Release, ...]
    installed: Installed | None


@dataclass(frozen=True, slots=True)
class Row:
    """An edition. served: None where the catalogue could not be read; reason: why it has no steps."""

    code: str
    served: bool | None
    reason: str
    steps: tuple[Step, ...]


def listing(codes: Sequence[str], offered: Releases | None, folder: Folder | None) -> list[Row]:
    """Return a row for each edition; offered is None if the catalogue cannot be read."""
    return [_row(code, offered, folder or Folder(Path("/nonexistent"))) for code in codes]


def as_dict(row: Row) -> dict[str, object]:
    """Return a row for JSON; sizes in bytes."""
    return {
        "language": row.code,
        "served": row.served,
        "reason": row.reason,
        "models": [
            {
                "pair": step.pair,
                "offered": [
                    {
                        "architecture": one.architecture,
                        "version": one.version,
                        "download": one.packed_size,
                        "size": one.size,
                    }
                    for one in step.offered
                ],
                "installed": step.installed and _installed(step.installed),
            }
            for step in row.steps
        ],
    }


def _row(code: str, offered: Releases | None, folder: Folder) -> Row:
    if code == PIVOT:
        return Row(code, True, "every model leads here or from here", ())
    if reason := refusal(code):
        return Row(code, False, reason, ())
    steps = tuple(
        Step(pair_name(*pair), tuple((offered or {}).get(pair, ())), folder.installed(*pair))
        for pair in directions(code)
    )
    return Row(code, None if offered is None else all(step.offered for step in steps), "", steps)


def _installed(entry: Installed) -> dict[str, object]:
    return {
        "folder": str(entry.folder),
        "size": entry.size,
        "architecture": entry.architecture,
        "version": entry.version,
        "problem": entry.problem,
    }
