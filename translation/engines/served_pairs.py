"""What a server says it serves, asked for at most every few minutes and remembered, failures too. Pure.

listed = Listed(self._listing, "it")
listed.ask()       what it serves, or why nobody knows; asks the server when the answer is old
listed.known()     the same without asking; None where nobody has asked yet
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from translation.engines.base import EngineError, Heard

FRESH = 300.0  # seconds that an answer holds
RETRY = 30.0  # seconds until a server is asked again after a failure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer(Generic[T]):
    """until: when the server is asked again, on the clock of time.monotonic()."""

    until: float
    found: T | str
    at: datetime


class Listed(Generic[T]):
    """The answer of `listing`, which may raise EngineError; whose: what does not answer then, for the desk."""

    def __init__(self, listing: Callable[[], T], whose: str) -> None:
        self._listing = listing
        self._whose = whose
        self._lock = threading.Lock()
        self._answer: _Answer[T] | None = None

    def ask(self) -> T | str:
        """Return the answer, or why there is none."""
        with self._lock:
            if self._answer is None or time.monotonic() >= self._answer.until:
                found: T | str
                try:
                    found, holds = self._listing(), FRESH
                except EngineError as error:
                    found, holds = f"{self._whose} does not answer: {str(error).rstrip('.')}", RETRY
                self._answer = _Answer(time.monotonic() + holds, found, datetime.now(UTC))
            return self._answer.found

    def known(self) -> T | str | None:
        """Return what the last answer was, however old; waits for nobody who is asking just now."""
        answer = self._answer
        return answer.found if answer else None

    def heard(self) -> Heard:
        """Return when the server was asked, and its failure."""
        answer = self._answer
        return Heard(answer.at, answer.found if isinstance(answer.found, str) else "") if answer else Heard()
