"""Tiny CTranslate2 models with weights set by hand: they "translate" by writing each letter as its capital.

One layer, one head. A token is a one-hot vector beside the one-hot vector of its place; the decoder looks at the
source token in its own place, and the projection writes that token's capital. SentencePiece models are trained here.
"""

from __future__ import annotations

import atexit
import io
import shutil
import string
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.converters import Converter
from ctranslate2.specs import TransformerSpec

SENTENCES = [
    "The harbour of Marrowby is closed on Monday, the council said.",
    "New ferries cost 1250 euros; who pays? Nobody knows!",
    string.ascii_letters,
    f"{string.digits} .,;:!?'\"()%&-/+= {string.ascii_letters}",
]
PLACES = 512


def pieces() -> bytes:
    """Return a trained SentencePiece model whose pieces are single characters."""
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 4),
        model_writer=made,
        model_type="char",
        vocab_size=200,
        hard_vocab_limit=False,
        character_coverage=1.0,
        pad_id=-1,
        user_defined_symbols=[f"<extra{number}>" for number in range(20)],
        minloglevel=2,
    )
    return made.getvalue()


class Tiny(Converter):
    """Makes a model of `tokens`. skip: how many tokens before the sentence are not to be written."""

    def __init__(self, tokens: list[str], skip: int, ends: bool, own_end: bool) -> None:
        self._tokens, self._skip, self._ends, self._own_end = tokens, skip, ends, own_end

    def _load(self) -> TransformerSpec:
        size = len(self._tokens)
        width = size + PLACES
        spec = TransformerSpec.from_config((1, 1), num_heads=1, pre_norm=True, no_final_norm=True)
        words = np.zeros((size, width), np.float32)
        words[np.arange(size), np.arange(size)] = 1
        places = np.zeros((PLACES, width), np.float32)
        places[np.arange(PLACES), size + np.arange(PLACES)] = 1
        for side in (spec.encoder, spec.decoder):
            embeddings = side.embeddings if not isinstance(side.embeddings, list) else side.embeddings[0]
            embeddings.weight = words
            side.scale_embeddings = False
            side.position_encodings.encodings = places
        encoder, decoder = spec.encoder.layer[0], spec.decoder.layer[0]
        for attention in (encoder.self_attention, decoder.self_attention):
            _norm(attention.layer_norm, width)
            _linear(attention.linear[0], np.zeros((3 * width, width)))
            _linear(attention.linear[1], np.zeros((width, width)))
        for layer in (encoder, decoder):
            _norm(layer.ffn.layer_norm, width)
            _linear(layer.ffn.linear_0, np.zeros((4, width)))
            _linear(layer.ffn.linear_1, np.zeros((width, 4)))
        self._look(decoder.attention, size, width)
        write = np.zeros((size, width))
        for index, token in enumerate(self._tokens):
            written = token if len(token) > 1 else token.upper()
            write[self._tokens.index(written) if written in self._tokens else index, index] = 1
        if not self._ends:
            write[self._tokens.index("</s>")] = -1
        _linear(spec.decoder.projection, write)
        for register in (spec.register_source_vocabulary, spec.register_target_vocabulary):
            register(self._tokens)
        spec.config.add_source_eos = self._own_end
        spec.config.decoder_start_token = "</s>"
        return spec

    def _look(self, attention: Any, size: int, width: int) -> None:
        """Make the decoder look at the source token in its own place, moved by what is to be skipped."""
        _norm(attention.layer_norm, width)
        ask = np.zeros((width, width))
        for place in range(PLACES - self._skip):
            ask[size + place + self._skip, size + place] = 1
        keys = np.zeros((width, width))
        keys[size:, size:] = 1000 * np.eye(PLACES)
        values = np.zeros((width, width))
        values[:size, :size] = np.eye(size)
        _linear(attention.linear[0], ask)
        _linear(attention.linear[1], np.concatenate([keys, values]))
        _linear(attention.linear[2], 50 * np.eye(width))


def make(folder: Path, *, marks: tuple[str, ...] = (), skip: int = 0, ends: bool = True, own_end: bool = False) -> Path:
    """Convert a model into a folder, with the files of its family by the folder's name."""
    model = pieces()
    reader = sentencepiece.SentencePieceProcessor(model_proto=model)
    tokens = [reader.id_to_piece(number) for number in range(reader.get_piece_size())]
    Tiny([*tokens, *marks], skip, ends, own_end).convert(str(folder))
    names = ["source.spm", "target.spm"] if "opus" in folder.name else ["sentencepiece.bpe.model"]
    for name in names:
        (folder / name).write_bytes(model)
    return folder


@cache
def made_once() -> str:
    """Return a folder with a model from English into French, made when it is first wanted and removed at the end."""
    base = tempfile.mkdtemp(prefix="tiny-models-")
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    make(Path(base) / "opus-mt-en-fr")
    return base


def _linear(spec: Any, weight: np.ndarray) -> None:
    spec.weight = weight.astype(np.float32)
    spec.bias = np.zeros(len(weight), np.float32)


def _norm(spec: Any, width: int) -> None:
    spec.gamma, spec.beta = np.ones(width, np.float32), np.zeros(width, np.float32)
