"""What a job does: split -> memory -> engines in batches, each checked and stored -> compare languages -> assemble.

After every step a second run can continue: it sends only the missing texts to an engine.
No engine is called inside a transaction.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from functools import partial
from itertools import chain

from django.core.exceptions import ObjectDoesNotExist
from django.db import Error, transaction
from django.db.models import QuerySet

from articles.body.document import HELD, Document
from articles.models import LanguageVersion
from articles.publishing.locks import lock_article
from newsroom import unforeseen
from newsroom.database import connections
from newsroom.messages import Message, say
from translation import failures, jobs, leases, rights
from translation.checks.base import Pair
from translation.checks.rules.text.field_lengths import field_length
from translation.dispatch import ledger, second_opinion
from translation.dispatch.context import Briefs
from translation.dispatch.fallback import Work
from translation.dispatch.results import keep
from translation.engines import registry, routing
from translation.engines.base import EngineError, RateLimited
from translation.models import Segment, TranslationJob
from translation.qa import recheck
from translation.segments import memory
from translation.segments.assembly import Outcome, assemble_version
from translation.segments.sync import source_document, sync

logger = logging.getLogger(__name__)

DETACHED = say("job.detached")
MAX_WAIT = 300.0  # seconds; after a longer Retry-After the engine is called again after this


def run(job_id: int) -> str | None:
    """Run a job until it ends or is requeued; return its state, or None if this worker may not run it."""
    job = jobs.claim(job_id)
    if job is None:
        return None
    with leases.held(job):
        try:
            if job.attempts > 1:
                ledger.give_up_open(job)
            state = _run_or_wait(job)
        except connections.TROUBLE as error:
            return _put_back(job, error)
    # The last job compares all languages once: a comparison at the end of each of fourteen jobs would be seven times
    # the work. If no job does it, the gate does (translation.qa.publish_gates).
    if not jobs.open_for(job.article_id):
        _compare_languages(job)
    return state


def _run_or_wait(job: TranslationJob) -> str | None:
    try:
        return _run_or_end(job)
    except jobs.Lost:
        logger.info("job %s is no longer this worker's", job.pk)
        return None


def _run_or_end(job: TranslationJob) -> str:
    """Run a job; whatever its work raises, it ends or is requeued in a correct state.

    Raises jobs.Lost, OperationalError of a connection that is lost, and MemoryError once the job has ended.
    """
    try:
        state = unforeseen.attempt(
            partial(_run, job), f"job {job.pk}", foreseen=lambda error: isinstance(error, failures.FORESEEN)
        )
        return failures.end(job, state) if isinstance(state, unforeseen.Fault) else state
    except (Error, ObjectDoesNotExist, *failures.SETTINGS) as error:
        return failures.settle(job, error)
    except MemoryError as error:
        failures.end(job, unforeseen.Fault(type(error).__name__))
        raise
    except rights.NotAllowed as error:
        return jobs.end(job, error.said, cancelled=True)
    except EngineError as error:
        if not error.passing:
            return jobs.end(job, error.said)
        # Jitter: jobs that failed together should not be retried together.
        wait = min(error.retry_after or 5.0 * 2**job.attempts, MAX_WAIT) * random.uniform(1.0, 1.2)
        # Waiting is not an attempt.
        jobs.put_back(job, error.said, wait, counted=not (error.ours or isinstance(error, RateLimited)))
        return TranslationJob.State.QUEUED


def _put_back(job: TranslationJob, error: Exception) -> str:
    """Requeue a job whose connection to the database has broken; raises OperationalError if the server stays down.

    Stored targets are kept; the running call is marked as unknown when the job is claimed again.
    """
    logger.warning("job %s is requeued: the database has failed (%s)", job.pk, error)
    connections.ready()
    # The first time without a pause: the database is up again.
    jobs.put_back(job, say("job.database_lost"), 2.0 ** (job.attempts - 1) - 1)
    return TranslationJob.State.QUEUED


def _run(job: TranslationJob) -> str:
    rights.demand(job)
    with transaction.atomic():
        written_in = lock_article(job.article_id).language
        _article, document = source_document(job.article_id, written_in)
        version, segments = sync(job.article_id, job.language, document, written_in)
    pair = Pair(written_in, job.language)
    if version.detached:
        return jobs.end(job, DETACHED)
    missing = _fill_from_memory(job, pair, [segment for segment in segments if _wanted(segment, job)])
    jobs.count(job)
    problems = _fill_from_engines(job, pair, document, segments, missing)
    rights.demand(job)
    person = rights.person(job)
    # A public version is compared with the other languages before its columns change.
    public = LanguageVersion.objects.filter(pk=version.pk, publication__in=("published", "scheduled")).exists()
    for freed in recheck.article(job.article_id, languages=[job.language], across=public).freed - {version.pk}:
        assemble_version(freed, person)
    outcome = assemble_version(version.pk, person)
    note = _note(version.pk, outcome) if public or version.unscheduled else None
    return jobs.end(job, *_explain(job, outcome, problems), note=note)


def _fill_from_memory(job: TranslationJob, pair: Pair, segments: Sequence[Segment]) -> list[Segment]:
    """Fill segments from exact matches in the memory; return those that need an engine."""
    known = memory.exact(pair.source, pair.target, (segment.source_hash for segment in segments))
    found = [segment for segment in segments if segment.source_hash in known]
    kept = keep(job, pair, [(segment, known[segment.source_hash]) for segment in found], Segment.Origin.MEMORY, "")
    failed = {found[index].pk for index in kept.failed}
    return [segment for segment in segments if segment.source_hash not in known or segment.pk in failed]


def _fill_from_engines(
    job: TranslationJob, pair: Pair, document: Document, everything: Sequence[Segment], missing: Sequence[Segment]
) -> list[Message]:
    """Send the missing texts to engines. Return the problems; raises EngineError if no engine can continue.

    everything: the version's segments in their order. Texts with a critical finding are sent to other engines, also
    those of an interrupted run.
    """
    if not missing and not second_opinion.doubtful(job):
        return []
    try:
        routes = routing.find_routes(pair.source, pair.target, job.engine if job.named else None)
    except routing.NoRoute:
        if missing:
            raise
        return []
    # Try the engine that the request page showed first.
    routes.sort(key=lambda route: route.engine != job.engine)
    briefs = Briefs(document, pair)
    before = dict(zip([row.pk for row in everything[1:]], [row.source for row in everything], strict=False))
    work = Work(job, pair, routes, briefs, before)
    work.fill(missing)
    second_opinion.ask(job, pair, routes, work.gone, briefs)
    return work.problems


def _compare_languages(job: TranslationJob) -> None:
    """Compare the languages of a job's article, and count the open findings of its batch again."""
    try:
        outcome = recheck.across(job.article_id)
    except LanguageVersion.DoesNotExist:
        return  # the article has been deleted meanwhile
    for freed in sorted(outcome.freed):
        assemble_version(freed, rights.person(job))
    if outcome.across:
        jobs.count_findings(job.batch, job.article_id)


