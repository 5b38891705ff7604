"""The database's time, for everything that two processes must agree on: leases, deadlines, job order, budget months.

The clock of a worker's machine may be hours off. All times are of the running statement, not of its transaction.
"""

from __future__ import annotations

import datetime
from typing import cast

from django.db import connection
from django.db.models.expressions import Combinable
from django.db.models.functions import Now


def now() -> datetime.datetime:
    """Return the database's time, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cast(datetime.datetime, cursor.fetchone()[0])


def after(seconds: float) -> Combinable:
    """Return an SQL expression: the database's time this many seconds from now (before now, if negative)."""
    return Now() + datetime.timedelta(seconds=seconds)
