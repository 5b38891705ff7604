"""One call of an engine with all that stands around it: admission, ledger, deadline, breaker, text hygiene.

    with ExitStack() as calls:
        reply = ask(job, route, texts, brief, calls)

A call is settled when `calls` closes: once its answer is stored, so that a worker that dies between leaves it open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial

from django.core.exceptions import ImproperlyConfigured
from django.db import Error

from newsroom import unforeseen
from newsroom.database import connections
from newsroom.secrets import Secret
from translation import rights
from translation.checks.base import Pair
from translation.checks.rules.text.no_words import says_nothing
from translation.dispatch import admission, concurrency
from translation.dispatch.ledger import recorded_call
from translation.engines import routing
from translation.engines.base import BadReply, Brief, EngineError, PartialReply
from translation.engines.reply import Call, Listener, Remark, Reply, Usage
from translation.engines.text.cleaning import clean
from translation.models import TranslationJob


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
) -> Reply:
    """Ask a route's engine for texts, once for each of its steps. Raises EngineError, rights.NotAllowed.

    reason: an EngineCall.Reason. fresh: how many of the texts the job asks for the first time. user_id: who asks,
    without a job.
    listener: gets each text with its target, cleaned as in the reply, while the engine works on the next (Call.ready).
    """
    current = list(texts)
    usage = uncounted = Usage()
    remarks: list[Remark] = []
    for number, step in enumerate(route.steps):
        last = number == len(route.steps) - 1
        told = _of_step(brief, number, len(route.steps))
        ahead = _Ahead(dict(zip(current, texts, strict=True)), step[1], listener) if listener and last else None
        try:
            # A step on the way is settled when it is answered: whatever becomes of the next, it has been paid for.
            with concurrency.calling(route.engine, admission.PLACE_WAIT) as free, ExitStack() as on_the_way:
                admission.admit_step(route, number, sum(map(len, current)), free=free)
                admission.allowed(job, user_id, route.engine)
                recorded = recorded_call(
                    job, route.engine, step, current, told,
                    permits=admission.permits(route.engine, job), listener=ahead.hear if ahead else None,
                    fresh=0 if number else fresh, reason=reason, user_id=user_id,
                )  # fmt: skip
                call = admission.entered(calls if last else on_the_way, recorded, route.engine)
                reply = _call(route.engine, step, current, told, call)
        except PartialReply as error:
            raise _partly(error, current, step[1], remarks, last=last) from None
        remarks += reply.remarks
        usage, uncounted = usage + reply.usage, uncounted + reply.uncounted
        cleaned = [
            (ahead and ahead.cleaned.get((text, target))) or clean(target, text, step[1])
            for target, text in zip(reply.texts, current, strict=True)
        ]
        current = cleaned if last else _worth_asking(current, cleaned, Pair(*step))
    return Reply(current, usage, uncounted, tuple(remarks))


def _partly(
    error: PartialReply, texts: Sequence[str], language: str, remarks: Sequence[Remark], *, last: bool
) -> BadReply:
    """Return the error with what came cleaned; half way it is in the pivot's language, and of no use."""
    if not last:
        return BadReply(str(error))
    cleaned = {at: clean(target, texts[at], language) for at, target in error.texts.items()}
    return PartialReply(str(error), cleaned, [*remarks, *error.remarks])


def _worth_asking(texts: Sequence[str], targets: Sequence[str], pair: Pair) -> list[str]:
    """Return the targets for the next step; one without a word becomes blank: no engine is asked for it."""
    return ["" if says_nothing(text, target, pair) else target for text, target in zip(texts, targets, strict=True)]


def longest(route: routing.Route) -> float:
    """Return after how many seconds a question by this route has been answered or given up, whatever happens."""
    steps = len(route.steps)
    return admission.longest_wait(steps) + steps * (routing.engine(route.engine).limits.seconds + 5)


def _of_step(brief: Brief, number: int, steps: int) -> Brief:
    """Return what of a brief is right for one step: on the way through English the terms are of another pair."""
    if steps == 1:
        return brief
    return Brief(style=brief.style, formality=brief.formality) if number else replace(brief, terms=(), style="")


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Hands a step's targets on, cleaned, while the engine works on the next ones.

    originals: what was asked for, by the step's texts. cleaned: what was handed on, by text and target.
    """

    originals: Mapping[str, str]
    language: str
    listener: Listener
    cleaned: dict[tuple[str, str], str] = field(default_factory=dict)

    def hear(self, text: str, target: str) -> None:
        if text in self.originals:
            self.cleaned[text, target] = clean(target, text, self.language)
            self.listener(self.originals[text], self.cleaned[text, target])


def _asked(engine: str, step: tuple[str, str], texts: list[str], brief: Brief, call: Call) -> Reply:
    """Return an engine's answer; whatever else than an EngineError it raises is a reply that is of no use."""
    answered = unforeseen.attempt(
        lambda: routing.translate(routing.Route(engine, (step,)), texts, brief, call),
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


def _call(engine: str, step: tuple[str, str], texts: list[str], brief: Brief, call: Call) -> Reply:
    try:
        answered = _asked(engine, step, texts, brief, call)
    except EngineError as error:
        # What the newsroom did not let out says nothing of the service but that it spoke before.
        admission.report(engine, BadReply(str(error)) if error.ours else error)
        raise
    finally:
        # The database may have restarted meanwhile: what comes next is stored on a connection that works.
        connections.ready()
    admission.report(engine, None)
    return answered
