"""Fill a version's segments: from memory, then from engines. What comes is checked and stored batch by batch."""

from __future__ import annotations

from collections.abc import Sequence

from articles.body.document import Document
from translation.checks.base import Pair
from translation.dispatch import second_opinion
from translation.dispatch.context import Briefs
from translation.dispatch.fallback import Work
from translation.dispatch.results import keep
from translation.engines import routing
from translation.localize import by_rule
from translation.models import Segment, TranslationJob
from translation.segments import memory
from translation.segments.sync import source_document
from translation.segments.units import extract


def from_memory(job: TranslationJob, pair: Pair, segments: Sequence[Segment]) -> list[Segment]:
    """Fill what memory knows word for word; return the segments that an engine must be asked for."""
    known = memory.exact(pair.source, pair.target, (segment.source_hash for segment in segments))
    found = [segment for segment in segments if segment.source_hash in known]
    kept = keep(job, pair, [(segment, known[segment.source_hash]) for segment in found], Segment.Origin.MEMORY, "")
    failed = {found[index].pk for index in kept.failed}
    return [segment for segment in segments if segment.source_hash not in known or segment.pk in failed]


def needs_engine(article_id: int, language: str) -> bool:
    """Tell whether a job would ask an engine: for a text that is new or changed, and not rule's or memory's."""
    article, document = source_document(article_id)
    rows = Segment.objects.filter(version__article_id=article_id, version__language=language)
    ready = {(row.key, row.made_from if row.target else "") for row in rows}
    ready |= {(row.key, row.proposal_made_from) for row in rows}
    pair = (article.source_language, language)
    missing = {
        unit.source_hash
        for unit in extract(document)
        if (unit.key, unit.source_hash) not in ready and by_rule(unit.source, *pair) is None
    }
    return bool(missing - memory.exact(*pair, missing).keys())


def from_engines(
    job: TranslationJob, pair: Pair, document: Document, everything: Sequence[Segment], missing: Sequence[Segment]
) -> list[str]:
    """Ask engines for what is missing. Return what went wrong, as sentences; raises EngineError if no engine can go on.

    everything: the version's segments in their order. What came with a critical finding is asked of other engines, also
    if a run that was broken off did not come to it.
    """
    if not missing and not second_opinion.doubtful(job):
        return []
    try:
        routes = routing.find_routes(pair.source, pair.target, job.engine if job.named else None)
    except routing.NoRoute:
        if missing:
            raise
        return []
    # Whom routing or a person chose comes first: the request page has named it.
    routes.sort(key=lambda route: route.engine != job.engine)
    briefs = Briefs(document, pair)
    before = dict(zip([row.pk for row in everything[1:]], [row.source for row in everything], strict=False))
    work = Work(job, pair, routes, briefs, before)
    work.fill(missing)
    second_opinion.ask(job, pair, routes, work.gone, briefs)
    return work.problems
