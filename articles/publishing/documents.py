"""Store documents: create an article, save its source, store a translation. Every write names its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

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
from articles.publishing.release import may_publish, unschedule
from articles.publishing.slugs import free_slug
from newsroom.database import transactions
from newsroom.languages import column, edition

TEXT_FIELDS = ("kicker", "headline", "dek", "body", "seo_description")


class EditConflict(Exception):
    """Raised when another person saved the source since the editor opened it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's or an organisation's name and role on an article."""

    role: str
    name: str
    kind: str = Person.Kind.PERSON


def read_document(article: Article, language: str) -> Document:
    """Return an article's columns in one language."""
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

    The first document of an article keeps its ids. If the text changed, scheduled translations of it are unscheduled.

    expected_digest: the digest the editor started from; EditConflict if the source has changed since. user: the person,
    None for a command; PermissionDenied if readers would see the change and this person may not publish. Raises
    BodyError; ValidationError, by field, for a text that is too long.
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


# Assembly has a transaction of its own.
@transaction.atomic(savepoint=False)
def store_translation(
    version: LanguageVersion, document: Document, *, made_from: str, provenance: str, reviewed: bool, slug: str = ""
) -> None:
    """Store an assembled translation in its language's columns, with the origin derived from its segments.

    made_from: digest of the source document that the segments translate. The body keeps the source's ids.
    Raises ValidationError for a text that its column cannot hold.
    """
    document = document.cleaned()
    lengths.demand(document, HELD)
    _store_columns(version.article, version.language, document, slug=slug)
    version.digest, version.made_from = document.digest, made_from
    version.provenance, version.reviewed, version.unreleased = provenance, reviewed, ""
    version.save(update_fields=["digest", "made_from", "provenance", "reviewed", "unreleased", "updated_at"])


def confirm_headline(version: LanguageVersion) -> None:
    """Mark a proposed headline as confirmed by an editor."""
    version.headline_proposed = False
    version.save(update_fields=["headline_proposed", "updated_at"])


def _store_columns(article: Article, language: str, document: Document, *, slug: str) -> None:
    """Write one language's columns. An existing address is kept, because links to it exist."""
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
