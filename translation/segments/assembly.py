"""Segment targets become the version's columns, with the origin derived from the segments.

Readers of a public version keep their text if a gate would refuse the new one, or if its writer may not publish: then
it waits for a person who may (release). LanguageVersion.unreleased has the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from django.db import transaction

from articles.body.document import HELD, Document
from articles.models import Article, LanguageVersion
from articles.publishing import lengths, may_publish, read_document, store_translation, unschedule
from articles.publishing.locks import lock_article_of
from newsroom.languages import column
from translation.models import Segment, SegmentFinding
from translation.segments import unpublishable, unreviewed
from translation.segments import unschedule as segments_unschedule
from translation.segments.sync import COLUMNS, source_document
from translation.segments.units import Unit, assemble, extract

Origin = Segment.Origin
Publication, Unreleased = LanguageVersion.Publication, LanguageVersion.Unreleased


class Outcome(Enum):
    """The result of an attempt to assemble a version. Unless it is stored, readers keep their text."""

    STORED = "stored"
    INCOMPLETE = "incomplete"  # a text has no target yet
    HELD = Unreleased.FINDING.value  # a critical finding is open
    UNREVIEWED = Unreleased.DRAFT.value  # it contains unreviewed drafts of an engine
    PSEUDO = Unreleased.PSEUDO.value  # it contains texts of an engine that is not publishable
    UNRELEASED = Unreleased.RIGHT.value  # a person without the right to publish changed it
    TOO_LONG = "too long"  # a column cannot hold its text (articles.publishing.lengths)
    DETACHED = "detached"  # a person writes this version as a document of its own


@dataclass(frozen=True, slots=True)
class _Made:
    """The result of the segments: the version's document, and its label for readers."""

    document: Document
    made_from: str
    provenance: str
    reviewed: bool

    def equals(self, version: LanguageVersion) -> bool:
        """Return whether the version's columns are equal to this."""
        mine = (self.document.digest, self.made_from, self.provenance, self.reviewed)
        return mine == (version.digest, version.made_from, version.provenance, version.reviewed)


@transaction.atomic
def assemble_version(version_id: int, user: Any = None, *, release: bool = False) -> Outcome:
    """Write a version's columns from its segments. All or nothing: readers never see half a translation.

    user: the person who changed the segments, None for a command: the readers' text changes only if they may publish.
    release: also release changes of others without that right.
    """
    written_in = lock_article_of(version_id).language
    version = LanguageVersion.objects.select_for_update().get(pk=version_id)
    if version.detached:
        return Outcome.DETACHED
    article, source = source_document(version.article_id, written_in, slug=version.language)
    segments = {segment.key: segment for segment in version.segments.all()}
    units = extract(source)
    if _incomplete(units, segments):
        _note_gaps(version, source, units, segments, user)
        return Outcome.INCOMPLETE
    made = _made(version, source, [(unit, segments[unit.key]) for unit in units])
    if why := _withheld(version, user, release):
        same = made.equals(version)
        _note(version, why, user, same=same)
        return Outcome.STORED if same and why == Unreleased.RIGHT else Outcome(why.value)
    if _too_long(version, made, user):
        return Outcome.TOO_LONG
    version.article = article
    store_translation(
        version, made.document, made_from=made.made_from, provenance=made.provenance, reviewed=made.reviewed
    )
    return Outcome.STORED


def _incomplete(units: Sequence[Unit], segments: Mapping[str, Segment]) -> bool:
    """Return whether a text has no target yet, or the source has no text at all."""
    return not units or any(unit.key not in segments or not segments[unit.key].target for unit in units)


def _note_gaps(
    version: LanguageVersion, source: Document, units: Sequence[Unit], segments: Mapping[str, Segment], user: Any
) -> None:
    if version.is_shown:
        targets = {unit.key: segments[unit.key].target for unit in units if unit.key in segments}
        _note(version, Unreleased.GAPS, user, same=_shows_all(version, source, targets))


