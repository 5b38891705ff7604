"""The gates again, shortly before a scheduled version's time, and after a change of the glossary.

Findings are opened when texts are checked. A change of a term, a check's setting or the checks themselves has its
effect at the next check. For versions that are about to become public that has to be before their time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles import publishing
from articles.models import LanguageVersion
from articles.publishing import locks
from newsroom import unforeseen
from newsroom.database import clock
from newsroom.database.transactions import may_pass
from translation.qa import recheck

logger = logging.getLogger(__name__)

LOOK_AHEAD = 60.0  # seconds; the sweep runs every few


def scheduled() -> QuerySet[LanguageVersion]:
    """Return the versions that are scheduled and whose time has not come, by the database's clock."""
    return LanguageVersion.objects.filter(publication=LanguageVersion.Publication.SCHEDULED, publish_at__gt=Now())


def judge_due() -> int:
    """Unschedule versions that are about to become public and that a gate refuses; return how many."""
    ids = scheduled().filter(publish_at__lte=clock.after(LOOK_AHEAD)).order_by("article_id", "pk")
    pairs = list(ids.values_list("article_id", "pk"))
    # An error with one does not affect the others.
    judged = [
        unforeseen.attempt(partial(_judge, *pair), f"the gates of version {pair[1]}", foreseen=may_pass)
        for pair in pairs
    ]
    return sum(taken for taken in judged if isinstance(taken, int))


def words_changed(pairs: Iterable[tuple[str, str]]) -> None:
    """Check the scheduled versions that changed terms concern; (source language, target language or "" for all)."""
    for source, target in set(pairs):
        rows = scheduled().filter(article__source_language=source, detached=False)
        if target:
            rows = rows.filter(language=target)
        languages: dict[int, list[str]] = {}
        for article_id, language in rows.order_by("article_id").values_list("article_id", "language"):
            languages.setdefault(article_id, []).append(language)
        for article_id, codes in languages.items():
            recheck.article(article_id, languages=codes, across=False)


@transaction.atomic
def _judge(article_id: int, version_id: int) -> int:
    locks.lock_article(article_id)
    version = scheduled().select_for_update().filter(pk=version_id).first()
    if version is None:
        return 0
    reasons = publishing.publish_reasons(version)
    if not reasons:
        return 0
    logger.warning("version %s is unscheduled: %s", version_id, " ".join(reasons))
    # The check before it may have done so already.
    publishing.unschedule(LanguageVersion.objects.filter(pk=version_id), LanguageVersion.Unscheduled.FINDING)
    return 1
