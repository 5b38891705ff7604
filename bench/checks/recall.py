"""Recall: how many of the seeded faults the checks flag as major or critical."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bench.checks.data import Corpus, Split
from bench.checks.seeds import KINDS, ORIGINS, Kind, Origin, Sample, samples
from translation.checks.base import Finding, Pair
from translation.checks.registry import run

SERIOUS = ("critical", "major")


@dataclass(slots=True)
class Score:
    """What became of one kind's faults in one language; by: which checks caught them; missed: those nobody did."""

    kind: str
    group: str
    language: str
    origin: str
    made: int = 0
    caught: int = 0
    unfit: int = 0
    by: Counter[str] = field(default_factory=Counter)
    missed: list[Sample] = field(default_factory=list)

    @property
    def percent(self) -> float:
        """Return the recall in per cent; 100 where there was nothing to find."""
        return 100 * self.caught / self.made if self.made else 100.0


def serious(findings: Collection[Finding]) -> list[Finding]:
    """Return the findings that count as caught."""
    return [finding for finding in findings if finding.severity in SERIOUS]


def recall(
    corpora: Mapping[str, Corpus],
    languages: Collection[str],
    split: Split,
    wanted: int,
    only: Collection[str] | None = None,
    kinds: Collection[Kind] = KINDS,
) -> list[Score]:
    """Return a score for each kind, language and origin; wanted: how many faults each; only: names of checks to run."""
    return [
        _score(kind, corpora, language, origin, split, wanted, only)
        for kind in kinds
        for language in languages
        for origin in ORIGINS
    ]


def _score(
    kind: Kind,
    corpora: Mapping[str, Corpus],
    language: str,
    origin: Origin,
    split: Split,
    wanted: int,
    only: Collection[str] | None,
) -> Score:
    score, pair = Score(kind.name, kind.group, language, origin), Pair("en", language)
    for sample in samples(kind, corpora, language, origin, split):
        if score.made == wanted:
            break
        seeded = sample.seeded
        if serious(run(seeded.source, seeded.before, pair, only)):
            score.unfit += 1
            continue
        score.made += 1
        if found := serious(run(seeded.source, seeded.after, pair, only)):
            score.caught += 1
            score.by.update({finding.check for finding in found})
        else:
            score.missed.append(sample)
    return score
