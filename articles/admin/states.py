"""The state of one language of an article: shape, colour and the same in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Article, LanguageVersion
from newsroom import editions
from newsroom.languages import Edition

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class LanguageState:
    """The state of an article in one language. version: None if there is not even a plan of one."""

    edition: Edition
    version: LanguageVersion | None
    is_source: bool
    outdated: bool
    running: bool

    @property
    def short(self) -> str:
        """Return a label for a small cell: the language's subtag alone."""
        return self.edition.code.partition("-")[0]

    @property
    def has_text(self) -> bool:
        return bool(self.version and self.version.has_text)

    @property
    def publication(self) -> str:
        """Return the current publication: draft, scheduled, published or withdrawn; absent without a text."""
        return self.version.stage if self.version and self.has_text else ABSENT

    @property
    def waiting(self) -> bool:
        """Return whether there are changes that readers of this version do not have."""
        return bool(self.version and self.has_text and self.version.unreleased and self.version.is_shown)

    @property
    def unreviewed(self) -> bool:
        """Return whether this is machine text that no person has approved."""
        version = self.version
        machine = (LanguageVersion.Provenance.MACHINE, LanguageVersion.Provenance.POST_EDITED)
        return bool(version and self.has_text and version.provenance in machine and not version.reviewed)

    @property
    def sign(self) -> str:
        """Return one character for the most important state, which needs no colour."""
        if self.running:
            return "…"
        if self.outdated:
            return "!"
        if self.waiting:
            return "+"
        if self.unreviewed:
            return "~"
        return {"published": "✓", "scheduled": "◷", "withdrawn": "×"}.get(self.publication, "")

    @property
    def words(self) -> list[str]:
        """Return the state in words: publication, origin, review, and problems."""
        version = self.version
        words = []
        if version and self.has_text:
            words.append(str(LanguageVersion.Publication(self.publication).label))
            if self.waiting:
                words.append(_("with unreleased changes"))
            if version.provenance:
                words.append(str(version.get_provenance_display()))
            if version.provenance in ("machine", "post-edited"):
                words.append(_("reviewed") if version.reviewed else _("not reviewed"))
            if version.detached:
                words.append(_("detached"))
        else:
            words.append(_("missing"))
        if self.outdated:
            words.append(_("outdated"))
        if self.running:
            words.append(_("being translated"))
        return words

    @property
    def label(self) -> str:
        """Return the language and its words as one sentence for a tooltip and a screen reader."""
        return f"{self.edition.endonym}: {', '.join(self.words)}"


def language_states(
    article: Article, versions: Iterable[LanguageVersion], running: Collection[str] = ()
) -> list[LanguageState]:
    """Return the states of all editions, in their order. running: languages that a job is working on."""
    by_language = {version.language: version for version in versions}
    source = by_language.get(article.source_language)
    digest = source.digest if source else ""
    return [_state(article, edition, by_language.get(edition.code), digest, running) for edition in editions.active()]


def _state(
    article: Article, edition: Edition, version: LanguageVersion | None, digest: str, running: Collection[str]
) -> LanguageState:
    is_source = edition.code == article.source_language
    translated = bool(version and version.has_text and not is_source and not version.detached)
    outdated = bool(translated and version and version.made_from != digest)
    return LanguageState(edition, version, is_source, outdated, edition.code in running)
