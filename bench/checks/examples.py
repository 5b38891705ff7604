"""Misses and false alarms as they stand, to be read by whoever improves a check. They never go into the docs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bench.checks.data import half
from bench.checks.run import Measured
from translation.checks.wording import english


def examples(measured: Measured, most: int) -> str:
    """Return so many misses of each kind, language and origin, and serious false alarms of each check and language."""
    return "\n".join([*_missed(measured, most), *_alarms(measured, most)])


def _missed(measured: Measured, most: int) -> Iterator[str]:
    for score in measured.scores:
        for sample in score.missed[:most]:
            seeded = sample.seeded
            yield f"\n[missed: {score.kind}, {score.language}, {sample.engine}, line {sample.line}]"
            yield from (seeded.source, seeded.before, seeded.after)


def _alarms(measured: Measured, most: int) -> Iterator[str]:
    shown: Counter[tuple[str, str]] = Counter()
    split = measured.plan.split
    for alarm in (alarm for alarm in measured.alarms if split in ("all", half(alarm.line.number))):
        key = alarm.finding.check, alarm.language
        if alarm.finding.severity == "minor" or shown[key] >= most:
            continue
        shown[key] += 1
        yield f"\n[alarm: {alarm.finding.check}, {alarm.finding.severity}, {alarm.language}, line {alarm.line.number}]"
        yield from (alarm.line.source, alarm.line.reference, f"  {english(alarm.finding.message)}")
