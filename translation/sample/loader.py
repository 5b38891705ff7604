"""Load the sample articles: sources through publishing, translations as human segments, all published.

articles/<key>/meta.json and one <language code>.json each; sections.json; images/*.webp.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from articles import publishing
from articles.body.document import LONGEST, Document
from articles.models import Article, Image, Section
from articles.publishing import lengths, locks
from articles.publishing.slugs import MAX_LENGTH
from newsroom.languages import CODES, column
from translation.models import Segment
from translation.qa import recheck
from translation.segments.assembly import assemble_version
from translation.segments.sync import sync
from translation.segments.units import extract

HERE = Path(__file__).resolve().parent
Row = TypeVar("Row", Section, Image)


class BadSample(Exception):
    """Raised when a sample article lacks a text or a picture, or fails its checks; the message names the file."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample article: its key, what is not translated, and its documents and slugs by language."""

    key: str
    meta: dict[str, Any]
    versions: dict[str, dict[str, Any]]

    @property
    def language(self) -> str:
        return self.meta["source_language"]

    def document(self, code: str, images: dict[str, int]) -> Document:
        """Return one language's document; pictures' keys become the numbers of Image rows."""
        version = self.versions[code]
        body = [
            {**block, "image": images[block["image"]]} if block.get("image") else block for block in version["body"]
        ]
        texts = {name: version.get(name, "") for name in ("headline", "kicker", "dek", "seo_description")}
        return Document(**texts, body=body).cleaned()


def samples() -> Iterator[Sample]:
    """Yield the sample articles, oldest first, so that the newest gets the highest number."""
    found = []
    for folder in (HERE / "articles").iterdir():
        if not (folder / "meta.json").exists():
            continue
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        versions = {
            code: json.loads((folder / f"{code}.json").read_text(encoding="utf-8"))
            for code in CODES
            if (folder / f"{code}.json").exists()
        }
        found.append(Sample(folder.name, meta, versions))
    yield from sorted(found, key=lambda sample: (sample.meta["date"], sample.key))


def load_sections() -> dict[str, Section]:
    """Create the sections with their names in all languages; return them by key. Existing ones are not changed."""
    names = json.loads((HERE / "sections.json").read_text(encoding="utf-8"))
    sections = {section.key: section for section in Section.objects.filter(key__in=names)}
    for position, (key, by_language) in enumerate(names.items()):
        if key not in sections:
            columns = {column("name", code): name for code, name in by_language.items()}
            sections[key] = _checked(Section(key=key, position=position, **columns), "sections.json", "name")
            sections[key].save()
    return sections


def load(sample: Sample, sections: dict[str, Section]) -> Article:
    """Create one article with all its versions and publish them; all or nothing. Raises BadSample."""
    try:
        return _load(sample, sections)
    except ValidationError as error:
        raise BadSample(f"{sample.key}: {_words(error)}") from None


@transaction.atomic
def _load(sample: Sample, sections: dict[str, Section]) -> Article:
    images = {key: _image(picture) for key, picture in sample.meta.get("images", {}).items()}
    for code in sample.versions:
        document = sample.document(code, images)
        texts = {name: getattr(document, name) for name in LONGEST} | {"slug": sample.versions[code].get("slug", "")}
        if found := lengths.errors(texts, {**LONGEST, "slug": MAX_LENGTH}):
            raise BadSample(f"{sample.key}/{code}.json: {_words(ValidationError(found))}")
    article = publishing.create_article(
        sample.language,
        sample.document(sample.language, images),
        slug=sample.versions[sample.language].get("slug", ""),
        credits=[publishing.Credit(**credit) for credit in sample.meta.get("contributions", [])],
        date=datetime.date.fromisoformat(sample.meta["date"]),
        section=sections.get(sample.meta.get("section", "")),
        import_digest=f"sample:{sample.key}",
        **{name: sample.meta.get(name, "") for name in ("dateline", "source_name", "source_url")},
    )
    for code in sample.versions:
        if code != sample.language:
            _load_translation(article, sample, code, images)
    recheck.article(article.pk)
    for version in article.versions.select_related("article"):
        try:
            publishing.publish(version)
        except publishing.NotPublishable as error:
            raise BadSample(f"{sample.key}/{version.language}.json: {error}") from None
    return article


def _load_translation(article: Article, sample: Sample, code: str, images: dict[str, int]) -> None:
    document = sample.document(code, images)
    targets = {unit.key: unit.source for unit in extract(document)}
    locks.lock_article(article.pk)
    version, segments = sync(article.pk, code, sample.document(sample.language, images), sample.language)
    for segment in segments:
        segment.target = targets.get(segment.key, "")
        if not segment.target:
            raise BadSample(f"{sample.key}/{code}.json has no text for {segment.key}.")
        segment.made_from, segment.origin, segment.state = (
            segment.source_hash,
            Segment.Origin.HUMAN,
            Segment.State.FINAL,
        )
    Segment.objects.bulk_update(segments, ["target", "made_from", "origin", "state"])
    if slug := sample.versions[code].get("slug", ""):
        Article.objects.filter(pk=article.pk).update(**{column("slug", code): slug})
    assemble_version(version.pk)


def _image(picture: dict[str, str]) -> int:
    path = HERE / "images" / picture["file"]
    if not path.exists():
        raise BadSample(f"there is no picture images/{path.name}.")
    image = _checked(Image(credit=picture.get("credit", ""), description=path.stem), path.name, "file")
    with path.open("rb") as handle:
        image.file.save(path.name, File(handle), save=True)
    return image.pk


def _checked(row: Row, file: str, *without: str) -> Row:
    """Return a row with valid fields. Raises BadSample, naming the file."""
    try:
        row.clean_fields(exclude=without)
    except ValidationError as error:
        raise BadSample(f"{file}: {_words(error)}") from None
    return row


def _words(error: ValidationError) -> str:
    return "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
