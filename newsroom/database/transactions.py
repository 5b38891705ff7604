"""Transactions of people's saves: retried once where that may help, else reported.

Two processes that write the same rows can conflict: a deadlock, a row that is deleted meanwhile. The database rolls
back one of the two transactions; a retry reads the rows as they are then.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import Error, IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

# SQLSTATE of conflicts with another transaction: a foreign key's row was deleted, the same row was inserted first.
_RACES = {"23503", "23505"}


class NotStored(Exception):
    """Raised when the database rolled a person's save back: nothing of it was stored. The cause is logged."""

    def __init__(self, error: Error) -> None:
        kind = type(error).__name__
        super().__init__(
            _("The database did not store this (%(kind)s). Nothing you typed is lost: save it again.") % {"kind": kind}
        )


def may_pass(error: BaseException) -> bool:
    """Return whether a retry of the transaction may succeed.

    True after a deadlock, a serialization failure, a lost connection, or a row that was deleted or inserted meanwhile.
    """
    if isinstance(error, IntegrityError):
        return sqlstate(error) in _RACES
    return isinstance(error, (OperationalError, InterfaceError))


def sqlstate(error: BaseException) -> str:
    """Return the database's code of an error that it reported, "" for one of the connection."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def twice(work: Callable[[], Result], name: str) -> Result:
    """Run work that is one transaction; retry it once if its error is transient and no outer transaction is open.

    name: of the work, for the log.
    """
    try:
        return work()
    except Error as error:
        if connection.in_atomic_block or not may_pass(error):
            raise
        logger.warning("%s is retried: %s: %s", name, type(error).__name__, error)
    return work()


def run(work: Callable[[], Result], name: str) -> Result:
    """Run a person's work as `twice` does. Raises NotStored if the retry fails too.

    Inside another transaction a database error is raised unchanged: the owner of that transaction retries it.
    """
    try:
        return twice(work, name)
    except Error as error:
        if connection.in_atomic_block:
            raise
        logger.exception("%s was not stored", name)
        raise NotStored(error) from error


def stored(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Decorate a function that stores a person's input: one transaction, executed by `run`. May raise NotStored."""

    @wraps(function)
    def whole(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        def work() -> Result:
            with transaction.atomic():
                return function(*args, **kwargs)

        return run(work, function.__name__)

    return whole
