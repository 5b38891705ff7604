"""One call of an engine with all that stands around it: admission, ledger, deadline, breaker, text hygiene.

    with ExitStack() as calls:
        answer = ask(job, route, texts, brief, calls)

A call is settled when `calls` closes: once its answer is stored, so that a worker that dies between leaves it open.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from functools import partial

from django.core.exceptions import ImproperlyConfigured
from django.db import Error

from newsroom import unforeseen
from newsroom.database import connections
from newsroom.secrets import Secret
from translation import rights
from translation.checks.base import Pair
from translation.checks.rules.text.no_words import says_nothing
from translation.dispatch import concurrency, pricing, rate_limits
from translation.dispatch.ledger import recorded_call
from translation.engines import routing
from translation.engines.base import (
    BadReply,
    Brief,
    EngineError,
    PartialReply,
    QuotaExceeded,
    RateLimited,
    Unreachable,
)
from translation.engines.net.transport import LONGEST_WAIT
from translation.engines.text.cleaning import clean
from translation.engines.usage import Meter, Remark, Usage
from translation.models import TranslationJob

logger = logging.getLogger(__name__)

QUOTA_REST = 900.0  # seconds until an engine whose quota is used up is asked again
PLACE_WAIT = 15.0  # seconds that a worker waits for the calls of other jobs to the same engine to end
SHORT_WAIT = 5.0  # seconds that a worker waits for a bucket to fill; for longer it puts the job back
NEXT_WAIT = 60.0  # the same between the steps of a route: what the first has answered would have to be bought again

Listener = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """As many targets as texts were asked for, and what the engine wants a person to look at."""

    targets: list[str]
    remarks: list[Remark]


def ask(
    job: TranslationJob | None,
    route: routing.Route,
    texts: Sequence[str],
    brief: Brief,
    calls: ExitStack,
    *,
    reason: str = "",
    fresh: int = 0,
    user_id: int | None = None,
    listener: Listener | None = None,
) -> Answer:
    """Ask a route's engine for texts, once for each of its steps. Raises EngineError, rights.NotAllowed.

    reason: an EngineCall.Reason. fresh: how many of the texts the job asks for the first time. user_id: who asks,
    without a job.
    listener: is told each text with its target, cleaned as in the answer, while the engine works on the next; only
    engines in a process of their own tell (meter.ready).
    """
    current = list(texts)
    remarks: list[Remark] = []
    for number, step in enumerate(route.steps):
        last = number == len(route.steps) - 1
        try:
            # A step on the way is settled when it is answered: whatever becomes of the next, it has been paid for.
            with concurrency.calling(route.engine, PLACE_WAIT) as free, ExitStack() as on_the_way:
                _admit_step(route, number, sum(map(len, current)), free=free)
                new, told = 0 if number else fresh, _of_step(brief, number, len(route.steps))
                _allowed(job, user_id, route.engine)
                call = recorded_call(job, route.engine, step, current, told, fresh=new, reason=reason, user_id=user_id)
                meter = _entered(calls if last else on_the_way, call, route.engine, job)
                cleaned_ahead: dict[tuple[str, str], str] = {}
                if listener and last:
                    originals = dict(zip(current, texts, strict=True))
                    meter.listener = _cleaned_for(listener, originals, step[1], cleaned_ahead)
                answered = _call(route.engine, step, current, told)
        except PartialReply as error:
            if not last:  # half way: what came is in the pivot's language
                raise BadReply(str(error)) from None
            cleaned = {at: clean(target, current[at], step[1]) for at, target in error.texts.items()}
            raise PartialReply(str(error), cleaned, [*remarks, *meter.remarks]) from None
        cleaned_now = [
            cleaned_ahead[text, target] if (text, target) in cleaned_ahead else clean(target, text, step[1])
            for target, text in zip(answered, current, strict=True)
        ]
        current = cleaned_now if last else _worth_asking(current, cleaned_now, Pair(*step))
        remarks = [*remarks, *meter.remarks]
    return Answer(current, remarks)


def _worth_asking(texts: Sequence[str], targets: Sequence[str], pair: Pair) -> list[str]:
    """Return the targets for the next step; one without a word becomes blank: no engine is asked for it."""
    return ["" if says_nothing(text, target, pair) else target for text, target in zip(texts, targets, strict=True)]


def longest(route: routing.Route) -> float:
    """Return after how many seconds a question by this route has been answered or given up, whatever happens."""
    patience = SHORT_WAIT + (len(route.steps) - 1) * NEXT_WAIT
    return patience + len(route.steps) * (PLACE_WAIT + routing.engine(route.engine).limits.seconds + 5)


def leave_alone(engine: str) -> None:
    """Open an engine's breaker: it answers, and whatever it is asked, wrongly."""
    try:
        rate_limits.trip(engine)
    except rate_limits.Away as away:
        logger.warning("Redis does not answer: the other workers are not told how %s fares (%s)", engine, away)


def _of_step(brief: Brief, number: int, steps: int) -> Brief:
    """Return what of a brief is right for one step: on the way through English the terms are of another pair."""
    if steps == 1:
        return brief
    return Brief(style=brief.style, formality=brief.formality) if number else replace(brief, terms=(), style="")


