"""How many tokens a request and its answer take at most, before anyone has counted. Pure.

A token stands for at least one byte of UTF-8. The tokenizers of today's models (byte-pair encoding over bytes, as since
GPT-2; SentencePiece with bytes to fall back on) begin with the bytes of a text and only ever merge them. So bytes are a
bound for every model and every script: a letter of Latin script is one byte or two, of Greek and Cyrillic two, of Han,
Kana, Hangul and Devanagari three. English takes a token for four bytes or so: what is counted afterwards is less.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from newsroom.languages import edition
from translation.engines.chat.prompt import SCHEMA
from translation.engines.reply import Usage

# Bytes that say what one byte of English says, by script: rounded from the sample newsroom's articles, which exist in
# fifteen languages (Arabic: estimated). What a translation takes is this ratio of its text, and half as much again.
_BYTES = {"Latn": 1.1, "Arab": 1.6, "Cyrl": 1.8, "Grek": 1.9, "Deva": 2.8, "Hans": 0.95, "Jpan": 1.25, "Kore": 1.25}
_LONGER = 1.5
_ROW = 64  # bytes around a text in the answer, and what a short text may be longer by
# Tokens that a chat template puts around messages: three for each and three before the answer at OpenAI
# (cookbook, "How to count tokens with tiktoken"); other models' templates take a few more.
_AROUND_MESSAGE = 8


def most(messages: Sequence[Mapping[str, str]], texts: Mapping[int, str], source: str, target: str) -> Usage:
    """Return what one request with these messages uses at most, and an answer that is a translation of the texts.

    source, target: language codes. What a model thinks before it answers, where that is charged, nobody knows before.
    """
    sent = sum(_bytes(message["content"]) + _AROUND_MESSAGE for message in messages) + _AROUND_MESSAGE
    ratio = _LONGER * _bytes_of(target) / _bytes_of(source)
    answer = _ROW + sum(_ROW + ratio * _bytes(text) for text in texts.values())
    return Usage(
        characters=sum(map(len, texts.values())),
        tokens_in=sent + _bytes(json.dumps(SCHEMA)),
        tokens_out=round(answer),
    )


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _bytes_of(language: str) -> float:
    """Return how many bytes of a language say what one byte of English says; the most of any for an unknown script."""
    return _BYTES.get(edition(language).script, max(_BYTES.values()))
