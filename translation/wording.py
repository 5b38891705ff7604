"""Stored messages in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language, gettext, ngettext

from newsroom import messages
from newsroom.messages import VERBATIM, WRITTEN_IN, Message, Plural
from translation import job_messages
from translation.checks import registry
from translation.checks.summaries import SUMMARIES

CATALOGUE = dict(job_messages.CATALOGUE)


def render(message: Message) -> str:
    """Return a message in the active language."""
    return messages.render(message, CATALOGUE, get_language() or WRITTEN_IN, gettext, ngettext)


def language_of(message: Message) -> str:
    """Return "en" for a message that the active language shows in English, for a lang attribute; else ""."""
    if (get_language() or WRITTEN_IN) == WRITTEN_IN:
        return ""
    template = CATALOGUE.get(message.code)
    if message.code == VERBATIM or template is None:
        return WRITTEN_IN
    written = template.one if isinstance(template, Plural) else template
    known = ngettext(template.one, template.many, 1) if isinstance(template, Plural) else gettext(template)
    return WRITTEN_IN if known == written else ""


def check_summaries() -> dict[str, str]:
    """Return by name what each check finds, in the active language, in the order of the registry."""
    return {name: gettext(SUMMARIES[name]) if name in SUMMARIES else "" for name in registry.names()}


def render_all(stored: Sequence[Message]) -> str:
    """Return several messages, one a line."""
    return "\n".join(map(render, stored))
