"""Request translations, cancel and retry them, and report their progress."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles.models import Article, LanguageVersion
from articles.publishing.locks import ArticleGone
from newsroom import editions
from newsroom.database import clock, transactions
from newsroom.languages import edition
from newsroom.messages import say
from translation import rights, tasks, wording, worker_pairs
from translation.engines import routing
from translation.models import TranslationJob
from translation.qa import recheck
from translation.segments.sync import needs_engine

State = TranslationJob.State


@dataclass(frozen=True, slots=True)
class Refusal:
    """A language that is not translated, and a sentence with the reason and the fix. no_route: no engine serves it."""

    language: str
    reason: str
    no_route: bool = False


@dataclass(slots=True)
class Request:
    """The result of a request: the queued jobs, under one batch number, and the refusals."""

    batch: uuid.UUID
    jobs: list[TranslationJob] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def request_translation(
    article: Article, languages: Iterable[str], *, user: Any = None, engine: str | None = None
) -> Request:
    """Queue one job per language, or refuse the language; nothing is queued for a refused language.

    user: the requester, with the account's current rights; None for a command.
    languages: codes of editions; UnknownLanguage for others. engine: a name from settings.ENGINES, else the order of
    preference decides per pair. Raises ArticleGone.
    """
    request = Request(uuid.uuid4())
    allowed = rights.may_translate(user)
    detached = set(article.versions.filter(detached=True).values_list("language", flat=True))
    recheck.source(article.pk)  # before anything is bought: the findings are shown beside the request
    now = clock.now()
    pairs = worker_pairs.announced()
    has_text = article.versions.filter(language=article.source_language).exclude(digest="").exists()
    for code in dict.fromkeys(editions.demand(edition(language).code).code for language in languages):
        try:
            if not allowed:
                raise _Refused(_("%(name)s may not request translations.") % {"name": user})
            if reason := _refusal(article, code, has_text, detached):
                raise _Refused(reason)
            name = _engine(article, code, engine, pairs)
            job = _queue(article, code, name, request.batch, user, now, named=engine is not None)
            request.jobs.append(job)
        except (_Refused, routing.NoRoute) as error:
            request.refused.append(Refusal(code, _reason(error), isinstance(error, routing.NoRoute)))
    if request.jobs:
        transaction.on_commit(partial(tasks.send, {job.pk: job.engine for job in request.jobs}))
    return request


def missing_languages(article: Article) -> list[str]:
    """Return the languages in which the article has no text yet, in the order of the editions."""
    present = set(article.versions.exclude(digest="").values_list("language", flat=True))
    return [code for code in editions.codes() if code not in present and code != article.source_language]


def outdated_languages(article: Article) -> list[str]:
    """Return the languages whose text was made from an older source, without detached versions."""
    rows = LanguageVersion.objects.filter(article=article, detached=False).exclude(digest="")
    rows = rows.exclude(language=article.source_language)
    outdated = {row.language for row in rows.with_source_digest() if row.made_from != row.current_source_digest}
    return editions.in_order(outdated)


def cancel(job: TranslationJob, user: Any = None) -> bool:
    """Cancel an open job; a worker that runs it stops before its next batch. Return False if it had ended already."""
    by = say("job.cancelled_by", name=str(user)) if user else say("job.cancelled")
    ended = TranslationJob.objects.filter(pk=job.pk, state__in=TranslationJob.OPEN).update(
        state=State.CANCELLED, finished_at=Now(), messages=[by.as_json()], lease=None, lease_until=None
    )
    return bool(ended)


def retry(job: TranslationJob, user: Any = None) -> Request:
    """Queue a job for the rest of an ended one; stored targets are kept, and only the rest is sent to an engine."""
    named = job.engine if job.named else None
    return request_translation(job.article, [job.language], user=user, engine=named)


def progress(batch: uuid.UUID) -> list[dict[str, Any]]:
    """Return the state of a batch's jobs, one dictionary each, in the order of the editions."""
    jobs = TranslationJob.objects.filter(batch=batch).select_related("requested_by")
    order = {code: position for position, code in enumerate(editions.codes())}
    return [describe(job) for job in sorted(jobs, key=lambda job: (job.article_id, order.get(job.language, 99)))]


def describe(job: TranslationJob) -> dict[str, Any]:
    """Return the data of a job for the job page, the command line and JSON."""
    return {
        "id": job.pk,
        "article": job.article_id,
        "language": job.language,
        "state": job.state,
        "engine": job.engine,
        "segments": {"total": job.total, "memory": job.memory, "machine": job.machine, "kept": job.kept},
        "requested": job.requested,
        "findings": job.findings,
        "message": job.message,
        "messages": job.messages,
    }


class _Refused(Exception):
    pass


def _reason(error: _Refused | routing.NoRoute) -> str:
    """Return why a language is refused, in the active language."""
    return wording.render(error.said) if isinstance(error, routing.NoRoute) else str(error)


def _engine(article: Article, code: str, named: str | None, pairs: worker_pairs.WorkerPairs) -> str:
    """Return the engine to queue a job for: `named` or the first that serves the pair; "" where none is needed.

    Raises routing.NoRoute, UnknownEngine.
    """
    try:
        return pairs.find_route(article.source_language, code, named).engine
    except routing.NoRoute:
        if needs_engine(article.pk, code):
            raise
        return ""


def _refusal(article: Article, code: str, has_text: bool, detached: set[str]) -> str:
    name = edition(code).endonym
    if code == article.source_language:
        return _("%(language)s is the language the article was written in.") % {"language": name}
    if not has_text:
        return _("The article has no text yet: write the source version first.")
    if code in detached:
        return _("An editor has taken over the version in %(language)s; attach it again to translate it.") % {
            "language": name
        }
    return ""


def _queue(
    article: Article, code: str, engine: str, batch: uuid.UUID, user: Any, now: datetime.datetime, *, named: bool
) -> TranslationJob:
    try:
        with transaction.atomic():
            LanguageVersion.objects.get_or_create(article=article, language=code)
            return TranslationJob.objects.create(
                article=article,
                language=code,
                engine=engine,
                named=named,
                batch=batch,
                requested_by=user,
                requester=user.get_username() if user else "",
                created_at=now,
                deadline=now + datetime.timedelta(seconds=settings.TRANSLATION_JOB_SECONDS),
                due_at=now,
                sent_at=now,
            )
    except IntegrityError as error:
        if transactions.sqlstate(error) == "23503":
            raise ArticleGone from None
        if transactions.sqlstate(error) != "23505":  # one_open_job_per_pair
            raise
        raise _Refused(_("%(language)s is being translated already.") % {"language": edition(code).endonym}) from None
