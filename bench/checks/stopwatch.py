"""Run as a process of its own: time the import of the checks, and the checks on lines [language, source, target]."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def main() -> None:
    """Read JSON lines from standard input, write one JSON list. Core seconds; of the import, a clock's."""
    started = time.perf_counter()
    from translation.checks import registry
    from translation.checks.base import Pair

    imported = time.perf_counter() - started
    first = spent = 0.0
    segments = 0
    for text in sys.stdin:
        language, source, target = json.loads(text)
        pair = Pair("en", language)
        started = time.process_time()
        registry.run(source, target, pair)
        seconds = time.process_time() - started
        first, spent, segments = first or seconds, spent + seconds, segments + 1
    rest = segments - 1
    print(json.dumps([imported, first, rest / (spent - first) if rest > 0 else 0.0, _peak(), segments]))


def _peak() -> float:
    """Return the most memory that this process held, in MB. Linux's getrusage also counts the parent before exec."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


if __name__ == "__main__":
    main()
