"""What an engine translated with a critical finding is asked of the next engines; the better answer stands.

The first answer is stored before: nothing that was paid for is lost, and until a better one comes its finding keeps the
version from being published.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from articles.body import clean_inline
from translation import asking, findings, jobs, policy
from translation.checks.base import Finding, Pair
from translation.engines import routing
from translation.engines.base import Brief, EngineError
from translation.engines.meter import Remark
from translation.models import EngineCall, Segment, SegmentFinding, TranslationJob

logger = logging.getLogger(__name__)

MOST = 2  # engines after the first
Keep = Callable[[TranslationJob, Pair, Sequence[tuple[Segment, str]], str, str, Sequence[Remark]], None]


def ask(job: TranslationJob, pair: Pair, routes: Sequence[routing.Route], brief: Brief, keep: Keep) -> None:
    """Ask for the segments of this job that have an open critical finding the engines after the one that wrote them.

    routes: the engines that this job may ask, best first. An engine that cannot answer is passed over: there is an
    answer already. Drafts do not replace what is none.
    """
    written = {row.pk: row.engine for row in _doubtful(job)}
    order = [route.engine for route in routes]
    others = [route for route in routes if not routing.engine(route.engine).draft]
    for route in others:
        # Those whose first answer stands at most MOST places before this engine.
        near = order[max(0, order.index(route.engine) - MOST) : order.index(route.engine)]
        doubtful = [row for row in _doubtful(job) if written.get(row.pk) in near] if written else []
        limits = routing.engine(route.engine).limits
        for group in routing.batches([segment.source for segment in doubtful], limits):
            jobs.renew(job, asking.longest(route))
            try:
                _ask(job, pair, route, [doubtful[index] for index in group], brief, keep)
            except EngineError as error:
                logger.info("job %s: no second opinion from %s: %s", job.pk, route.engine, error)
                break


def _ask(
    job: TranslationJob, pair: Pair, route: routing.Route, segments: Sequence[Segment], brief: Brief, keep: Keep
) -> None:
    with ExitStack() as calls:
        texts = [segment.source for segment in segments]
        answer = asking.ask(job, route, texts, brief, calls, reason=EngineCall.Reason.CHECKS)
        wishes = policy.load().of(pair.target)
        better: list[tuple[Segment, str]] = []
        remarks: list[Remark] = []
        for index, (segment, target) in enumerate(zip(segments, answer.targets, strict=True)):
            cleaned = clean_inline(target)
            before = findings.check(segment.source, segment.target, pair, wishes)
            if cleaned and _critical(findings.check(segment.source, cleaned, pair, wishes)) < _critical(before):
                remarks += [Remark(len(better), said.message) for said in answer.remarks if said.text == index]
                better.append((segment, target))
        keep(job, pair, better, Segment.Origin.MACHINE, route.engine, remarks)


def _doubtful(job: TranslationJob) -> list[Segment]:
    """Return what a machine wrote for this job and a check on the text alone calls critical."""
    critical = SegmentFinding.objects.filter(
        severity=SegmentFinding.Severity.CRITICAL, scope=SegmentFinding.Scope.SEGMENT, waived_at__isnull=True
    )
    rows = Segment.objects.filter(job=job, origin=Segment.Origin.MACHINE, findings__in=critical)
    return [row for row in rows.distinct().order_by("position") if row.current and not row.by_person]


def _critical(found: Sequence[Finding]) -> int:
    return sum(finding.severity == "critical" for finding in found)
