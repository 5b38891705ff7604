"""The segment editor: source and target side by side. One form holds a page of segments, so that no button loses
the input of another row: every button first stores the changed rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.body.rendering import as_typed
from articles.models import Article, LanguageVersion
from newsroom.languages import BY_CODE
from translation.models import Segment, SegmentFinding
from translation.views import corrections, source
from translation.views.access import demand, staff
from translation.views.text_kinds import kind_words
from translation.views.text_marks import difference, marked

# Two fields a segment: far below Django's limit of fields in a form, and a page that stays quick.
PER_PAGE = 100


@dataclass(slots=True)
class Row:
    """A segment on the page. typed: the person's input that is not stored; trouble: why not."""

    segment: Segment
    findings: list[SegmentFinding] = field(default_factory=list)
    typed: str | None = None
    trouble: str = ""

    @property
    def text(self) -> str:
        return as_typed(self.segment.target) if self.typed is None else self.typed

    @property
    def kind(self) -> str:
        """Return the label of the text's kind."""
        return kind_words(self.segment.kind)

    @property
    def seen(self) -> str:
        """Return the form fields that detect changes of the text by the person and of the row by others."""
        return f"{self.segment.revision}:{corrections.fingerprint(as_typed(self.segment.target))}"

    @property
    def lines(self) -> int:
        return max(2, min(14, max(len(self.segment.source), len(self.text)) // 62 + 1 + self.text.count("\n")))

    @property
    def open_findings(self) -> list[SegmentFinding]:
        return [finding for finding in self.findings if finding.waived_at is None]

    @property
    def shown_findings(self) -> list[tuple[SegmentFinding, tuple[str, str] | None]]:
        """Return each finding with the difference that its fix would make, if it has one."""
        text = self.segment.target
        return [(row, difference(text, row.fix) if row.fix and not row.waived_at else None) for row in self.findings]

    @property
    def source(self) -> str:
        return marked(self.segment.source, [span for found in self.open_findings for span in found.source_spans])

    @property
    def stored(self) -> str:
        return marked(self.segment.target, ())

    @property
    def proposal(self) -> str:
        return marked(self.segment.proposal, ())

    @property
    def marked_target(self) -> str:
        """Return the target with the faults marked, or "" if there are none."""
        spans = [span for found in self.open_findings for span in found.target_spans]
        return marked(self.segment.target, spans) if spans else ""

    @property
    def outdated(self) -> bool:
        return bool(self.segment.target) and not self.segment.current

    @property
    def approved(self) -> bool:
        return self.segment.approved


@staff("translation.view_segment")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version's segments; on POST store the input and execute the button's action."""
    version = get_object_or_404(LanguageVersion, pk=pk)
    articles = admin.site.get_model_admin(Article).get_queryset(request)
    article = articles.only("id", "date", "source_language").get(pk=version.article_id)
    version.article = article
    if version.language == article.source_language:
        return source.page(request, version)
    outcome = corrections.Outcome()
    if request.method == "POST":
        demand(request, "translation.change_segment")
        outcome = corrections.apply(request, version)
        if request.headers.get("X-Requested-With") == "fetch":
            return _one_row(request, version, outcome)
        if not outcome.troubles:
            return HttpResponseRedirect(f"{request.get_full_path()}#{outcome.next_anchor}")
        messages.error(request, _("Not everything was stored: see the marked segments. What you typed is kept."))
    context = {**admin.site.each_context(request), **_context(request, version)}
    # A row whose text could not be stored is shown even if the filter excludes it.
    context["rows"] = _rows(context["page_obj"], outcome)
    return render(request, "translation/editor.html", context, status=409 if outcome.troubles else 200)


def _context(request: HttpRequest, version: LanguageVersion) -> dict[str, Any]:
    """Return the common data of the page and its responses to a script: everything but the rows."""
    show = request.GET.get("show", "")
    everything = version.segments.all()
    segments = _attention(everything) if show == "attention" else everything
    found = Paginator(segments.order_by("position"), PER_PAGE).get_page(request.GET.get("page"))
    target = BY_CODE[version.language]
    return {
        "title": _("Segments: %(language)s") % {"language": target.endonym},
        "article": version.article,
        **_publication(version),
        "source_edition": BY_CODE[version.article.source_language],
        "target_edition": target,
        "page_obj": found,
        "show": show,
        "all_count": everything.count(),
        "attention_count": _attention(everything).count(),
        "may_edit": request.user.has_perm("translation.change_segment") and not version.detached,
        "may_waive": request.user.has_perm("translation.change_segmentfinding") and not version.detached,
    }


def _publication(version: LanguageVersion) -> dict[str, Any]:
    """Return the page's data of a version as a whole."""
    notes = [version.get_unscheduled_display(), version.get_unreleased_display()]
    return {
        "version": version,
        "publication": LanguageVersion.Publication(version.stage).label,
        "publication_notes": [note for note in notes if note],
    }


def _rows(segments: Page | list[Segment], outcome: corrections.Outcome) -> list[Row]:
    listed = list(segments)
    by_segment: dict[int | None, list[SegmentFinding]] = {}
    for finding in SegmentFinding.objects.filter(segment__in=listed).select_related("waived_by"):
        by_segment.setdefault(finding.segment_id, []).append(finding)
    return [
        Row(
            segment,
            by_segment.get(segment.pk, []),
            outcome.typed.get(segment.pk),
            outcome.troubles.get(segment.pk, ""),
        )
        for segment in listed
    ]


def _attention(segments: QuerySet[Segment]) -> QuerySet[Segment]:
    """Return the segments to review: not approved, of an older source, with a proposal or an open finding."""
    findings = SegmentFinding.objects.filter(segment=OuterRef("pk"), waived_at__isnull=True)
    unfinished = ~Q(state__in=("reviewed", "final")) & ~Q(origin__in=("human", "rule")) | Q(target="") | ~Q(proposal="")
    return segments.filter(unfinished | ~Q(made_from=F("source_hash")) | Exists(findings))


def _one_row(request: HttpRequest, version: LanguageVersion, outcome: corrections.Outcome) -> HttpResponse:
    """Return the requested row in its current state to a script, with the page's data of the version.

    Errors are shown in the row.
    """
    segment = get_object_or_404(version.segments, pk=outcome.segment)
    article, version = version.article, LanguageVersion.objects.get(pk=version.pk)
    version.article = article
    context = _context(request, version) | {"row": _rows([segment], outcome)[0]}
    return render(request, "translation/answer.html", context)
