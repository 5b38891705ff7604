"""References that are at fault themselves, by language and line: a finding there is no false alarm.

Only what an editor would correct is listed: a lost mark, a wrong or missing number, a cut sentence. Each entry names
the check whose finding is right, so that another check's finding on the same line still counts as false.
"""

from __future__ import annotations

from translation.checks.base import Finding

# (language, check) -> {line: reason}
FAULTS: dict[tuple[str, str], dict[int, str]] = {}


def is_fault(language: str, line: int, finding: Finding) -> bool:
    """Tell whether a finding on a reference is right."""
    return line in FAULTS.get((language, finding.check), {})
