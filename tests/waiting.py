"""The one loop of the tests: wait for something, with a bound."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def wait_for(condition: Callable[[], T], seconds: float, *, every: float = 0.05, failed: str = "") -> T:
    """Call `condition` every so many seconds until it is true, and return what it returned.

    Fails the test after `seconds`, with `failed` as its message.
    """
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, failed or f"it did not happen in {seconds} s"
        time.sleep(every)
    return found
