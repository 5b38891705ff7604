"""Texts through models that are loaded here: inline HTML in, inline HTML out, with what a person should look at."""

from __future__ import annotations

from collections import OrderedDict

from translation.engines.base import UnsupportedPair
from translation.engines.firefox.model import Model, find_model
from translation.engines.text.markup import parse, render
from translation.engines.text.paragraphs import translate_plain
from translation.engines.text.tag_positions import doubts, place


class LoadedModels:
    """Models as they are asked for, the least recently used gone once they take more memory than they may.

    memory: bytes, estimated. They must stay in the thread that asks first: the library wants it so.
    """

    def __init__(self, models_dir: str, memory: int) -> None:
        self._models_dir = models_dir
        self._memory = memory
        self._models: OrderedDict[tuple[str, str], Model] = OrderedDict()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs in memory, the one used last at the end."""
        return list(self._models)

    def translate(self, text: str, source: str, target: str) -> tuple[str, list[str]]:
        """Return the translation, and a sentence about each tag that may stand at the wrong words.

        Raises UnsupportedPair (no model, or a broken one) or BadReply (the model failed).
        """
        model = self._model(source, target)
        marked = parse(text, source)
        aligned = translate_plain(marked.text, source, target, model, marked.keep)
        if not marked.spans:
            return render(aligned.target, []), []

        def alone(words: str) -> str:
            return translate_plain(words, source, target, model).target

        placed = place(marked, aligned, alone)
        return render(aligned.target, placed), doubts(marked, placed)

    def _model(self, source: str, target: str) -> Model:
        if (source, target) not in self._models:
            found = find_model(source, target, self._models_dir)
            if isinstance(found, str):
                raise UnsupportedPair(f"firefox: {found}.")
            while self._models and sum(model.memory for model in self._models.values()) + found.memory > self._memory:
                self._models.popitem(last=False)
            self._models[source, target] = Model(found)
        self._models.move_to_end((source, target))
        return self._models[source, target]
