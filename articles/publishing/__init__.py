"""What can be done with an article: create, save its source, store a translation, publish, schedule, withdraw.

Views, admin, commands and the translation desk call these functions and write nothing themselves. Every write names its
columns, so that a worker that stores Finnish never touches what a person is typing in German.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from articles.body import keep_ids
from articles.body.document import (
    HELD,
    LONGEST,
    PLAIN_FIELDS,
    Document,
    PlainText,
)
from articles.models import Article, Contribution, Image, LanguageVersion, Person, PublicAddress
from articles.publishing import lengths
from articles.publishing.locks import lock_article
from articles.publishing.slugs import free_slug, settle_slug
from newsroom.database import transactions
from newsroom.languages import column, edition

TEXT_FIELDS = ("kicker", "headline", "dek", "body", "seo_description")
# The right to change what readers see.
PUBLISH = "articles.change_languageversion"
Publication = LanguageVersion.Publication


class NotPublishable(Exception):
    """Raised when a version may not be published; `reasons` are sentences for the editor."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class EditConflict(Exception):
    """Raised when somebody else saved the source since the editor opened it."""


def may_publish(user: Any) -> bool:
    """Tell whether a person may change what readers see. user: None for a command, which has all rights."""
    return user is None or user.has_perm(PUBLISH)


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's or an organisation's name and role on an article."""

    role: str
    name: str
    kind: str = Person.Kind.PERSON


def read_document(article: Article, language: str) -> Document:
    """Return what an article's columns hold in one language."""
    head = {name: article.in_language(name, language) or "" for name in TEXT_FIELDS if name != "body"}
    head |= {name: PlainText(head[name]) for name in PLAIN_FIELDS}
    return Document(**head, body=article.in_language("body", language) or [])


@transactions.stored
def create_article(
    language: str,
    document: Document,
    *,
    credits: Collection[Credit] = (),
    slug: str = "",
    headline_proposed: bool = False,
    user: Any = None,
    **shared: Any,
) -> Article:
    """Create an article with its source version as a draft.

    shared: untranslated fields of Article (date, section, dateline, source_name, source_url, import_digest).
    Raises BodyError, UnknownLanguage, ValidationError.
    """
    language = edition(language).code
    article = Article(source_language=language, created_by=user, **shared)
    article.full_clean(exclude=["source_language"])
    article.save()
    LanguageVersion.objects.create(
        article=article, language=language, provenance="source", headline_proposed=headline_proposed
    )
    set_credits(article, credits)
    save_source(article, document, slug=slug)
    return article


def set_credits(article: Article, credits: Iterable[Credit]) -> None:
    """Make these the people on the article, in this order. Raises ValidationError for a name that is too long."""
    article.contributions.all().delete()
    rows = []
    for position, credit in enumerate(dict.fromkeys(credits)):
        person = Person.objects.filter(name=credit.name).first()
        if person is None:
            person = Person(name=credit.name, kind=credit.kind)
            person.full_clean()
            person.save()
        rows.append(Contribution(article=article, person=person, role=credit.role, position=position))
    Contribution.objects.bulk_create(rows, ignore_conflicts=True)


@transactions.stored
def save_source(
    article: Article, document: Document, *, slug: str = "", expected_digest: str | None = None, user: Any = None
) -> bool:
    """Store the source version's document; return whether anything changed. Blocks keep their ids by content.

    The first document of an article keeps the ids it brings. Translations of another text than the one they were
    scheduled with are taken off the schedule.

    expected_digest: the digest the editor started from; EditConflict if the source has changed since. user: who saves,
    None for a command; PermissionDenied if readers would see it and this person may not publish. Raises BodyError;
    ValidationError, by field, for a text that is too long.
    """
    language = article.source_language
    version = LanguageVersion.objects.select_for_update().get(article=article, language=language)
    if expected_digest is not None and version.digest != expected_digest:
        raise EditConflict
    if version.is_shown and not may_publish(user):
        raise PermissionDenied
    stored = Article.objects.only(column("body", language)).get(pk=article.pk)
    before = stored.in_language("body", language)
    document = document.cleaned()
    lengths.demand(document, LONGEST)
    body = keep_ids(before, document.body) if before else document.body
    document = replace(document, body=body)
    changed = document.digest != version.digest
    _store_columns(article, language, document, slug=slug)
    _set_lead_image(article, body)
    version.digest = version.made_from = document.digest
    version.save(update_fields=["digest", "made_from", "updated_at"])
    if changed:
        translations = LanguageVersion.objects.filter(article=article, detached=False).exclude(pk=version.pk)
        unschedule(translations, LanguageVersion.Unscheduled.SOURCE)
    return changed


