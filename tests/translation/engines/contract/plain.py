"""The suite's sentences as apertium-apy sees them: plain, and after them the words of each tag, asked for alone."""

from __future__ import annotations

import re
from typing import Any

from tests.servers import apertium
from tests.translation.engines.contract.samples import RIGHT, SOURCES

_TAG = re.compile(r"</?(?:a|strong)\b[^>]*>")
_SPAN = re.compile(r"<(a|strong)\b[^>]*>(.*?)</\1>")
_TEXTS = {_TAG.sub("", text): text for text in SOURCES}
_WORDS = {
    source[2]: target[2]
    for text, right in zip(SOURCES, RIGHT["es"], strict=True)
    for source, target in zip(_SPAN.finditer(text), _SPAN.finditer(right), strict=True)
}


def texts(form: Any) -> list[str]:
    """Return the texts that a request asks for, with their tags, which never reach the server."""
    return [_TEXTS.get(plain, plain) for plain in _asked(form) if plain not in _WORDS]


def wrap(form: Any, values: Any) -> object:
    """Return a right answer with the values in the places of the texts; one that is no text stands for the whole."""
    odd = [value for value in values if not isinstance(value, str)]
    if odd:
        return {"responseData": {"translatedText": odd[-1]}, "responseDetails": None, "responseStatus": 200}
    left = [_TAG.sub("", value) for value in values]
    said = [_WORDS[plain] if plain in _WORDS else left.pop(0) for plain in _asked(form) if plain in _WORDS or left]
    return apertium.answer(*said, *left)


def _asked(form: Any) -> list[str]:
    return form["q"].split("\n\n")
