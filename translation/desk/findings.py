"""Judge findings: waive, remove a waiver, apply a fix; and apply a changed check setting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import publishing
from articles.body import clean_inline
from articles.models import Article, LanguageVersion
from articles.publishing import locks
from newsroom.database import transactions
from newsroom.languages import CODES
from translation.desk.review import StaleSegment, edit_segment
from translation.desk.source import source_saved
from translation.models import CheckRun, Segment, SegmentFinding, Term
from translation.qa import feedback, policy, scheduled_ahead
from translation.segments import unschedule
from translation.segments.assembly import assemble_version
from translation.segments.locks import lock_ids
from translation.segments.sync import source_document
from translation.segments.units import assemble, extract, pair_hash


class FindingGone(Exception):
    """Raised when a finding's text has changed since the person saw it, or its check offers no fix."""

    def __init__(self) -> None:
        super().__init__(_("This finding no longer exists: the text has changed since."))


@transactions.stored
def waive(finding: SegmentFinding, user: Any) -> None:
    """Waive a finding: it is no fault. The waiver applies until the text changes."""
    row = _locked(finding)
    if row.waived_at is None:
        SegmentFinding.objects.filter(pk=row.pk).update(waived_by=user, waived_at=timezone.now())
        feedback.waived(row, user)
    if row.segment:
        assemble_version(row.segment.version_id, user)


@transactions.stored
def unwaive(finding: SegmentFinding, user: Any) -> None:
    """Remove a waiver; a scheduled version with a critical finding is unscheduled."""
    row = _locked(finding)
    SegmentFinding.objects.filter(pk=row.pk).update(waived_by=None, waived_at=None)
    feedback.taken_back(row)
    unschedule.review([feedback.version_of(row).article_id])


@transactions.stored
def apply_fix(finding: SegmentFinding, user: Any, *, revision: int | None = None) -> None:
    """Apply a finding's fix as this person's edit; the segment's state is kept, because only the fault was reviewed.

    revision: the segment's, as the person saw it. Raises FindingGone, StaleSegment, EditConflict (source).
    """
    row = _locked(finding)
    if not row.fix:
        raise FindingGone
    if row.segment is None:
        _fix_source(row, user)
        return
    segment = row.segment
    if revision is not None and segment.revision != revision:
        raise StaleSegment(segment)
    if row.text_hash != pair_hash(segment.source, segment.target):
        raise FindingGone
    state = Segment.State.TRANSLATED if segment.state == Segment.State.INITIAL else segment.state
    edit_segment(segment, row.fix, user=user, revision=segment.revision, state=state)


@transactions.stored
def settings_changed(check_name: str, user: Any = None) -> int:
    """Apply a check's settings to its stored findings: delete those that are off, set the severity of the others.

    Return how many were changed. New findings of a check that was switched on again, or a severity that the check
    itself decides, come with the next check of the archive. Versions that only deleted findings had blocked are
    assembled; those in which a finding has become critical are unscheduled.
    """
    policies, touched, held = policy.load(), 0, set()
    said = SegmentFinding.objects.filter(check_name=check_name)
    ids = Coalesce("segment__version__article_id", "source_version__article_id")
    articles = list(said.order_by().values_list(ids, flat=True).distinct())
    locks.lock_articles(articles)
    for language in CODES:
        severity = policies.of(language).overrides.get(check_name)
        if not severity:
            continue
        for where in ({"segment__version__language": language}, {"source_version__language": language}):
            rows = SegmentFinding.objects.filter(check_name=check_name, **where).exclude(severity=severity)
            critical = rows.filter(severity=SegmentFinding.Severity.CRITICAL, segment__isnull=False)
            held |= set(critical.values_list("segment__version_id", flat=True))
            touched += _follow(list(rows.select_related("segment__version", "source_version")), severity)
    unschedule.review(articles)
    for version_id in sorted(held):
        assemble_version(version_id, user)
    return touched


@transactions.stored
def glossary_changed(terms: Iterable[Term]) -> None:
    """Check scheduled versions with the current terms: one with a critical finding is unscheduled.

    terms: those that were added, changed (before and after) or deleted. Other versions are updated by their next check.
    """
    scheduled_ahead.words_changed((term.source_language, term.target_language) for term in terms)


def _follow(rows: list[SegmentFinding], severity: str) -> int:
    """Remove or regrade findings. Their texts count as unchecked, so that undoing the setting restores the findings."""
    Segment.objects.filter(pk__in=lock_ids({row.segment_id for row in rows if row.segment_id})).update(checked_with="")
    CheckRun.objects.filter(article__in={feedback.version_of(row).article_id for row in rows}).delete()
    found = SegmentFinding.objects.filter(pk__in=[row.pk for row in rows])
    if severity == policy.OFF:
        found.delete()
    else:
        found.update(severity=severity)
    return len(rows)


def _fix_source(finding: SegmentFinding, user: Any) -> None:
    version = feedback.version_of(finding)
    _article, document = source_document(version.article_id)
    texts = {unit.key: unit.source for unit in extract(document)}
    if pair_hash(texts.get(finding.source_key, ""), "") != finding.text_hash:
        raise FindingGone
    texts[finding.source_key] = clean_inline(finding.fix)
    article = Article.objects.get(pk=version.article_id)
    publishing.save_source(article, assemble(document, texts), expected_digest=version.digest, user=user)
    source_saved(article, user)


def _locked(finding: SegmentFinding) -> SegmentFinding:
    """Lock the finding's article and segment; return the current finding. Raises FindingGone."""
    try:
        locks.lock_article(feedback.version_of(finding).article_id)
    except (Segment.DoesNotExist, LanguageVersion.DoesNotExist):
        raise FindingGone from None
    # Otherwise a worker that writes the segment could delete the finding before its judgement is stored.
    lock_ids([finding.segment_id] if finding.segment_id else [])
    rows = SegmentFinding.objects.select_related("segment__version", "source_version")
    row = rows.filter(pk=finding.pk).first()
    if row is None:
        raise FindingGone
    return row
