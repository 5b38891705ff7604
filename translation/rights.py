"""The right to have texts translated. A job has the rights of its requester at the time it runs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from newsroom.messages import Message, say
from translation.engines.reply import Call
from translation.job_messages import english
from translation.models import TranslationJob

PERMISSION = "translation.add_translationjob"


class NotAllowed(Exception):
    """Raised when the requester may no longer translate. said: a message for the job or the trial call."""

    def __init__(self, said: Message) -> None:
        self.said = said
        super().__init__(english(said))


def may_translate(user: Any) -> bool:
    """Return whether an account may request translations now; a command (None) may."""
    return user is None or _why_not(user.pk) is None


def demand(job: TranslationJob) -> None:
    """Return if the job's requester may still translate. Raises NotAllowed.

    Call it before every engine call. A job of a command has no requester.
    """
    if job.requester and (why := _why_not(job.requested_by_id)):
        raise NotAllowed(say("rights.job", name=job.requester, why=why))


def person(job: TranslationJob) -> Any:
    """Return whose rights a job has: its requester, AnonymousUser if that account is deleted, None for a command."""
    return (_account(job.requested_by_id) or AnonymousUser()) if job.requester else None


def demand_account(user_id: int | None) -> None:
    """Return if an account that makes a trial call may translate now. Raises NotAllowed."""
    if user_id is not None and (why := _why_not(user_id)):
        raise NotAllowed(say("rights.account", why=why))


def permit(job: TranslationJob, _call: Call, _seconds: float) -> None:
    """Return if one more request of a call of the job may be sent (reply.Permit). Raises NotAllowed."""
    demand(job)


def _account(user_id: int | None) -> Any:
    """Return an account's current row, None if it was deleted."""
    return get_user_model().objects.filter(pk=user_id).first() if user_id else None


def _why_not(user_id: int | None) -> Message | None:
    """Return why an account may not translate, by its current row; None if it may."""
    user = _account(user_id)
    if user is None:
        return say("rights.deleted")
    if not user.is_active:
        return say("rights.disabled")
    if not user.is_staff:
        return say("rights.not_staff")
    return None if user.has_perm(PERMISSION) else say("rights.permission")
