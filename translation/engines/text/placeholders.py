"""Placeholders for what a model must not touch: addresses, code, words it cannot spell. Pure.

A placeholder looks like a product name ("QX7"): such words come through in about 95 of 100 sentences at random places,
and their grammar is that of a name. What does not come through is put in at the same relative place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_PREFIXES = ("QX", "ZQ", "XQ", "QZ", "XJ")
_FIRST = 7


@dataclass
class Shielded:
    """A text with placeholders. `spans[n]` is the source range that the n-th placeholder (`number(n)`) stands for."""

    text: str
    prefix: str
    originals: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # where each placeholder begins in `text`

    def placeholder(self, index: int) -> str:
        return f"{self.prefix}{index + _FIRST}"

    def within(self, start: int, end: int) -> list[int]:
        """Return the indices of the placeholders in a range of `text`."""
        return [index for index, position in enumerate(self.starts) if start <= position < end]

    def source_position(self, position: int) -> int:
        """Return the place in the source of a place in `text` that is not inside a placeholder."""
        shift = 0
        for index, start in enumerate(self.starts):
            if start >= position:
                break
            shift += len(self.originals[index]) - len(self.placeholder(index))
        return position + shift


def shield(text: str, spans: Iterable[tuple[int, int]]) -> Shielded:
    """Return the text with placeholders for the spans; overlapping or touching ones become one.

    Digits after a span go with it: "QX7" before a "0" would read as another placeholder.
    """
    prefix = next((prefix for prefix in _PREFIXES if prefix.casefold() not in text.casefold()), "QXZ")
    result = Shielded("", prefix)
    end = 0
    parts: list[str] = []
    length = 0
    for start, stop in _merged((start, _past_digits(text, stop)) for start, stop in spans if start < stop):
        parts.append(text[end:start])
        length += start - end
        result.starts.append(length)
        result.originals.append(text[start:stop])
        result.spans.append((start, stop))
        parts.append(result.placeholder(len(result.spans) - 1))
        length += len(parts[-1])
        end = stop
    result.text = "".join([*parts, text[end:]])
    return result


def unshield(shielded: Shielded, source: tuple[int, int], target: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return the translated sentence with the originals in place, and where each of them lies in it.

    source: the range of `shielded.text` that `target` translates. Each of its placeholders comes back exactly once.
    """
    indices = shielded.within(*source)
    if not indices:
        return target, {}
    length = source[1] - source[0]
    for index in indices:
        if not _pattern(shielded, index).search(target):
            target = _inserted(target, shielded.placeholder(index), (shielded.starts[index] - source[0]) / length)
    return _replaced(shielded, indices, target)


def _replaced(shielded: Shielded, indices: list[int], target: str) -> tuple[str, dict[int, tuple[int, int]]]:
    ranges: dict[int, tuple[int, int]] = {}
    parts: list[str] = []
    length = end = 0
    for match in re.finditer(rf"{shielded.prefix}[ -]?(\d+)", target, re.I):
        parts.append(target[end : match.start()])
        length += match.start() - end
        end = match.end()
        index = int(match[1]) - _FIRST
        if index in indices and index not in ranges:  # a second copy, or one that stands for nothing, goes
            original = shielded.originals[index]
            ranges[index] = (length, length + len(original))
            parts.append(original)
            length += len(original)
    return "".join([*parts, target[end:]]), ranges


def _pattern(shielded: Shielded, index: int) -> re.Pattern[str]:
    return re.compile(rf"{shielded.prefix}[ -]?{index + _FIRST}(?!\d)", re.I)


def _inserted(target: str, placeholder: str, share: float) -> str:
    """Put a placeholder at the word border nearest to a share (0 to 1) of the text."""
    borders = [0, *(match.end() for match in re.finditer(r"\s+", target)), len(target)]
    place = min(borders, key=lambda border: abs(border - share * len(target)))
    before, after = target[:place], target[place:]
    return before + (" " if before and not before[-1].isspace() else "") + placeholder + (" " if after else "") + after


def _past_digits(text: str, place: int) -> int:
    while place < len(text) and text[place].isdigit():
        place += 1
    return place


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
