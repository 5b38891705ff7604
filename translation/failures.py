"""How a job ends, or is requeued, after an unexpected error: always with a message, and always within a bound."""

from __future__ import annotations

import logging

from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist
from django.db import Error

from newsroom.database.transactions import may_pass, sqlstate
from newsroom.languages import UnknownLanguage
from newsroom.messages import say, verbatim
from newsroom.unforeseen import Fault
from translation import jobs, rights
from translation.engines.base import EngineError
from translation.models import TranslationJob

logger = logging.getLogger(__name__)

# Their messages are written for people.
SETTINGS = (ImproperlyConfigured, UnknownLanguage)
FORESEEN = (EngineError, Error, ObjectDoesNotExist, jobs.Lost, rights.NotAllowed, *SETTINGS)
GONE = say("job.gone")
# SQLSTATE of a lost connection; a server that is down reports none.
_CONNECTION = ("08", "57P")


def end(job: TranslationJob, fault: Fault) -> str:
    """End a job after an unexpected error, and return its state. Raises jobs.Lost."""
    if fault.kind == "MemoryError":
        return jobs.end(job, say("job.memory", error=fault.kind))
    return jobs.end(job, say("job.unexpected", error=fault.kind, job=job.pk))


def settle(job: TranslationJob, error: Exception) -> str:
    """End a job, or requeue it, after an error of the database, the settings, or a deleted row.

    Returns its state. Raises jobs.Lost; errors of the connection are raised unchanged.
    """
    if isinstance(error, SETTINGS):
        return jobs.end(job, verbatim(str(error)))
    if isinstance(error, ObjectDoesNotExist):
        return jobs.end(job, GONE)
    kind = type(error).__name__
    if not may_pass(error):
        logger.error("job %s failed", job.pk, exc_info=error)
        return end(job, Fault(kind))
    if not sqlstate(error) or sqlstate(error).startswith(_CONNECTION):
        raise error  # nothing can be written now
    logger.warning("job %s is requeued: %s: %s", job.pk, kind, error)
    jobs.put_back(job, say("job.not_stored", error=kind), 2.0**job.attempts)
    return TranslationJob.State.QUEUED
