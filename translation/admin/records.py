"""The read-only admin of jobs and engine calls. translation.desk creates jobs, translation.dispatch calls."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from newsroom.languages import BY_CODE
from translation.models import EngineCall, TranslationJob


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(TranslationJob)
class TranslationJobAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "article_shown", "language", "state", "engine", "counts", "findings", "batch_shown"]
    list_filter = ["state", "language", "engine", "created_at"]
    list_per_page = 50
    search_fields = ["=article__id", "=batch", "messages"]
    exclude = ["lease", "lease_until", "messages"]
    readonly_fields = ["message_shown"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("requested_by").defer("messages")

    @admin.display(description=_("message"))
    def message_shown(self, job: TranslationJob) -> str:
        return job.message

    @admin.display(description=_("article"), ordering="article_id")
    def article_shown(self, job: TranslationJob) -> SafeString:
        address = reverse("admin:articles_article_change", args=[job.article_id])
        return format_html('<a href="{}">#{}</a>', address, job.article_id)

    @admin.display(description=_("segments"))
    def counts(self, job: TranslationJob) -> str:
        words = {"ready": job.ready, "total": job.total, "requested": job.requested}
        return _("%(ready)d of %(total)d, %(requested)d sent to the engine") % words

    @admin.display(description=_("progress"))
    def batch_shown(self, job: TranslationJob) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("translation:jobs", args=[job.batch]), _("Job page"))


@admin.register(EngineCall)
class EngineCallAdmin(ReadOnlyAdmin):
    list_display = [
        "asked_at", "engine", "pair", "segments", "characters", "reason", "outcome", "cost_shown", "requested_by",
    ]  # fmt: skip
    list_filter = ["outcome", "reason", "engine", "target_language", "asked_at"]
    list_select_related = ["requested_by"]
    list_per_page = 50
    search_fields = ["=job__id", "=requested_by__username", "error"]

    @admin.display(description=_("languages"))
    def pair(self, call: EngineCall) -> str:
        names = [BY_CODE[code].endonym for code in (call.source_language, call.target_language)]
        return " → ".join(names)

    @admin.display(description=_("cost"), ordering="cost")
    def cost_shown(self, call: EngineCall) -> str | None:
        return None if call.cost is None else f"{number_format(call.cost, use_l10n=True)} {call.currency}"
