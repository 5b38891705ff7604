"""Firefox Translations: neural translation on this machine's processor, by models of 20 to 60 MB per pair."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence

from newsroom.languages import BY_CODE, CODES
from translation.engines import meter
from translation.engines.base import NO_BRIEF, Brief, Engine, Limits, Refused, Service, UnsupportedPair
from translation.engines.firefox.catalogue import WITHOUT_MODELS
from translation.engines.firefox.model import Model, ModelFiles, find_model
from translation.engines.text.markup import parse, render
from translation.engines.text.placing import doubts, place
from translation.engines.text.plain import SentenceModel, translate_plain


class FirefoxEngine(Engine):
    """Options: models_dir (FIREFOX_MODELS_DIR), memory (FIREFOX_MEMORY_MB, what the models of a thread may take: the
    least recently used goes), seconds (deadline of a call)."""

    name = "firefox"
    label = "Firefox Translations"
    limits = Limits(texts=32, characters=12_000, seconds=120)
    local = True
    languages = frozenset(CODES) - WITHOUT_MODELS
    markup = "put back at the right words"
    licence = "MPL-2.0"
    tested = "real models: en ⇄ pt"

    def __init__(
        self, models_dir: str = "", memory: int = 600, seconds: float | None = None, **options: object
    ) -> None:
        super().__init__(models_dir=models_dir, memory=memory, **options)
        self._models_dir = models_dir
        self._memory = memory * 1_000_000
        self._seconds = seconds or self.limits.seconds
        self._local = threading.local()  # a Translator must stay in the thread that made it

    def serves(self, source: str, target: str) -> Service:
        found = find_model(source, target, self._models_dir)
        if isinstance(found, ModelFiles):
            return Service(True)
        for code in (source, target):
            if code in WITHOUT_MODELS:
                return Service(False, f"Firefox Translations has no models for {BY_CODE[code].english_name}")
        return Service(False, found)

    def translate(self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF) -> list[str]:
        model = _Timed(self._model(source, target), self._seconds)
        found = []
        for index, text in enumerate(texts):
            translated, doubted = _translated(text, source, target, model)
            found.append(translated)
            for doubt in doubted:
                meter.remark(index, doubt)
        return found

    def close(self) -> None:
        # A Translator must be freed by its own thread too: those of other threads go when these end.
        self._local.__dict__.clear()

    def _model(self, source: str, target: str) -> Model:
        models: OrderedDict[tuple[str, str], Model] | None = getattr(self._local, "models", None)
        if models is None:
            models = self._local.models = OrderedDict()
        if (source, target) not in models:
            found = find_model(source, target, self._models_dir)
            if isinstance(found, str):
                raise UnsupportedPair(f"firefox: {found}.")
            while models and sum(model.memory for model in models.values()) + found.memory > self._memory:
                models.popitem(last=False)
            models[source, target] = Model(found)
        models.move_to_end((source, target))
        return models[source, target]


class _Timed:
    """A model with a deadline: over texts that are no language a model may think for a second per hundred words."""

    def __init__(self, model: Model, seconds: float) -> None:
        self.known = model.known
        self.segment = model.segment
        self._model = model
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def sentence(self, text: str) -> str:
        if time.monotonic() > self._end:
            raise Refused(f"firefox: these texts take longer than {self._seconds:g} seconds; make them shorter.")
        return self._model.sentence(text)


def _translated(text: str, source: str, target: str, model: SentenceModel) -> tuple[str, list[str]]:
    """Return the translation, and what a person should look at."""
    marked = parse(text, source)
    aligned = translate_plain(marked.text, source, target, model, marked.keep)
    if not marked.spans:
        return render(aligned.target, []), []

    def alone(words: str) -> str:
        return translate_plain(words, source, target, model).target

    placed = place(marked, aligned, alone)
    return render(aligned.target, placed), doubts(marked, placed)
