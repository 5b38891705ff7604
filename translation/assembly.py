"""Segment targets become the version's columns, with what the segments say of their origin."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from django.db import transaction

from articles.models import LanguageVersion
from articles.publishing import lock_article_of, store_translation
from translation import drafts
from translation.models import Segment, SegmentFinding
from translation.segmentation import source_document
from translation.segments import assemble, extract

Origin, State = Segment.Origin, Segment.State


class Outcome(Enum):
    """What became of an attempt to assemble a version."""

    STORED = "stored"
    INCOMPLETE = "incomplete"  # a text has no target yet: readers keep what they have
    HELD = "held"  # readers see this version or will, and a critical finding is open: they keep what they have
    UNREVIEWED = "unreviewed"  # the same where an engine wrote drafts that nobody has reviewed
    DETACHED = "detached"  # a person writes this version as a document of its own


@transaction.atomic
def assemble_version(version_id: int) -> Outcome:
    """Write a version's columns from its segments. All or nothing: readers never see half a translation."""
    written_in = lock_article_of(version_id).language
    version = LanguageVersion.objects.select_for_update().get(pk=version_id)
    if version.detached:
        return Outcome.DETACHED
    article, source = source_document(version.article_id, written_in, slug=version.language)
    segments = {segment.key: segment for segment in version.segments.all()}
    units = extract(source)
    if not units or any(unit.key not in segments or not segments[unit.key].target for unit in units):
        return Outcome.INCOMPLETE
    if version.publication in ("published", "scheduled"):
        if _open_critical(version):
            return Outcome.HELD
        if drafts.unreviewed(version):
            return Outcome.UNREVIEWED
    rows = [segments[unit.key] for unit in units]
    current = all(row.made_from == unit.source_hash for row, unit in zip(rows, units, strict=True))
    version.article = article
    store_translation(
        version,
        assemble(source, {row.key: row.target for row in rows}),
        # While a part is outdated the whole is: it keeps the digest of the source that it was last equal to.
        made_from=source.digest if current else version.made_from,
        provenance=provenance(rows),
        reviewed=all(row.state in (State.REVIEWED, State.FINAL) for row in rows),
    )
    return Outcome.STORED


def provenance(segments: Sequence[Segment]) -> str:
    """Return what readers are told: machine if any part is, else post-edited if any part is, else human."""
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
