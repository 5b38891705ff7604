"""What an engine translated with a critical finding is asked of the next engines; the better answer stands.

The first answer is stored before: nothing that was paid for is lost, and until a better one comes its finding keeps the
version from being published.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack

from articles.body import clean_inline
from newsroom.database import clock
from translation import jobs
from translation.checks.base import Finding, Pair
from translation.dispatch import call
from translation.dispatch.context import Briefs
from translation.dispatch.fallback import PATIENCE
from translation.dispatch.results import keep
from translation.engines import routing
from translation.engines.base import EngineError, PartialReply, RateLimited
from translation.engines.reply import Remark, moved
from translation.models import EngineCall, Segment, SegmentFinding, TranslationJob
from translation.qa import findings, policy

logger = logging.getLogger(__name__)

MOST = 2  # engines after the one whose answer is doubtful


def ask(
    job: TranslationJob, pair: Pair, routes: Sequence[routing.Route], gone: Collection[str], briefs: Briefs
) -> None:
    """Ask for the segments of this job that have an open critical finding the engines after the one that wrote them.

    routes: by which this job may ask, best first. gone: engines that it asks no more; what they wrote is looked at all
    the same. An engine that cannot answer is passed over: there is an answer already. Drafts do not replace what is
    none. Raises RateLimited where an engine asks for a moment's patience and the job has the time.
    """
    written = {row.pk: row.engine for row in doubtful(job)}
    names = [route.engine for route in routes]
    if not any(_after(name, names, names) for name in written.values()):
        return
    able = _able(names, {*gone, *_asked_before(job)})
    for route in routes:
        writers = {name for name in set(written.values()) if route.engine in _after(name, names, able)}
        if writers:
            _ask_engine(job, pair, route, [row for row in doubtful(job) if written.get(row.pk) in writers], briefs)


def _able(names: Sequence[str], passed_over: Collection[str]) -> list[str]:
    """Return the engines that may replace an answer by theirs."""
    return [name for name in names if name not in passed_over and not routing.engine(name).draft]


def _ask_engine(job: TranslationJob, pair: Pair, route: routing.Route, rows: Sequence[Segment], briefs: Briefs) -> None:
    """Ask one engine for segments, as far as it can answer. Raises RateLimited."""
    for group in routing.batches([row.source for row in rows], routing.engine(route.engine).limits):
        jobs.renew(job, call.longest(route))
        try:
            _ask(job, pair, route, [rows[index] for index in group], briefs)
        except PartialReply as partial:
            logger.info("job %s: not all second opinions came from %s: %s", job.pk, route.engine, partial)
        except EngineError as error:
            if _worth_waiting(job, error):
                raise
            logger.info("job %s: no second opinion from %s: %s", job.pk, route.engine, error)
            return


def doubtful(job: TranslationJob) -> list[Segment]:
    """Return what a machine wrote for this job and a check on the text alone calls critical."""
    critical = SegmentFinding.objects.filter(
        severity=SegmentFinding.Severity.CRITICAL, scope=SegmentFinding.Scope.SEGMENT, waived_at__isnull=True
    )
    rows = Segment.objects.filter(job=job, origin=Segment.Origin.MACHINE, findings__in=critical)
    return [row for row in rows.distinct().order_by("position") if row.current and not row.by_person]


def _after(writer: str, names: Sequence[str], able: Sequence[str]) -> list[str]:
    """Return the engines whose turn it is after a writer: the next MOST of those that can be asked."""
    place = names.index(writer) if writer in names else -1
    return [name for name in names[place + 1 :] if name in able][:MOST]


def _asked_before(job: TranslationJob) -> set[str]:
    """Return the engines that an earlier run of this job has asked: a run that goes on buys nothing twice."""
    calls = EngineCall.objects.filter(job=job, reason=EngineCall.Reason.CHECKS)
    return set(calls.exclude(outcome=EngineCall.Outcome.FAILED).values_list("engine", flat=True))


def _worth_waiting(job: TranslationJob, error: EngineError) -> bool:
    left = job.deadline - clock.now()
    return (
        isinstance(error, RateLimited)
        and (error.retry_after or 0) <= PATIENCE
        and left > datetime.timedelta(seconds=3 * PATIENCE)
    )


def _ask(job: TranslationJob, pair: Pair, route: routing.Route, segments: Sequence[Segment], briefs: Briefs) -> None:
    with ExitStack() as calls:
        texts = [segment.source for segment in segments]
        try:
            reply = call.ask(job, route, texts, briefs.of(route.engine), calls, reason=EngineCall.Reason.CHECKS)
        except PartialReply as partial:  # what came has been paid for
            _keep_better(job, pair, route, segments, partial.texts, partial.remarks)
            raise
        _keep_better(job, pair, route, segments, dict(enumerate(reply.texts)), reply.remarks)


def _keep_better(
    job: TranslationJob,
    pair: Pair,
    route: routing.Route,
    segments: Sequence[Segment],
    targets: Mapping[int, str],
    said: Sequence[Remark],
) -> None:
    """Store the targets, by index among the segments, in which less is critical than in what stands there."""
    wishes = policy.load().of(pair.target)
    better: list[tuple[Segment, str]] = []
    places: dict[int, int] = {}
    for index, target in targets.items():
        segment, cleaned = segments[index], clean_inline(target)
        before = findings.check(segment.source, segment.target, pair, wishes, kind=segment.kind)
        if cleaned and _critical(findings.check(segment.source, cleaned, pair, wishes, kind=segment.kind)) < _critical(
            before
        ):
            places[index] = len(better)
            better.append((segment, target))
    keep(job, pair, better, Segment.Origin.MACHINE, route.engine, moved(said, places))


def _critical(found: Sequence[Finding]) -> int:
    return sum(finding.severity == "critical" for finding in found)
