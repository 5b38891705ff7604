"""Firefox models for this newsroom's workers: the list of models, and requests to fetch them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied

from newsroom.redis_server import Away
from translation import model_downloads, tasks

logger = logging.getLogger(__name__)

PERMISSION = "translation.install_models"


def may_get_models(user: Any) -> bool:
    """Return whether an account may request models: they take disk space and come from another host."""
    return bool(user.has_perm(PERMISSION))


def get_models(codes: Iterable[str], user: Any) -> list[str]:
    """Queue the download of the models of languages; return those that were not queued already.

    Raises PermissionDenied; Away if Redis does not answer, and nothing is fetched.
    """
    if not may_get_models(user):
        raise PermissionDenied
    added = model_downloads.enqueue(codes)
    if added:
        logger.info("Firefox models of %s are fetched: requested by %s", ", ".join(added), user.get_username())
        tasks.post(tasks.fetch_models)
    return added


def offered_models() -> model_downloads.Offered | None:
    """Return the list of models; None while a worker reads it, or if Redis does not answer."""
    try:
        found = model_downloads.offered()
        if found is None and model_downloads.may_look_up():
            tasks.post(tasks.look_up_models)
    except Away:
        return None
    return found
