"""What is wrong with a body, in the language of the person who reads it."""

from __future__ import annotations

from django.utils.translation import get_language, gettext, ngettext

from articles.body import blocks, markup
from newsroom import messages
from newsroom.messages import WRITTEN_IN, Message

CATALOGUE = messages.merged([blocks.MESSAGES, markup.MESSAGES])


def render(message: Message) -> str:
    """Return a message in the active language."""
    return messages.render(message, CATALOGUE, get_language() or WRITTEN_IN, gettext, ngettext)
