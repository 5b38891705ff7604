"""The contract of an engine: inline HTML in, inline HTML out, in the same number and order, or an EngineError.

    EngineError
      RateLimited        asked too often: wait `retry_after` seconds
      QuotaExceeded      the budget is used up: waiting does not help
      UnsupportedPair    the engine does not serve this pair, or its model is not there
      Refused            the engine will not take this text, key or request
      BadReply           the reply is not what the protocol promises
      Unreachable        no reply: refused, reset, timed out

Pure: no Django, no database. An engine is one file and one line in settings.ENGINES.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class EngineError(Exception):
    """An engine could not translate. `passing` tells whether the same call may succeed later."""

    passing: ClassVar[bool] = False

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class RateLimited(EngineError):
    passing = True


class Unreachable(EngineError):
    passing = True


class BadReply(EngineError):
    passing = True


class QuotaExceeded(EngineError):
    pass


class UnsupportedPair(EngineError):
    pass


class Refused(EngineError):
    pass


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


class Engine(ABC):
    """A translation service. `options` come from settings and environment; making an engine loads and calls nothing.

    quality "draft" marks engines whose output must be reviewed. `explicit_only` engines serve only when named.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    limits: ClassVar[Limits] = Limits()
    explicit_only: ClassVar[bool] = False

    def __init__(self, **options: object) -> None:
        self.options = options

    @abstractmethod
    def serves(self, source: str, target: str) -> Service:
        """Tell whether this pair of language codes is served directly. Cheap: no model is loaded; no call per pair."""

    @abstractmethod
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Translate inline HTML texts (none empty, within `limits`) and return as many in the same order.

        Raises EngineError.
        """

    def close(self) -> None:  # noqa: B027  (most engines hold nothing)
        """Free models and connections."""
