"""A document as the form shows it, and what another editor changed meanwhile."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.body.document import Document, plain_as_typed
from articles.body.rendering import as_typed, render
from articles.models import LanguageVersion

LABELS = {
    "text_kicker": _("Kicker"),
    "text_headline": _("Headline"),
    "text_dek": _("Dek"),
    "text_description": _("Search description"),
    "text_body": _("Body"),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """The saved text beside what the editor typed.

    digest: of the saved text; the form sends it back if the editor decides to replace that text.
    changes: (label, [(sign, line)]) per field that differs; "-" lines are in the saved text only, "+" in the typed.
    """

    digest: str
    changed_at: object
    changes: list[tuple[str, list[tuple[str, str]]]]


def typed(document: Document) -> dict[str, str]:
    """Return the form's texts of a document."""
    return {
        "text_kicker": plain_as_typed(document.kicker),
        "text_headline": plain_as_typed(document.headline),
        "text_dek": as_typed(document.dek),
        "text_description": plain_as_typed(document.seo_description),
        "text_body": render(document.body),
    }


def clash(stored: Document, mine: dict[str, str], version: LanguageVersion) -> Clash:
    """Compare what another editor stored with what this one typed, line by line."""
    theirs = typed(stored)
    changes = []
    for name, label in LABELS.items():
        before, after = theirs[name].splitlines(), mine[name].replace("\r\n", "\n").splitlines()
        if before != after:
            changes.append((str(label), _differences(before, after)))
    return Clash(version.digest, version.updated_at, changes)


def _differences(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    lines = list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]
    return [("…", "") if line.startswith("@@") else (line[0], line[1:]) for line in lines]
