"""The engine page: state, recent calls and cost of engines; and a manual trial of one of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from newsroom import editions
from newsroom.languages import BY_CODE, PIVOT, Edition
from translation.dispatch import probe, rate_limits
from translation.dispatch.probe import Probe
from translation.engines import routing
from translation.engines.capability_table import FACTS, Facts
from translation.reports import engines as reports_engines
from translation.reports.engines import Watched
from translation.views.access import demand, staff
from translation.views.engine_descriptions import (
    engine_label,
    money,
    price_words,
    quota_words,
    rate_words,
    routes_words,
    seconds_words,
    state,
)

WARNS_AT = 0.8  # of a budget
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Card:
    """One engine on the page."""

    watched: Watched
    state: str
    state_words: str
    price: str
    licence: str
    rate: str
    routes: list[str]
    pause: str
    median: str
    spent: str
    spent_of: str
    meter: tuple[str, str, str, str]  # value, where it is high, where it is full, end; in HTML's number format
    now: list[Edition]
    unknown: bool  # whether its languages are unknown
    more: list[Edition]
    never: list[Edition]


@staff("translation.view_enginecall")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show all engines; on POST make a trial call of one, or resume the calls of a paused one."""
    tried = None
    if request.method == "POST":
        action, _colon, name = request.POST.get("do", "").partition(":")
        if action == "reset":
            return _reset(request, name)
        if action != "probe":
            raise Http404
        tried = _probe(request)
    engines = reports_engines.overview()
    context = {
        **admin.site.each_context(request),
        "title": _("Engines"),
        "cards": [_card(watched) for watched in engines],
        "redis_away": not any(watched.health for watched in engines),
        "currency": settings.ENGINE_CURRENCY,
        "editions": editions.active(),
        "text": probe.TEXT,
        **(_result(tried) if tried else {"tried": None, **_proposal(engines)}),
        "may_try": request.user.has_perm("translation.add_translationjob"),
        "may_reset": request.user.has_perm("translation.change_translationjob"),
    }
    return render(request, "translation/engines.html", context)


def _result(tried: Probe) -> dict[str, object]:
    """Return the page's data of a trial, and the same choice for the next one."""
    return {
        "tried": tried,
        "tried_label": engine_label(tried.engine),
        "tried_into": BY_CODE[tried.target],
        "tried_via": BY_CODE[tried.via] if tried.via else None,
        "tried_quota": quota_words(tried.quota) if tried.quota else "",
        "chosen": tried.engine,
        "source": tried.source,
        "target": tried.target,
    }


def _proposal(engines: Sequence[Watched]) -> dict[str, object]:
    """Return the choice for a first trial: the first engine that is ready, and a pair of this newsroom's languages."""
    source = _first_source()
    return {
        "chosen": next((watched.name for watched in engines if watched.place and not watched.problem), ""),
        "source": source,
        "target": next((code for code in editions.codes() if code != source), source),
    }


def _first_source() -> str:
    return PIVOT if editions.is_active(PIVOT) else editions.default().code


def _probe(request: HttpRequest) -> Probe:
    demand(request, "translation.add_translationjob")
    name, source, target = (request.POST.get(key, "") for key in ("engine", "source", "target"))
    if name not in routing.names() or not (editions.is_active(source) and editions.is_active(target)):
        raise Http404
    try:
        return probe.probe(name, source, target, user_id=request.user.pk)
    except ImproperlyConfigured as error:
        return Probe(name, source, target, problem=str(error), problem_language="en")


def _reset(request: HttpRequest, name: str) -> HttpResponse:
    demand(request, "translation.change_translationjob")
    if name not in routing.names():
        raise Http404
    words = {"engine": engine_label(name)}
    try:
        rate_limits.reset(name)
    except rate_limits.Away:
        messages.error(request, _("Redis does not answer: nothing was changed for %(engine)s.") % words)
    else:
        logger.info("calls of %s are resumed by %s", name, request.user.get_username())
        messages.success(request, _("%(engine)s is called again from now on.") % words)
    return HttpResponseRedirect(reverse("translation:engines"))


def _card(watched: Watched) -> Card:
    now, heard = watched.serves, watched.heard
    unknown = bool(heard and (heard.problem or not heard.at))
    more, never = _others(watched)
    kind, words = state(watched)
    words_of_money = {
        "spent": money(watched.spent),
        "budget": money(watched.budget or Decimal(0), settings.ENGINE_CURRENCY),
    }
    return Card(
        watched=watched,
        state=kind,
        state_words=words,
        price=price_words(watched, settings.ENGINE_CURRENCY),
        licence=_licence(watched),
        rate=rate_words(watched),
        routes=routes_words(watched),
        pause=seconds_words(watched.health.rest) if watched.health else "",
        median="" if watched.day.median is None else seconds_words(watched.day.median),
        spent=money(watched.spent, settings.ENGINE_CURRENCY),
        spent_of=_("%(spent)s of %(budget)s") % words_of_money,
        meter=_meter(float(watched.spent), float(watched.budget or 0)),
        now=[edition for edition in editions.active() if edition.code in now],
        unknown=unknown,
        more=[] if unknown else more,
        never=never,
    )


def _others(watched: Watched) -> tuple[list[Edition], list[Edition]]:
    """Return the editions that an engine does not serve now: those that it could, and those that it cannot."""
    if not watched.engine:
        return [], []
    others = [edition for edition in editions.active() if edition.code not in watched.serves]
    could = [edition for edition in others if edition.code in watched.engine.languages]
    return could, [edition for edition in others if edition not in could]


def _licence(watched: Watched) -> str:
    return FACTS.get(watched.name, Facts()).licence if watched.engine else ""


def _meter(spent: float, budget: float) -> tuple[str, str, str, str]:
    """Return value, low, high and max of a <meter>; a budget of 0 is full from the start."""
    end = budget or 1.0
    value = min(spent, end) if budget else end
    return f"{value:.6f}", f"{WARNS_AT * end:.6f}", f"{0.999 * end:.6f}", f"{end:.6f}"
