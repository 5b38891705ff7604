"""What people ask of the translation desk. Views, admin and commands call these functions and write nothing themselves.

requests  ask for translations, cancel, retry, watch
review    correct, approve, accept or reject proposals, waive findings, detach
"""

from translation.desk.requests import (
    Refusal,
    Request,
    cancel,
    missing_languages,
    outdated_languages,
    progress,
    request_translation,
    retry,
    source_saved,
)
from translation.desk.review import (
    NotApprovable,
    StaleSegment,
    accept_proposal,
    approve_segment,
    approve_version,
    attach,
    detach,
    edit_segment,
    reject_proposal,
    unwaive,
    waive,
)

__all__ = [
    "NotApprovable",
    "Refusal",
    "Request",
    "StaleSegment",
    "accept_proposal",
    "approve_segment",
    "approve_version",
    "attach",
    "cancel",
    "detach",
    "edit_segment",
    "missing_languages",
    "outdated_languages",
    "progress",
    "reject_proposal",
    "request_translation",
    "retry",
    "source_saved",
    "unwaive",
    "waive",
]
