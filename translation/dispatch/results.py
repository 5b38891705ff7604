"""What an engine or memory answered, checked and stored: in place, or beside what a person has written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from articles.body import clean_inline
from newsroom.database import transactions
from newsroom.unforeseen import Fault, attempt
from translation.checks.base import Finding, Pair
from translation.checks.rules.text.no_words import says_nothing
from translation.dispatch import writes as dispatch_writes
from translation.dispatch.writes import Write
from translation.engines.usage import Remark
from translation.models import Segment, TranslationJob
from translation.qa import findings, policy

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


@dataclass(frozen=True, slots=True)
class Kept:
    """What could not be stored, by index among the texts. nothing: no text is left of it. failed: the log says why."""

    nothing: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


def keep(
    job: TranslationJob,
    pair: Pair,
    translated: Sequence[tuple[Segment, str]],
    origin: str,
    engine: str,
    remarks: Sequence[Remark] = (),
    checked: Checked | None = None,
) -> Kept:
    """Check and store targets: in place where no person has written, as a proposal beside where one has.

    engine: who answered, "" for memory. An engine's answer without a word (no_words) is no text. What memory holds a
    person approved; it gets its finding. A text that cannot be checked or stored costs the others nothing.

    What lost the race against a person who typed meanwhile becomes a proposal too: it was paid for. remarks: what the
    engine said, by index in `translated`. checked: what has been checked already.
    """
    kept = Kept()
    if not translated:
        return kept
    checked = checked or Checked(pair)
    said: dict[int, list[Finding]] = {}
    for remark in remarks:
        said.setdefault(remark.text, []).append(Finding(REMARK, "major", remark.message))
    writes: dict[int, Write] = {}
    for index, (segment, target) in enumerate(translated):
        write = attempt(partial(_write, checked, segment, target, said.get(index, [])), f"segment {segment.pk}")
        if isinstance(write, Fault):
            kept.failed.append(index)
        elif _holds_nothing(write, pair, engine):
            kept.nothing.append(index)
        else:
            writes[index] = write

    def store_some(some: Sequence[Write]) -> None:
        free = [write for write in some if not write.segment.by_person]
        stored = set()
        if free:
            stamp = checked.wishes.stamp
            stored = dispatch_writes.write_targets(
                free, origin=origin, engine=engine, job_id=job.pk, checked_with=stamp
            )
        if beside := [write for write in some if write.segment.pk not in stored]:
            dispatch_writes.write_proposals(beside, engine=engine or origin)

    failed = isolated(list(writes.values()), store_some)
    kept.failed.extend(index for index, write in writes.items() if write in failed)
    return kept


def isolated(writes: Sequence[Write], store_some: Callable[[Sequence[Write]], None]) -> list[Write]:
    """Store writes together; those that cannot be are found by halves, and returned. Raises errors that may pass."""
    if not writes:
        return []
    work = partial(transactions.twice, partial(store_some, writes), "a batch of targets")
    if not isinstance(attempt(work, f"{len(writes)} targets", foreseen=transactions.may_pass), Fault):
        return []
    if len(writes) == 1:
        return list(writes)
    half = len(writes) // 2
    return [*isolated(writes[:half], store_some), *isolated(writes[half:], store_some)]


def _write(checked: Checked, segment: Segment, target: str, said: list[Finding]) -> Write:
    if (segment.source, target) in checked.made:
        cleaned, found = checked.made[segment.source, target]
    else:
        cleaned = clean_inline(target)
        found = findings.check(segment.source, cleaned, checked.pair, checked.wishes)
    return Write(segment, cleaned, [*found, *findings.check_field(segment.kind, cleaned, checked.wishes)], said)


def _holds_nothing(write: Write, pair: Pair, engine: str) -> bool:
    return not write.target or (bool(engine) and says_nothing(write.segment.source, write.target, pair))
