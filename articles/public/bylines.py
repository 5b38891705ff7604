"""An article's credits, in the words and the word order of the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from newsroom.languages.dates import listing

# Translators: lines under a headline. %(names)s is a list of names that is made already ("Ada Holm and Jun Sato").
LINES: dict[str, Promise] = {
    "author": _("by %(names)s"),
    "compiler": _("compiled by %(names)s"),
    "editor": _("edited by %(names)s"),
    "translator": _("translated by %(names)s"),
    "photographer": _("pictures by %(names)s"),
}


def byline(credits: Iterable[Mapping[str, str]], language: str) -> list[str]:
    """Return one line per role, in the order of LINES: ["von Ada Holm und Jun Sato", "bearbeitet von …"].

    credits: [{role, name}] in the order of the article. The active language must be `language`.
    """
    names: dict[str, list[str]] = {}
    for credit in credits:
        names.setdefault(credit["role"], []).append(credit["name"])
    return [str(line) % {"names": listing(names[role], language)} for role, line in LINES.items() if role in names]