def release(version: LanguageVersion) -> list[str]:
    """Update a version's columns from its segments, of any writer; return the reasons against it, as sentences.

    Called by publishing.publish (settings.RELEASE_STEPS), in its transaction, after the version has passed the gates.
    A version that is neither public nor complete keeps its text.
    """
    if version.provenance == LanguageVersion.Provenance.SOURCE:
        return []
    outcome = assemble_version(version.pk, release=True)
    if outcome is Outcome.INCOMPLETE and version.is_public:
        return [str(Unreleased.GAPS.label)]
    if outcome is Outcome.TOO_LONG:
        return [str(Unreleased.FINDING.label)]
    return []


def _made(version: LanguageVersion, source: Document, pairs: Sequence[tuple[Unit, Segment]]) -> _Made:
    rows = [row for _unit, row in pairs]
    current = all(row.made_from == unit.source_hash for unit, row in pairs)
    return _Made(
        assemble(source, {row.key: row.target for row in rows}).cleaned(),
        # If a part is outdated, the whole is: it keeps the digest of the source that it was last made from.
        made_from=source.digest if current else version.made_from,
        provenance=provenance(rows),
        reviewed=all(row.approved for row in rows),
    )


def _too_long(version: LanguageVersion, made: _Made, user: Any) -> bool:
    """Return whether a text does not fit its column; for a public version that is recorded."""
    if not lengths.errors({name: getattr(made.document, name) for name in HELD}, HELD):
        return False
    if version.is_shown:
        _note(version, Unreleased.FINDING, user, same=False)
    return True


def _withheld(version: LanguageVersion, user: Any, release: bool) -> LanguageVersion.Unreleased | None:
    """Return why readers of a public or scheduled version may not have a new text; None if they may.

    If the new text may not be published, a scheduled version is unscheduled: then it is a draft.
    """
    if version.publication == Publication.SCHEDULED and not version.is_public:
        _review(version)
    if not version.is_shown:
        return None
    if _open_critical(version):
        return Unreleased.FINDING
    if unpublishable.count(version):
        return Unreleased.PSEUDO
    if unreviewed.unreviewed(version):
        return Unreleased.DRAFT
    waiting = version.unreleased == Unreleased.RIGHT and not release
    return Unreleased.RIGHT if waiting or not may_publish(user) else None


def _review(version: LanguageVersion) -> None:
    gone = segments_unschedule.review([version.article_id])
    if unpublishable.count(version):
        gone += unschedule(LanguageVersion.objects.filter(pk=version.pk), LanguageVersion.Unscheduled.PSEUDO)
    if gone:
        version.refresh_from_db(fields=["publication", "publish_at", "unscheduled", "unreleased"])


def _note(version: LanguageVersion, why: LanguageVersion.Unreleased, user: Any, *, same: bool) -> None:
    """Store why readers do not have the new text; same: they have it.

    Changes of a person without the right to publish wait for a person with it, also if there is no other reason left.
    """
    waiting = version.unreleased == Unreleased.RIGHT or not may_publish(user)
    code = "" if same else Unreleased.RIGHT if waiting else why
    if code != version.unreleased:
        LanguageVersion.objects.filter(pk=version.pk).update(unreleased=code)


def _shows_all(version: LanguageVersion, source: Document, targets: Mapping[str, str]) -> bool:
    """Return whether readers see every target of a version that is not complete."""
    columns = [column(name, version.language) for name in COLUMNS]
    stored = read_document(Article.objects.only(*columns).get(pk=version.article_id), version.language)
    shown = {unit.key: unit.source for unit in extract(stored)}
    partly = assemble(source, {unit.key: targets.get(unit.key, "") for unit in extract(source)})
    head = replace(partly, body=[]).cleaned()
    return all(shown.get(unit.key) == unit.source for unit in extract(replace(head, body=partly.body)))


def provenance(segments: Sequence[Segment]) -> str:
    """Return the label for readers: machine if any part is, else post-edited if any part is, else human.

    Texts by rule or from memory do not count.
    """
    origins = {segment.origin for segment in segments}
    if Origin.MACHINE in origins:
        return LanguageVersion.Provenance.MACHINE
    if Origin.POST_EDITED in origins:
        return LanguageVersion.Provenance.POST_EDITED
    return LanguageVersion.Provenance.HUMAN


def _open_critical(version: LanguageVersion) -> bool:
    return SegmentFinding.objects.filter(
        segment__version=version, severity=SegmentFinding.Severity.CRITICAL, waived_at__isnull=True
    ).exists()
