"""What a call used and what is odd about its answer, told beside the texts that it returns. Pure.

    with metered() as meter:
        targets = engine.translate(texts, "en", "pt")
    meter.usage, meter.remarks

An engine calls used() or charged(), remark() and ready() anywhere below; outside of metered() they do nothing. One
that may send several requests that are charged says expect() before each, and uncounted() where one was charged and not
counted. The wire calls sending().
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

# However a service counts, a character is no more than that: four bytes in UTF-8, two units in UTF-16.
_MOST_OF_A_CHARACTER = 4


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


_NO_LETTER = "\N{REPLACEMENT CHARACTER}"
# Is asked whether one more request may be sent that uses so much at most, within so many seconds. Raises EngineError.
Permit = Callable[[Usage, float], None]


@dataclass(slots=True)
class Meter:
    """usage: what the service counted. uncounted: what it may have charged beside that, at most.

    expected: what the next request uses at most; requests: how many were sent. permits: see sending().
    listener: is told each text and its translation while the engine works on the next; not every engine tells.
    """

    usage: Usage = Usage()
    uncounted: Usage = Usage()
    expected: Usage = Usage()
    requests: int = 0
    remarks: list[Remark] = field(default_factory=list)
    permits: list[Permit] = field(default_factory=list)
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


def charged(characters: int, texts: Sequence[str]) -> None:
    """Say how many characters a service says it charges for these texts, as they were sent, if that can be.

    No service works for nothing, and none charges many times what it was sent: such a count is taken for none, so that
    the estimate of the call stands.
    """
    if 0 < characters <= _MOST_OF_A_CHARACTER * sum(map(len, texts)):
        used(Usage(characters=characters))


def expect(usage: Usage) -> None:
    """Say what each request from now on uses at most, as the service will count it."""
    if meter := _current.get():
        meter.expected = usage


def uncounted() -> None:
    """Say that the service may charge for the last request though it did not say what it counts."""
    if meter := _current.get():
        meter.uncounted += meter.expected


def sending(seconds: float) -> None:
    """Ask all permits for one more request, which has so many seconds. Raises EngineError.

    The first request of a call was admitted with the call itself.
    """
    if meter := _current.get():
        if meter.requests:
            for permit in meter.permits:
                permit(meter.expected, seconds)
        meter.requests += 1


def remark(text: int, message: str) -> None:
    """Tell the desk about one text of the call, by its index."""
    if meter := _current.get():
        meter.remarks.append(Remark(text, printable(message)))


def ready(text: str, target: str) -> None:
    """Say that one text of the call is translated, though others are not: whoever listens can look at it meanwhile."""
    if (meter := _current.get()) and meter.listener:
        meter.listener(text, target)


def printable(message: str) -> str:
    """Return a message in which a service may have put anything as it can be stored: no NUL, no half of a pair."""
    return "".join(letter if letter.isprintable() or letter == "\n" else _NO_LETTER for letter in message)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)
