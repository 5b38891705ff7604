"""Inline HTML through a model that is a function, without any of the engines around it."""

from __future__ import annotations

import re

from translation.engines.text.markup import parse, render
from translation.engines.text.paragraphs import translate_plain
from translation.engines.text.tag_positions import doubts, place


class Words:
    """A model that changes sentences by a function; it ends a sentence after a full stop and a space."""

    def __init__(self, change):
        self.known = None
        self.sentence = change

    def segment(self, text):
        return [part for part in re.split(r"(?<=\.) ", text) if part]


def told(text: str, change, source: str = "en", target: str = "pt") -> tuple[str, list[str]]:
    """Return the translation, and what the desk is told about it."""
    model = Words(change)
    marked = parse(text, source)
    aligned = translate_plain(marked.text, source, target, model, marked.keep)

    def alone(words: str) -> str:
        return translate_plain(words, source, target, model).target

    placed = place(marked, aligned, alone)
    return render(aligned.target, placed), doubts(marked, placed)


def through(text: str, change, source: str = "en", target: str = "pt") -> str:
    return told(text, change, source, target)[0]
