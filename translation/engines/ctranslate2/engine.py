"""CTranslate2: converted OPUS-MT, MADLAD-400 and NLLB-200 models on this machine. An optional extra."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence

from translation.engines.base import NO_BRIEF, Brief, Engine, Limits, Refused, Service, UnsupportedPair
from translation.engines.ctranslate2.folders import Folder, find_model
from translation.engines.ctranslate2.model import Model, installed
from translation.engines.reply import Call, Reply
from translation.engines.text.batched import Rounds, translate_in_rounds


class CTranslate2Engine(Engine):
    """Options: models_dir (CTRANSLATE2_MODELS), beam (CTRANSLATE2_BEAM: how many translations are weighed at a time),
    batch (CTRANSLATE2_BATCH: sentences at a time), keep (CTRANSLATE2_KEEP: models in memory), seconds (of a call)."""

    name = "ctranslate2"
    label = "CTranslate2"
    briefed = False
    limits = Limits(texts=16, characters=12_000, seconds=300)
    local = True

    def __init__(
        self,
        models_dir: str = "",
        beam: int = 4,
        batch: int = 16,
        keep: int = 2,
        seconds: float | None = None,
        **options: object,
    ) -> None:
        super().__init__(models_dir=models_dir, beam=beam, batch=batch, keep=keep, seconds=seconds, **options)
        self._models_dir = models_dir
        self._beam, self._batch, self._keep = max(1, beam), max(1, batch), max(1, keep)
        self._seconds = self.limits.seconds
        self._models: OrderedDict[Folder, Model] = OrderedDict()  # the least recently used one first
        self._lock = threading.Lock()

    def problem(self) -> str:
        if not installed():
            return "install requirements-ctranslate2.txt"
        if not self._models_dir:
            return "set CTRANSLATE2_MODELS to a folder of converted models"
        return ""

    def serves(self, source: str, target: str) -> Service:
        found = self.problem() or find_model(source, target, self._models_dir)
        return Service(False, found) if isinstance(found, str) else Service(True)

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        if problem := self.problem():
            raise Refused(f"{self.label}: {problem}.")
        end = time.monotonic() + self._seconds
        folder = find_model(source, target, self._models_dir)
        if isinstance(folder, str):
            raise UnsupportedPair(f"{self.label}: {folder}.")
        model = self._model(folder)

        def go_on() -> None:
            if time.monotonic() > end:
                raise Refused(f"{self.label}: these texts take longer than {self._seconds:g} seconds; shorten them.")

        def ask(sentences: list[str]) -> list[str]:
            found, remarks = model.translate(sentences, source, target, go_on)
            rounds.remarks.update(remarks)
            return found

        rounds = Rounds(ask, model.known)
        return (call or Call()).reply(*translate_in_rounds(texts, source, target, rounds, end))

    def close(self) -> None:
        with self._lock:
            self._models.clear()

    def _model(self, folder: Folder) -> Model:
        with self._lock:
            if folder not in self._models:
                while len(self._models) >= self._keep:
                    self._models.popitem(last=False)
                self._models[folder] = Model(folder, self._beam, self._batch)
            self._models.move_to_end(folder)
            return self._models[folder]
