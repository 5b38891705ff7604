"""The article admin with jobs, segments and the action that requests translations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import ArticleAdmin, publication
from articles.admin.forms import SourceForm
from articles.admin.publication import VersionRow
from articles.models import Article
from translation import desk
from translation.admin.notes import source_note
from translation.admin.request import request_view
from translation.models import Segment, TranslationJob

# The page computes the routes of every article; use manage.py translate for more.
MOST_AT_ONCE = 100


class DeskArticleAdmin(ArticleAdmin):
    actions = ["translate_selected"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        open_jobs = TranslationJob.objects.filter(state__in=TranslationJob.OPEN)
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("translation_jobs", queryset=open_jobs, to_attr="open_jobs"))
        )

    def running_languages(self, article: Article) -> set[str]:
        return {job.language for job in getattr(article, "open_jobs", ())}

    def save_model(self, request: HttpRequest, obj: Article, form: SourceForm, change: bool) -> None:
        scheduled = publication.scheduled_languages(obj) if change else set()
        super().save_model(request, obj, form, change)
        desk.source_saved(obj, request.user)
        publication.warn_unscheduled(request, obj, scheduled)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        article = kwargs.get("obj")
        if article and request.user.has_perm("translation.view_segment"):
            context["source_note"] = source_note(article)
        return super().render_change_form(request, context, *args, **kwargs)

    def object_tools(self, request: HttpRequest, article: Article) -> list[tuple[str, Any]]:
        if not request.user.has_perm("translation.add_translationjob"):
            return []
        return [(reverse("admin:translation_request", args=[article.pk]), _("Translate"))]

    def version_rows(self, request: HttpRequest, article: Article) -> list[VersionRow]:
        rows = super().version_rows(request, article)
        counts = _segment_counts(article)
        jobs = {job.language: job for job in getattr(article, "open_jobs", ())}
        may_look = request.user.has_perm("translation.view_segment")
        for row in rows:
            version, code = row.state.version, row.state.edition.code
            if version and version.pk in counts:
                row.notes += _notes(counts[version.pk])
                if may_look:
                    row.links.append((reverse("translation:editor", args=[version.pk]), _("Edit segments")))
            if code in jobs:
                row.links.append((reverse("translation:jobs", args=[jobs[code].batch]), _("Show the job")))
        return rows

    @admin.action(description=gettext_lazy("Translate selected articles…"), permissions=["translate"])
    def translate_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        ids = sorted(queryset.order_by().values_list("pk", flat=True))
        if len(ids) > MOST_AT_ONCE:
            messages.error(request, _("Choose %d articles at most.") % MOST_AT_ONCE)
            return None
        return HttpResponseRedirect(f"{reverse('admin:translation_request_many')}?ids={','.join(map(str, ids))}")

    def has_translate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("translation.add_translationjob")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("translate/", wrap(self.request_view), name="translation_request_many"),
            path("<int:pk>/translate/", wrap(self.request_view), name="translation_request"),
            *super().get_urls(),
        ]

    def request_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return request_view(self, request, pk)


def _segment_counts(article: Article) -> dict[int, Mapping[str, Any]]:
    """Return per version the number of segments, and of those unreviewed, with a proposal, or with an open finding."""
    critical = Q(findings__severity="critical", findings__waived_at__isnull=True)
    major = Q(findings__severity="major", findings__waived_at__isnull=True)
    rows = Segment.objects.filter(version__article=article).values("version_id").order_by()
    counted = rows.annotate(
        segments=Count("pk", distinct=True),
        outdated=Count("pk", distinct=True, filter=~Q(target="") & ~Q(made_from=F("source_hash"))),
        empty=Count("pk", distinct=True, filter=Q(target="")),
        proposals=Count("pk", distinct=True, filter=~Q(proposal="")),
        critical=Count("pk", distinct=True, filter=critical),
        major=Count("pk", distinct=True, filter=major),
    )
    return {row["version_id"]: row for row in counted}


def _notes(counts: Mapping[str, Any]) -> list[str]:
    parts = [_("%d segments") % counts["segments"]]
    if counts["empty"]:
        parts.append(_("%d without a translation") % counts["empty"])
    if counts["outdated"]:
        parts.append(_("%d of an older source") % counts["outdated"])
    if counts["proposals"]:
        parts.append(_("%d with a proposal") % counts["proposals"])
    if counts["critical"]:
        parts.append(_("%d with a critical finding") % counts["critical"])
    if counts["major"]:
        parts.append(_("%d with a major finding") % counts["major"])
    return [", ".join(parts)]


admin.site.unregister(Article)
admin.site.register(Article, DeskArticleAdmin)