def _wanted(segment: Segment, job: TranslationJob) -> bool:
    """Return whether a machine has work here: no current target, and no current proposal beside an older one.

    The text of an engine that is not publishable does not count as a target for another engine.
    """
    if registry.unpublishable(segment.engine) and not segment.by_person:
        return not registry.unpublishable(job.engine) or not segment.current
    return not segment.current and segment.proposal_made_from != segment.source_hash


def _explain(job: TranslationJob, outcome: Outcome, problems: list[Message]) -> list[Message]:
    """Return why a job is not simply done; [] if it is."""
    if outcome in (Outcome.HELD, Outcome.UNREVIEWED, Outcome.PSEUDO):
        problems = [*problems, Message(f"unreleased.{outcome.value}")]
    elif outcome is Outcome.DETACHED:
        problems = [*problems, DETACHED]
    rows = Segment.objects.filter(version__article_id=job.article_id, version__language=job.language)
    if outcome in (Outcome.TOO_LONG, Outcome.HELD):
        problems = [*problems, *_too_long(rows)]
    proposals = sum(not row.current for row in rows.exclude(proposal=""))
    if proposals:
        problems = [*problems, say("job.proposals", count=proposals)]
    return problems


def _too_long(rows: QuerySet[Segment]) -> list[Message]:
    """Return which texts do not fit their column; they are kept whole in their segments."""
    found = chain.from_iterable(field_length(row.kind, row.target) for row in rows.filter(kind__in=HELD))
    return [say("job.no_page", finding=finding.message) for finding in found if finding.severity == "critical"]


def _note(version_id: int, outcome: Outcome) -> Message | None:
    """Return a message about a version's publication, after the job's own work."""
    if outcome is Outcome.UNRELEASED:
        return Message("unreleased.right")
    version = LanguageVersion.objects.only("unscheduled").get(pk=version_id)
    return Message(f"unscheduled.{version.unscheduled}") if version.unscheduled else None
