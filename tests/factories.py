"""Small functions that make what tests need, through the domain functions that the newsroom itself uses."""

from __future__ import annotations

import datetime
import io
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture

from articles import publishing
from articles.body.document import Document
from articles.models import Article, Image, LanguageVersion, Section
from articles.publishing import Credit
from newsroom.languages import column

DATE = datetime.date(2024, 8, 13)


def make_user(username: str = "desk", *, staff: bool = True, superuser: bool = False, password: str = "secret-word"):
    """Make an account; staff by default."""
    create = get_user_model().objects.create_superuser if superuser else get_user_model().objects.create_user
    return create(username, password=password, is_staff=staff or superuser)


def make_section(key: str = "business", position: int = 0, **names: str) -> Section:
    """Make a section; names by column suffix: make_section("culture", en="Culture", zh_hans="文化")."""
    names = names or {"en": key.title()}
    return Section.objects.create(
        key=key, position=position, **{f"name_{suffix}": name for suffix, name in names.items()}
    )


def make_image(width: int = 16, height: int = 9, credit: str = "", name: str = "picture.png") -> Image:
    """Make a small real picture in MEDIA_ROOT."""
    data = io.BytesIO()
    Picture.new("RGB", (width, height), "#8a9ba8").save(data, "PNG")
    image = Image(credit=credit)
    image.file.save(name, ContentFile(data.getvalue()))
    return image


def paragraph(text: str, id: str = "") -> dict[str, Any]:
    """Return a paragraph block."""
    return {"type": "paragraph", "text": text, **({"id": id} if id else {})}


def make_document(headline: str = "The ferry is late", body: list | None = None, **texts: str) -> Document:
    """Return a document with one paragraph unless a body is given."""
    return Document(headline=headline, body=[paragraph("It rained.", "p1")] if body is None else body, **texts)


def make_article(
    language: str = "en",
    headline: str = "The ferry is late",
    *,
    body: list | None = None,
    published: bool = True,
    credits: tuple[Credit, ...] = (),
    slug: str = "",
    at: datetime.datetime | None = None,
    texts: dict[str, str] | None = None,
    **shared: Any,
) -> Article:
    """Make an article with its source version; published now, or `at`, unless told otherwise.

    texts: kicker, dek, seo_description. shared: date (DATE unless given), section, dateline, embargo_until …
    """
    shared.setdefault("date", DATE)
    document = make_document(headline, body, **(texts or {}))
    article = publishing.create_article(language, document, credits=credits, slug=slug, **shared)
    if published:
        set_publication(article.versions.get(), "published", at)
    return article


def make_version(
    article: Article,
    language: str,
    headline: str = "",
    *,
    body: list | None = None,
    provenance: str = "machine",
    reviewed: bool = False,
    publication: str = "published",
    at: datetime.datetime | None = None,
    made_from: str | None = None,
    slug: str = "",
    **texts: str,
) -> LanguageVersion:
    """Make a translated version of an article; public machine text of the current source, unless told otherwise."""
    version = LanguageVersion.objects.create(article=article, language=language)
    source = article.versions.get(language=article.source_language)
    if body is None:
        body = article.in_language("body", article.source_language)
    publishing.store_translation(
        version,
        make_document(headline or f"Headline {language}", body, **texts),
        made_from=source.digest if made_from is None else made_from,
        provenance=provenance,
        reviewed=reviewed,
        slug=slug,
    )
    return set_publication(version, publication, at)


def set_publication(version: LanguageVersion, publication: str, at: datetime.datetime | None = None) -> LanguageVersion:
    """Set a version's publication without asking the gates; public ones get a time in the past unless `at` is given."""
    version.publication = publication
    version.publish_at = at or (None if publication == "draft" else timezone.now() - datetime.timedelta(minutes=5))
    version.save(update_fields=["publication", "publish_at", "updated_at"])
    return version


def slug_of(article: Article, language: str) -> str:
    """Return the article's stored slug in a language."""
    return Article.objects.values_list(column("slug", language), flat=True).get(pk=article.pk)
