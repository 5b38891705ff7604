"""Messages that are stored: a code and parameters, rendered in the reader's language. Pure.

    say("doubled_words.twice", text="der")      Message("doubled_words.twice", {"text": "der"})
    MESSAGES = {"doubled_words.twice": N_("“%(text)s” is repeated.")}

A module that makes messages has their English templates beside it; a catalogue is all of them together.

message    the stored and compared form
templates  the English templates, translated by the interface's catalogues
rendering  a message in a language
"""

from newsroom.messages.message import VERBATIM, Message, Value, say, verbatim
from newsroom.messages.rendering import WRITTEN_IN, render
from newsroom.messages.templates import N_, Catalogue, Plural, Template, merged, ngettext_noop

__all__ = [
    "N_",
    "VERBATIM",
    "WRITTEN_IN",
    "Catalogue",
    "Message",
    "Plural",
    "Template",
    "Value",
    "merged",
    "ngettext_noop",
    "render",
    "say",
    "verbatim",
]  # fmt: skip
