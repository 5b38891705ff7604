"""Firefox Translations: neural translation on this machine's processor, by models of 20 to 60 MB per pair."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from newsroom.languages import BY_CODE, CODES
from translation.engines.base import NO_BRIEF, Brief, Engine, Limits, Refused, Service
from translation.engines.firefox.catalogue import WITHOUT_MODELS
from translation.engines.firefox.model import ModelFiles, find_model
from translation.engines.firefox.process import ModelProcess
from translation.engines.reply import Call, Remark, Reply


class FirefoxEngine(Engine):
    """Options: models_dir (FIREFOX_MODELS_DIR), memory (FIREFOX_MEMORY_MB, what the models of a worker's process may
    take: the least recently used goes), seconds (deadline of a call)."""

    name = "firefox"
    label = "Firefox Translations"
    briefed = False
    limits = Limits(texts=32, characters=12_000, seconds=120)
    local = True
    languages = frozenset(CODES) - WITHOUT_MODELS

    def __init__(
        self, models_dir: str = "", memory: int = 600, seconds: float | None = None, **options: object
    ) -> None:
        super().__init__(models_dir=models_dir, memory=memory, seconds=seconds, **options)
        self._models_dir = models_dir
        self._memory = memory * 1_000_000
        self._seconds = self.limits.seconds
        self._process: ModelProcess | None = None
        self._lock = threading.Lock()

    def serves(self, source: str, target: str) -> Service:
        found = find_model(source, target, self._models_dir)
        if isinstance(found, ModelFiles):
            return Service(True)
        for code in (source, target):
            if code in WITHOUT_MODELS:
                return Service(False, f"Firefox Translations has no models for {BY_CODE[code].english_name}")
        return Service(False, found)

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        call = call or Call()
        found: list[str] = []
        remarks: list[Remark] = []
        with self._lock:
            end = time.monotonic() + self._seconds
            process = self._ready_process()
            try:
                for translated, doubts in process.ask(texts, source, target, end):
                    remarks += [Remark(len(found), doubt) for doubt in doubts]
                    call.ready(texts[len(found)], translated)
                    found.append(translated)
            except TimeoutError:
                raise Refused(
                    f"firefox: these texts take longer than {self._seconds:g} seconds; make them shorter."
                ) from None
            finally:
                if len(found) < len(texts):  # answers to this call must not be taken for those to the next
                    self._end_process()
        return call.reply(found, remarks)

    def close(self) -> None:
        with self._lock:
            self._end_process()

    def _ready_process(self) -> ModelProcess:
        if self._process and not self._process.alive:  # it was ended while nobody asked: by a lack of memory, say
            self._end_process()
        if not self._process:
            self._process = ModelProcess(self._models_dir, self._memory)
        return self._process

    def _end_process(self) -> None:
        if self._process:
            self._process.close()
            self._process = None
