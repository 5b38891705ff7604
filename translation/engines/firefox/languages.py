"""A language fetched whole: the models to English and from it, those that are not usable here yet. Plain files only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translation.engines.firefox.catalogue import File, Release, Releases, directions, refusal
from translation.engines.firefox.downloads import Source
from translation.engines.firefox.folder import Folder, ModelsError

Progress = Callable[[int, int], None]  # how many packed bytes are there, and of how many


def fitting(source: Source, offered: Releases, pair: tuple[str, str], architecture: str | None = None) -> Release:
    """Return the best release for a pair. Raises ModelsError if there is none of the architecture that is wanted."""
    found = [one for one in offered.get(pair, ()) if architecture in (None, one.architecture)]
    if not found:
        kind = f" of the architecture {architecture}" if architecture else ""
        raise ModelsError(f"{source.host()} has no model {'-'.join(pair)}{kind}.")
    return found[0]


def missing(folder: Folder, code: str) -> list[tuple[str, str]]:
    """Return the directions of a language that no usable model serves here. Raises ModelsError."""
    installed = {pair: folder.installed(*pair) for pair in directions(code)}
    return [pair for pair, entry in installed.items() if entry is None or entry.problem]


def sizes(offered: Releases) -> dict[tuple[str, str], int]:
    """Return by pair how many bytes its best model takes to download."""
    return {pair: releases[0].packed_size for pair, releases in offered.items() if releases}


def fetch(source: Source, folder: Folder, code: str, progress: Progress, offered: Releases | None = None) -> None:
    """Fetch what is missing of a language; what was cut off goes on where it stopped. Raises ModelsError.

    offered: what the source offers, if it has been asked already.
    """
    if reason := refusal(code):
        raise ModelsError(f"{code}: {reason}.")
    if not (pairs := missing(folder, code)):
        return
    offered = offered or source.releases()
    releases = [fitting(source, offered, pair) for pair in pairs]
    total = sum(release.packed_size for release in releases)
    for number, release in enumerate(releases):
        _fetch_one(source, folder, release, _shifted(progress, releases[:number], total))


def _shifted(progress: Progress, before: Sequence[Release], total: int) -> Callable[[int], None]:
    done = sum(release.packed_size for release in before)
    return lambda more: progress(done + more, total)


def _fetch_one(source: Source, folder: Folder, release: Release, progress: Callable[[int], None]) -> None:
    done: dict[str, int] = {}

    def told(file: File, there: int) -> None:
        done[file.name] = there
        progress(sum(done.values()))

    progress(0)
    source.fetch(release, folder, told)
