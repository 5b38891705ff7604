"""What an engine replies, and one call as the engine sees it. Pure.

    call = Call(permits, listener)          made by translation.dispatch, one for each call
    reply = engine.translate(texts, "en", "pt", brief, call)
    reply.texts, reply.usage, reply.remarks

An engine makes its reply by call.reply(). The call keeps what was used also where the engine fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

# However a service counts, a character is no more than that: four bytes in UTF-8, two units in UTF-16.
_MOST_OF_A_CHARACTER = 4
_NO_LETTER = "\N{REPLACEMENT CHARACTER}"


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

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", printable(self.message))


@dataclass(frozen=True, slots=True)
class Reply:
    """As many translations as texts were asked for, in the same order.

    usage: what the service counted. uncounted: what it may have charged beside that, at most.
    """

    texts: list[str]
    usage: Usage = Usage()
    uncounted: Usage = Usage()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Call:
    """One call of an engine: what it may do, and what it has used so far.

    permits: are asked before each request after the first, which was admitted with the call itself. listener: gets each
    text with its translation while the engine works on the next one; only some engines report that.
    """

    permits: Sequence[Permit] = ()
    listener: Listener | None = None
    usage: Usage = field(default=Usage(), init=False)
    uncounted: Usage = field(default=Usage(), init=False)
    expected: Usage = field(default=Usage(), init=False)  # what the next request uses at most
    requests: int = field(default=0, init=False)  # sent so far

    def request(self, seconds: float) -> None:
        """Return if one more request may be sent, which has so many seconds. Raises what a permit raises."""
        if self.requests:
            self.admit(seconds)
        self.requests += 1

    def admit(self, seconds: float) -> None:
        """Ask all permits for more than what was admitted with the call. Raises what a permit raises."""
        for permit in self.permits:
            permit(self, seconds)

    def expect(self, usage: Usage) -> None:
        """Note what each request from now on uses at most, as the service will count it."""
        self.expected = usage

    def used(self, usage: Usage) -> None:
        """Add to what the call used, as the service counts it."""
        self.usage += usage

    def charged(self, characters: int, texts: Iterable[str]) -> None:
        """Add how many characters a service says it charges for these texts, as they were sent, if that can be.

        No service works for nothing, and none charges many times what it was sent: such a count is taken for none, so
        that the estimate of the call stands.
        """
        if 0 < characters <= _MOST_OF_A_CHARACTER * sum(map(len, texts)):
            self.used(Usage(characters=characters))

    def lost(self) -> None:
        """Note that the service may charge for the last request though it did not say what it counts."""
        self.uncounted += self.expected

    def ready(self, text: str, target: str) -> None:
        """Report that one text of the call is translated, though others are not."""
        if self.listener:
            self.listener(text, target)

    def reply(self, texts: Sequence[str], remarks: Iterable[Remark] = ()) -> Reply:
        """Return the reply to this call, with what was used so far."""
        return Reply(list(texts), self.usage, self.uncounted, tuple(remarks))


# Is asked whether a call may send one more request, within so many seconds. Raises EngineError if not.
Permit = Callable[[Call, float], None]
# Gets a text of the call and its translation.
Listener = Callable[[str, str], None]


def moved(remarks: Iterable[Remark], places: Mapping[int, int]) -> list[Remark]:
    """Return the remarks on those texts that have a new place, which `places` has by the old one."""
    return [replace(remark, text=places[remark.text]) for remark in remarks if remark.text in places]


def printable(message: str) -> str:
    """Return a message in which a service may have put anything as it can be stored: no NUL, no half of a pair."""
    return "".join(letter if letter.isprintable() or letter == "\n" else _NO_LETTER for letter in message)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)
