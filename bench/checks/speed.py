"""Speed in a fresh process: the import, the first segment, segments a second on one core, and the peak memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.checks.data import Corpus

_ROOT = Path(__file__).resolve().parents[2]
# So many segments of each language, references and engines' output in turn.
_SEGMENTS = 300
# The import is timed so often, and the quickest counts: the others waited for the disk or for other programs.
_IMPORTS = 10


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of the import and of the first segment (tables and models load there); peak_mb: of the whole process."""

    import_seconds: float
    first_seconds: float
    per_second: float
    peak_mb: float
    segments: int


def measure(corpora: Mapping[str, Corpus], languages: Collection[str]) -> Speed:
    """Return what a process of its own measures on segments that it reads one by one."""
    lines = []
    for language in languages:
        for line in corpora[language].lines[:_SEGMENTS]:
            texts = [text for _origin, text in line.texts()]
            lines.append(json.dumps([language, line.source, texts[line.number % len(texts)]]))
    imports = [_run([])[0] for _time in range(_IMPORTS)]
    _import, first, per_second, peak, segments = _run(lines)
    return Speed(min(imports), first, per_second, peak, int(segments))


def _run(lines: list[str]) -> list[float]:
    command = [sys.executable, "-m", "bench.checks.stopwatch"]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True, cwd=_ROOT)
    return json.loads(done.stdout)
