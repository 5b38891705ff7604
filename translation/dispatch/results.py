"""Check what an engine or memory answered and store it: in place, or as a proposal beside what a person has written.

Machine writes compare before they set: a row is written only if it still has the revision that the worker read and the
same source hash. Whatever a person did meanwhile wins. A batch is one statement: 25 times the speed of one per segment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from django.db import connection, transaction

from articles.body import clean_inline
from newsroom.database import transactions
from newsroom.messages import verbatim
from newsroom.unforeseen import Fault, attempt
from translation.checks.base import Finding, Pair
from translation.checks.rules.text.no_words import says_nothing
from translation.engines.reply import Remark
from translation.models import Segment, SegmentFinding, TranslationJob
from translation.qa import findings, policy
from translation.qa.findings import Place

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
        said.setdefault(remark.text, []).append(Finding(REMARK, "major", verbatim(remark.message)))
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
            stored = write_targets(free, origin=origin, engine=engine, job_id=job.pk, checked_with=stamp)
        if beside := [write for write in some if write.segment.pk not in stored]:
            write_proposals(beside, engine=engine or origin)

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


@dataclass(frozen=True, slots=True)
class Write:
    """A target for a segment as the worker read it. remarks: what the engine said of it, as findings."""

    segment: Segment
    target: str
    findings: list[Finding]
    remarks: list[Finding] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place.of_segment(self.segment.pk, self.segment.source, self.target)


# Rows are locked in the order of their ids (translation.segments.locks), in the statement that writes them.
_SET_TARGETS = """
    WITH locked AS (
        SELECT id FROM translation_segment WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE translation_segment AS segment
       SET target = new.target, made_from = new.hash, state = 'translated', origin = %s, engine = %s, job_id = %s,
           proposal = '', proposal_engine = '', proposal_made_from = '',
           checked_with = %s, revision = segment.revision + 1, updated_at = now()
      FROM unnest(%s::bigint[], %s::integer[], %s::text[], %s::text[]) AS new (id, revision, hash, target)
      JOIN locked ON locked.id = new.id
     WHERE segment.id = new.id AND segment.revision = new.revision AND segment.source_hash = new.hash
 RETURNING segment.id
"""
# A proposal stands beside a person's words and changes nothing of them: the revision stays, so their save goes through.
_SET_PROPOSALS = """
    WITH locked AS (
        SELECT id FROM translation_segment WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE translation_segment AS segment
       SET proposal = new.target, proposal_engine = %s, proposal_made_from = new.hash, updated_at = now()
      FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS new (id, hash, target)
      JOIN locked ON locked.id = new.id
     WHERE segment.id = new.id AND segment.source_hash = new.hash
       AND segment.target <> '' AND segment.made_from <> segment.source_hash
 RETURNING segment.id
"""


@transaction.atomic
def write_targets(writes: Sequence[Write], *, origin: str, engine: str, job_id: int, checked_with: str) -> set[int]:
    """Store targets with their findings; return the ids of the segments that took them.

    checked_with: the stamp of the checks and settings that made the findings.
    """
    ids, *others = _columns(writes)
    with connection.cursor() as cursor:
        revisions = [write.segment.revision for write in writes]
        cursor.execute(_SET_TARGETS, [ids, origin, engine, job_id, checked_with, ids, revisions, *others])
        stored = {row[0] for row in cursor.fetchall()}
    scope = SegmentFinding.Scope
    found = [(write.place, write) for write in writes if write.segment.pk in stored]
    findings.store(
        {
            scope.SEGMENT: {place: write.findings for place, write in found},
            scope.ENGINE: {place: write.remarks for place, write in found},
        }
    )
    return stored


def write_proposals(writes: Sequence[Write], *, engine: str) -> set[int]:
    """Store proposals beside outdated targets of people; return the ids of the segments that took them."""
    ids, *others = _columns(writes)
    with connection.cursor() as cursor:
        cursor.execute(_SET_PROPOSALS, [ids, engine, ids, *others])
        return {row[0] for row in cursor.fetchall()}


def _columns(writes: Sequence[Write]) -> tuple[list[int], list[str], list[str]]:
    return (
        [write.segment.pk for write in writes],
        [write.segment.source_hash for write in writes],
        [write.target for write in writes],
    )
