"""Segments asked of engines until each is stored, reported, or no engine is left: in batches, in halves, of the next.

An engine that is down, over its budget or refuses makes way for the next one that serves the pair, unless a person has
named it. What an engine answers wrongly is asked again in halves, then of the next engine, then reported.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from articles.body import strip_tags
from articles.models import LanguageVersion
from newsroom.messages import Message, say
from translation import jobs
from translation.checks.base import Pair
from translation.dispatch import admission, call
from translation.dispatch.context import Briefs
from translation.dispatch.results import Checked, keep
from translation.engines import routing
from translation.engines.base import BadReply, EngineError, PartialReply, RateLimited, Rejected
from translation.engines.reply import Remark, Reply, moved
from translation.job_messages import english
from translation.models import EngineCall, Segment, TranslationJob

# An engine that answers so many texts wrongly that stand alone, none rightly between, is asked no more by this job.
MOST_BAD = 3
PATIENCE = 60.0  # seconds; an engine that asks for more makes way where another one serves


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


def _incomplete(engine: str, targets: Sequence[str], nothing: Sequence[int]) -> BadReply:
    """Return what it means that some targets, by index, hold no text: the others came as they should."""
    said = say("answer.nothing", engine=engine, count=len(nothing), all=len(targets))
    came = {index: target for index, target in enumerate(targets) if index not in nothing}
    return PartialReply(english(said), came, said=said) if came else BadReply(english(said), said=said)


@dataclass(slots=True)
class Work:
    """A job's work with engines. before: the source text that stands before each segment, by the segment's id."""

    job: TranslationJob
    pair: Pair
    routes: list[routing.Route]
    briefs: Briefs
    before: dict[int, str]
    problems: list[Message] = field(default_factory=list)
    errors: list[EngineError] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)  # engines that this job asks no more
    asked: set[int] = field(default_factory=set)  # segments that some engine was asked for
    bad: Counter[str] = field(default_factory=Counter)  # by engine: single texts answered wrongly in a row

    def fill(self, segments: Sequence[Segment]) -> None:
        """Ask for segments until each is stored, reported, or no engine is left. Raises EngineError, jobs.Lost."""
        waiting = deque([_Batch(list(segments))] if segments else [])
        while waiting:
            batch = self._at_next_engine(waiting.popleft())
            if batch.level == len(self.routes):
                self._give_up(batch)
                continue
            route = self.routes[batch.level]
            limits = routing.engine(route.engine).limits
            groups = routing.batches([segment.source for segment in batch.segments], limits)
            if len(groups) > 1:
                waiting.extendleft(reversed(batch.parts([len(group) for group in groups])))
                continue
            jobs.renew(self.job, call.longest(route))
            waiting.extendleft(reversed(self._ask(batch)))
            if waiting:  # the last count is made when the job ends
                self._count()

    def _at_next_engine(self, batch: _Batch) -> _Batch:
        """Return a batch past the engines that this job asks no more."""
        while batch.level < len(self.routes) and self.routes[batch.level].engine in self.gone:
            batch = replace(batch, level=batch.level + 1, reason=EngineCall.Reason.FALLBACK)
        return batch

    def _give_up(self, batch: _Batch) -> None:
        """Report a batch that no engine is left for. Raises EngineError if none is left for the others either."""
        if all(route.engine in self.gone for route in self.routes):
            raise self._worst()
        # An engine that is still there answers the others, but spoils these.
        worst = self._worst().said
        self.problems += [say("job.segment", key=segment.key, reason=worst) for segment in batch.segments]

    def _count(self) -> None:
        """Bring the job's counts up to date. Raises LanguageVersion.DoesNotExist if its version has been deleted."""
        counts = jobs.count(self.job)
        if counts and not counts["total"]:
            raise LanguageVersion.DoesNotExist

    def _ask(self, batch: _Batch) -> list[_Batch]:
        """Ask for one batch and store what comes; return what is to be asked (again) because of how it went."""
        try:
            self._store_reply(batch)
        except EngineError as error:
            return self._after(batch, error)
        self.bad[self.routes[batch.level].engine] = 0
        return []

    def _store_reply(self, batch: _Batch) -> None:
        """Ask for one batch and store what comes. Raises EngineError; PartialReply with what is stored."""
        route = self.routes[batch.level]
        checked = Checked(self.pair)
        with ExitStack() as calls:
            try:
                reply = self._reply(batch, calls, checked)
            except PartialReply as partial:
                came = list(partial.texts)
                said = moved(partial.remarks, {at: place for place, at in enumerate(came)})
                nothing = self._keep(route, [(batch.segments[at], partial.texts[at]) for at in came], said)
                for place in nothing:
                    del partial.texts[came[place]]
                raise
            answered = list(zip(batch.segments, reply.texts, strict=True))
            if nothing := self._keep(route, answered, reply.remarks, checked):
                raise _incomplete(route.engine, reply.texts, nothing)

    def _after(self, batch: _Batch, error: EngineError) -> list[_Batch]:
        """Return what is to be asked (again) because of an error. Raises RateLimited where waiting is better."""
        if isinstance(error, RateLimited):
            if (error.retry_after or 0) <= PATIENCE or not self._others(batch):
                raise error
            return self._without(batch, error)
        if isinstance(error, PartialReply):
            rest = [segment for at, segment in enumerate(batch.segments) if at not in error.texts]
            if len(rest) < len(batch.segments):
                return [replace(batch, segments=rest)] if rest else []
            return self._smaller(batch, error)
        if isinstance(error, (BadReply, Rejected)):
            return self._spoilt(batch, error)
        return self._without(batch, error)

    def _spoilt(self, batch: _Batch, error: EngineError) -> list[_Batch]:
        """Ask for less, or ask an engine no more that answers so many single texts wrongly."""
        engine = self.routes[batch.level].engine
        if len(batch.segments) == 1:
            self.bad[engine] += 1
        if self.bad[engine] < MOST_BAD:
            return self._smaller(batch, error)
        if isinstance(error, BadReply):
            admission.leave_alone(engine)
        return self._without(batch, error)

    def _reply(self, batch: _Batch, calls: ExitStack, checked: Checked) -> Reply:
        # What is asked for again, in halves or of another engine, is counted once.
        fresh = {segment.pk for segment in batch.segments} - self.asked
        self.asked |= fresh
        route = self.routes[batch.level]
        return call.ask(
            self.job,
            route,
            [segment.source for segment in batch.segments],
            replace(self.briefs.of(route.engine), before=strip_tags(self.before.get(batch.segments[0].pk, ""))),
            calls,
            reason=batch.reason,
            fresh=len(fresh),
            listener=checked.look,
        )

    def _keep(
        self,
        route: routing.Route,
        translated: Sequence[tuple[Segment, str]],
        remarks: Sequence[Remark] = (),
        checked: Checked | None = None,
    ) -> list[int]:
        """Store what came; return the indexes of those of which nothing is left."""
        kept = keep(self.job, self.pair, translated, Segment.Origin.MACHINE, route.engine, remarks, checked)
        for index in kept.failed:
            key = translated[index][0].key
            self.problems.append(say("job.segment_not_stored", key=key, engine=route.engine))
        return kept.nothing

    def _others(self, batch: _Batch) -> list[routing.Route]:
        """Return the routes that are left for a batch after the one it is at."""
        return [route for route in self.routes[batch.level + 1 :] if route.engine not in self.gone]

    def _without(self, batch: _Batch, error: EngineError) -> list[_Batch]:
        """Ask this batch's engine no more."""
        self.errors.append(error)
        self.gone.add(self.routes[batch.level].engine)
        return [batch]

    def _smaller(self, batch: _Batch, error: EngineError) -> list[_Batch]:
        """One odd text must not cost the others: halve until it stands alone, then let another engine try."""
        if len(batch.segments) > 1:
            half = len(batch.segments) // 2
            return batch.parts([half, len(batch.segments) - half])
        if self._others(batch):
            return [replace(batch, level=batch.level + 1, reason=EngineCall.Reason.FALLBACK)]
        self.problems.append(say("job.segment", key=batch.segments[0].key, reason=error.said))
        return []

    def _worst(self) -> EngineError:
        """Return the error to end this run with: one that may pass, if there is one, so that the job is tried again."""
        return next((error for error in self.errors if error.passing), self.errors[-1])
