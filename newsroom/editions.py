"""The editions that this newsroom publishes: those of settings.EDITIONS, in that order.

Every built-in language has its columns and keeps its data; a language that is not in EDITIONS has no address, list or
job.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from newsroom.languages import BY_CODE, Edition, UnknownLanguage


class NotPublished(UnknownLanguage):
    """Raised for a built-in language that settings.EDITIONS leaves out."""


def codes() -> tuple[str, ...]:
    """Return the codes of the editions, in their order."""
    return tuple(settings.EDITIONS)


def active() -> tuple[Edition, ...]:
    """Return the editions, in their order."""
    return tuple(BY_CODE[code] for code in settings.EDITIONS)


def is_active(code: str) -> bool:
    """Return whether this newsroom publishes a language."""
    return code in settings.EDITIONS


def default() -> Edition:
    """Return the edition for readers none of whose languages is an edition."""
    chosen = settings.DEFAULT_EDITION
    return BY_CODE[chosen if is_active(chosen) else settings.EDITIONS[0]]


def choices() -> list[tuple[str, str]]:
    """Return (code, endonym) of the editions, for forms."""
    return [(edition.code, edition.endonym) for edition in active()]


def demand(code: str) -> Edition:
    """Return the edition with this code. Raises NotPublished if the newsroom does not publish it."""
    if not is_active(code):
        name = BY_CODE[code].english_name
        raise NotPublished(f"This newsroom has no {name} edition. Its editions (EDITIONS): {', '.join(codes())}.")
    return BY_CODE[code]


def in_order(wanted: Iterable[str]) -> list[str]:
    """Return those codes that are editions, in the order of the editions."""
    chosen = set(wanted)
    return [code for code in settings.EDITIONS if code in chosen]
