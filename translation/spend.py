"""What calls cost: an estimate before, the service's own count after, and what is left of a month's budget."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from translation.engines import routing
from translation.engines.meter import Usage
from translation.models import EngineCall

_MILLION = Decimal(1_000_000)
# Tokens are not counted before a call. A token is seldom less than this many characters in any of the scripts, and a
# reply repeats what was sent, with ids, in a language that may need twice the tokens: an estimate is an upper bound.
_CHARACTERS_PER_TOKEN = 2
_REPLY_FACTOR = 2
_PROMPT_TOKENS = 1500


def paid(engine: str) -> bool:
    """Tell whether asking an engine may cost money: it has a price, or it charges and nobody has named the price."""
    price = settings.ENGINE_PRICES.get(engine)
    return any(price) if price is not None else bool(routing.engine(engine).price_unit)


def estimate(engine: str, texts: Sequence[str]) -> Decimal | None:
    """Return what a call with these texts will cost at most, in settings.ENGINE_CURRENCY; None without a price."""
    characters = sum(map(len, texts))
    if routing.engine(engine).price_unit == "tokens":
        sent = _PROMPT_TOKENS + characters // _CHARACTERS_PER_TOKEN
        return cost(engine, Usage(tokens_in=sent, tokens_out=_REPLY_FACTOR * characters // _CHARACTERS_PER_TOKEN))
    return cost(engine, Usage(characters=characters))


def cost(engine: str, usage: Usage) -> Decimal | None:
    """Return what a usage costs; None without a price, or where the service said nothing to count."""
    price = settings.ENGINE_PRICES.get(engine)
    if price is None:
        return None
    if routing.engine(engine).price_unit == "tokens":
        if usage.tokens_in is None:
            return None
        return (usage.tokens_in * price[0] + (usage.tokens_out or 0) * price[1]) / _MILLION
    return None if usage.characters is None else usage.characters * price[0] / _MILLION


def spent(engine: str, now: datetime.datetime | None = None) -> Decimal:
    """Return what an engine has cost in this calendar month, with what failed, is under way, or nobody knows."""
    calls = EngineCall.objects.filter(engine=engine, asked_at__gte=month_start(now))
    return calls.aggregate(sum=Sum("cost"))["sum"] or Decimal(0)


def month_by_engine(now: datetime.datetime | None = None) -> dict[str, Decimal]:
    """Return what spent() returns, of every engine that was asked in this calendar month."""
    calls = EngineCall.objects.filter(asked_at__gte=month_start(now)).order_by()
    return {row["engine"]: row["sum"] or Decimal(0) for row in calls.values("engine").annotate(sum=Sum("cost"))}


def over_budget(engine: str, texts: Sequence[str]) -> str:
    """Return why a call with these texts would break an engine's budget, or ""."""
    budget = settings.ENGINE_BUDGETS.get(engine)
    if budget is None:
        return ""
    estimated = estimate(engine, texts)
    if estimated is None:
        return f"{engine} has a budget but no price: name it in ENGINE_PRICES."
    already = spent(engine)
    if already + estimated <= budget:
        return ""
    money = settings.ENGINE_CURRENCY
    return f"The month's budget of {engine}, {budget} {money}, is used up: {already:.2f} spent (ENGINE_BUDGETS)."


def month_start(now: datetime.datetime | None = None) -> datetime.datetime:
    """Return the first moment of the month, in the newsroom's time zone."""
    local = timezone.localtime(now)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
