"""Findings in an article's source text, to fix or waive before it is translated."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.models import LanguageVersion
from newsroom.database.transactions import NotStored
from newsroom.languages import BY_CODE
from translation import desk
from translation.models import SegmentFinding
from translation.segments.sync import source_document
from translation.segments.units import extract
from translation.views.access import demand, log
from translation.views.corrections import JUDGEMENTS, judge
from translation.views.text_kinds import field_words, kind_words
from translation.views.text_marks import difference, marked


@dataclass(slots=True)
class SourceRow:
    """One text of the source with findings."""

    key: str
    kind: str
    source: str
    findings: list[SegmentFinding] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text with the faults marked."""
        spans = [span for found in self.findings if not found.waived_at for span in found.target_spans]
        return marked(self.source, spans)

    @property
    def shown_findings(self) -> list[tuple[SegmentFinding, tuple[str, str] | None]]:
        """Return each finding with the difference that its fix would make, if it has one."""
        return [
            (row, difference(self.source, row.fix) if row.fix and not row.waived_at else None) for row in self.findings
        ]


def page(request: HttpRequest, version: LanguageVersion) -> HttpResponse:
    """Show the texts with findings, waived ones too; on POST execute the button's action."""
    if request.method == "POST":
        _act(request, version)
        return HttpResponseRedirect(request.get_full_path())
    desk.check_source(version.article)
    context = {
        **admin.site.each_context(request),
        "title": _("Findings in the source"),
        "article": version.article,
        "edition": BY_CODE[version.language],
        "rows": _rows(version),
        "may_fix": request.user.has_perm("articles.change_article"),
        "may_waive": request.user.has_perm("translation.change_segmentfinding"),
    }
    return render(request, "translation/source.html", context)


def _rows(version: LanguageVersion) -> list[SourceRow]:
    by_key: dict[str, list[SegmentFinding]] = {}
    for finding in version.source_findings.select_related("waived_by").order_by("severity", "pk"):
        by_key.setdefault(finding.source_key, []).append(finding)
    if not by_key:
        return []
    _article, document = source_document(version.article_id)
    units = (unit for unit in extract(document) if unit.key in by_key)
    return [SourceRow(unit.key, kind_words(unit.kind), unit.source, by_key[unit.key]) for unit in units]


def _act(request: HttpRequest, version: LanguageVersion) -> None:
    action, _colon, number = request.POST.get("do", "").partition(":")
    if action not in JUDGEMENTS or not number.isdecimal():
        raise Http404
    if action == "fix":
        demand(request, "articles.change_article")
    finding = version.source_findings.filter(pk=int(number)).first()
    try:
        if finding is None:
            raise desk.FindingGone
        words = judge(request, finding, action)
    except ValidationError as error:
        messages.warning(request, field_words(error))
    except (desk.FindingGone, NotStored) as error:
        messages.warning(request, str(error))
    else:
        log(request, version.article, f"{finding.source_key}: {words} ({finding.check_name}).")
