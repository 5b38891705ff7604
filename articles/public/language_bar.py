"""The language bar: all editions, each leading to the same article, with a mark and the same in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, LanguageVersion
from articles.public.addresses import article_url, front_url
from articles.public.provenance import is_unreviewed_machine
from newsroom import editions
from newsroom.languages import Edition

WORDS: dict[str, Promise] = {
    "original": _("original"),
    # Translators: said of a translation that a person has written or checked.
    "reviewed": _("reviewed"),
    "machine": _("machine translation"),
    # Translators: said of a translation; the original has changed since.
    "outdated": _("older than the original"),
    "absent": _("not available"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One language in the bar. state: a key of WORDS, or "" if there is none (front pages)."""

    edition: Edition
    url: str
    active: bool
    state: str = ""

    @property
    def words(self) -> Promise | str:
        """Return the state in words, in the reader's language."""
        return WORDS.get(self.state, "")


def fronts(active: str) -> list[Entry]:
    """Return the bar of a page that is no article: it leads to the front pages."""
    return [Entry(edition, front_url(edition.code), edition.code == active) for edition in editions.active()]


def of_section(key: str, active: str) -> list[Entry]:
    """Return the bar of a section's page: it leads to the same section."""
    url = "articles:section"
    return [
        Entry(edition, reverse(url, kwargs={"language": edition.code, "key": key}), edition.code == active)
        for edition in editions.active()
    ]


def of_article(article: Article, versions: Iterable[LanguageVersion], active: str) -> list[Entry]:
    """Return the bar of an article. versions: the public ones, with `outdated`; article: with all slugs.

    A language without a public version leads to its own page for a missing version, addressed by an existing slug.
    """
    public = {version.language: version for version in versions}
    known = next(code for code in (active, article.source_language, *public) if code in public)
    entries = []
    for edition in editions.active():
        version = public.get(edition.code)
        slug = article.in_language("slug", edition.code if version else known)
        url = article_url(edition.code, article.date, slug)
        entries.append(Entry(edition, url, edition.code == active, state_of(version)))
    return entries


def state_of(version: LanguageVersion | None) -> str:
    """Return a version's state for readers: a key of WORDS. "Outdated" takes precedence over the origin."""
    if version is None:
        return "absent"
    if version.provenance == LanguageVersion.Provenance.SOURCE:
        return "original"
    if version.outdated:
        return "outdated"
    return "machine" if is_unreviewed_machine(version.provenance, version.reviewed) else "reviewed"


def legend(entries: Iterable[Entry]) -> list[tuple[str, Promise]]:
    """Return the states that occur in a bar with their words, in the order of WORDS."""
    occurring = {entry.state for entry in entries}
    return [(state, words) for state, words in WORDS.items() if state in occurring]
