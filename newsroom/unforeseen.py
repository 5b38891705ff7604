"""The one place that catches unexpected errors: they are logged with their traceback and recorded by their kind.

The caller of `attempt` decides what happens to the job, text or article at fault; the rest continues.
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
    """An unexpected error. kind: its class's name. Its message may contain a text or a key, so only the log has it."""

    kind: str


def attempt(
    work: Callable[[], Result],
    what: str,
    *,
    foreseen: Callable[[Exception], bool] = lambda error: False,
    hide: Callable[[str], str] = str,
) -> Result | Fault:
    """Return what work returns, or a Fault if it raised; errors for which `foreseen` is true are raised unchanged.

    MemoryError is raised too: a process without memory does not continue with the next text.
        what: the attempted work, for the log. hide: removes secrets from the traceback before it is logged.
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
