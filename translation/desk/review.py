"""Correct and approve: no machine overwrites a text that a person stores here.

The readers' text changes with it only if the person may publish (translation.segments.assembly).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.body import clean_inline
from articles.body.document import HELD, LONGEST, as_plain
from articles.models import Article, LanguageVersion
from articles.publishing import lengths, locks
from newsroom.database import transactions
from translation.models import Segment
from translation.qa import feedback, recheck
from translation.qa.publish_gates import blocking
from translation.segments import memory
from translation.segments.assembly import assemble_version
from translation.segments.locks import lock_segments
from translation.segments.sync import source_document, sync

Origin, State = Segment.Origin, Segment.State


class StaleSegment(Exception):
    """Raised when the segment changed since the person opened it; `segment` is the current one."""

    def __init__(self, segment: Segment) -> None:
        super().__init__(_("Another person or a machine changed this segment since you opened it."))
        self.segment = segment


class SegmentGone(Exception):
    """Raised when the source text of a segment was removed from the article since the person opened it."""

    def __init__(self) -> None:
        super().__init__(_("This text was removed from the article since you opened the page."))


class NotApprovable(Exception):
    """Raised when a version cannot be approved as a whole; `reasons` are sentences for the translator."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transactions.stored
def edit_segment(segment: Segment, target: str, *, user: Any, revision: int, state: str | None = None) -> Segment:
    """Store a person's text, check it, add it to the memory, and assemble the version again.

    revision: the one the person saw; StaleSegment if the row was changed since. The origin becomes human, or
    post-edited if a machine's text was changed; text that is only confirmed keeps its origin. An empty target empties
    the segment. state: reviewed by default. Raises ValidationError, by field, for a text that is too long for its
    field.
    """
    row = _locked(segment, revision)
    before, writer = feedback.open_findings(row), feedback.engine_of(row)
    cleaned = clean_inline(target)
    if cleaned != row.target:
        _refuse_too_long(row, cleaned)
        machine_made = row.origin in (Origin.MACHINE, Origin.POST_EDITED) and row.target
        row.origin = Origin.POST_EDITED if machine_made else Origin.HUMAN
        row.engine = row.engine if machine_made else ""
    row.target = cleaned
    row.made_from = row.source_hash if cleaned else ""
    row.state = (state or State.REVIEWED) if cleaned else State.INITIAL
    row.origin = row.origin if cleaned else ""
    row.proposal = row.proposal_engine = row.proposal_made_from = ""
    _written(row, user)
    if cleaned:
        feedback.fixed(before, feedback.open_findings(row), user, row.version, writer)
    return row


@transactions.stored
def approve_segment(segment: Segment, user: Any, *, revision: int | None = None) -> Segment:
    """Mark a target as reviewed; this also confirms that the target translates the current source."""
    row = _locked(segment, revision)
    if not row.target:
        raise NotApprovable([_("Segment %(key)s has no translation yet.") % {"key": row.key}])
    row.state, row.made_from = State.REVIEWED, row.source_hash
    row.proposal = row.proposal_engine = row.proposal_made_from = ""
    return _written(row, user)


@transactions.stored
def accept_proposal(segment: Segment, user: Any) -> Segment:
    """Replace the older target by the machine's proposal; the person who accepts it has reviewed it."""
    row = _locked(segment, None)
    if not row.proposal:
        return row
    row.target, row.engine, row.made_from = row.proposal, row.proposal_engine, row.proposal_made_from
    row.origin, row.state = Origin.MACHINE, State.REVIEWED
    if row.engine == Origin.RULE:
        row.origin, row.engine = Origin.RULE, ""
    row.proposal = row.proposal_engine = row.proposal_made_from = ""
    return _written(row, user)


@transactions.stored
def reject_proposal(segment: Segment, user: Any) -> Segment:
    """Drop the proposal: the person's text is kept, and counts as a translation of the current source."""
    row = _locked(segment, None)
    row.made_from = row.source_hash
    row.proposal = row.proposal_engine = row.proposal_made_from = ""
    return _written(row, user)


@transactions.stored
def approve_version(version: LanguageVersion, user: Any) -> None:
    """Approve every segment of a version. Raises NotApprovable, naming what is missing, outdated or critical."""
    _lock_version(version.pk)
    rows = sorted(lock_segments(version.segments.all()), key=lambda row: row.position)
    reasons = [_("Segment %(key)s has no translation yet.") % {"key": row.key} for row in rows if not row.target]
    reasons += [
        _("Segment %(key)s translates an older source.") % {"key": row.key}
        for row in rows
        if row.target and not row.current
    ]
    reasons += blocking(version)
    if not rows:
        reasons.append(_("There is nothing to approve yet."))
    if reasons:
        raise NotApprovable(reasons)
    changed = [row for row in rows if not row.approved]
    for row in changed:
        row.state, row.updated_by, row.updated_at, row.job = State.REVIEWED, user, timezone.now(), None
        row.revision += 1
    Segment.objects.bulk_update(changed, ["state", "updated_by", "updated_at", "revision", "job"])
    memory.remember(rows, version.article.source_language, version.language, version.article_id)
    assemble_version(version.pk, user)


def detach(version: LanguageVersion, user: Any) -> None:
    """Detach a version: an editor writes it as a document of its own, and translation jobs do not change it."""
    LanguageVersion.objects.filter(pk=version.pk).update(detached=True)


@transactions.stored
def attach(version: LanguageVersion, user: Any) -> None:
    """Attach a detached version again; its columns are assembled from its segments.

    The segments are updated to the current source first.
    """
    row = _lock_version(version.pk)
    LanguageVersion.objects.filter(pk=row.pk).update(detached=False)
    written_in = row.article.source_language
    _article, document = source_document(row.article_id, written_in)
    sync(row.article_id, row.language, document, written_in)
    freed = recheck.article(row.article_id, languages=[row.language]).freed
    for version_id in sorted(freed | {row.pk}):
        assemble_version(version_id, user)


def _refuse_too_long(row: Segment, cleaned: str) -> None:
    """Refuse a person's text that is too long for its field; a machine's text that is too long may be shortened."""
    if row.kind in LONGEST:
        limit = max(LONGEST[row.kind], min(len(as_plain(row.target)), HELD[row.kind]))
        if found := lengths.errors({row.kind: as_plain(cleaned)}, {row.kind: limit}):
            raise ValidationError(found)


def _locked(segment: Segment, revision: int | None) -> Segment:
    try:
        version = _lock_version(segment.version_id)
        row = Segment.objects.select_for_update().get(pk=segment.pk)
    except (LanguageVersion.DoesNotExist, Segment.DoesNotExist):
        raise SegmentGone from None
    if revision is not None and row.revision != revision:
        raise StaleSegment(row)
    row.version = version
    return row


def _lock_version(version_id: int) -> LanguageVersion:
    # The article first, then the version, then rows: a fixed order of locks prevents deadlocks.
    source = locks.lock_article_of(version_id)
    version = LanguageVersion.objects.select_for_update().get(pk=version_id)
    version.article = Article(pk=source.article_id, source_language=source.language)
    return version


def _written(row: Segment, user: Any) -> Segment:
    row.revision += 1
    row.updated_by, row.updated_at, row.job = user, timezone.now(), None
    row.checked_with = ""
    row.save()
    article = row.version.article
    if not row.target:
        row.findings.all().delete()
    freed = recheck.article(article.pk, languages=[row.version.language]).freed
    memory.remember([row], article.source_language, row.version.language, article.pk)
    for version_id in sorted(freed | {row.version_id}):
        assemble_version(version_id, user)
    return row
