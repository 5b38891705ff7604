"""The contract of an engine: inline HTML in, inline HTML out, in the same number and order, or an EngineError.

    EngineError
      RateLimited        asked too often: wait `retry_after` seconds
      QuotaExceeded      the budget is used up: waiting does not help
      UnsupportedPair    the engine does not serve this pair, or its model is not there
      Refused            the engine will not take this key or request
        Rejected         ... nor these texts; others it may
      BadReply           the reply is not what the protocol promises
        PartialReply     ... for some of the texts
      Unreachable        no reply: refused, reset, timed out

Pure: no Django, no database. An engine is one file and one line in settings.ENGINES.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Literal

from newsroom.languages import CODES
from newsroom.messages import Message, verbatim
from translation.engines.reply import Call, Remark, Reply, Usage, printable


class EngineError(Exception):
    """An engine could not translate. `passing` tells whether the same call may succeed later.

    lost: the service may have done and charged the work, but its answer did not come or is of no use.
    ours: the newsroom itself did not let the request out; nothing was heard of the service.
    said: the same as the text, as a message; verbatim where it is the service's or the engine's own text.
    """

    ours = False
    passing: ClassVar[bool] = False
    usually_lost: ClassVar[bool] = False

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        lost: bool | None = None,
        said: Message | None = None,
    ) -> None:
        super().__init__(printable(message))
        self.said = said or verbatim(printable(message))
        self.retry_after = retry_after
        self.lost = self.usually_lost if lost is None else lost


def permitted(ask: Callable[[float], None], seconds: float) -> None:
    """Return when Call.request or Call.admit lets a request out. Raises what a permit raises, as `ours`."""
    try:
        ask(seconds)
    except EngineError as error:
        error.ours = True
        raise


class RateLimited(EngineError):
    passing = True


class Unreachable(EngineError):
    passing = True
    usually_lost = True


class BadReply(EngineError):
    passing = True
    usually_lost = True


class PartialReply(BadReply):
    """Some texts came as they should, others never did. texts: those that came, by their index in the call.

    None came where the engine is known to translate others: it is to be asked for those, and no more for these.
    remarks: what the engine said of those that came.
    """

    def __init__(
        self, message: str, texts: Mapping[int, str], remarks: Iterable[Remark] = (), *, said: Message | None = None
    ) -> None:
        super().__init__(message, said=said)
        self.texts = dict(sorted(texts.items()))
        self.remarks = [remark for remark in remarks if remark.text in self.texts]


class QuotaExceeded(EngineError):
    pass


class UnsupportedPair(EngineError):
    pass


class Refused(EngineError):
    pass


class Rejected(Refused):
    """The engine will not take these texts; others it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one call may carry: number of texts, characters in all, seconds until an answer."""

    texts: int = 32
    characters: int = 20_000
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Service:
    """Whether an engine serves a pair directly, and if not, why and what to configure (plain words for the desk)."""

    served: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.served


@dataclass(frozen=True, slots=True)
class Heard:
    """When a server was last asked what it serves, None for never; why it did not say, or ""."""

    at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """What an account has used of a period's characters, and how many it may use; None: the service does not say."""

    used: int
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class TermPair:
    """A word of the glossary, plain text; the target equals the source where the word must stay as it is."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What an engine may know beside the texts of a call; none of it is translated, all of it may be left unused.

    headline, dek, before: plain text in the source language; before: the text that stands before the first of the call.
    terms: of this pair. style: how the target edition writes, in plain words. formality: "" if the edition is silent.
    """

    headline: str = ""
    dek: str = ""
    before: str = ""
    terms: tuple[TermPair, ...] = ()
    style: str = ""
    formality: Literal["", "more", "less"] = ""


NO_BRIEF = Brief()


class Engine(ABC):
    """A translation service. `options` come from settings and environment; making an engine loads and calls nothing."""

    name: ClassVar[str]
    label: ClassVar[str]
    # What one call may carry; the option `seconds` (ENGINE_SECONDS) takes the place of its deadline.
    limits: Limits = Limits()
    # Serves only when a person names it.
    explicit_only: ClassVar[bool] = False
    # Its output must be reviewed by a person before it can be published.
    draft: ClassVar[bool] = False
    # False: it writes no language; readers never see its texts, reviewed or not.
    publishable: ClassVar[bool] = True
    # Works on this machine's processor; the others wait for a network and may be asked several times at once.
    local: ClassVar[bool] = False
    # Reads what it is told beside the texts; for one that does not, nobody looks it up.
    briefed: ClassVar[bool] = True
    # What it can be asked in the fifteen languages, whatever is configured here.
    languages: ClassVar[frozenset[str]] = frozenset(CODES)
    # What a price is for; "" where nothing is charged.
    price_unit: ClassVar[Literal["", "characters", "tokens"]] = ""

    def __init__(self, **options: object) -> None:
        self.options = options
        seconds = options.get("seconds")
        if isinstance(seconds, (int, float)) and seconds > 0:
            self.limits = replace(self.limits, seconds=seconds)

    def problem(self) -> str:
        """Return why nothing can be asked here at all (a setting that is absent or wrong), or "". Calls nothing."""
        return ""

    @abstractmethod
    def serves(self, source: str, target: str) -> Service:
        """Tell whether this pair of language codes is served directly. Cheap: no model is loaded; no call per pair."""

    def remembers(self, source: str, target: str) -> bool:
        """Tell whether a pair is served, by what is known already: nobody is asked. False where nothing is known."""
        return bool(self.serves(source, target))

    def heard(self) -> Heard | None:
        """Return what came of asking the server for its pairs; None for an engine that need not ask."""
        return None

    @abstractmethod
    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        """Translate inline HTML texts (none empty, within `limits`); as many come back, in the same order.

        call: what the engine may do; without one, anything. The reply is made by call.reply(). Raises EngineError.
        """

    def most(self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF) -> Usage:
        """Return what asking for these texts once uses at most, as the service counts: its first request.

        An engine that is priced by tokens says how many.
        """
        return Usage(characters=sum(map(len, texts)))

    def quota(self) -> Quota | None:
        """Ask the service what the account has used; None if it cannot tell. Raises EngineError."""
        return None

    def close(self) -> None:  # noqa: B027  (most engines hold nothing)
        """Free models and connections."""
