"""The data of an article page, from three queries; templates only lay it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.text import Truncator

from articles.body import strip_tags
from articles.models import Article, Image, LanguageVersion
from articles.public import language_bar, provenance
from articles.public.addresses import article_url
from articles.public.bylines import byline
from newsroom.languages import BY_CODE, Edition
from newsroom.languages.names import language_name

DESCRIPTION = 160  # characters that search engines show
_QUOTE_MARKS = "\"'“”„‟«»‹›「」『』‘’‚"


@dataclass
class ArticlePage:
    """One article in one language, with its public versions (each with `outdated`) and its pictures."""

    article: Article
    language: str
    versions: list[LanguageVersion]
    images: dict[int, Image] = field(default_factory=dict)
    kicker: str = field(init=False)
    headline: str = field(init=False)
    slug: str = field(init=False)
    dek: str = field(init=False)
    seo_description: str = field(init=False)

    def __post_init__(self) -> None:
        self.edition: Edition = BY_CODE[self.language]
        self.by_language = {version.language: version for version in self.versions}
        self.version = self.by_language[self.language]
        for name in ("kicker", "headline", "slug", "dek", "seo_description"):
            setattr(self, name, self.article.in_language(name, self.language) or "")
        self.url = self.url_of(self.language)

    def url_of(self, language: str) -> str:
        """Return the path of a public version."""
        return article_url(language, self.article.date, self.article.in_language("slug", language))

    @cached_property
    def body(self) -> list[dict[str, Any]]:
        """Return the blocks for the template: figures with their pictures, quotes with their attributes for CSS."""
        return [self._ready(block) for block in self.article.in_language("body", self.language) or []]

    def _ready(self, block: dict[str, Any]) -> dict[str, Any]:
        if block["type"] == "figure":
            image = self.images.get(block.get("image") or 0)
            return {**block, "image": image, "credit": block.get("credit") or (image.credit if image else "")}
        if block["type"] == "quote":
            original = BY_CODE.get(block.get("language", "").lower())
            translated = original is not None and original.code != self.language
            name = language_name(original.code, self.language) if original and translated else ""
            # Words with their own marks get none from the style sheet.
            bare = strip_tags(block["text"])[:1] not in _QUOTE_MARKS
            return {**block, "bare": bare, "original_language": name}
        if block["type"] == "table":
            head, *rows = block["rows"] if block.get("header") else [None, *block["rows"]]
            return {**block, "head": head, "rows": rows}
        return block

    @property
    def byline(self) -> list[str]:
        """Return the lines of names, one per role."""
        return byline(self.article.credits, self.language)

    @property
    def provenance_label(self) -> str:
        """Return the label of this text's origin."""
        version = self.version
        return provenance.label(version.provenance, version.reviewed, self.article.source_language, self.language)

    @property
    def outdated(self) -> bool:
        """Return whether the original has changed since this translation was made."""
        return self.version.outdated and self.version.provenance != "source"

    @property
    def original_url(self) -> str:
        """Return the path of the source version, or "" if this is it or readers cannot see it."""
        source = self.article.source_language
        return self.url_of(source) if source != self.language and source in self.by_language else ""

    @property
    def original_name(self) -> str:
        """Return the name of the source language in the page's language."""
        return language_name(self.article.source_language, self.language)

    @cached_property
    def bar(self) -> list[language_bar.Entry]:
        """Return the language bar."""
        return language_bar.of_article(self.article, self.versions, self.language)

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Return (hreflang, path) of the versions that search engines may list, and x-default: the source's."""
        listed = [code for code, version in self.by_language.items() if version.indexable]
        links = [(BY_CODE[code].tag, self.url_of(code)) for code in sorted(listed)]
        source = self.article.source_language
        return [*links, ("x-default", self.url_of(source))] if source in listed else links

    @cached_property
    def description(self) -> str:
        """Return plain text for search engines: the field for it, or the dek, or how the text begins."""
        begin = next((block["text"] for block in self.body if block["type"] == "paragraph"), "")
        text = self.seo_description or strip_tags(self.dek) or strip_tags(begin)
        return Truncator(text).chars(DESCRIPTION)

    @cached_property
    def picture(self) -> Image | None:
        """Return the first picture of the text, which other sites show beside a link."""
        return next((block["image"] for block in self.body if block["type"] == "figure" and block["image"]), None)
