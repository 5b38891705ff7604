"""The characters that a SentencePiece vocabulary can spell. A model drops or garbles every other one. Pure.

A .spm file is a protocol buffer (sentencepiece_model.proto): field 1, repeated, is a piece, whose field 1 is its text.
"""

from __future__ import annotations

_FEWEST_PIECES = 100  # the smallest vocabularies of real models have thousands


def known_characters(vocabulary: bytes) -> frozenset[str] | None:
    """Return the characters of all pieces, or None if the vocabulary falls back to bytes and so spells everything.

    Raises ValueError if the bytes are no whole vocabulary.
    """
    pieces = _pieces(vocabulary)
    if len(pieces) < _FEWEST_PIECES:
        raise ValueError("it holds hardly any pieces")
    if "<0x41>" in pieces:
        return None
    return frozenset("".join(pieces)) | {" "}


def _pieces(data: bytes) -> list[str]:
    found: list[str] = []
    for field, value in _fields(data):
        if field == 1 and isinstance(value, bytes):
            found += [text.decode() for number, text in _fields(value) if number == 1 and isinstance(text, bytes)][:1]
    return found


def _fields(data: bytes) -> list[tuple[int, bytes | int]]:
    """Return (field number, value) pairs: bytes for strings and messages, a placeholder 0 for fixed-size numbers."""
    fields: list[tuple[int, bytes | int]] = []
    position = 0
    while position < len(data):
        key, position = _varint(data, position)
        kind = key & 7
        value: bytes | int = 0
        if kind == 0:
            value, position = _varint(data, position)
        elif kind == 2:
            size, position = _varint(data, position)
            value, position = data[position : position + size], position + size
        elif kind in (1, 5):
            position += 8 if kind == 1 else 4
        else:
            raise ValueError("it is no vocabulary")
        if position > len(data):
            raise ValueError("it ends too early")
        fields.append((key >> 3, value))
    return fields


def _varint(data: bytes, position: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        if position >= len(data) or shift > 63:
            raise ValueError("it ends too early")
        byte = data[position]
        position += 1
        result |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return result, position
