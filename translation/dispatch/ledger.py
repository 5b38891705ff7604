"""The spend ledger: a call is written down, with what it may cost, before it is made, and settled after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from translation.dispatch import pricing
from translation.engines.base import NO_BRIEF, Brief, EngineError, PartialReply, QuotaExceeded
from translation.engines.reply import Call, Listener, Permit, Usage
from translation.job_messages import english
from translation.models import EngineCall, TranslationJob

Outcome = EngineCall.Outcome
# What the columns hold. No call comes near; an engine that says more must not keep its job from being settled.
_MOST_COUNTED = 2**31 - 1
_MOST_COST = Decimal("99999999.999999")


@contextmanager
def recorded_call(
    job: TranslationJob | None,
    engine: str,
    step: tuple[str, str],
    texts: Sequence[str],
    brief: Brief = NO_BRIEF,
    *,
    permits: Sequence[Permit] = (),
    listener: Listener | None = None,
    fresh: int = 0,
    reason: str = "",
    user_id: int | None = None,
) -> Iterator[Call]:
    """Record a call of `texts` for one step of a route, then settle it as answered or failed.

    Yields the call as the engine gets it. `permits`: what is asked before each further request of the call, beside the
    budget. `fresh`: how many of the texts the job asks for the first time, and so how many to add to its `requested`.
    `user_id`: who asks, where there is no job.
    A call that stays open was lost with its worker, and what was lost on the way is unknown: whether the engine charged
    for it nobody knows, so that its estimate counts as spent. Raises QuotaExceeded if the month's budget does not allow
    the call; within the block the wire raises it where the budget does not allow one more request of the call.
    """
    estimate = pricing.estimate(engine, texts, step, brief)
    with transaction.atomic():
        _one_at_a_time(engine)
        if refusal := pricing.over_budget(engine, estimate):
            raise QuotaExceeded(english(refusal), said=refusal)
        row = EngineCall.objects.create(
            job=job,
            requested_by_id=job.requested_by_id if job else user_id,
            engine=engine,
            reason=reason,
            source_language=step[0],
            target_language=step[1],
            segments=len(texts),
            characters=sum(map(len, texts)),
            cost=estimate,
            currency="" if estimate is None else settings.ENGINE_CURRENCY,
            asked_at=Now(),
        )
        if fresh and job:
            TranslationJob.objects.filter(pk=job.pk).update(requested=F("requested") + fresh)
    call = Call((partial(_further, row), *permits), listener)
    with _settling(row, call):
        yield call


@contextmanager
def _settling(row: EngineCall, call: Call) -> Iterator[None]:
    """Settle a call by how the block ends."""
    try:
        yield
    except PartialReply as error:
        _settle(row, Outcome.ANSWERED if error.texts else Outcome.FAILED, call, str(error))
        raise
    except EngineError as error:
        lost = error.lost and pricing.paid(row.engine) and not _all_counted(row.engine, call)
        _settle(row, Outcome.UNKNOWN if lost else Outcome.FAILED, call, str(error))
        raise
    except Exception as error:
        # Its answer may have come, and is not stored.
        _settle(row, Outcome.UNKNOWN, call, f"It ended with an unexpected error ({type(error).__name__}).")
        raise
    _settle(row, Outcome.ANSWERED, call, "")


def give_up_open(job: TranslationJob) -> int:
    """Settle as unknown what a lost worker left open on a job, and return how many calls that were."""
    open_calls = EngineCall.objects.filter(job=job, outcome=Outcome.OPEN)
    return open_calls.update(outcome=Outcome.UNKNOWN, error="The worker was lost.", settled_at=Now())


def _further(row: EngineCall, call: Call, _seconds: float) -> None:
    """Write down what a call will have cost with one more request, before that is sent (reply.Permit).

    Raises QuotaExceeded.
    """
    more = pricing.cost(row.engine, call.expected)
    if more is None or row.cost is None:
        return
    cost = min((_so_far(row.engine, call) or Decimal(0)) + more, _MOST_COST)
    with transaction.atomic():
        _one_at_a_time(row.engine)
        if cost > row.cost and (refusal := pricing.over_budget(row.engine, cost - row.cost)):
            raise QuotaExceeded(english(refusal), said=refusal)
        EngineCall.objects.filter(pk=row.pk).update(cost=cost)
    row.cost = cost


def _so_far(engine: str, call: Call) -> Decimal | None:
    """Return what a call has cost at most until now; None where nothing is known."""
    parts = [pricing.cost(engine, usage) for usage in (_believed(call.usage), call.uncounted)]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known else None


def _all_counted(engine: str, call: Call) -> bool:
    """Tell whether the service has said what it counts for all that it may charge."""
    return pricing.cost(engine, _believed(call.usage)) is not None and pricing.cost(engine, call.uncounted) is None


def _believed(usage: Usage) -> Usage:
    """Return what an engine says was used, or nothing where a count is one that no call can have."""
    counts = (usage.characters, usage.tokens_in, usage.tokens_out)
    return usage if all(count is None or 0 <= count <= _MOST_COUNTED for count in counts) else Usage()


def _settle(row: EngineCall, outcome: EngineCall.Outcome, call: Call, error: str) -> None:
    """Write down how a call ended. What the service counted is the cost, also where the call failed.

    Requests that it may have charged without counting cost what they cost at most. Where neither is known, a failed
    call cost nothing, any other one its estimate; and so it does, failed or not, where the count is nonsense.
    """
    usage = _believed(call.usage)
    cost = _so_far(row.engine, call)
    if usage != call.usage and row.cost is not None:
        cost = max(row.cost, cost or Decimal(0))
    elif cost is None and row.cost is not None:
        cost = Decimal(0) if outcome is Outcome.FAILED else row.cost
    EngineCall.objects.filter(pk=row.pk).update(
        outcome=outcome,
        error=error,
        billed_characters=usage.characters,
        tokens_in=usage.tokens_in,
        tokens_out=usage.tokens_out,
        cost=None if cost is None else min(cost, _MOST_COST),
        settled_at=Now(),
    )


def _one_at_a_time(engine: str) -> None:
    """Let no two workers look at a budget at once, or both would spend its rest. Held until the transaction ends."""
    if engine in settings.ENGINE_BUDGETS:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"budget of {engine}"])
