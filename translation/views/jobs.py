"""The job page: progress and result of a request for translations, language by language."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from articles.models import Article, LanguageVersion
from newsroom.languages import BY_CODE, Edition
from newsroom.messages import Message
from translation import desk, wording
from translation.models import EngineCall, TranslationJob
from translation.reports import engines
from translation.reports.engines import Asked
from translation.views.access import demand, log, staff
from translation.views.engine_descriptions import engine_label

State = TranslationJob.State


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One engine's calls for a job and their reason as text; reason is "" for the first choice."""

    engine: str
    reason: str
    segments: int
    bad: int


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job on the page. version: primary key of the language version, or None if it is gone."""

    id: int
    edition: Edition
    state: str
    state_words: str
    engine: str
    total: int
    memory: int
    machine: int
    kept: int
    requested: int
    findings: int
    message: str
    version: int | None
    has_text: bool
    asked: list[AskedLine]

    @property
    def ready(self) -> int:
        return self.memory + self.machine + self.kept

    @property
    def open(self) -> bool:
        return self.state in TranslationJob.OPEN

    @property
    def ended_short(self) -> bool:
        return self.state in (State.PARTIAL, State.FAILED, State.CANCELLED)


@staff("translation.view_translationjob")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Show the jobs of one request; on POST cancel or retry."""
    if request.method == "POST":
        return _act(request, batch)
    context = _context(request, batch)
    return render(request, "translation/jobs.html", {**admin.site.each_context(request), **context})


@staff("translation.view_translationjob")
@never_cache
@require_GET
def fragment(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Return {open, jobs, html}: the page polls while `open` is true, and shows `html` instead of its table."""
    context = _context(request, batch)
    html = render_to_string("translation/progress.html", context, request)
    return JsonResponse({"open": context["open"], "jobs": context["progress"], "html": html})


def _context(request: HttpRequest, batch: uuid.UUID) -> dict[str, Any]:
    progress = desk.progress(batch)
    article_id = int(progress[0]["article"]) if progress else 0
    article = admin.site.get_model_admin(Article).get_queryset(request).filter(pk=article_id).only("id", "date").first()
    versions = {version.language: version for version in LanguageVersion.objects.filter(article_id=article_id)}
    asked = engines.asked_for(batch) if progress else {}
    rows = [_row(entry, versions.get(entry["language"]), asked.get(entry["id"], [])) for entry in progress]
    still_open = any(row.open for row in rows)
    return {
        "title": _("Translation"),
        "batch": batch,
        "article": article,
        "progress": progress,
        "rows": rows,
        "open": still_open,
        "cancellable": still_open and request.user.has_perm("translation.change_translationjob"),
        "retryable": request.user.has_perm("translation.add_translationjob"),
        "may_edit": request.user.has_perm("translation.view_segment"),
        "summary": _summary(rows),
    }


def _row(entry: dict[str, Any], version: LanguageVersion | None, asked: list[Asked]) -> JobRow:
    segments = entry["segments"]
    return JobRow(
        id=entry["id"],
        edition=BY_CODE[entry["language"]],
        state=entry["state"],
        state_words=str(State(entry["state"]).label),
        engine=engine_label(entry["engine"]),
        total=segments["total"],
        memory=segments["memory"],
        machine=segments["machine"],
        kept=segments["kept"],
        requested=entry["requested"],
        findings=entry["findings"],
        message="\n".join(_messages(entry["messages"], version)),
        version=version.pk if version else None,
        has_text=bool(version and version.has_text),
        asked=[_asked(line) for line in asked],
    )


def _messages(stored: list[dict[str, Any]], version: LanguageVersion | None) -> list[str]:
    """Return a job's messages in the reader's language, and changes of its version's publication since."""
    lines = [wording.render(Message.from_json(message)) for message in stored]
    if version:
        lines += [str(version.get_unscheduled_display()), str(version.get_unreleased_display())]
    return list(dict.fromkeys(filter(None, lines)))


def _asked(line: Asked) -> AskedLine:
    reason = str(EngineCall.Reason(line.reason).label) if line.reason else ""
    return AskedLine(engine_label(line.engine), reason, line.segments, line.bad)


def _summary(rows: list[JobRow]) -> str:
    """Return the progress of the jobs, or their result, in one sentence."""
    if not rows:
        return ""
    running = sum(row.open for row in rows)
    words = {
        "done": sum(row.state == State.DONE for row in rows),
        "all": len(rows),
        "asked": sum(row.requested for row in rows),
        "findings": sum(row.findings for row in rows),
    }
    if running:
        return _("%(done)d of %(all)d languages are done.") % words
    return (
        _(
            "Ended: %(done)d of %(all)d languages done; %(asked)d segments were sent to an engine; "
            "%(findings)d findings to review."
        )
        % words
    )


def _act(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    action, _colon, number = request.POST.get("do", "").partition(":")
    target = batch
    if action == "cancel-all":
        demand(request, "translation.change_translationjob")
        for job in TranslationJob.objects.filter(batch=batch, state__in=TranslationJob.OPEN):
            _cancel(request, job)
    elif action == "cancel" and number.isdecimal():
        demand(request, "translation.change_translationjob")
        _cancel(request, get_object_or_404(TranslationJob, pk=int(number), batch=batch))
    elif action == "retry" and number.isdecimal():
        demand(request, "translation.add_translationjob")
        target = _retry(request, get_object_or_404(TranslationJob, pk=int(number), batch=batch))
    else:
        raise Http404
    return HttpResponseRedirect(reverse("translation:jobs", args=[target]))


def _cancel(request: HttpRequest, job: TranslationJob) -> None:
    name = {"language": BY_CODE[job.language].endonym}
    if desk.cancel(job, request.user):
        log(request, job.article, _("Translation cancelled: %(language)s.") % name)
        messages.success(request, _("%(language)s was cancelled.") % name)
    else:
        messages.warning(request, _("%(language)s had ended already.") % name)


def _retry(request: HttpRequest, job: TranslationJob) -> uuid.UUID:
    """Retry; return the batch to show: the new one, or the old one if the request was refused."""
    answer = desk.retry(job, request.user)
    for refusal in answer.refused:
        messages.error(request, refusal.reason)
    if not answer.jobs:
        return job.batch
    name = {"language": BY_CODE[job.language].endonym}
    log(request, job.article, _("Translation requested again: %(language)s.") % name)
    return answer.batch
