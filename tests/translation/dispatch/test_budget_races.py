"""Two workers look at the rest of a budget at the same time: only one of them may spend it. Two real connections."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from translation.dispatch import ledger, pricing
from translation.engines.base import QuotaExceeded
from translation.models import EngineCall

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "x" * 1000  # 0.02 at 20 a million characters
LONGEST = 30.0  # seconds; nothing here takes so long unless it hangs


def ask(engine: str) -> str:
    """Record a call as a worker does; return "" or why it may not be made."""
    try:
        with ledger.recorded_call(None, engine, ("en", "de"), [TEXT]):
            return ""
    except QuotaExceeded as error:
        return str(error)
    finally:
        connection.close()


def waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database())"
        )
        return cursor.fetchone()[0]


def settled(second: Future[str]) -> None:
    """Return when the second worker has either gone through or stands before the lock."""
    pause = threading.Event()
    for _ in range(int(LONGEST / 0.01)):
        if second.done() or waits_for_a_lock():
            return
        pause.wait(0.01)
    raise AssertionError("the second worker neither went through nor waits")


def test_two_at_once_do_not_both_spend_the_rest_of_a_budget(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ENGINE_PRICES = {"deepl": (Decimal(20), Decimal(20))}
    settings.ENGINE_BUDGETS = {"deepl": Decimal("0.03")}
    looked, may_write = threading.Event(), threading.Event()
    look = pricing.over_budget

    def slowly(*args: Any) -> str:
        """Look at the budget; the first to look stays there until the second has done what it can."""
        refusal = look(*args)
        if not looked.is_set():
            looked.set()
            assert may_write.wait(LONGEST)
        return refusal

    monkeypatch.setattr(pricing, "over_budget", slowly)
    with ThreadPoolExecutor(2) as workers:
        first = workers.submit(ask, "deepl")
        assert looked.wait(LONGEST)
        second = workers.submit(ask, "deepl")
        try:
            settled(second)
        finally:
            may_write.set()
        assert first.result(LONGEST) == "" and "budget of deepl" in second.result(LONGEST)
    assert EngineCall.objects.count() == 1 and pricing.spent("deepl") == Decimal("0.02")
