"""Addresses of readers' pages, and their parts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_supported_language_variant

from newsroom import editions
from newsroom.languages import BY_CODE, UnknownLanguage, edition
from newsroom.languages.varieties import same_variety


class EditionConverter:
    """The code of an edition of this newsroom; anything else does not match."""

    regex = "[a-z]{1,3}(?:-[a-z]{2,8})?"

    def to_python(self, value: str) -> str:
        """Return the code; ValueError if there is no such edition."""
        if not editions.is_active(value):
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """Return the code; ValueError if there is no such edition."""
        return self.to_python(value)


@dataclass(frozen=True, slots=True)
class Meant:
    """The edition that another spelling of its code means; same: it names no other variety of the language."""

    language: str
    same: bool


class MisspeltEditionConverter:
    """Another common spelling of an edition's code (DE, zh_Hans, pt-BR), or a variety of its language (zh-TW)."""

    regex = "[A-Za-z]{1,3}(?:[-_][A-Za-z]{2,8})?"

    def to_python(self, value: str) -> Meant:
        """Return the edition that is meant; ValueError if the spelling is right already or unknown."""
        if editions.is_active(value):
            raise ValueError(value)
        try:
            return Meant(editions.demand(edition(value).code).code, same=True)
        except UnknownLanguage:
            pass
        try:
            code = get_supported_language_variant(value.lower().replace("_", "-"))
        except LookupError:
            raise ValueError(value) from None
        if not editions.is_active(code):
            raise ValueError(value)
        return Meant(code, same=same_variety(value, BY_CODE[code].locale))

    def to_url(self, value: str) -> str:
        """Return the value unchanged."""
        return value


class DigitsConverter:
    """Two digits, kept as text: months and days are padded with zeros."""

    regex = "[0-9]{2}"

    def to_python(self, value: str) -> str:
        """Return the digits."""
        return value

    def to_url(self, value: str | int) -> str:
        """Return two digits."""
        return f"{int(value):02d}"


class LooseDigitsConverter(DigitsConverter):
    """One digit or two: a month or a day as it is often written by hand."""

    regex = "[0-9]{1,2}"


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


def redirect(request: HttpRequest, path: str, *, permanent: bool) -> HttpResponseRedirectBase:
    """Return a redirect to a path of this site (301 or 302) that keeps the query of the request."""
    target = escape_leading_slashes(iri_to_uri(path))
    if query := request.META.get("QUERY_STRING", ""):
        target = f"{target}?{iri_to_uri(query.encode('latin-1'))}"  # WSGI passes bytes as Latin-1
    return HttpResponsePermanentRedirect(target) if permanent else HttpResponseRedirect(target)


def absolute(request: HttpRequest, path: str) -> str:
    """Return the full address of a path: under SITE_URL, or under the request's host."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)
