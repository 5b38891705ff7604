"""Paragraphs through a model that translates many sentences faster at once than one by one. Pure.

plain.py and placing.py ask for a sentence, or for the words of a span, when they need it. Here they are run with the
sentences standing in for their own translations, what they asked for is translated in one go, and they are run again
until nothing is missing. The words inside tags are asked for in the first round, though some would be found without:
another round costs more than a few words.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from fxtranslate import discovery

from translation.engines.base import Refused
from translation.engines.reply import Remark
from translation.engines.text.markup import parse, render
from translation.engines.text.paragraphs import Range, translate_plain
from translation.engines.text.similar_words import trimmed
from translation.engines.text.tag_positions import doubts, place

Ask = Callable[[list[str]], list[str]]
Keep = Callable[[str], list[Range]]


class Rounds:
    """A SentenceModel over `ask`, which translates a list of single sentences; remarks: by sentence, for the desk."""

    def __init__(self, ask: Ask, known: frozenset[str] | None = None) -> None:
        self.known = known
        self.first = True
        self._ask = ask
        self._done: dict[str, str] = {}
        self._missing: dict[str, None] = {}  # a set that keeps its order
        self.remarks: dict[str, str] = {}
        self.told: dict[str, None] = {}  # remarks on the sentences asked for since this was emptied

    def sentence(self, text: str) -> str:
        if text not in self._done:
            self._missing[text] = None
        if text in self.remarks:
            self.told[self.remarks[text]] = None
        return self._done.get(text, text)

    def segment(self, text: str) -> list[str]:
        return discovery.segment_sentences(text)

    def answer(self) -> bool:
        """Translate what is missing; tell whether there was anything. Raises EngineError."""
        self.first = False
        asked = list(self._missing)
        self._missing = {}
        if asked:
            self._done.update(zip(asked, self._ask(asked), strict=True))
        return bool(asked)


def nothing(text: str) -> list[Range]:
    """Return no ranges: the model may be given every character."""
    return []


def translate_in_rounds(
    texts: Sequence[str], source: str, target: str, model: Rounds, end: float, keep: Keep = nothing
) -> tuple[list[str], list[Remark]]:
    """Translate inline HTML texts; their tags come back at the right words. Return also what is odd about them.

    end: when to give up, on the clock of time.monotonic(). keep: what of a plain text must not reach the model.
    Raises Refused at the end of the time, and what `ask` raises.
    """
    while True:
        found, remarks = [], []
        for text in texts:
            if time.monotonic() > end:
                raise Refused("These texts take longer than a call may; make them shorter.")
            model.told = {}
            translated, doubted = _translated(text, source, target, model, keep)
            found.append(translated)
            remarks.append([*model.told, *doubted])
        if not model.answer():
            break
    return found, [Remark(index, message) for index, messages in enumerate(remarks) for message in messages]


def _translated(text: str, source: str, target: str, model: Rounds, keep: Keep) -> tuple[str, list[str]]:
    marked = parse(text, source)
    aligned = translate_plain(marked.text, source, target, model, [*marked.keep, *keep(marked.text)])
    if not marked.spans:
        return render(aligned.target, []), []

    def alone(words: str) -> str:
        return translate_plain(words, source, target, model, keep(words)).target

    if model.first:
        for span in [span for top in marked.spans for span in top.walk() if not span.kept]:
            alone(marked.text[slice(*trimmed(marked.text, (span.start, span.end)))])
    placed = place(marked, aligned, alone)
    return render(aligned.target, placed), doubts(marked, placed)
