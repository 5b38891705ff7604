"""The check settings of editions (CheckSetting).

The table is small and changes rarely: it is read once for a job, an edit or an article, never for each segment. A
change takes effect immediately in every process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from translation.checks import registry
from translation.checks.base import Finding, Severity
from translation.models import CheckSetting

OFF = "off"


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings of one edition. overrides: by check, a severity or OFF; stamp: a hash of checks and overrides."""

    overrides: Mapping[str, str]
    stamp: str

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings without those that are off, with the edition's severities."""
        kept = []
        for finding in findings:
            wanted = self.overrides.get(finding.check, "")
            if wanted != OFF:
                kept.append(replace(finding, severity=cast(Severity, wanted)) if wanted else finding)
        return kept


@dataclass(slots=True)
class Policies:
    """The settings of all editions, read in one query. rows: (check, language or "", setting)."""

    rows: list[tuple[str, str, str]]
    _known: dict[str, Policy] = field(default_factory=dict)

    def of(self, language: str) -> Policy:
        """Return the settings of one edition; its own override those for all."""
        if language not in self._known:
            general = {check: severity for check, code, severity in self.rows if not code}
            own = {check: severity for check, code, severity in self.rows if code == language}
            overrides = {check: severity for check, severity in (general | own).items() if severity}
            self._known[language] = Policy(overrides, _stamp(overrides))
        return self._known[language]


def load() -> Policies:
    """Read all settings."""
    rows = CheckSetting.objects.values_list("check_name", "language", "off", "severity")
    return Policies([(check, language, OFF if off else severity) for check, language, off, severity in rows])


def _stamp(overrides: Mapping[str, str]) -> str:
    if not overrides:
        return str(registry.CHECKS_VERSION)
    digest = hashlib.blake2b(repr(sorted(overrides.items())).encode(), digest_size=6).hexdigest()
    return f"{registry.CHECKS_VERSION}-{digest}"
