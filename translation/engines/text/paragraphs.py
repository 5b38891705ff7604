"""A paragraph of plain text through a model that knows single sentences, losing none. Pure; the model is passed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from newsroom.languages import BY_CODE
from translation.engines.text.invariant_tokens import find_addresses, repaired
from translation.engines.text.money import localised, lost, spelt_out
from translation.engines.text.placeholders import Shielded, shield, unshield
from translation.engines.text.sentences import sentences
from translation.engines.text.typography import endless_words, folded, restored, unknown_runs

Range = tuple[int, int]
# A name or a number: what may not be a word of the target language by chance.
_NAME = re.compile(r"(?=[A-Z][^\W\d_]{2}|[^\s]*\d)[^\W_]+(?:[ .,:'’-][^\W_]+){0,5}")


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
        done, ranges = _sentence(shielded, (start, stop), source, target, model)
        length += len(gap)
        pieces.append(((shielded.source_position(start), shielded.source_position(stop)), (length, length + len(done))))
        kept += [(shielded.spans[n], (length + a, length + b)) for n, (a, b) in sorted(ranges.items())]
        parts += [gap, done]
        length += len(done)
        end = stop
    parts.append(shielded.text[end:])
    return Aligned(text, "".join(parts), tuple(pieces), tuple(kept))


def _sentence(
    shielded: Shielded, span: Range, source: str, target: str, model: SentenceModel
) -> tuple[str, dict[int, Range]]:
    sentence = shielded.text[span[0] : span[1]]
    bare = sentence
    for index in shielded.within(*span):
        bare = bare.replace(shielded.placeholder(index), "", 1)
    if not any(character.isalnum() for character in bare):
        return unshield(shielded, span, sentence)
    output = _with_names(shielded, span, source, target, model) or _said(sentence, source, model)
    if sums := lost(sentence, output):
        guarded = shield(sentence, sums)
        output, _ = unshield(guarded, (0, len(guarded.text)), _said(guarded.text, source, model))
    output = localised(sentence, output, source, target)
    return unshield(shielded, span, repaired(sentence, restored(sentence, output, target, model.known)))


def _with_names(shielded: Shielded, span: Range, source: str, target: str, model: SentenceModel) -> str:
    """Return a translation with placeholders that was made with the kept names themselves; "" if that does not work.

    A model mostly leaves a name as it is, and around it writes better prose than around a placeholder. Only for small
    models (`known`), where it was measured: for a service each try is one more request.
    """
    if model.known is None:
        return ""
    sentence = shielded.text[span[0] : span[1]]
    names = {
        shielded.placeholder(index): shielded.originals[index]
        for index in shielded.within(*span)
        if _NAME.fullmatch(shielded.originals[index]) and not unknown_runs(shielded.originals[index], model.known)
    }
    opened = sentence
    for placeholder, name in names.items():
        opened = opened.replace(placeholder, name, 1)
    if not names or any(opened.count(name) != 1 for name in names.values()):
        return ""
    output = restored(opened, _said(opened, source, model), target, model.known)
    for placeholder, name in names.items():
        if len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", output)) != 1:
            return ""
        output = output.replace(name, placeholder)
    return output


def _said(sentence: str, language: str, model: SentenceModel) -> str:
    output = model.sentence(folded(spelt_out(sentence, language, model.known), model.known))
    # Rather an untranslated sentence, which a check can see, than a lost one.
    return re.sub(r"(?<!\s)\s*[\r\n]+\s*", " ", output.strip()) or sentence


def _inside(place: int, ranges: Sequence[Range]) -> bool:
    return any(start <= place < end for start, end in ranges)


def _gap(gap: str, inside: bool, source: str, target: str) -> str:
    """Return the white space between two sentences as the target's script wants it."""
    if not inside or "\n" in gap:
        return gap
    if not BY_CODE[target].spaced:
        return "" if gap == " " else gap
    return gap or (" " if not BY_CODE[source].spaced else "")
