"""What the checks find in real engines' output: which engine a newsroom should distrust where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bench.checks.data import Corpus
from translation.checks.base import Finding
from translation.checks.registry import run


@dataclass(slots=True)
class Output:
    """An engine in a language: its segments, and those with a finding, by (check, severity) and by severity."""

    engine: str
    language: str
    segments: int = 0
    worst: Counter[str] = field(default_factory=Counter)
    checks: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[tuple[int, Finding]] = field(default_factory=list)

    def per_thousand(self, severity: str) -> float:
        """Return segments with a finding of a severity in 1,000 segments."""
        return 1000 * self.worst[severity] / self.segments if self.segments else 0.0


def engines(
    corpora: Mapping[str, Corpus], languages: Collection[str], only: Collection[str] | None = None
) -> list[Output]:
    """Run the pair checks on every engine's output; return an entry for each engine and language."""
    outputs: dict[tuple[str, str], Output] = {}
    for language in languages:
        corpus = corpora[language]
        for line in corpus.lines:
            for engine, text in line.systems.items():
                output = outputs.setdefault((engine, language), Output(engine, language))
                findings = run(line.source, text, corpus.pair, only)
                output.segments += 1
                output.worst.update({finding.severity for finding in findings})
                output.checks.update({(finding.check, finding.severity) for finding in findings})
                output.examples += [(line.number, finding) for finding in findings]
    return sorted(outputs.values(), key=lambda output: (output.engine, output.language))
