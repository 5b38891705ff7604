"""What the checks promise, and whether the measurement holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.checks.data import Split
from bench.checks.false_alarms import Alarms
from bench.checks.recall import Score
from bench.checks.seeds import ORIGINS
from bench.checks.speed import Speed

# Per cent of a group's seeded faults that are flagged major or critical, in references and in engines' output each.
RECALL = {
    "numbers": 98.0,
    "identifiers": 99.0,
    "markup": 100.0,
    "truncation": 95.0,
    "wrong language": 98.0,
    "untranslated": 99.0,
    "repetition": 98.0,
    "quote marks": 98.0,
    "across languages": 99.0,
}
# Per cent of held-out human translations with a finding, over all languages; one language may have twice as many.
FALSE_ALARMS = {"critical": 0.5, "major": 2.0}
SEGMENTS_PER_SECOND, IMPORT_SECONDS, MEMORY_MB = 1000.0, 0.5, 100.0


@dataclass(frozen=True, slots=True)
class Bound:
    """A promise and what was measured, both as shown."""

    what: str
    bound: str
    measured: str
    holds: bool


def recall_bounds(scores: Sequence[Score]) -> list[Bound]:
    """Return one line for each group that was measured, and origin: all its kinds and languages together."""
    lines = []
    for group, least in RECALL.items():
        for origin in ORIGINS:
            found = [score for score in scores if score.group == group and score.origin == origin]
            made = sum(score.made for score in found)
            if made:
                got = 100 * sum(score.caught for score in found) / made
                where = "references" if origin == "references" else "engine output"
                lines.append(Bound(f"recall: {group}, {where}", f"≥ {least:g} %", f"{got:.2f} %", got >= least))
    return lines


def alarm_bounds(counts: Sequence[Alarms], split: Split = "held-out") -> list[Bound]:
    """Return the bounds on false alarms in a half: over all languages, and for the worst language."""
    lines = []
    counted = [alarms for alarms in counts if alarms.split == split and alarms.segments]
    for severity, most in FALSE_ALARMS.items() if counted else ():
        share = 100 * sum(entry.worst[severity] for entry in counted) / sum(entry.segments for entry in counted)
        worst = max(counted, key=lambda entry: entry.worst[severity] / entry.segments)
        of_worst = 100 * worst.worst[severity] / worst.segments
        name = f"false alarms, {severity}"
        lines.append(Bound(f"{name}: all languages", f"≤ {most:g} %", f"{share:.2f} %", share <= most))
        shown = f"{of_worst:.2f} % ({worst.language})"
        lines.append(Bound(f"{name}: the worst language", f"≤ {2 * most:g} %", shown, of_worst <= 2 * most))
    return lines


def speed_bounds(speed: Speed) -> list[Bound]:
    """Return the bounds on time and memory."""
    return [
        Bound(
            "segments a second, all checks on a pair, one core",
            f"≥ {SEGMENTS_PER_SECOND:,.0f}",
            f"{speed.per_second:,.0f}",
            speed.per_second >= SEGMENTS_PER_SECOND,
        ),
        Bound(
            "import in a fresh process",
            f"< {IMPORT_SECONDS} s",
            f"{speed.import_seconds:.2f} s",
            speed.import_seconds < IMPORT_SECONDS,
        ),
        Bound("peak memory", f"< {MEMORY_MB:.0f} MB", f"{speed.peak_mb:.0f} MB", speed.peak_mb < MEMORY_MB),
    ]
