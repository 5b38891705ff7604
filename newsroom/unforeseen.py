"""The one place that catches an error which nobody foresaw: it is logged with its traceback, and named by its kind.

Whoever calls `attempt` says what becomes of the job, the text or the article at fault; the rest goes on.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

logger = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that nobody foresaw. kind: its class's name; its message may hold a text or a key: the log has it."""

    kind: str


def attempt(
    work: Callable[[], Result],
    what: str,
    *,
    foreseen: Callable[[Exception], bool] = lambda error: False,
    hide: Callable[[str], str] = str,
) -> Result | Fault:
    """Return what work returns, or the Fault that it raised; errors that `foreseen` is true of are raised as they are.

    MemoryError is raised too: a process without memory does not go on with the next text.
    what: was attempted, for the log. hide: takes secrets out of the traceback before it is logged.
    """
    try:
        return work()
    except Exception as error:  # logged here, and recorded by every caller
        if isinstance(error, MemoryError) or foreseen(error):
            raise
        lines = "".join(traceback.format_exception(error)).rstrip()
        if (hidden := hide(lines)) == lines:
            logger.exception("%s failed", what)
        else:
            logger.error("%s failed\n%s", what, hidden)
        return Fault(type(error).__name__)