def _admit_step(route: routing.Route, number: int, characters: int, *, free: bool) -> None:
    """Return when a step of a route may be asked. Raises what _admitted raises.

    The first takes the characters of all: what a route half way would lack may be long in coming.
    """
    if number:
        _admitted(route.engine, 0, free=free, further=True, patience=NEXT_WAIT)
    else:
        _admitted(route.engine, characters * len(route.steps), free=free)


def _allowed(job: TranslationJob | None, user_id: int | None, engine: str) -> None:
    """Return if the job's requester, or who asks without a job, may still translate. Raises rights.NotAllowed.

    Asked after the waiting, right before the call: an account may have been disabled meanwhile.
    """
    try:
        if job:
            rights.demand(job)
        else:
            rights.demand_account(user_id)
    except rights.NotAllowed as error:
        _report(engine, BadReply(str(error)))  # of the service it says nothing
        raise


def _entered(calls: ExitStack, call: AbstractContextManager[Meter], engine: str, job: TranslationJob | None) -> Meter:
    """Enter a recorded call; where the budget does not allow it, another one may be the breaker's probe."""
    try:
        meter = calls.enter_context(call)
    except QuotaExceeded as error:
        _report(engine, BadReply(str(error)))  # of the service it says nothing
        raise
    meter.permits.append(partial(_further, engine))
    if job:
        meter.permits.append(partial(rights.permit, job))
    return meter


def _cleaned_for(
    listener: Listener, originals: dict[str, str], language: str, cleaned: dict[tuple[str, str], str]
) -> Listener:
    """Return what is told a step's texts and hands on the texts that were asked for.

    originals: these, by those. cleaned: takes what was handed on, by text and target.
    """

    def hear(text: str, target: str) -> None:
        if text in originals:
            cleaned[text, target] = clean(target, text, language)
            listener(originals[text], cleaned[text, target])

    return hear


def _asked(engine: str, step: tuple[str, str], texts: list[str], brief: Brief) -> list[str]:
    """Return an engine's answer; whatever else than an EngineError it raises is a reply that is of no use."""
    answered = unforeseen.attempt(
        lambda: routing.translate(routing.Route(engine, (step,)), texts, brief),
        f"{engine}: translation of {len(texts)} texts",
        foreseen=lambda error: isinstance(error, (EngineError, Error, ImproperlyConfigured, rights.NotAllowed)),
        hide=partial(_without_secrets, engine),
    )
    if isinstance(answered, unforeseen.Fault):
        raise BadReply(f"{engine} failed with an unexpected error ({answered.kind}); the worker's log says more.")
    return answered


def _without_secrets(engine: str, text: str) -> str:
    for option in routing.engine(engine).options.values():
        text = option.redact(text) if isinstance(option, Secret) else text
    return text


def _call(engine: str, step: tuple[str, str], texts: list[str], brief: Brief) -> list[str]:
    try:
        answered = _asked(engine, step, texts, brief)
    except EngineError as error:
        # What the newsroom did not let out says nothing of the service but that it spoke before.
        _report(engine, BadReply(str(error)) if error.ours else error)
        raise
    finally:
        # The database may have restarted meanwhile: what comes next is stored on a connection that works.
        connections.ready()
    _report(engine, None)
    return answered


def _further(engine: str, most: Usage, seconds: float) -> None:
    """Return when one more request of a call may be sent (meter.Permit). Raises what _admitted raises."""
    _admitted(engine, most.characters or 0, free=True, further=True, patience=min(SHORT_WAIT, seconds))


def _admitted(engine: str, characters: int, *, free: bool, further: bool = False, patience: float = SHORT_WAIT) -> None:
    """Return when the engine may be asked. Raises RateLimited or Unreachable if that is not in `patience` seconds.

    free: whether it had a place for this call in time. further: see limits.admit.
    """
    if not free:
        raise RateLimited(f"{engine} is busy: it is asked as often at once as it may be.", retry_after=SHORT_WAIT)
    end = time.monotonic() + patience
    while True:
        try:
            admission = rate_limits.admit(engine, characters, further=further)
        except rate_limits.Away as error:
            if pricing.paid(engine):
                message = f"{engine} costs money, and Redis, which counts for all workers, does not answer: not asked."
                raise Unreachable(message, lost=False) from error
            return
        if not admission.wait:
            return
        if admission.why == "open":
            message = f"{engine} has failed often and is left alone for {admission.wait:.0f} seconds."
            left_alone = Unreachable(message, retry_after=admission.wait, lost=False)
            left_alone.ours = True
            raise left_alone
        if admission.why == "quota":
            raise QuotaExceeded(f"The quota at {engine} was used up a while ago; it is asked again later.")
        if admission.why == "rest" or time.monotonic() + admission.wait > end:
            message = f"{engine} may be asked again in {admission.wait:.0f} seconds."
            raise RateLimited(message, retry_after=admission.wait)
        time.sleep(admission.wait)


def _report(engine: str, error: EngineError | None) -> None:
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
        logger.warning("Redis does not answer: the other workers are not told how %s fares (%s)", engine, away)
