"""The label of a text's origin for readers, derived from the version's fields."""

from __future__ import annotations

from django.utils.translation import gettext as _

from newsroom.languages.names import language_name


def label(provenance: str, reviewed: bool, source: str, reader: str) -> str:
    """Return the label under the byline: "machine translation from English, not reviewed".

    provenance, reviewed: fields of LanguageVersion. source, reader: codes of the source's language and the page's.
    """
    if provenance == "source":
        return _("original version")
    name = {"language": language_name(source, reader)}
    if provenance == "human":
        # Translators: %(language)s is the language's name as in a dictionary ("Englisch"); word around inflection.
        return _("human translation from %(language)s") % name
    if provenance == "post-edited" and reviewed:
        # Translators: a person has corrected what a machine translated.
        return _("machine translation from %(language)s, revised and reviewed") % name
    if provenance == "post-edited":
        return _("machine translation from %(language)s, partly revised, not reviewed") % name
    if reviewed:
        return _("machine translation from %(language)s, reviewed") % name
    return _("machine translation from %(language)s, not reviewed") % name


def is_unreviewed_machine(provenance: str, reviewed: bool) -> bool:
    """Return whether a text is a machine's that no person has approved: lists and feeds mark it."""
    return not reviewed and provenance not in ("source", "human")
