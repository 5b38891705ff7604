"""Whether an engine may be asked now: rights, rate limits and breaker before a call; what came of it, after.

Places for calls are in translation.dispatch.concurrency, budgets in translation.dispatch.ledger.
"""

from __future__ import annotations

import logging
import time
from contextlib import AbstractContextManager, ExitStack
from functools import partial

from newsroom.messages import say
from translation import rights
from translation.dispatch import pricing, rate_limits
from translation.engines import routing
from translation.engines.base import BadReply, EngineError, QuotaExceeded, RateLimited, Unreachable
from translation.engines.net.transport import LONGEST_WAIT
from translation.engines.reply import Call, Permit
from translation.job_messages import english
from translation.models import TranslationJob

logger = logging.getLogger(__name__)

QUOTA_REST = 900.0  # seconds until an engine whose quota is used up is asked again
PLACE_WAIT = 15.0  # seconds that a worker waits for the calls of other jobs to the same engine to end
SHORT_WAIT = 5.0  # seconds that a worker waits for a bucket to fill; for longer it puts the job back
NEXT_WAIT = 60.0  # the same between the steps of a route: what the first has answered would have to be bought again


def longest_wait(steps: int) -> float:
    """Return after how many seconds a route of so many steps has been admitted to all of them, or to none."""
    return SHORT_WAIT + (steps - 1) * NEXT_WAIT + steps * PLACE_WAIT


def admit_step(route: routing.Route, number: int, characters: int, *, free: bool) -> None:
    """Return when a step of a route may be asked. Raises what _admitted raises.

    The first takes the characters of all: what a route half way would lack may be long in coming.
    """
    if number:
        _admitted(route.engine, 0, free=free, further=True, patience=NEXT_WAIT)
    else:
        _admitted(route.engine, characters * len(route.steps), free=free)


def allowed(job: TranslationJob | None, user_id: int | None, engine: str) -> None:
    """Return if the job's requester, or who asks without a job, may still translate. Raises rights.NotAllowed.

    Asked after the waiting, right before the call: an account may have been disabled meanwhile.
    """
    try:
        if job:
            rights.demand(job)
        else:
            rights.demand_account(user_id)
    except rights.NotAllowed as error:
        report(engine, BadReply(str(error), said=error.said))  # of the service it says nothing
        raise


def permits(engine: str, job: TranslationJob | None) -> list[Permit]:
    """Return what is asked before each further request of a call."""
    return [partial(_further, engine), *([partial(rights.permit, job)] if job else [])]


def entered(calls: ExitStack, call: AbstractContextManager[Call], engine: str) -> Call:
    """Enter a recorded call; where the budget does not allow it, another one may be the breaker's probe."""
    try:
        return calls.enter_context(call)
    except QuotaExceeded as error:
        report(engine, BadReply(str(error), said=error.said))  # of the service it says nothing
        raise


def report(engine: str, error: EngineError | None) -> None:
    """Tell the other workers how the call went. What a text or a key may be to blame for says nothing of the engine."""
    try:
        if error is None:
            rate_limits.succeeded(engine)
        elif isinstance(error, Unreachable):
            rate_limits.failed(engine)
        else:
            # It spoke: where this call was the breaker's probe, the next one may try at once.
            rate_limits.heard(engine)
        if isinstance(error, QuotaExceeded):
            rate_limits.rest(engine, QUOTA_REST, "quota")
        if isinstance(error, RateLimited):
            error.retry_after = error.retry_after or rate_limits.back_off(engine)
        if error and error.retry_after:
            rate_limits.rest(engine, min(error.retry_after, LONGEST_WAIT))
    except rate_limits.Away as away:
        _away(engine, away)


def leave_alone(engine: str) -> None:
    """Open an engine's breaker: it answers, and whatever it is asked, wrongly."""
    try:
        rate_limits.trip(engine)
    except rate_limits.Away as away:
        _away(engine, away)


def _away(engine: str, away: rate_limits.Away) -> None:
    logger.warning("Redis does not answer: the other workers are not told how %s fares (%s)", engine, away)


def _further(engine: str, call: Call, seconds: float) -> None:
    """Return when one more request of a call may be sent (reply.Permit). Raises what _admitted raises."""
    _admitted(engine, call.expected.characters or 0, free=True, further=True, patience=min(SHORT_WAIT, seconds))


def _admitted(engine: str, characters: int, *, free: bool, further: bool = False, patience: float = SHORT_WAIT) -> None:
    """Return when the engine may be asked. Raises RateLimited or Unreachable if that is not in `patience` seconds.

    free: whether it had a place for this call in time. further: see rate_limits.admit.
    """
    if not free:
        busy = say("admission.busy", engine=engine)
        raise RateLimited(english(busy), retry_after=SHORT_WAIT, said=busy)
    end = time.monotonic() + patience
    while True:
        try:
            admission = rate_limits.admit(engine, characters, further=further)
        except rate_limits.Away as error:
            if pricing.paid(engine):
                said = say("admission.no_redis", engine=engine)
                raise Unreachable(english(said), lost=False, said=said) from error
            return
        if not admission.wait:
            return
        if admission.why != "bucket" or time.monotonic() + admission.wait > end:
            raise _refusal(engine, admission)
        time.sleep(admission.wait)


def _refusal(engine: str, admission: rate_limits.Admission) -> EngineError:
    """Return the error that ends the wait for an engine."""
    if admission.why == "open":
        said = say("admission.open", engine=engine, seconds=round(admission.wait))
        left_alone = Unreachable(english(said), retry_after=admission.wait, lost=False, said=said)
        left_alone.ours = True
        return left_alone
    if admission.why == "quota":
        said = say("admission.quota", engine=engine)
        return QuotaExceeded(english(said), said=said)
    said = say("admission.wait", engine=engine, seconds=round(admission.wait))
    return RateLimited(english(said), retry_after=admission.wait, said=said)
