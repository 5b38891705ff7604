"""What a call used and what is odd about its answer, told beside the texts that it returns. Pure.

    with metered() as meter:
        targets = engine.translate(texts, "en", "pt")
    meter.usage, meter.remarks

An engine calls used(), remark() and ready() anywhere below; outside of metered() they do nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Usage:
    """What a service says it will charge for; None where it does not say."""

    characters: int | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            _sum(self.characters, other.characters),
            _sum(self.tokens_in, other.tokens_in),
            _sum(self.tokens_out, other.tokens_out),
        )


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should look at in one translated text: a plain English sentence for the desk."""

    text: int  # index among the texts of the call
    message: str


@dataclass(slots=True)
class Meter:
    """listener: is told each text and its translation while the engine works on the next; not every engine tells."""

    usage: Usage = Usage()
    remarks: list[Remark] = field(default_factory=list)
    listener: Callable[[str, str], None] | None = None


_current: ContextVar[Meter | None] = ContextVar("meter", default=None)


@contextmanager
def metered() -> Iterator[Meter]:
    """Collect what used() and remark() are told in this block."""
    meter = Meter()
    token = _current.set(meter)
    try:
        yield meter
    finally:
        _current.reset(token)


def used(usage: Usage) -> None:
    """Add to what the call used, as the service counts it."""
    if meter := _current.get():
        meter.usage += usage


def remark(text: int, message: str) -> None:
    """Tell the desk about one text of the call, by its index."""
    if meter := _current.get():
        meter.remarks.append(Remark(text, message))


def ready(text: str, target: str) -> None:
    """Say that one text of the call is translated, though others are not: whoever listens can look at it meanwhile."""
    if (meter := _current.get()) and meter.listener:
        meter.listener(text, target)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)
