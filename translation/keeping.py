"""What an engine or memory answered, checked and stored: in place, or beside what a person has written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from articles.body import clean_inline
from translation import findings, policy, store
from translation.checks.base import Finding, Pair
from translation.checks.no_words import says_nothing
from translation.engines.meter import Remark
from translation.models import Segment, TranslationJob
from translation.store import Write

REMARK = "engine_remark"


@dataclass(frozen=True)
class Checked:
    """What the checks say of the texts of a call that came while it went on.

    made: by source and target, the target as it will be stored and its findings, as wishes want them.
    """

    pair: Pair
    made: dict[tuple[str, str], tuple[str, list[Finding]]] = field(default_factory=dict)

    @cached_property
    def wishes(self) -> policy.Policy:
        """Return what the edition wants of the checks, as it was when the first text was looked at."""
        return policy.load().of(self.pair.target)

    def look(self, source: str, target: str) -> None:
        """Check a target now: its engine works on the next one meanwhile, on another core."""
        if cleaned := clean_inline(target):
            self.made[source, target] = cleaned, findings.check(source, cleaned, self.pair, self.wishes)


def keep(
    job: TranslationJob,
    pair: Pair,
    translated: Sequence[tuple[Segment, str]],
    origin: str,
    engine: str,
    remarks: Sequence[Remark] = (),
    checked: Checked | None = None,
) -> list[int]:
    """Check and store targets: in place where no person has written, as a proposal beside where one has.

    engine: who answered, "" for memory. Returns the indexes of those of which nothing is left that could be stored: an
    engine's answer without a word (no_words) is no text. What memory holds a person approved; it gets its finding.

    What lost the race against a person who typed meanwhile becomes a proposal too: it was paid for. remarks: what the
    engine said, by index in `translated`. checked: what has been checked already.
    """
    if not translated:
        return []
    wishes = checked.wishes if checked else policy.load().of(pair.target)
    said: dict[int, list[Finding]] = {}
    for remark in remarks:
        said.setdefault(remark.text, []).append(Finding(REMARK, "major", remark.message))
    writes = []
    for index, (segment, target) in enumerate(translated):
        ahead = checked.made.get((segment.source, target)) if checked else None
        if ahead:
            cleaned, found = ahead
        else:
            cleaned = clean_inline(target)
            found = findings.check(segment.source, cleaned, pair, wishes)
        writes.append(Write(segment, cleaned, found, said.get(index, [])))
    nothing = [index for index, write in enumerate(writes) if _holds_nothing(write, pair, engine)]
    writes = [write for index, write in enumerate(writes) if index not in nothing]
    free = [write for write in writes if not write.segment.by_person]
    stored = set()
    if free:
        stored = store.write_targets(free, origin=origin, engine=engine, job_id=job.pk, checked_with=wishes.stamp)
    beside = [write for write in writes if write.segment.pk not in stored]
    if beside:
        store.write_proposals(beside, engine=engine or origin)
    return nothing


def _holds_nothing(write: Write, pair: Pair, engine: str) -> bool:
    return not write.target or (bool(engine) and says_nothing(write.segment.source, write.target, pair))
