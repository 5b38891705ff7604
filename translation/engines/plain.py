"""A paragraph of plain text through a model that knows single sentences, losing none. Pure; the model is passed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from newsroom.languages import BY_CODE
from translation.engines.sentences import sentences
from translation.engines.shields import Shielded, shield, unshield
from translation.engines.tokens import find_addresses, repaired
from translation.engines.typography import endless_words, folded, restored, unknown_runs

Range = tuple[int, int]


class SentenceModel(Protocol):
    """What translates one sentence. `known`: the characters it can spell, None for all."""

    known: frozenset[str] | None

    def sentence(self, text: str) -> str: ...

    def segment(self, text: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Aligned:
    """A translation and what came from where: pieces and kept are (source range, target range), in source order."""

    source: str
    target: str
    pieces: tuple[tuple[Range, Range], ...]
    kept: tuple[tuple[Range, Range], ...] = ()

    def breaks(self) -> list[tuple[int, int]]:
        """Return (place in source, place in target) of each line end that is not inside something kept."""
        places = [
            [at for at, character in enumerate(text) if character == "\n" and not _inside(at, ranges)]
            for text, ranges in (
                (self.source, [pair[0] for pair in self.kept]),
                (self.target, [pair[1] for pair in self.kept]),
            )
        ]
        return list(zip(*places, strict=True))


def translate_plain(text: str, source: str, target: str, model: SentenceModel, keep: Sequence[Range] = ()) -> Aligned:
    """Translate plain text sentence by sentence; white space and line ends between sentences stay.

    keep: ranges of the text to hand through byte for byte. Addresses and what the model cannot spell are kept too.
    """
    shielded = shield(text, [*keep, *find_addresses(text), *unknown_runs(text, model.known), *endless_words(text)])
    pieces: list[tuple[Range, Range]] = []
    kept: list[tuple[Range, Range]] = []
    parts: list[str] = []
    length = end = 0
    for start, stop in sentences(shielded.text, source, model.segment):
        gap = _gap(shielded.text[end:start], bool(pieces), source, target)
        done, ranges = _sentence(shielded, (start, stop), target, model)
        length += len(gap)
        pieces.append(((shielded.source_position(start), shielded.source_position(stop)), (length, length + len(done))))
        kept += [(shielded.spans[n], (length + a, length + b)) for n, (a, b) in sorted(ranges.items())]
        parts += [gap, done]
        length += len(done)
        end = stop
    parts.append(shielded.text[end:])
    return Aligned(text, "".join(parts), tuple(pieces), tuple(kept))


def _sentence(shielded: Shielded, span: Range, language: str, model: SentenceModel) -> tuple[str, dict[int, Range]]:
    sentence = shielded.text[span[0] : span[1]]
    bare = sentence
    for index in shielded.within(*span):
        bare = bare.replace(shielded.placeholder(index), "", 1)
    if not any(character.isalnum() for character in bare):
        return unshield(shielded, span, sentence)
    output = re.sub(r"\s*[\r\n]+\s*", " ", model.sentence(folded(sentence, model.known)).strip())
    if not output:  # rather an untranslated sentence, which a check can see, than a lost one
        output = sentence
    return unshield(shielded, span, repaired(sentence, restored(sentence, output, language, model.known)))


def _inside(place: int, ranges: Sequence[Range]) -> bool:
    return any(start <= place < end for start, end in ranges)


def _gap(gap: str, inside: bool, source: str, target: str) -> str:
    """Return the white space between two sentences as the target's script wants it."""
    if not inside or "\n" in gap:
        return gap
    if not BY_CODE[target].spaced:
        return "" if gap == " " else gap
    return gap or (" " if not BY_CODE[source].spaced else "")
