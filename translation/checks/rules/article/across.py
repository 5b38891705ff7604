"""All versions of a segment side by side: what the checks across languages share.

Each version has one vote. A check says in which version a fact (a number, an identifier, a name) is not what it is in
most of the others. It knows what the pair checks cannot: what the other translators made of the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from articles.body.plain import Plain, plain
from newsroom.messages import N_, Message, say

MESSAGES = {
    "across.other": N_("%(agree)d of %(of)d versions have “%(usual)s”; %(language)s has “%(own)s”."),
    "across.lacks": N_("%(agree)d of %(of)d versions have “%(usual)s”; %(language)s does not."),
}

# With fewer versions nobody can tell who is the one that is wrong.
FEWEST = 5
# The share of the other versions that must agree: with something else standing here instead; with nothing here.
MOST, NEARLY_ALL = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Version:
    """One version's text, without markup, and its language."""

    language: str
    plain: Plain

    @property
    def text(self) -> str:
        """Return the plain text."""
        return self.plain.text


def versions_of(versions: Mapping[str, str]) -> list[Version]:
    """Return the versions that have a text, as plain text; an empty list if they are too few to compare."""
    found = [Version(language, plain(text)) for language, text in versions.items()]
    there = [version for version in found if version.text.strip()]
    return there if len(there) >= FEWEST else []


def disagrees(agree: int, language: str, of: int, usual: str, own: str | None = None) -> Message:
    """Return the message for the desk: how many of how many versions say what, and what this one says instead."""
    if own:
        return say("across.other", agree=agree, of=of, usual=usual, language=language, own=own)
    return say("across.lacks", agree=agree, of=of, usual=usual, language=language)
