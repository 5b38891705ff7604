"""Segments without a letter: localised by rule (translation.localize), before memory and engines."""

from __future__ import annotations

from django.utils import timezone

from translation.localize import by_rule
from translation.models import Segment

# The fields that `rewrite` may change in a stored row.
WRITTEN = (
    "target", "made_from", "state", "origin", "engine", "job", "proposal", "proposal_engine", "proposal_made_from",
    "checked_with", "revision", "updated_at", "updated_by",
)  # fmt: skip


def applies(source: str, source_language: str, language: str) -> bool:
    """Return whether a text gets its target by rule."""
    return by_rule(source, source_language, language) is not None


def rewrite(segment: Segment, source_language: str, language: str) -> bool:
    """Write a segment's target by rule, if its source has no letter; return whether anything changed. Saves nothing.

    A person's target is kept: if its source has changed, the rule's result becomes a proposal beside it.
    """
    target = by_rule(segment.source, source_language, language)
    if target is None:
        return False
    if segment.by_person:
        return _propose(segment, target)
    if segment.current and segment.origin == Segment.Origin.RULE and segment.target == target:
        return False
    segment.target, segment.made_from = target, segment.source_hash
    segment.state, segment.origin = Segment.State.TRANSLATED, Segment.Origin.RULE
    segment.engine, segment.job, segment.updated_by = "", None, None
    segment.proposal = segment.proposal_engine = segment.proposal_made_from = ""
    segment.checked_with, segment.updated_at = "", timezone.now()
    segment.revision += 1
    return True


def _propose(segment: Segment, target: str) -> bool:
    if segment.current or segment.proposal_made_from == segment.source_hash:
        return False
    segment.proposal, segment.proposal_engine = target, Segment.Origin.RULE
    segment.proposal_made_from, segment.updated_at = segment.source_hash, timezone.now()
    return True
