"""One run: what is measured, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bench.checks import across, between, bounds, engines, false_alarms, recall, side_by_side, speed
from bench.checks.data import Corpus, Split
from bench.checks.seeds import KINDS

# Beside the others, so many faults of a kind and language are enough.
_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure. checks, kinds: None for all; with checks or kinds the run is for tuning and skips the rest."""

    languages: tuple[str, ...]
    split: Split = "held-out"
    seeds: int = 200
    checks: Collection[str] | None = None
    kinds: Collection[str] | None = None
    engines: bool = False
    side_by_side: bool = False
    # So many lines of each half for every pair of languages without English; 0: none.
    between: int = 0


@dataclass(slots=True)
class Measured:
    """The results of a run; parts that were not asked for are empty or None."""

    plan: Plan
    scores: list[recall.Score] = field(default_factory=list)
    alarm_counts: list[false_alarms.Alarms] = field(default_factory=list)
    alarms: list[false_alarms.Alarm] = field(default_factory=list)
    between_counts: list[false_alarms.Alarms] = field(default_factory=list)
    source_counts: list[false_alarms.Alarms] = field(default_factory=list)
    outputs: list[engines.Output] = field(default_factory=list)
    comparison: side_by_side.Comparison | None = None
    speed: speed.Speed | None = None
    bounds: list[bounds.Bound] = field(default_factory=list)


def measure(corpora: Mapping[str, Corpus], plan: Plan) -> Measured:
    """Run everything that the plan asks for."""
    result = Measured(plan)
    languages = plan.languages
    if not plan.kinds:
        result.alarm_counts, result.alarms = false_alarms.false_alarms(corpora, languages, plan.checks)
        result.bounds += bounds.alarm_bounds(result.alarm_counts)
    if plan.between:
        result.between_counts, alarms = between.between(corpora, languages, plan.between, plan.checks)
        result.alarms += alarms
    if plan.seeds:
        kinds = [kind for kind in KINDS if not plan.kinds or kind.name in plan.kinds]
        result.scores = recall.recall(corpora, languages, plan.split, plan.seeds, plan.checks, kinds)
        compared = [kind for kind in across.KINDS if not plan.kinds or kind in plan.kinds]
        if plan.checks is None and compared:
            result.scores += across.across_recall(corpora, languages, plan.split, plan.seeds, compared)
        result.bounds += bounds.recall_bounds(result.scores)
    if plan.engines:
        result.outputs = engines.engines(corpora, languages, plan.checks)
    if plan.side_by_side:
        wanted = min(plan.seeds, _COMPARED)
        result.comparison = side_by_side.compare(corpora, languages, plan.split, wanted)
    if plan.checks is None and not plan.kinds:
        result.source_counts = false_alarms.source_alarms(corpora, languages)
        result.speed = speed.measure(corpora, languages)
        result.bounds += bounds.speed_bounds(result.speed)
    return result
