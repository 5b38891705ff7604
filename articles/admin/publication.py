"""The publication panel of an article: publish, schedule, withdraw, one language or all that are allowed."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import publishing
from articles.admin.states import LanguageState
from articles.models import Article, LanguageVersion
from articles.public.addresses import article_url
from newsroom import editions
from newsroom.database.transactions import NotStored
from newsroom.languages import BY_CODE

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

Publication = LanguageVersion.Publication


@dataclass(slots=True)
class VersionRow:
    """One language in the panel. links: (address, label) from other apps; reasons: why it may not be published."""

    state: LanguageState
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def may_publish(self) -> bool:
        """Return whether there is something to publish: the version, or changes that its readers do not have."""
        return self.state.has_text and (self.may_schedule or self.state.waiting)

    @property
    def may_schedule(self) -> bool:
        return self.state.has_text and self.state.publication != Publication.PUBLISHED

    @property
    def may_withdraw(self) -> bool:
        return self.state.publication in (Publication.PUBLISHED, Publication.SCHEDULED)


def version_rows(article: Article, states: list[LanguageState], refused: Collection[str]) -> list[VersionRow]:
    """Return the rows; reasons are computed only if the last attempt was refused."""
    rows = []
    for state in states:
        row = VersionRow(state)
        if state.version and state.has_text:
            preview = reverse("admin:articles_article_preview", args=[article.pk, state.edition.code])
            slug = article.in_language("slug", state.edition.code)
            if state.publication == Publication.PUBLISHED and slug:
                row.links.append((article_url(state.edition.code, article.date, slug), _("View")))
            else:
                row.links.append((preview, _("Preview")))
            if state.edition.code in refused:
                state.version.article = article
                row.reasons = publishing.publish_reasons(state.version)
            if state.waiting:
                row.notes.append(str(state.version.get_unreleased_display()))
            if state.version.unscheduled:
                row.notes.append(str(state.version.get_unscheduled_display()))
        rows.append(row)
    return rows


def publication_view(model_admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Execute one button of the panel ("publish:de", "publish-all") and redirect to the panel."""
    article = get_object_or_404(Article, pk=pk)
    if not publishing.may_publish(request.user) or not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    action, _colon, language = request.POST.get("do", "").partition(":")
    refused: list[str] = []
    if action == "publish-all":
        refused = _publish_all(model_admin, request, article)
    elif action in ("publish", "schedule", "withdraw") and editions.is_active(language):
        version = get_object_or_404(LanguageVersion, article=article, language=language)
        version.article = article
        try:
            refused = _one(model_admin, request, version, action)
        except NotStored as error:
            messages.error(request, str(error))
    else:
        raise Http404
    address = reverse("admin:articles_article_change", args=[pk])
    query = f"?refused={','.join(refused)}" if refused else ""
    anchor = f"version-{refused[0]}" if len(refused) == 1 else "versions"
    return HttpResponseRedirect(f"{address}{query}#{anchor}")


def scheduled_languages(article: Article) -> set[str]:
    """Return the languages whose version is scheduled and not public yet."""
    rows = article.versions.filter(publication=Publication.SCHEDULED).only("language", "publication", "publish_at")
    return {row.language for row in rows if not row.is_public}


def warn_unscheduled(request: HttpRequest, article: Article, before: Collection[str]) -> None:
    """Show which versions a change has unscheduled. before: the languages that were scheduled before it."""
    if not before:
        return
    for version in article.versions.filter(language__in=before).exclude(unscheduled=""):
        messages.warning(request, f"{BY_CODE[version.language].endonym}: {version.get_unscheduled_display()}")


def _one(model_admin: ModelAdmin, request: HttpRequest, version: LanguageVersion, action: str) -> list[str]:
    """Execute one action on one version; return its language if it was refused."""
    name = BY_CODE[version.language].endonym
    at = None
    if action == "withdraw":
        publishing.withdraw(version, user=request.user)
        done = _("%(language)s withdrawn.") % {"language": name}
    else:
        if action == "schedule":
            at = _time(request.POST.get(f"at-{version.language}", ""))
            if at is None or at <= timezone.now():
                messages.error(request, _("%(language)s: choose a time in the future.") % {"language": name})
                return []
        try:
            publishing.publish(version, at, user=request.user)
        except publishing.NotPublishable as error:
            words = {"language": name, "reasons": " ".join(error.reasons)}
            refusal = _("%(language)s was not scheduled. %(reasons)s") if at else None
            messages.error(request, (refusal or _("%(language)s was not published. %(reasons)s")) % words)
            return [version.language]
        done = _("%(language)s published.") % {"language": name}
        if at:
            when = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
            done = _("%(language)s will be published at %(time)s.") % {"language": name, "time": when}
    messages.success(request, done)
    model_admin.log_change(request, version.article, done)
    return []


def _publish_all(model_admin: ModelAdmin, request: HttpRequest, article: Article) -> list[str]:
    """Publish every draft with a text that passes the gates; withdrawn versions were withdrawn on purpose."""
    published, refused, unstored = [], [], False
    drafts = article.versions.filter(publication=Publication.DRAFT, language__in=editions.codes())
    for version in drafts.exclude(digest=""):
        version.article = article
        try:
            publishing.publish(version, user=request.user)
        except publishing.NotPublishable:
            refused.append(version.language)
        except NotStored as error:  # the other languages are published anyway
            messages.error(request, f"{BY_CODE[version.language].endonym}: {error}")
            unstored = True
        else:
            published.append(BY_CODE[version.language].endonym)
    if published:
        done = _("Published: %(languages)s.") % {"languages": ", ".join(published)}
        messages.success(request, done)
        model_admin.log_change(request, article, done)
    if refused:
        names = ", ".join(BY_CODE[code].endonym for code in refused)
        messages.error(request, _("Not published, see the reasons below: %(languages)s.") % {"languages": names})
    if not published and not refused and not unstored:
        messages.warning(request, _("There is no draft with a text to publish."))
    return refused


def _time(typed: str) -> datetime.datetime | None:
    """Return a date and time of the newsroom's time zone as a datetime; None if it does not exist."""
    try:
        naive = parse_datetime(typed)
    except ValueError:
        return None
    return timezone.make_aware(naive) if naive and timezone.is_naive(naive) else naive
