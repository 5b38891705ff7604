"""The actions of people on translations. Views, admin and commands call these functions and write nothing themselves.

requests  request, cancel and retry translations, and their progress
review    correct, approve, accept or reject proposals, detach
model_requests  request the download of Firefox models
findings  waive, fix, apply a check's settings to stored findings
source    update translations after a source was saved
"""

from newsroom.database.transactions import NotStored
from translation.desk.findings import FindingGone, apply_fix, glossary_changed, settings_changed, unwaive, waive
from translation.desk.model_requests import get_models, may_get_models, offered_models
from translation.desk.requests import (
    Refusal,
    Request,
    cancel,
    missing_languages,
    outdated_languages,
    progress,
    request_translation,
    retry,
)
from translation.desk.review import (
    NotApprovable,
    SegmentGone,
    StaleSegment,
    accept_proposal,
    approve_segment,
    approve_version,
    attach,
    detach,
    edit_segment,
    reject_proposal,
)
from translation.desk.source import check_source, source_findings, source_saved

__all__ = [
    "FindingGone",
    "NotApprovable",
    "NotStored",
    "Refusal",
    "Request",
    "SegmentGone",
    "StaleSegment",
    "accept_proposal",
    "apply_fix",
    "approve_segment",
    "approve_version",
    "attach",
    "cancel",
    "check_source",
    "detach",
    "edit_segment",
    "get_models",
    "glossary_changed",
    "may_get_models",
    "missing_languages",
    "offered_models",
    "outdated_languages",
    "progress",
    "reject_proposal",
    "request_translation",
    "retry",
    "settings_changed",
    "source_findings",
    "source_saved",
    "unwaive",
    "waive",
]