# Whoever assembles has a transaction of their own.
@transaction.atomic(savepoint=False)
def store_translation(
    version: LanguageVersion, document: Document, *, made_from: str, provenance: str, reviewed: bool, slug: str = ""
) -> None:
    """Store an assembled translation in its language's columns, with what its segments say of its origin.

    made_from: digest of the source document that the segments translate. The body keeps the source's ids.
    Raises ValidationError for a text that its column cannot hold.
    """
    document = document.cleaned()
    lengths.demand(document, HELD)
    _store_columns(version.article, version.language, document, slug=slug)
    version.digest, version.made_from = document.digest, made_from
    version.provenance, version.reviewed, version.unreleased = provenance, reviewed, ""
    version.save(update_fields=["digest", "made_from", "provenance", "reviewed", "unreleased", "updated_at"])


@transactions.stored
def publish(version: LanguageVersion, at: datetime.datetime | None = None, *, user: Any = None) -> None:
    """Publish a version now, or schedule it; of a public one, release the changes that wait.

    Publishing again what is public already changes nothing of its time. user: who does it, None for a command. Raises
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
    """Bring the columns in line with what the gates let through (settings.RELEASE_STEPS); return what is in the way."""
    if reasons := [reason for path in settings.RELEASE_STEPS for reason in import_string(path)(row)]:
        return reasons
    return text_reasons(LanguageVersion.objects.get(pk=row.pk))


@transactions.stored
def withdraw(version: LanguageVersion, *, user: Any = None) -> None:
    """Take a version from the readers. Its text stays; publishing again is one step. Raises PermissionDenied."""
    if not may_publish(user):
        raise PermissionDenied
    lock_article(version.article_id)
    PublicAddress.objects.record([version.article_id])
    row = LanguageVersion.objects.select_for_update().get(pk=version.pk)
    # What was only scheduled, or under embargo, was never public: it keeps no time that would say so later.
    was_public = PublicAddress.objects.filter(article=row.article_id, language=row.language).exists()
    row.publish_at = row.publish_at if was_public else None
    row.publication, row.unscheduled, row.unreleased = Publication.WITHDRAWN, "", ""
    row.save(update_fields=["publication", "publish_at", "unscheduled", "unreleased", "updated_at"])
    version.publication, version.publish_at = row.publication, row.publish_at


def unschedule(versions: QuerySet[LanguageVersion], why: str) -> int:
    """Make drafts again of those versions that are scheduled and whose time has not come; return how many.

    why: a code of LanguageVersion.Unscheduled. Call it under the articles' locks: publish takes them too.
    """
    ahead = versions.filter(publication=Publication.SCHEDULED, publish_at__gt=Now())
    return ahead.update(
        publication=Publication.DRAFT, publish_at=None, unscheduled=why, unreleased="", updated_at=Now()
    )


def publish_reasons(version: LanguageVersion) -> list[str]:
    """Return the sentences that say why this version may not be published; empty if it may (settings.PUBLISH_GATES)."""
    return [reason for path in settings.PUBLISH_GATES for reason in import_string(path)(version)]


def text_reasons(version: LanguageVersion) -> list[str]:
    """The gate of the text itself: there is one, with a headline that a person has seen, and an address."""
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


def confirm_headline(version: LanguageVersion) -> None:
    """Take a proposed headline for the headline: an editor has seen it."""
    version.headline_proposed = False
    version.save(update_fields=["headline_proposed", "updated_at"])


def _store_columns(article: Article, language: str, document: Document, *, slug: str) -> None:
    """Write one language's columns. An address that exists is kept: links to it are out in the world."""
    values = {column(name, language): getattr(document, name) for name in TEXT_FIELDS}
    known = article.in_language("slug", language)
    free = free_slug(article, slug or document.headline) if slug or not known else None
    if free:
        values[column("slug", language)] = free
    moved = [article.pk] if free and (slug or known) else []  # without an address nothing was public
    PublicAddress.objects.record(moved)
    values["updated_at"] = timezone.now()
    Article.objects.filter(pk=article.pk).update(**values)
    PublicAddress.objects.record(moved)
    for name, value in values.items():
        setattr(article, name, value)


def _set_lead_image(article: Article, body: list) -> None:
    first = next((block["image"] for block in body if block["type"] == "figure" and block["image"]), None)
    known = Image.objects.filter(pk=first).first() if first else None
    if article.lead_image_id != (known.pk if known else None):
        article.lead_image = known
        Article.objects.filter(pk=article.pk).update(lead_image=known)
