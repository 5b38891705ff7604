"""Addresses of readers' pages, and the parts that they are made of."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_supported_language_variant

from newsroom.languages import BY_CODE, UnknownLanguage, edition


class EditionConverter:
    """The code of an edition, as it is spelled in newsroom.languages; anything else is no such address."""

    regex = "[a-z]{2}(?:-[a-z]{4})?"

    def to_python(self, value: str) -> str:
        """Return the code; ValueError if there is no such edition."""
        if value not in BY_CODE:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """Return the code; ValueError if there is no such edition."""
        return self.to_python(value)


class MisspeltEditionConverter:
    """Another common spelling of an edition's code (DE, zh_Hans, pt-BR); its value is the code that it means."""

    regex = "[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?"

    def to_python(self, value: str) -> str:
        """Return the code that is meant; ValueError if it is spelled right already or means nothing here."""
        if value in BY_CODE:
            raise ValueError(value)
        try:
            return edition(value).code
        except UnknownLanguage:
            try:
                return get_supported_language_variant(value.lower().replace("_", "-"))
            except LookupError:
                raise ValueError(value) from None

    def to_url(self, value: str) -> str:
        """Return the value as it is."""
        return value


class DigitsConverter:
    """Two digits, kept as text: months and days are zero-padded."""

    regex = "[0-9]{2}"

    def to_python(self, value: str) -> str:
        """Return the digits."""
        return value

    def to_url(self, value: str | int) -> str:
        """Return two digits."""
        return f"{int(value):02d}"


class YearConverter(DigitsConverter):
    """Four digits, kept as text."""

    regex = "[0-9]{4}"

    def to_url(self, value: str | int) -> str:
        """Return four digits."""
        return f"{int(value):04d}"


class SlugConverter:
    """A slug in any script, without what a database cannot hold."""

    regex = r"[^/\x00]+"

    def to_python(self, value: str) -> str:
        """Return the slug."""
        return value

    def to_url(self, value: str) -> str:
        """Return the slug; the resolver percent-encodes it."""
        return value


def article_url(language: str, date: datetime.date, slug: str) -> str:
    """Return the path of an article in a language, percent-encoded: /de/2024/08/13/die-faehre/."""
    parts = {"year": date.year, "month": date.month, "day": date.day}
    return reverse("articles:article", kwargs={"language": language, **parts, "slug": slug})


def front_url(language: str) -> str:
    """Return the path of an edition's front page."""
    return reverse("articles:front", kwargs={"language": language})


def absolute(request: HttpRequest, path: str) -> str:
    """Return the full address of a path: under SITE_URL, or under the host that was asked for."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)
