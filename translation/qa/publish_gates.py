"""The gates of translation before a version is published (settings.PUBLISH_GATES)."""

from __future__ import annotations

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.body import strip_tags
from articles.models import LanguageVersion
from newsroom.messages import Message
from translation import wording
from translation.models import SegmentFinding
from translation.qa import recheck
from translation.segments import unpublishable, unreviewed
from translation.segments.assembly import assemble_version
from translation.segments.sync import source_document
from translation.segments.units import extract

FIRST_WORDS = 40  # characters; scripts without spaces have no words to count


def finding_reasons(version: LanguageVersion) -> list[str]:
    """Return one sentence per open critical finding; texts whose current state is unchecked are checked first."""
    if version.detached:
        return []
    if version.provenance == LanguageVersion.Provenance.SOURCE:
        recheck.source(version.article_id)
    else:
        for freed in sorted(recheck.article(version.article_id, languages=[version.language]).freed):
            assemble_version(freed)
    return blocking(version)


def draft_reasons(version: LanguageVersion) -> list[str]:
    """Return one sentence per engine with unreviewed drafts in the version."""
    return [
        _("%(engine)s writes drafts only: a person must review its texts first. Not reviewed yet: %(count)d.")
        % {"engine": engine, "count": count}
        for engine, count in sorted(unreviewed.unreviewed(version).items())
    ]


def pseudo_reasons(version: LanguageVersion) -> list[str]:
    """Return a sentence if a version contains texts of an engine that is not publishable."""
    if version.provenance == LanguageVersion.Provenance.SOURCE or not (count := unpublishable.count(version)):
        return []
    return [
        _(
            "Pseudolocalised texts: %(count)d. They only test the layout, and readers never see them: "
            "translate them again with another engine, or write them yourself."
        )
        % {"count": count}
    ]


def blocking(version: LanguageVersion) -> list[str]:
    """Return the findings that block a version: in its order, each with the first words of its text."""
    critical = SegmentFinding.objects.filter(severity=SegmentFinding.Severity.CRITICAL, waived_at__isnull=True)
    if version.provenance == LanguageVersion.Provenance.SOURCE:
        return _in_source(version, list(critical.filter(source_version=version).order_by("pk")))
    found = critical.filter(segment__version=version).order_by("segment__position", "pk")
    rows = found.values_list("segment__key", "segment__target", "code", "params")
    return [_sentence(key, target, wording.render(Message(code, params))) for key, target, code, params in rows]


def _in_source(version: LanguageVersion, critical: list[SegmentFinding]) -> list[str]:
    if not critical:
        return []
    _article, document = source_document(version.article_id)
    return [
        _sentence(unit.key, unit.source, finding.message)
        for unit in extract(document)
        for finding in critical
        if finding.source_key == unit.key
    ]


def _sentence(key: str, text: str, message: str) -> str:
    words = Truncator(strip_tags(text)).chars(FIRST_WORDS)
    return _("Segment %(key)s, “%(words)s”: %(message)s") % {"key": key, "words": words, "message": message}
