"""The findings report: findings by check, language and writer, and people's judgements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom import editions
from newsroom.languages import BY_CODE
from translation import wording
from translation.engines import routing
from translation.qa.feedback import MEMORY, RULE, SOURCE
from translation.reports import findings
from translation.reports.findings import Tally
from translation.views.access import staff

PERIODS = ((7, gettext_lazy("7 days")), (30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its label, its counts, and the parts of its two bars.

    A part: (kind, start, length), in hundredths of the bar, in SVG's number format.
    """

    label: str
    tag: str
    about: str
    tally: Tally
    open_parts: list[tuple[str, str, str]]
    judged_parts: list[tuple[str, str, str]]


@staff("translation.view_segmentfinding")
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the report; ?days= and ?language= filter it, and are ignored if they are invalid."""
    days = request.GET.get("days", "")
    language = request.GET.get("language", "")
    chosen_days = int(days) if days in {str(number) for number, _words in PERIODS} else 0
    chosen_language = language if editions.is_active(language) else ""
    made = findings.make(chosen_days, chosen_language)
    context = {
        **admin.site.each_context(request),
        "title": _("Findings"),
        "periods": PERIODS,
        "days": chosen_days,
        "languages": editions.choices(),
        "language": chosen_language,
        "total": made.total,
        "tables": [
            (_("By check"), "check", _lines(made.checks, lambda name: (name, ""))),
            (_("By language"), "language", _lines(made.languages, _language)),
            (_("By who wrote the text"), "writer", _lines(made.writers, _writer)),
        ],
        "anything": made.total.open_total or made.total.judged,
        "may_set": request.user.has_perm("translation.add_checksetting"),
    }
    return render(request, "translation/findings.html", context)


def _lines(tallies: list[Tally], words: Any) -> list[Line]:
    most_open = max((tally.open_total for tally in tallies), default=0)
    most_judged = max((tally.judged for tally in tallies), default=0)
    lines, about = [], wording.check_summaries()
    for tally in tallies:
        label, tag = words(tally.name)
        lines.append(
            Line(
                str(label),
                tag,
                about.get(tally.name, ""),
                tally,
                _parts(tally.open, most_open),
                _parts({"fixed": tally.fixed, "waived": tally.waived}, most_judged),
            )
        )
    return lines


def _parts(counts: dict[str, int], whole: int) -> list[tuple[str, str, str]]:
    parts, start = [], 0.0
    for name, count in counts.items():
        if count:
            length = 100 * count / whole
            parts.append((name, f"{start:.2f}", f"{length:.2f}"))
            start += length
    return parts


def _language(code: str) -> tuple[str, str]:
    return (BY_CODE[code].endonym, BY_CODE[code].tag) if code in BY_CODE else (code, "")


def _writer(name: str) -> tuple[str, str]:
    known = {"": _("translators"), MEMORY: _("translation memory"), RULE: _("rule"), SOURCE: _("source text")}
    if name in known:
        return known[name], ""
    return (str(routing.engine(name).label) if name in routing.names() else name), ""
