"""The characters that a SentencePiece vocabulary can spell. A model drops or garbles every other one. Pure.

A .spm file is a protocol buffer (sentencepiece_model.proto): field 1, repeated, is a piece, whose field 1 is its text
and field 3 its type.
"""

from __future__ import annotations

_FEWEST_PIECES = 100  # the smallest vocabularies of real models have thousands
_NORMAL, _USER_DEFINED, _BYTE = 1, 4, 6  # the others, "<unk>" and "</s>", spell nothing


def known_characters(vocabulary: bytes) -> frozenset[str] | None:
    """Return the characters of the pieces that spell, or None if the vocabulary falls back to bytes: it spells all.

    Raises ValueError if the bytes are no whole vocabulary.
    """
    pieces = _pieces(vocabulary)
    if len(pieces) < _FEWEST_PIECES:
        raise ValueError("it holds hardly any pieces")
    if any(kind == _BYTE for _, kind in pieces):
        return None
    return frozenset("".join(text for text, kind in pieces if _spells(text, kind))) | {" "}


def _spells(text: str, kind: int) -> bool:
    # A user's own piece such as "<extra1>" is taken whole or not at all: it does not make "<" known.
    return kind == _NORMAL or (kind == _USER_DEFINED and len(text) == 1)


def _pieces(data: bytes) -> list[tuple[str, int]]:
    """Return the (text, type) of each piece."""
    found: list[tuple[str, int]] = []
    for field, value in _fields(data):
        if field == 1 and isinstance(value, bytes):
            parts = dict(_fields(value))
            text, kind = parts.get(1), parts.get(3, _NORMAL)
            if isinstance(text, bytes) and isinstance(kind, int):
                found.append((text.decode(), kind))
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
