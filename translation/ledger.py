"""The spend ledger: a call is written down before it is made and settled after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from translation.engines.base import EngineError
from translation.models import EngineCall, TranslationJob


@contextmanager
def recorded_call(
    job: TranslationJob, engine: str, step: tuple[str, str], texts: Sequence[str], *, first: bool
) -> Iterator[EngineCall]:
    """Record a call of `texts` for one step of a route, then settle it as answered or failed.

    A call that stays open was lost with its worker: whether the engine charged for it is unknown. Only the first step
    counts into the job's `requested`, because a pivot asks twice for the same segments.
    """
    with transaction.atomic():
        call = EngineCall.objects.create(
            job=job,
            engine=engine,
            source_language=step[0],
            target_language=step[1],
            segments=len(texts),
            characters=sum(map(len, texts)),
        )
        if first:
            TranslationJob.objects.filter(pk=job.pk).update(requested=F("requested") + len(texts))
    try:
        yield call
    except EngineError as error:
        _settle(call, EngineCall.Outcome.FAILED, str(error))
        raise
    _settle(call, EngineCall.Outcome.ANSWERED, "")


def _settle(call: EngineCall, outcome: str, error: str) -> None:
    EngineCall.objects.filter(pk=call.pk).update(outcome=outcome, error=error, settled_at=timezone.now())
