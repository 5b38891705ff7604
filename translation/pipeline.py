"""What a job does: split -> memory -> engines in batches, each checked and stored -> compare languages -> assemble.

Every step leaves the database in a state from which a second run goes on: it asks an engine only for what is missing.
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
from django.utils.functional import Promise
from django.utils.translation import override

from articles.body.document import HELD, Document
from articles.models import LanguageVersion
from articles.publishing.locks import lock_article
from newsroom import unforeseen
from newsroom.database import connections
from translation import failures, jobs, leases, rights
from translation.checks.base import Pair
from translation.checks.rules.text.field_lengths import field_length
from translation.checks.wording import english
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

Unreleased = LanguageVersion.Unreleased
MAX_WAIT = 300.0  # seconds; an engine that asks for more is asked again after this


def run(job_id: int) -> str | None:
    """Run a job to its end, or until it must wait; return its state, or None if it is not ours to run."""
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
    # Each language is compared with all others once, by the last: for all fourteen at every end it would be seven times
    # the work. Should no job come to it, the gate does (translation.qa.publish_gates).
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
    """Run a job; whatever its work raises, it ends or waits in a truthful state.

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
        return jobs.end(job, str(error), cancelled=True)
    except EngineError as error:
        if not error.passing:
            return jobs.end(job, str(error))
        # Jobs that failed together shall not come back together.
        wait = min(error.retry_after or 5.0 * 2**job.attempts, MAX_WAIT) * random.uniform(1.0, 1.2)
        # Who was only made to wait has not tried.
        jobs.put_back(job, str(error), wait, counted=not (error.ours or isinstance(error, RateLimited)))
        return TranslationJob.State.QUEUED


def _put_back(job: TranslationJob, error: Exception) -> str:
    """Queue a job again whose connection to the database has broken; raises OperationalError if that stays away.

    What it has stored is kept; the call that was under way is given up when the job is claimed again.
    """
    logger.warning("job %s is put back: the database has failed (%s)", job.pk, error)
    connections.ready()
    # The first time at once: the database is back.
    jobs.put_back(job, "The connection to the database was lost.", 2.0 ** (job.attempts - 1) - 1)
    return TranslationJob.State.QUEUED


def _run(job: TranslationJob) -> str:
    rights.demand(job)
    with transaction.atomic():
        written_in = lock_article(job.article_id).language
        _article, document = source_document(job.article_id, written_in)
        version, segments = sync(job.article_id, job.language, document, written_in)
    pair = Pair(written_in, job.language)
    if version.detached:
        return jobs.end(job, "An editor has taken this version over; translation leaves it alone.")
    missing = _fill_from_memory(job, pair, [segment for segment in segments if _wanted(segment, job)])
    jobs.count(job)
    problems = _fill_from_engines(job, pair, document, segments, missing)
    rights.demand(job)
    person = rights.person(job)
    # A version that readers see is compared with the other languages before it changes there.
    public = LanguageVersion.objects.filter(pk=version.pk, publication__in=("published", "scheduled")).exists()
    for freed in recheck.article(job.article_id, languages=[job.language], across=public).freed - {version.pk}:
        assemble_version(freed, person)
    outcome = assemble_version(version.pk, person)
    note = _note(version.pk, outcome) if public or version.unscheduled else ""
    return jobs.end(job, _explain(job, outcome, problems), note=note)


def _fill_from_memory(job: TranslationJob, pair: Pair, segments: Sequence[Segment]) -> list[Segment]:
    """Fill what memory knows word for word; return the segments that an engine must be asked for."""
    known = memory.exact(pair.source, pair.target, (segment.source_hash for segment in segments))
    found = [segment for segment in segments if segment.source_hash in known]
    kept = keep(job, pair, [(segment, known[segment.source_hash]) for segment in found], Segment.Origin.MEMORY, "")
    failed = {found[index].pk for index in kept.failed}
    return [segment for segment in segments if segment.source_hash not in known or segment.pk in failed]


def _fill_from_engines(
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
    # Try the engine that the request page showed first.
    routes.sort(key=lambda route: route.engine != job.engine)
    briefs = Briefs(document, pair)
    before = dict(zip([row.pk for row in everything[1:]], [row.source for row in everything], strict=False))
    work = Work(job, pair, routes, briefs, before)
    work.fill(missing)
    second_opinion.ask(job, pair, routes, work.gone, briefs)
    return work.problems


def _compare_languages(job: TranslationJob) -> None:
    """Compare the languages of a job's article, and count again what is open in those that were asked for together."""
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

    What an engine wrote whose texts are never published is no target for another engine.
    """
    if registry.unpublishable(segment.engine) and not segment.by_person:
        return not registry.unpublishable(job.engine) or not segment.current
    return not segment.current and segment.proposal_made_from != segment.source_hash


def _explain(job: TranslationJob, outcome: Outcome, problems: list[str]) -> str:
    """Say why a job is not simply done; "" if it is."""
    if outcome in (Outcome.HELD, Outcome.UNREVIEWED, Outcome.PSEUDO):
        problems = [*problems, _english(Unreleased(outcome.value).label)]
    elif outcome is Outcome.DETACHED:
        problems = [*problems, "An editor has taken this version over; translation leaves it alone."]
    rows = Segment.objects.filter(version__article_id=job.article_id, version__language=job.language)
    if outcome in (Outcome.TOO_LONG, Outcome.HELD):
        problems = [*problems, *_too_long(rows)]
    proposals = sum(not row.current for row in rows.exclude(proposal=""))
    if proposals:
        problems = [*problems, f"{proposals} changed segment(s) hold a person's words: a proposal waits beside each."]
    return "\n".join(problems)


def _too_long(rows: QuerySet[Segment]) -> list[str]:
    """Say which texts no column holds; they stand whole in their segments."""
    found = chain.from_iterable(field_length(row.kind, row.target) for row in rows.filter(kind__in=HELD))
    return [f"No page is made of it: {english(finding.message)}" for finding in found if finding.severity == "critical"]


def _note(version_id: int, outcome: Outcome) -> str:
    """Say what the desk has to know of a version's publication, where the job itself has nothing left to do."""
    if outcome is Outcome.UNRELEASED:
        return _english(Unreleased.RIGHT.label)
    version = LanguageVersion.objects.only("unscheduled").get(pk=version_id)
    return _english(version.get_unscheduled_display())


def _english(words: str | Promise) -> str:
    """Return words as a job stores them; translation.views.jobs shows them in the reader's language."""
    with override("en"):
        return str(words)
