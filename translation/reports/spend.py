"""Sums of the spend ledger: calls and cost by month, engine, language and person."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from translation.models import EngineCall

# Calls that may have been charged although no reply is stored.
_UNKNOWN = Q(outcome__in=[EngineCall.Outcome.OPEN, EngineCall.Outcome.UNKNOWN])
Key = TypeVar("Key")
NO_ACCOUNT = 0  # the person of calls without an account: a command's, or a deleted account's


@dataclass(frozen=True, slots=True)
class Filters:
    """A filter of the ledger. month: its first day; person: a user's id, NO_ACCOUNT, or None for all."""

    month: datetime.date | None = None
    engine: str = ""
    language: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Values of the whole ledger: months, newest first; engines; languages; people as (id, name)."""

    months: list[datetime.date]
    engines: list[str]
    languages: list[str]
    people: list[tuple[int, str]]


@dataclass(slots=True)
class Sums:
    """Counts of some calls. charged: characters as the services count them. cost, unknown: by currency."""

    calls: int = 0
    segments: int = 0
    characters: int = 0
    charged: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: dict[str, Decimal] = field(default_factory=dict)
    unknown: dict[str, Decimal] = field(default_factory=dict)

    def add(self, other: Sums) -> None:
        for name in ("calls", "segments", "characters", "charged", "tokens_in", "tokens_out"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for mine, others in ((self.cost, other.cost), (self.unknown, other.unknown)):
            for currency, amount in others.items():
                mine[currency] = mine.get(currency, Decimal(0)) + amount


@dataclass(frozen=True, slots=True)
class Entry:
    """The calls of one person to one engine for one language in one month and currency ("": without a price)."""

    month: datetime.date
    engine: str
    language: str
    person: int
    person_name: str
    currency: str
    sums: Sums


def choices() -> Choices:
    """Return the possible filters of a ledger."""
    calls = EngineCall.objects.order_by()
    people = calls.values_list("requested_by_id", "requested_by__username").distinct()
    return Choices(
        [moment.date() for moment in calls.datetimes("asked_at", "month", order="DESC")],
        sorted(calls.values_list("engine", flat=True).distinct()),
        sorted(calls.values_list("target_language", flat=True).distinct()),
        sorted(((pk or NO_ACCOUNT, name or "") for pk, name in people), key=lambda person: person[1]),
    )


def entries(filters: Filters) -> list[Entry]:
    """Return the ledger added up by month (newest first), engine, language, person and currency."""
    keys = ("month", "engine", "target_language", "requested_by_id", "requested_by__username", "currency")
    calls = _narrowed(filters).annotate(month=TruncMonth("asked_at"))
    rows = calls.order_by("-month", *keys[1:3], "requested_by__username", "currency").values(*keys).annotate(
        calls=Count("pk"), sent=Sum("segments"), length=Sum("characters"), charged=Sum("billed_characters"),
        input=Sum("tokens_in"), output=Sum("tokens_out"), money=Sum("cost"), lost=Sum("cost", filter=_UNKNOWN),
    )  # fmt: skip
    return [_entry(row) for row in rows]


def grouped(found: Iterable[Entry], key: Callable[[Entry], Key]) -> dict[Key, Sums]:
    """Return the sums of the entries with the same key, in the order of the keys."""
    groups: dict[Key, Sums] = {}
    for entry in found:
        groups.setdefault(key(entry), Sums()).add(entry.sums)
    return groups


def _narrowed(filters: Filters) -> QuerySet[EngineCall]:
    calls = EngineCall.objects.all()
    if filters.month:
        start = timezone.make_aware(datetime.datetime.combine(filters.month.replace(day=1), datetime.time()))
        end = timezone.make_aware(datetime.datetime.combine(_next(filters.month), datetime.time()))
        calls = calls.filter(asked_at__gte=start, asked_at__lt=end)
    if filters.engine:
        calls = calls.filter(engine=filters.engine)
    if filters.language:
        calls = calls.filter(target_language=filters.language)
    if filters.person is not None:
        calls = calls.filter(requested_by_id=filters.person or None)
    return calls


def _next(month: datetime.date) -> datetime.date:
    return (month.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def _entry(row: dict[str, Any]) -> Entry:
    currency, name = row["currency"], row["requested_by__username"] or ""
    sums = Sums(
        calls=row["calls"],
        segments=row["sent"],
        characters=row["length"],
        charged=row["charged"] or 0,
        tokens_in=row["input"] or 0,
        tokens_out=row["output"] or 0,
        cost={} if row["money"] is None else {currency: row["money"]},
        unknown={currency: row["lost"]} if row["lost"] else {},
    )
    person = row["requested_by_id"] or NO_ACCOUNT
    return Entry(row["month"].date(), row["engine"], row["target_language"], person, name, currency, sums)
