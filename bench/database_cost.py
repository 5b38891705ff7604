"""What a page costs the database: its statements run again under EXPLAIN ANALYZE, their time and buffers added up."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass
class Cost:
    """Milliseconds (planning and execution) and pages of 8 kB of all statements of a page.

    statements: (milliseconds, pages, SQL) of each.
    """

    statements: list[tuple[float, int, str]] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return sum(time for time, _pages, _sql in self.statements)

    @property
    def pages(self) -> int:
        return sum(pages for _time, pages, _sql in self.statements)


def cost(ask: Callable[[], Any], repeat: int = 1) -> Cost:
    """Call `ask`, which shows a page, and return what its statements cost. repeat: how often each is measured."""
    asked: list[tuple[str, Any]] = []

    def record(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        ask()
    return Cost([_statement(sql, params, repeat) for sql, params in asked if sql.startswith("SELECT")])


def _statement(sql: str, params: Any, repeat: int) -> tuple[float, int, str]:
    """Return what a statement costs: its fastest planning and its fastest execution, for others use the machine too."""
    runs = [_explain(sql, params) for _ in range(repeat)]
    milliseconds = min(planning for planning, _execution, _pages in runs)
    milliseconds += min(execution for _planning, execution, _pages in runs)
    return milliseconds, min(pages for _planning, _execution, pages in runs), sql


def _explain(sql: str, params: Any) -> tuple[float, float, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
        (found,) = cursor.fetchone()
    report = (json.loads(found) if isinstance(found, str) else found)[0]
    plan = report["Plan"]
    return report["Planning Time"], report["Execution Time"], plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
