"""False alarms: what the checks say about people's translations.

A finding is excused where the translation itself is at fault (bench.checks.faulty lists those, with reasons); the
tables show the numbers with and without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.checks.data import Corpus, Line, half
from bench.checks.faulty import is_fault
from translation.checks import registry
from translation.checks.base import Finding, Row

SEVERITIES = ("critical", "major", "minor")
# Lines that are taken for one article, for checks that look at a whole one.
_ARTICLE = 10


@dataclass(slots=True)
class Alarms:
    """Segments with findings in one language and half. worst: by severity, excused ones left out; raw: with them."""

    language: str
    split: str
    segments: int = 0
    worst: Counter[str] = field(default_factory=Counter)
    raw: Counter[str] = field(default_factory=Counter)
    # By (check, severity); excused ones left out.
    checks: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding on a person's translation, to be looked at."""

    language: str
    line: Line
    finding: Finding


def false_alarms(
    corpora: Mapping[str, Corpus], languages: Collection[str], only: Collection[str] | None = None
) -> tuple[list[Alarms], list[Alarm]]:
    """Run pair, article and across checks on the references; return counts by language and half, and the alarms."""
    across = _across(corpora, only)
    counts, found = [], []
    for language in languages:
        corpus = corpora[language]
        split = {name: Alarms(language, name) for name in ("tuning", "held-out")}
        article = _article(corpus) if only is None else {}
        for line in corpus.lines:
            findings = registry.run(line.source, line.reference, corpus.pair, only)
            findings = [*findings, *article.get(line.number, ()), *across.get((line.number, language), ())]
            false = [finding for finding in findings if not is_fault(language, line.number, finding)]
            count(split[half(line.number)], findings, false)
            found += [Alarm(language, line, finding) for finding in false]
        counts += split.values()
    return counts, found


def count(alarms: Alarms, findings: Sequence[Finding], false: Sequence[Finding]) -> None:
    """Count one segment with all its findings, and those of them that no fault of the translation excuses."""
    alarms.segments += 1
    alarms.raw.update({finding.severity for finding in findings})
    alarms.worst.update({finding.severity for finding in false})
    alarms.checks.update({(finding.check, finding.severity) for finding in false})


def _article(corpus: Corpus) -> dict[int, list[Finding]]:
    """Return what the article checks find, by line: ten lines make an article."""
    found: dict[int, list[Finding]] = {}
    for start in range(0, len(corpus.lines), _ARTICLE):
        lines = corpus.lines[start : start + _ARTICLE]
        rows = [Row(f"body/{line.number}", "paragraph", line.source, line.reference) for line in lines]
        for key, findings in registry.run_article(rows, corpus.pair).items():
            found[int(key.rpartition("/")[2])] = findings
    return found


def _across(corpora: Mapping[str, Corpus], only: Collection[str] | None) -> dict[tuple[int, str], list[Finding]]:
    """Return what comparing all references of a line finds, by line and language; only: names of checks."""
    found: dict[tuple[int, str], list[Finding]] = {}
    if only is not None and not {check.__name__ for check in registry.ACROSS_CHECKS} & set(only):
        return found
    for source, versions, number in parallel(corpora):
        for language, findings in registry.run_across(source, versions, "en").items():
            found[number, language] = [one for one in findings if only is None or one.check in only]
    return found


def parallel(corpora: Mapping[str, Corpus]) -> Iterator[tuple[str, dict[str, str], int]]:
    """Yield each line's source, its references by language, and its number."""
    for lines in zip(*(corpus.lines for corpus in corpora.values()), strict=True):
        yield lines[0].source, dict(zip(corpora, (line.reference for line in lines), strict=True)), lines[0].number


def source_alarms(corpora: Mapping[str, Corpus], languages: Collection[str]) -> list[Alarms]:
    """Run the source checks on what people wrote: English sources, and each language's references, all lines."""
    counts = []
    for language in ("en", *languages):
        alarms = Alarms(language, "all")
        for line in corpora[language if language != "en" else next(iter(corpora))].lines:
            text = line.source if language == "en" else line.reference
            findings = registry.run_source(text, language)
            count(alarms, findings, [finding for finding in findings if not is_fault(language, line.number, finding)])
        counts.append(alarms)
    return counts
