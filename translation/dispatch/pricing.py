"""What calls cost: an estimate before, the service's own count after, and what is left of a month's budget."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, Sum
from django.utils import timezone

from newsroom.database import clock
from newsroom.messages import Message, say
from translation.engines import routing
from translation.engines.base import NO_BRIEF, Brief
from translation.engines.reply import Usage
from translation.models import EngineCall

_MILLION = Decimal(1_000_000)


def paid(engine: str) -> bool:
    """Tell whether asking an engine may cost money: it has a price, or it charges and nobody has named the price."""
    price = settings.ENGINE_PRICES.get(engine)
    return any(price) if price is not None else bool(routing.engine(engine).price_unit)


def estimate(engine: str, texts: Sequence[str], step: tuple[str, str], brief: Brief = NO_BRIEF) -> Decimal | None:
    """Return what asking for these texts costs at most if they come right at once; None without a price.

    In settings.ENGINE_CURRENCY. What a call asks for again is not in it: that is written down before it is sent, each
    time (translation.dispatch.ledger).
    """
    return cost(engine, routing.engine(engine).most(texts, *step, brief))


def cost(engine: str, usage: Usage) -> Decimal | None:
    """Return what a usage costs; None without a price, or where the service did not say all that counts."""
    price = settings.ENGINE_PRICES.get(engine)
    if price is None:
        return None
    if routing.engine(engine).price_unit == "tokens":
        if usage.tokens_in is None or usage.tokens_out is None:
            return None
        return (usage.tokens_in * price[0] + usage.tokens_out * price[1]) / _MILLION
    return None if usage.characters is None else usage.characters * price[0] / _MILLION


def spent(engine: str, now: datetime.datetime | None = None) -> Decimal:
    """Return what an engine has cost in this calendar month, with what failed, is under way, or nobody knows.

    In settings.ENGINE_CURRENCY: what was spent in another one, before that was changed, is no part of this sum.
    """
    calls = EngineCall.objects.filter(engine=engine, asked_at__gte=month_start(now), currency=settings.ENGINE_CURRENCY)
    return calls.aggregate(sum=Sum("cost"))["sum"] or Decimal(0)


def month_by_engine(now: datetime.datetime | None = None) -> dict[str, Decimal]:
    """Return what spent() returns, of every engine that was asked in this calendar month."""
    calls = EngineCall.objects.filter(asked_at__gte=month_start(now)).order_by()
    cost = Sum("cost", filter=Q(currency=settings.ENGINE_CURRENCY))
    return {row["engine"]: row["sum"] or Decimal(0) for row in calls.values("engine").annotate(sum=cost)}


def over_budget(engine: str, more: Decimal | None) -> Message | None:
    """Return why spending so much more would break an engine's budget. more: None for what has no price."""
    budget = settings.ENGINE_BUDGETS.get(engine)
    if budget is None:
        return None
    if more is None:
        return say("budget.no_price", engine=engine)
    already = spent(engine)
    if already + more <= budget:
        return None
    money = f"{budget} {settings.ENGINE_CURRENCY}"
    return say("budget.used_up", engine=engine, budget=money, spent=f"{already:.2f}")


def month_start(now: datetime.datetime | None = None) -> datetime.datetime:
    """Return the first moment of a month, this one if `now` is None, in the newsroom's time zone."""
    local = timezone.localtime(now or clock.now())
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
