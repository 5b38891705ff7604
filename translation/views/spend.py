"""The ledger page: calls of engines in a month and their cost; the same as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.languages import BY_CODE
from translation.reports import spend
from translation.reports.spend import (
    NO_ACCOUNT,
    Choices,
    Entry,
    Filters,
    Sums,
)
from translation.views.access import staff
from translation.views.engine_descriptions import engine_label, money

COLUMNS = (
    "month", "engine", "language", "person", "calls", "segments", "characters", "characters_charged", "tokens_sent",
    "tokens_received", "cost", "cost_unknown", "currency",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its label, the query that filters the page by it, counts, amounts."""

    label: str
    tag: str
    query: str
    sums: Sums
    cost: list[str]
    unknown: list[str]


@staff("translation.view_enginecall")
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Show a month, by default the current one; ?month=all and ?month=2026-11, ?engine=, ?language=, ?person= filter
    it.

    Invalid filters are ignored. ?format=csv: the entries as CSV.
    """
    choices = spend.choices()
    months = list(dict.fromkeys([timezone.localdate().replace(day=1), *choices.months]))
    filters = _filters(request, choices)
    entries = spend.entries(filters)
    if request.GET.get("format") == "csv":
        return _download(filters, entries)
    total = spend.grouped(entries, lambda entry: None).get(None, Sums())
    context = {
        **admin.site.each_context(request),
        "title": _("Spending"),
        "filters": filters,
        "month": _month(filters),
        "months": [(f"{month:%Y-%m}", date_format(month, "YEAR_MONTH_FORMAT")) for month in months],
        "engines": [(name, engine_label(name)) for name in choices.engines],
        "languages": [(code, _language(code)[0]) for code in choices.languages],
        "people": [(pk, _person(pk, name)) for pk, name in choices.people],
        "total": _line("", "", "", total) if entries else None,
        "tables": [
            *([(_("By month"), _lines(entries, filters, "month", _month_of))] if not filters.month else []),
            (_("By engine"), _lines(entries, filters, "engine", lambda entry: (engine_label(entry.engine), ""))),
            (_("By language"), _lines(entries, filters, "language", lambda entry: _language(entry.language))),
            (_("By person"), _lines(entries, filters, "person", _person_of)),
        ],
        "csv": _query(filters, format="csv"),
        "anything": bool(choices.months),
    }
    return render(request, "translation/spend.html", context)


def _filters(request: HttpRequest, choices: Choices) -> Filters:
    month, engine, language, person = (request.GET.get(name, "") for name in ("month", "engine", "language", "person"))
    known = {f"{first:%Y-%m}": first for first in choices.months}
    this = timezone.localdate().replace(day=1)
    people = {str(pk): pk for pk, _name in choices.people}
    return Filters(
        month=known.get(month, None if month == "all" else this),
        engine=engine if engine in choices.engines else "",
        language=language if language in choices.languages else "",
        person=people.get(person),
    )


def _download(filters: Filters, entries: list[Entry]) -> StreamingHttpResponse:
    month = _month(filters)
    answer = StreamingHttpResponse(_csv(entries), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="translation-spend-{month}.csv"'
    return answer


class _Echo:
    """A file whose write() returns its argument, so that csv.writer's writerow() does."""

    def write(self, text: str) -> str:
        return text


def _csv(entries: list[Entry]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for entry in entries:
        sums = entry.sums
        row: list[object] = [
            f"{entry.month:%Y-%m}",
            entry.engine,
            entry.language,
            entry.person_name,
            sums.calls,
            sums.segments,
        ]
        row += [sums.characters, sums.charged, sums.tokens_in, sums.tokens_out]
        row += [sums.cost.get(entry.currency, ""), sums.unknown.get(entry.currency, ""), entry.currency]
        yield writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: object) -> object:
    """Return a cell that a spreadsheet reads as text: names are people's input, and “=…” would be executed."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _lines(entries: list[Entry], filters: Filters, field: str, words: Callable[[Entry], tuple[str, str]]) -> list[Line]:
    names = {getattr(entry, field): words(entry) for entry in entries}
    groups = spend.grouped(entries, lambda entry: getattr(entry, field))
    lines = [
        _line(*names[key], _query(filters, **{field: f"{key:%Y-%m}" if field == "month" else key}), sums)
        for key, sums in groups.items()
    ]
    if field == "month":
        return lines  # the newest first, as they come
    # The highest cost is first; without prices, the most calls.
    return sorted(lines, key=lambda line: (-sum(line.sums.cost.values(), Decimal(0)), -line.sums.characters))


def _line(label: str, tag: str, query: str, sums: Sums) -> Line:
    cost = [money(amount, currency) for currency, amount in sums.cost.items()]
    return Line(label, tag, query, sums, cost, [money(amount, name) for name, amount in sums.unknown.items()])


def _query(filters: Filters, **changed: Any) -> str:
    given = {
        "month": _month(filters),
        "engine": filters.engine,
        "language": filters.language,
        "person": "" if filters.person is None else filters.person,
    }
    return urlencode({name: value for name, value in (given | changed).items() if value != ""})


def _month(filters: Filters) -> str:
    return f"{filters.month:%Y-%m}" if filters.month else "all"


def _language(code: str) -> tuple[str, str]:
    return (BY_CODE[code].endonym, BY_CODE[code].tag) if code in BY_CODE else (code, "")


def _month_of(entry: Entry) -> tuple[str, str]:
    return date_format(entry.month, "YEAR_MONTH_FORMAT"), ""


def _person_of(entry: Entry) -> tuple[str, str]:
    return _person(entry.person, entry.person_name), ""


def _person(pk: int, name: str) -> str:
    return name if pk != NO_ACCOUNT else _("no account")
