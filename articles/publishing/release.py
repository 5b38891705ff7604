"""Publish, schedule, withdraw, and the reasons against it."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from articles.models import Article, LanguageVersion, PublicAddress
from articles.publishing.locks import lock_article
from articles.publishing.slugs import settle_slug
from newsroom.database import transactions
from newsroom.languages import column

# The right to change what readers see.
PUBLISH = "articles.change_languageversion"
Publication = LanguageVersion.Publication


class NotPublishable(Exception):
    """Raised when a version may not be published; `reasons` are sentences for the editor."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def may_publish(user: Any) -> bool:
    """Return whether a person may change what readers see. user: None for a command, which has all rights."""
    return user is None or user.has_perm(PUBLISH)


@transactions.stored
def publish(version: LanguageVersion, at: datetime.datetime | None = None, *, user: Any = None) -> None:
    """Publish a version now, or schedule it; of a public version, release its unreleased changes.

    Publishing a public version again does not change its time. user: the person, None for a command. Raises
    NotPublishable with the reasons, PermissionDenied.
    """
    if not may_publish(user):
        raise PermissionDenied
    now = timezone.now()
    lock_article(version.article_id)  # a gate may check the whole article
    PublicAddress.objects.record([version.article_id])
    # Locked, so that no worker assembles a new text between the gate and the publication.
    row = LanguageVersion.objects.select_for_update().get(pk=version.pk)
    scheduled = at is not None and at > now
    if scheduled and row.is_public:
        raise NotPublishable([_("Readers see this version already: publish its changes, or withdraw it first.")])
    if reasons := publish_reasons(row) or _release(row):
        raise NotPublishable(reasons)
    if scheduled:
        row.publication, row.publish_at = Publication.SCHEDULED, at
    else:
        row.publish_at = row.publish_at if row.is_public else now
        row.publication = Publication.PUBLISHED
    row.unscheduled = ""
    row.save(update_fields=["publication", "publish_at", "unscheduled", "updated_at"])
    settle_slug(row)
    PublicAddress.objects.record([row.article_id])
    version.publication, version.publish_at = row.publication, row.publish_at


def _release(row: LanguageVersion) -> list[str]:
    """Update the columns after the gates have passed (settings.RELEASE_STEPS); return the reasons against it."""
    if reasons := [reason for path in settings.RELEASE_STEPS for reason in import_string(path)(row)]:
        return reasons
    return text_reasons(LanguageVersion.objects.get(pk=row.pk))


@transactions.stored
def withdraw(version: LanguageVersion, *, user: Any = None) -> None:
    """Withdraw a version from the readers. Its text is kept, for publishing it again. Raises PermissionDenied."""
    if not may_publish(user):
        raise PermissionDenied
    lock_article(version.article_id)
    PublicAddress.objects.record([version.article_id])
    row = LanguageVersion.objects.select_for_update().get(pk=version.pk)
    # A version that was only scheduled, or under embargo, was never public: it must not keep a publication time.
    was_public = PublicAddress.objects.filter(article=row.article_id, language=row.language).exists()
    row.publish_at = row.publish_at if was_public else None
    row.publication, row.unscheduled, row.unreleased = Publication.WITHDRAWN, "", ""
    row.save(update_fields=["publication", "publish_at", "unscheduled", "unreleased", "updated_at"])
    version.publication, version.publish_at = row.publication, row.publish_at


def unschedule(versions: QuerySet[LanguageVersion], why: str) -> int:
    """Change scheduled versions whose time has not come back to drafts; return how many.

    why: a code of LanguageVersion.Unscheduled. Call it under the articles' locks: publish takes them too.
    """
    ahead = versions.filter(publication=Publication.SCHEDULED, publish_at__gt=Now())
    return ahead.update(
        publication=Publication.DRAFT, publish_at=None, unscheduled=why, unreleased="", updated_at=Now()
    )


def publish_reasons(version: LanguageVersion) -> list[str]:
    """Return the reasons, as sentences, against publishing this version; empty if none (settings.PUBLISH_GATES)."""
    return [reason for path in settings.PUBLISH_GATES for reason in import_string(path)(version)]


def text_reasons(version: LanguageVersion) -> list[str]:
    """The gate of the text itself: it exists, with a headline confirmed by a person, and an address."""
    if not version.has_text:
        return [_("There is no text in this language yet.")]
    reasons = []
    names = [column(name, version.language) for name in ("headline", "slug")]
    headline, slug = Article.objects.values_list(*names).get(pk=version.article_id)
    if not headline:
        reasons.append(_("The headline is empty."))
    if version.headline_proposed:
        reasons.append(_("The headline was only proposed from the lead: write or confirm it first."))
    if not slug:
        reasons.append(_("There is no slug, so the page would have no address."))
    return reasons
