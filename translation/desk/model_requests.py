"""Firefox models for this newsroom's workers: what there is to fetch, and the request to fetch it."""

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
    """Tell whether an account may have models fetched: they take disk space and come from another host."""
    return bool(user.has_perm(PERMISSION))


def get_models(codes: Iterable[str], user: Any) -> list[str]:
    """Let a worker fetch the models of languages; return those that are not being fetched already.

    Raises PermissionDenied; Away where Redis does not answer, and nothing is fetched.
    """
    if not may_get_models(user):
        raise PermissionDenied
    added = model_downloads.want(codes)
    if added:
        logger.info("Firefox models of %s are fetched: %s asked for them", ", ".join(added), user.get_username())
        tasks.post(tasks.fetch_models)
    return added


def offered_models() -> model_downloads.Offered | None:
    """Return what there is to fetch; None while a worker finds out, or where Redis does not answer."""
    try:
        found = model_downloads.offered()
        if found is None and model_downloads.may_look_up():
            tasks.post(tasks.look_up_models)
    except Away:
        return None
    return found
