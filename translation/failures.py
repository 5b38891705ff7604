"""How a job ends, or is requeued, after an unexpected error: always with a message, and always within a bound."""

from __future__ import annotations

import logging

from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist
from django.db import Error

from newsroom.database.transactions import may_pass, sqlstate
from newsroom.languages import UnknownLanguage
from newsroom.unforeseen import Fault
from translation import jobs, rights
from translation.engines.base import EngineError
from translation.models import TranslationJob

logger = logging.getLogger(__name__)

# Their messages are written for people.
SETTINGS = (ImproperlyConfigured, UnknownLanguage)
FORESEEN = (EngineError, Error, ObjectDoesNotExist, jobs.Lost, rights.NotAllowed, *SETTINGS)
GONE = "The article, or its version in this language, was deleted while this job ran."
# SQLSTATE of a lost connection; a server that is down reports none.
_CONNECTION = ("08", "57P")
_WHAT_TO_DO = {
    "MemoryError": "Ask again with fewer languages at once; if it comes again, the worker needs more memory",
}
_ASK_AGAIN = "Ask again; if it comes again, the worker's log says more, under “job {job}”"


def end(job: TranslationJob, fault: Fault) -> str:
    """End a job after an unexpected error, and return its state. Raises jobs.Lost."""
    what_to_do = _WHAT_TO_DO.get(fault.kind, _ASK_AGAIN.format(job=job.pk))
    return jobs.end(job, f"An unexpected error ended this job ({fault.kind}). {what_to_do}.")


def settle(job: TranslationJob, error: Exception) -> str:
    """End a job, or requeue it, after an error of the database, the settings, or a deleted row.

    Returns its state. Raises jobs.Lost; errors of the connection are raised unchanged.
    """
    if isinstance(error, SETTINGS):
        return jobs.end(job, str(error))
    if isinstance(error, ObjectDoesNotExist):
        return jobs.end(job, GONE)
    kind = type(error).__name__
    if not may_pass(error):
        logger.error("job %s failed", job.pk, exc_info=error)
        return end(job, Fault(kind))
    if not sqlstate(error) or sqlstate(error).startswith(_CONNECTION):
        raise error  # nothing can be written now
    logger.warning("job %s is requeued: %s: %s", job.pk, kind, error)
    jobs.put_back(job, f"The database did not store this job's work ({kind}): it is tried again.", 2.0**job.attempts)
    return TranslationJob.State.QUEUED
