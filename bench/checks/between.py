"""False alarms between other languages: one people's translation as the source, another one's as the target.

Nothing is tuned on the held-out half of these, and they have no bound: two free translations of one sentence lie
further apart than each from the English one. They show how the checks do in a newsroom that does not write English.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping

from bench.checks.data import Corpus, Line, Split, half
from bench.checks.false_alarms import Alarm, Alarms, count
from bench.checks.faulty import is_fault
from translation.checks import registry
from translation.checks.base import Pair
from translation.checks.rules.article.source import source_quotes

SPLITS: tuple[Split, ...] = ("tuning", "held-out")


def between(
    corpora: Mapping[str, Corpus], languages: Collection[str], lines: int, only: Collection[str] | None = None
) -> tuple[list[Alarms], list[Alarm]]:
    """Run the pair checks on so many lines of each half for every pair of languages; return counts and alarms.

    The counts are by target language and half. A finding that names a fault of either translation is excused, and so
    is a mark without its partner where the English sentence, of which both are translations, has one too.
    """
    counts, found = [], []
    english = next(iter(corpora.values())).lines
    unbalanced = {line.number for line in english if source_quotes(line.source, "en")}
    for target in languages:
        split = {name: Alarms(target, name) for name in SPLITS}
        for source, line in _sampled(corpora, target, lines):
            findings = registry.run(line.source, line.reference, Pair(source, target), only)
            right = [finding for finding in findings if is_fault(source, line.number, finding)]
            false = [
                finding
                for finding in findings
                if finding not in right
                and not is_fault(target, line.number, finding)
                and not (finding.check == "quotes" and line.number in unbalanced)
            ]
            count(split[half(line.number)], findings, false)
            found += [Alarm(target, line, finding) for finding in false]
        counts += split.values()
    return counts, found


def _sampled(corpora: Mapping[str, Corpus], target: str, wanted: int) -> Iterator[tuple[str, Line]]:
    """Yield (source language, line whose source is that language's translation), the same ones in every run."""
    for source, corpus in corpora.items():
        if source == target:
            continue
        pick = random.Random(f"{source}/{target}")
        ours = {line.number: line.reference for line in corpora[target].lines}
        for split in SPLITS:
            part = corpus.part(split)
            for line in pick.sample(part, min(wanted, len(part))):
                yield source, Line(line.number, line.reference, ours[line.number], {})
