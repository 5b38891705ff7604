"""What a person stores: run once more where that may help, and never lost without a word.

Two processes that write the same rows can stop each other: a deadlock, a row that is deleted meanwhile. The database
undoes one of the two transactions; run again, it finds the rows as they are now.
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

# SQLSTATE of what another transaction's work explains: a foreign key's row is gone, somebody made the same row first.
_RACES = {"23503", "23505"}


class NotStored(Exception):
    """Raised when the database did not store what a person wrote; nothing of it was stored. The cause is logged."""

    def __init__(self, error: Error) -> None:
        kind = type(error).__name__
        super().__init__(
            _("The database did not store this (%(kind)s). Nothing you typed is lost: save it again.") % {"kind": kind}
        )


def may_pass(error: BaseException) -> bool:
    """Tell whether the same transaction may succeed when it is run again.

    So after a deadlock, a serialization failure, a lost connection, or a row that went or came meanwhile.
    """
    if isinstance(error, IntegrityError):
        return sqlstate(error) in _RACES
    return isinstance(error, (OperationalError, InterfaceError))


def sqlstate(error: BaseException) -> str:
    """Return the database's code of an error that it reported, "" for one of the connection."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def twice(work: Callable[[], Result], name: str) -> Result:
    """Run work that is one transaction; once more if its failure may pass, and no other transaction is around it.

    name: of the work, for the log.
    """
    try:
        return work()
    except Error as error:
        if connection.in_atomic_block or not may_pass(error):
            raise
        logger.warning("%s is run again: %s: %s", name, type(error).__name__, error)
    return work()


def run(work: Callable[[], Result], name: str) -> Result:
    """Run a person's work as `twice` does. Raises NotStored if it fails all the same.

    Inside another transaction a database error is raised as it is: who holds that one runs it again.
    """
    try:
        return twice(work, name)
    except Error as error:
        if connection.in_atomic_block:
            raise
        logger.exception("%s was not stored", name)
        raise NotStored(error) from error


def stored(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make a function that stores what a person wrote one transaction, run as `run` does. It may raise NotStored."""

    @wraps(function)
    def whole(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        def work() -> Result:
            with transaction.atomic():
                return function(*args, **kwargs)

        return run(work, function.__name__)

    return whole
