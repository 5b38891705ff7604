"""What the translation desk has to say before a version is published (settings.PUBLISH_GATES)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.models import LanguageVersion
from translation.models import SegmentFinding


def finding_reasons(version: LanguageVersion) -> list[str]:
    """Return one sentence per open critical finding, naming the segment and the words at fault."""
    if version.detached:
        return []
    findings = SegmentFinding.objects.filter(
        segment__version=version, severity=SegmentFinding.Severity.CRITICAL, waived_at__isnull=True
    ).values_list("segment__key", "message")
    return [_("Segment %(key)s: %(message)s") % {"key": key, "message": message} for key, message in findings]
