"""Fill a version's segments: from memory, then from engines, batch by batch, each checked and stored before the next.

An engine that is down, over its budget or refuses makes way for the next one that serves the pair, unless a person has
named it. What an engine answers wrongly is asked again in halves, then of the next engine, then reported.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from articles.body import clean_inline, strip_tags
from articles.document import Document
from translation import asking, briefs, findings, jobs, memory, policy, second_opinions, store
from translation.checks import registry
from translation.checks.base import Finding, Pair
from translation.engines import routing
from translation.engines.base import BadReply, Brief, EngineError, PartialReply, RateLimited
from translation.engines.meter import Remark
from translation.models import EngineCall, Segment, TranslationJob
from translation.store import Write

REMARK = "engine_remark"
# An engine that answers wrongly so often in a row, whatever the texts, is asked no more by this job.
MOST_BAD = 8


def from_memory(job: TranslationJob, pair: Pair, segments: Sequence[Segment]) -> list[Segment]:
    """Fill what memory knows word for word; return the segments that an engine must be asked for."""
    known = memory.exact(pair.source, pair.target, (segment.source_hash for segment in segments))
    found = [segment for segment in segments if segment.source_hash in known]
    keep(job, pair, [(segment, known[segment.source_hash]) for segment in found], Segment.Origin.MEMORY, "")
    return [segment for segment in segments if segment.source_hash not in known]


def from_engines(
    job: TranslationJob, pair: Pair, document: Document, everything: Sequence[Segment], missing: Sequence[Segment]
) -> list[str]:
    """Ask engines for what is missing. Return what went wrong, as sentences; raises EngineError if no engine can go on.

    everything: the version's segments in their order.
    """
    if not missing:
        return []
    # Whom routing or a person chose comes first: the request page has named it.
    routes = routing.find_routes(pair.source, pair.target, job.engine if job.named else None)
    routes.sort(key=lambda route: route.engine != job.engine)
    before = dict(zip([row.pk for row in everything[1:]], [row.source for row in everything], strict=False))
    work = _Work(job, pair, routes, briefs.brief(document, pair), before)
    work.fill(missing)
    others = [route for route in routes if route.engine not in work.gone]
    second_opinions.ask(job, pair, others, work.brief, keep)
    return work.problems


def keep(
    job: TranslationJob,
    pair: Pair,
    translated: Sequence[tuple[Segment, str]],
    origin: str,
    engine: str,
    remarks: Sequence[Remark] = (),
    checked: Checked | None = None,
) -> None:
    """Check and store targets: in place where no person has written, as a proposal beside where one has.

    What lost the race against a person who typed meanwhile becomes a proposal too: it was paid for. remarks: what the
    engine said, by index in `translated`. checked: what has been checked already.
    """
    if not translated:
        return
    wishes = policy.load().of(pair.target)
    said: dict[int, list[Finding]] = {}
    for remark in remarks:
        said.setdefault(remark.text, []).append(Finding(REMARK, "major", remark.message))
    writes = []
    for index, (segment, target) in enumerate(translated):
        cleaned = clean_inline(target)
        made = checked.made.get((segment.source, cleaned)) if checked else None
        found = findings.check(segment.source, cleaned, pair, wishes, made=made)
        writes.append(Write(segment, cleaned, found, said.get(index, [])))
    writes = [write for write in writes if write.target]
    free = [write for write in writes if not write.segment.by_person]
    stored = set()
    if free:
        stored = store.write_targets(free, origin=origin, engine=engine, job_id=job.pk, checked_with=wishes.stamp)
    beside = [write for write in writes if write.segment.pk not in stored]
    if beside:
        store.write_proposals(beside, engine=engine or origin)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say of the texts of a call that came while it went on. made: findings by (source, target)."""

    pair: Pair
    made: dict[tuple[str, str], list[Finding]] = field(default_factory=dict)

    def look(self, source: str, target: str) -> None:
        """Check a target now: its engine works on the next one meanwhile, on another core."""
        if cleaned := clean_inline(target):
            self.made[source, cleaned] = registry.run(source, cleaned, self.pair)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Segments to ask for together. level: how many of the routes have been given up for them."""

    segments: list[Segment]
    level: int = 0
    reason: str = EngineCall.Reason.FIRST

    def parts(self, sizes: Sequence[int]) -> list[_Batch]:
        starts = [sum(sizes[:index]) for index in range(len(sizes))]
        return [
            replace(self, segments=self.segments[start : start + size])
            for start, size in zip(starts, sizes, strict=True)
        ]


@dataclass(slots=True)
class _Work:
    """A job's work with engines. before: the source text that stands before each segment, by the segment's id."""

    job: TranslationJob
    pair: Pair
    routes: list[routing.Route]
    brief: Brief
    before: dict[int, str]
    problems: list[str] = field(default_factory=list)
    errors: list[EngineError] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)  # engines that this job asks no more
    asked: set[int] = field(default_factory=set)  # segments that some engine was asked for
    bad: int = 0  # wrong answers in a row

    def fill(self, segments: Sequence[Segment]) -> None:
        """Ask for segments until each is stored, reported, or no engine is left."""
        waiting = deque([_Batch(list(segments))])
        while waiting:
            batch = waiting.popleft()
            while batch.level < len(self.routes) and self.routes[batch.level].engine in self.gone:
                batch = replace(batch, level=batch.level + 1, reason=EngineCall.Reason.FALLBACK)
            if batch.level == len(self.routes):
                raise self._worst()
            route = self.routes[batch.level]
            limits = routing.engine(route.engine).limits
            groups = routing.batches([segment.source for segment in batch.segments], limits)
            if len(groups) > 1:
                waiting.extendleft(reversed(batch.parts([len(group) for group in groups])))
                continue
            jobs.renew(self.job, asking.longest(route))
            waiting.extendleft(reversed(self._ask(batch)))
            jobs.count(self.job)

    def _ask(self, batch: _Batch) -> list[_Batch]:
        """Ask for one batch and store what comes; return what is to be asked (again) because of how it went."""
        route = self.routes[batch.level]
        texts = [segment.source for segment in batch.segments]
        told = replace(self.brief, before=strip_tags(self.before.get(batch.segments[0].pk, "")))
        # What is asked for again, in halves or of another engine, is counted once.
        fresh = {segment.pk for segment in batch.segments} - self.asked
        self.asked |= fresh
        checked = Checked(self.pair)
        try:
            with ExitStack() as calls:
                try:
                    answer = asking.ask(
                        self.job,
                        route,
                        texts,
                        told,
                        calls,
                        reason=batch.reason,
                        fresh=len(fresh),
                        listener=checked.look,
                    )
                except PartialReply as partial:
                    self._keep(route, [(batch.segments[at], text) for at, text in sorted(partial.texts.items())])
                    raise
                self._keep(route, list(zip(batch.segments, answer.targets, strict=True)), answer.remarks, checked)
        except RateLimited:
            raise
        except PartialReply as partial:
            rest = [segment for at, segment in enumerate(batch.segments) if at not in partial.texts]
            if len(rest) < len(batch.segments):
                return [replace(batch, segments=rest)] if rest else []
            return self._smaller(batch, partial)
        except BadReply as error:
            self.bad += 1
            if self.bad < MOST_BAD:
                return self._smaller(batch, error)
            return self._without(batch, error)
        except EngineError as error:
            return self._without(batch, error)
        self.bad = 0
        return []

    def _without(self, batch: _Batch, error: EngineError) -> list[_Batch]:
        """Ask this batch's engine no more."""
        self.bad = 0
        self.errors.append(error)
        self.gone.add(self.routes[batch.level].engine)
        return [batch]

    def _keep(
        self,
        route: routing.Route,
        translated: Sequence[tuple[Segment, str]],
        remarks: Sequence[Remark] = (),
        checked: Checked | None = None,
    ) -> None:
        keep(self.job, self.pair, translated, Segment.Origin.MACHINE, route.engine, remarks, checked)

    def _smaller(self, batch: _Batch, error: BadReply) -> list[_Batch]:
        """One odd text must not cost the others: halve until it stands alone, then let another engine try."""
        if len(batch.segments) > 1:
            half = len(batch.segments) // 2
            return batch.parts([half, len(batch.segments) - half])
        after = [route for route in self.routes[batch.level + 1 :] if route.engine not in self.gone]
        if after:
            return [replace(batch, level=batch.level + 1, reason=EngineCall.Reason.FALLBACK)]
        self.problems.append(f"Segment {batch.segments[0].key}: {error}")
        return []

    def _worst(self) -> EngineError:
        """Return the error to end this run with: one that may pass, if there is one, so that the job is tried again."""
        return next((error for error in self.errors if error.passing), self.errors[-1])
