"""What a job does, on one screen: split -> memory -> engine in batches, each checked and stored -> compare -> assemble.

Every step leaves the database in a state from which a second run goes on: it asks an engine only for what is missing.
No engine is called inside a transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import ExitStack

from articles.body import clean_inline
from articles.models import LanguageVersion
from translation import findings, jobs, memory, policy, recheck, store
from translation.assembly import Outcome, assemble_version
from translation.checks.base import Pair
from translation.engines import routing
from translation.engines.base import BadReply, EngineError
from translation.ledger import recorded_call
from translation.models import Segment, TranslationJob
from translation.segmentation import source_document, sync
from translation.store import Write

logger = logging.getLogger(__name__)

MAX_WAIT = 300.0  # seconds; an engine that asks for more is asked again after this


def run(job_id: int) -> str | None:
    """Run a job to its end, or until it must wait; return its state, or None if it is not ours to run."""
    job = jobs.claim(job_id)
    if job is None:
        return None
    try:
        return _run(job)
    except jobs.Lost:
        logger.info("job %s is no longer this worker's", job.pk)
        return None
    except EngineError as error:
        if not error.passing:
            return jobs.end(job, str(error))
        wait = min(error.retry_after or 5.0 * 2**job.attempts, MAX_WAIT)
        jobs.put_back(job, str(error), wait)
        return TranslationJob.State.QUEUED


def _run(job: TranslationJob) -> str:
    article, document = source_document(job.article_id)
    pair = Pair(article.source_language, job.language)
    version, _created = LanguageVersion.objects.get_or_create(article_id=job.article_id, language=job.language)
    if version.detached:
        return jobs.end(job, "An editor has taken this version over; translation leaves it alone.")
    segments = sync(version, document)
    missing = _from_memory(job, pair, [segment for segment in segments if _wanted(segment)])
    jobs.count(job)
    problems = _from_engine(job, pair, missing)
    # What shows only beside other texts: the whole version, the other languages.
    for freed in recheck.article(job.article_id, languages=[job.language]).freed - {version.pk}:
        assemble_version(freed)
    outcome = assemble_version(version.pk)
    return jobs.end(job, _explain(job, outcome, problems))


def _wanted(segment: Segment) -> bool:
    """Tell whether a machine has work here: no current target, and no current proposal beside an older one."""
    return not segment.current and segment.proposal_made_from != segment.source_hash


def _from_memory(job: TranslationJob, pair: Pair, segments: Sequence[Segment]) -> list[Segment]:
    """Fill what memory knows word for word; return the segments that an engine must be asked for."""
    known = memory.exact(pair.source, pair.target, (segment.source_hash for segment in segments))
    found = [segment for segment in segments if segment.source_hash in known]
    _keep(job, pair, [(segment, known[segment.source_hash]) for segment in found], Segment.Origin.MEMORY, "")
    return [segment for segment in segments if segment.source_hash not in known]


def _from_engine(job: TranslationJob, pair: Pair, segments: Sequence[Segment]) -> list[str]:
    """Ask the engine for the rest, a batch at a time, each stored before the next is asked. Return what went wrong."""
    if not segments:
        return []
    route = routing.find_route(pair.source, pair.target, job.engine)
    limits = routing.engine(route.engine).limits
    problems: list[str] = []
    waiting = [
        [segments[index] for index in indices]
        for indices in routing.batches([segment.source for segment in segments], limits)
    ]
    while waiting:
        batch = waiting.pop(0)
        jobs.renew(job)
        try:
            # A call counts as answered once its answer is stored: a worker that dies between leaves it open.
            with ExitStack() as calls:
                targets = _ask(job, route, [segment.source for segment in batch], calls)
                _keep(job, pair, list(zip(batch, targets, strict=True)), Segment.Origin.MACHINE, route.engine)
        except BadReply as error:
            if len(batch) == 1:
                problems.append(f"Segment {batch[0].key}: {error}")
            else:  # one odd text must not cost the others: halve until it stands alone
                half = len(batch) // 2
                waiting[:0] = [batch[:half], batch[half:]]
            continue
        jobs.count(job)
    return problems


def _ask(job: TranslationJob, route: routing.Route, texts: list[str], calls: ExitStack) -> list[str]:
    """Call the engine, once a step of the route, each call recorded before it and settled when `calls` closes."""
    for number, step in enumerate(route.steps):
        calls.enter_context(recorded_call(job, route.engine, step, texts, first=number == 0))
        texts = routing.translate(routing.Route(route.engine, (step,)), texts)
    return texts


def _keep(job: TranslationJob, pair: Pair, translated: Sequence[tuple[Segment, str]], origin: str, engine: str) -> None:
    """Check and store targets: in place where no person has written, as a proposal beside where one has.

    What lost the race against a person who typed meanwhile becomes a proposal too: it was paid for.
    """
    if not translated:
        return
    wishes = policy.load().of(pair.target)
    writes = []
    for segment, target in translated:
        cleaned = clean_inline(target)
        writes.append(Write(segment, cleaned, findings.check(segment.source, cleaned, pair, wishes)))
    writes = [write for write in writes if write.target]
    free = [write for write in writes if not write.segment.by_person]
    stored = set()
    if free:
        stored = store.write_targets(free, origin=origin, engine=engine, job_id=job.pk, checked_with=wishes.stamp)
    beside = [write for write in writes if write.segment.pk not in stored]
    if beside:
        store.write_proposals(beside, engine=engine or origin)


def _explain(job: TranslationJob, outcome: Outcome, problems: list[str]) -> str:
    """Say why a job is not simply done; "" if it is."""
    if outcome is Outcome.HELD:
        problems = [*problems, "Readers keep the version they have: a critical finding is open in the new one."]
    elif outcome is Outcome.UNREVIEWED:
        problems = [*problems, "Readers keep the version they have: the new one holds drafts that nobody has reviewed."]
    elif outcome is Outcome.DETACHED:
        problems = [*problems, "An editor has taken this version over; translation leaves it alone."]
    rows = Segment.objects.filter(version__article_id=job.article_id, version__language=job.language)
    proposals = sum(1 for row in rows if row.proposal and not row.current)
    if proposals:
        problems = [*problems, f"{proposals} changed segment(s) hold a person's words: a proposal waits beside each."]
    return "\n".join(problems)
