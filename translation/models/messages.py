"""The message of a row, as a code and parameters: it is rendered in the reader's language."""

from __future__ import annotations

from django.db import models

from newsroom.messages import Message
from translation import wording


class SaysMessage(models.Model):
    """A row with one message. code: "" for a text without a template, which is params["text"]."""

    code = models.CharField(max_length=60, blank=True, default="", editable=False)
    params = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def said(self) -> Message:
        """Return the message in its stored and compared form."""
        return Message(self.code, self.params)

    @property
    def message(self) -> str:
        """Return the message in the active language."""
        return wording.render(self.said)

    @property
    def message_language(self) -> str:
        """Return "en" if the active language shows the message in English, else ""."""
        return wording.language_of(self.said)
