"""One loaded model of CTranslate2: sentences in, sentences out, nothing cut off in silence.

The two libraries are an optional extra: they are imported when a model is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from translation.engines.base import BadReply, UnsupportedPair
from translation.engines.ctranslate2.folders import Folder, vocabulary_of
from translation.engines.text.vocabulary import known_characters

LONGEST = 400  # tokens of a sentence; OPUS-MT has places for 512, of source and of target
_MOST_WRITTEN = 500
STOPPED = "The model stopped at its limit of length: the end of a sentence may be missing."
_END = "</s>"


def installed() -> bool:
    return all(find_spec(name) for name in ("ctranslate2", "sentencepiece"))


class Model:
    """A model in memory; it may be asked from several threads. Raises UnsupportedPair if its files are broken."""

    def __init__(self, folder: Folder, beam: int, batch: int) -> None:
        self._folder = folder
        self._beam, self._batch = beam, batch
        try:
            self._vocabulary = frozenset(vocabulary_of(folder.path))
            self._adds_end = bool(json.loads(_text(folder.path / "config.json")).get("add_source_eos"))
            self.known = known_characters(folder.source_pieces.read_bytes())
            pieces = import_module("sentencepiece").SentencePieceProcessor
            self._source, self._target = (
                pieces(model_file=str(path)) for path in (folder.source_pieces, folder.target_pieces)
            )
            self._translator: Any = import_module("ctranslate2").Translator(str(folder.path), device="auto")
        except (OSError, ValueError, RuntimeError, AttributeError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise UnsupportedPair(f"The CTranslate2 model {folder.path.name} is broken: {reason}") from error

    def translate(
        self, sentences: Sequence[str], source: str, target: str, go_on: Callable[[], None]
    ) -> tuple[list[str], dict[str, str]]:
        """Return the translations, and remarks by sentence. go_on: raises when there is no time for another batch.

        Raises UnsupportedPair, BadReply.
        """
        marks = self._folder.marks(source, target, self._vocabulary)
        if marks is None:
            raise UnsupportedPair(f"The CTranslate2 model {self._folder.path.name} lacks the mark of a language.")
        parts = [self._parts(sentence) for sentence in sentences]
        flat = [tokens for group in parts for tokens in group]
        done: list[tuple[str, bool]] = []
        for start in range(0, len(flat), self._batch):
            go_on()
            done += self._batched(flat[start : start + self._batch], *marks)
        found, remarks = [], {}
        rest = iter(done)
        for sentence, group in zip(sentences, parts, strict=True):
            written = [next(rest) for _ in group]
            found.append(" ".join(text for text, _ in written).strip())
            if not all(whole for _, whole in written):
                remarks[sentence] = STOPPED
        return found, remarks

    def _parts(self, sentence: str) -> list[list[str]]:
        """Return a sentence's tokens, in several parts where they are too many; parts begin at a word if they can."""
        tokens: list[str] = self._source.encode(sentence, out_type=str)
        if len(tokens) <= LONGEST:
            return [tokens]
        middle = len(tokens) // 2
        starts = [place for place in range(1, len(tokens)) if tokens[place].startswith("▁")] or [middle]
        cut = min(starts, key=lambda place: abs(place - middle))
        halves = (self._source.decode(tokens[:cut]), self._source.decode(tokens[cut:]))
        if max(len(half) for half in halves) >= len(sentence):  # it would go on for ever
            return [tokens[start : start + LONGEST] for start in range(0, len(tokens), LONGEST)]
        return [part for half in halves for part in self._parts(half)]

    def _batched(self, parts: list[list[str]], before: list[str], prefix: list[str]) -> list[tuple[str, bool]]:
        """Return the translation of each part, and whether the model came to an end of its own."""
        end = [] if self._adds_end else [_END]
        longest = max(len(tokens) for tokens in parts)
        try:
            results = self._translator.translate_batch(
                [[*before, *tokens, *end] for tokens in parts],
                target_prefix=[prefix] * len(parts) if prefix else None,
                beam_size=self._beam,
                max_batch_size=self._batch,
                max_input_length=0,  # 0: nothing of the source is cut off
                max_decoding_length=min(_MOST_WRITTEN, 3 * longest + 30),
                disable_unk=True,
                return_end_token=True,
            )
            hypotheses = [result.hypotheses[0] for result in results]
            ended = [tokens[-1:] == [_END] for tokens in hypotheses]
            bare = [[token for token in tokens if token not in {_END, *prefix}] for tokens in hypotheses]
            texts = [self._target.decode(tokens) for tokens in bare]
        except (RuntimeError, ValueError, IndexError) as error:
            raise BadReply(f"The CTranslate2 model {self._folder.path.name} failed: {error}") from error
        return list(zip(texts, ended, strict=True))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
