"""The state of each engine: readiness, recent calls, cost, languages."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Now

from newsroom import editions
from newsroom.engine_options import AT_ONCE, Rate
from newsroom.languages import PIVOT
from translation.dispatch import concurrency, pricing, rate_limits
from translation.engines import routing
from translation.engines.base import Engine, Heard
from translation.models import EngineCall

Outcome = EngineCall.Outcome
_BAD = Q(outcome__in=[Outcome.FAILED, Outcome.UNKNOWN])


class _Median(Aggregate):
    """The median of durations; PostgreSQL."""

    name = "median"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True, slots=True)
class Day:
    """The last 24 hours of an engine. median: seconds from the call until its reply was stored; None without any."""

    calls: int = 0
    bad: int = 0
    median: float | None = None

    @property
    def error_rate(self) -> int | None:
        """In per cent; None without a call."""
        return round(100 * self.bad / self.calls) if self.calls else None


@dataclass(frozen=True, slots=True)
class Watched:
    """One engine. problem: why it cannot be called, or ""; broken: its class cannot be loaded, `engine` is None then.

    place: 1 for the engine that is preferred, 0 for one that is only used by name, or by `routes`: the entries of
    TRANSLATION_ROUTES that name it, as (source, target, place). health: None if Redis does not answer. serves: the
    languages that are served now, as known without a request. heard: the result of fetching the server's pairs; None
    for an engine without this request, or one that cannot be called.
    """

    name: str
    engine: Engine | None
    problem: str
    broken: bool
    place: int
    routes: list[tuple[str, str, int]]
    health: rate_limits.Health | None
    rate: Rate
    at_once: int | None
    price: tuple[Decimal, Decimal] | None
    spent: Decimal
    budget: Decimal | None
    day: Day
    serves: frozenset[str]
    heard: Heard | None

    @property
    def paused(self) -> bool:
        return bool(self.health and (self.health.state != "closed" or self.health.rest))


@dataclass(frozen=True, slots=True)
class Asked:
    """Calls of one engine for a job, for one reason: translated segments, failed calls."""

    engine: str
    reason: str
    segments: int
    bad: int


def overview() -> list[Watched]:
    """Return all engines of settings.ENGINES: the preferred ones in their order, then the others."""
    days, spent, healths = last_day(), pricing.month_by_engine(), _healths(settings.ENGINES)
    loaded = {name: _loaded(name) for name in settings.ENGINES}
    order = [name for name in settings.TRANSLATION_ENGINES if name in loaded and not _explicit(loaded[name][0])]
    names = [*dict.fromkeys(order), *(name for name in settings.ENGINES if name not in order)]
    return [_watched(name, *loaded[name], order, days, spent, healths) for name in names]


def last_day() -> dict[str, Day]:
    """Return the results of the last 24 hours by engine, without running calls."""
    settled = EngineCall.objects.filter(asked_at__gte=Now() - datetime.timedelta(days=1))
    settled = settled.exclude(outcome=Outcome.OPEN).order_by()
    took = ExpressionWrapper(F("settled_at") - F("asked_at"), DurationField())
    rows = settled.values("engine").annotate(
        calls=Count("pk"), bad=Count("pk", filter=_BAD), median=_Median(took, filter=Q(outcome=Outcome.ANSWERED))
    )
    return {row["engine"]: Day(row["calls"], row["bad"], _seconds(row["median"])) for row in rows}


def asked_for(batch: uuid.UUID) -> dict[int, list[Asked]]:
    """Return by job of a batch which engines were called, in their order.

    A route through English counts once. Texts that were sent again in smaller calls count once, with their reply.
    """
    calls = EngineCall.objects.filter(job__batch=batch, source_language=F("job__article__source_language"))
    rows = calls.order_by().values("job_id", "engine", "reason").annotate(
        segments=Sum("segments", filter=Q(outcome=Outcome.ANSWERED), default=0), bad=Count("pk", filter=_BAD)
    )  # fmt: skip
    rank = [value for value, _label in EngineCall.Reason.choices]
    found: dict[int, list[Asked]] = {}
    for row in sorted(rows, key=lambda row: (rank.index(row["reason"]), -row["segments"], row["engine"])):
        entry = Asked(row["engine"], row["reason"], row["segments"], row["bad"])
        found.setdefault(row["job_id"], []).append(entry)
    return found


def _loaded(name: str) -> tuple[Engine | None, str]:
    """Return an engine and why it cannot be called, or ""."""
    try:
        return routing.engine(name), routing.engine(name).problem()
    except ImproperlyConfigured as error:
        return None, str(error)


def _explicit(engine: Engine | None) -> bool:
    return engine is None or engine.explicit_only


def _watched(
    name: str,
    engine: Engine | None,
    problem: str,
    order: list[str],
    days: dict[str, Day],
    spent: dict[str, Decimal],
    healths: dict[str, rate_limits.Health],
) -> Watched:
    routes = [
        (source, target, names.index(name) + 1)
        for (source, target), names in settings.TRANSLATION_ROUTES.items()
        if name in names
    ]
    return Watched(
        name=name,
        engine=engine,
        problem=problem,
        broken=engine is None,
        place=order.index(name) + 1 if name in order else 0,
        routes=routes,
        health=healths.get(name),
        rate=settings.ENGINE_RATES.get(name, Rate()),
        at_once=settings.ENGINE_AT_ONCE.get(name, AT_ONCE) if concurrency.limited(name) else None,
        price=settings.ENGINE_PRICES.get(name),
        spent=spent.get(name, Decimal(0)),
        budget=settings.ENGINE_BUDGETS.get(name),
        day=days.get(name, Day()),
        serves=_serves(engine) if engine and not problem else frozenset(),
        heard=engine.heard() if engine and not problem else None,
    )


def _serves(engine: Engine) -> frozenset[str]:
    """Return the languages of the pairs that are served; those of an engine on this machine by its pairs with English.

    A service without a list of its own serves the languages of its class.
    """
    if engine.local:
        pairs = [pair for code in editions.codes() if code != PIVOT for pair in ((PIVOT, code), (code, PIVOT))]
    elif engine.heard():
        pairs = list(permutations(editions.codes(), 2))
    else:
        return engine.languages
    return frozenset(code for pair in pairs if engine.remembers(*pair) for code in pair)


def _healths(names: Iterable[str]) -> dict[str, rate_limits.Health]:
    found = {}
    for name in names:
        try:
            found[name] = rate_limits.health(name)
        except rate_limits.Away:
            return {}  # each further query would wait for its timeout
    return found


def _seconds(duration: datetime.timedelta | None) -> float | None:
    return None if duration is None else duration.total_seconds()
