"""The faults that the checks are measured on, and how many there are of each: seeded, so every run has the same.

Each kind is put into people's translations and into engines' output, as often as asked for each language; a segment
serves again with another place or another engine where there are too few. Segments in which the checks find something
serious without the fault are left to false_alarms and engines: nobody could tell what they caught.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bench.checks.data import REFERENCE, Corpus, Line, Split
from bench.checks.faults import identifiers, marks, markup, numbers, quantities, sense, wording
from bench.checks.faults.base import Seed, Seeded, Segment

Origin = Literal["references", "engines"]
ORIGINS: tuple[Origin, ...] = ("references", "engines")
# The same segment serves at most so often.
_ROUNDS = 16


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault. group: what a bound is set for ("" for the hard kinds, which have none)."""

    name: str
    group: str
    seed: Seed


KINDS: tuple[Kind, ...] = (
    Kind("digit changed", "numbers", numbers.digit_changed),
    Kind("digit dropped", "numbers", numbers.digit_dropped),
    Kind("number dropped", "numbers", numbers.number_dropped),
    Kind("wrong decimal mark", "numbers", numbers.decimal_mark),
    Kind("scale word changed", "numbers", numbers.scale_changed),
    Kind("identifier changed", "identifiers", identifiers.identifier_changed),
    Kind("identifier lost", "identifiers", identifiers.identifier_lost),
    Kind("tag lost", "markup", markup.tag_lost),
    Kind("tag moved", "markup", markup.tag_moved),
    Kind("tag broken", "markup", markup.tag_broken),
    Kind("truncated", "truncation", wording.truncated),
    Kind("wrong language", "wrong language", wording.wrong_language),
    Kind("untranslated", "untranslated", wording.untranslated),
    Kind("word doubled", "repetition", wording.word_doubled),
    Kind("clause doubled", "repetition", wording.clause_doubled),
    Kind("sentence doubled", "repetition", wording.sentence_doubled),
    Kind("loop", "repetition", wording.loop),
    Kind("quote mark lost", "quote marks", marks.quote_lost),
    Kind("cut, stop kept", "", wording.truncated_with_stop),
    Kind("name replaced", "", sense.name_replaced),
    Kind("negation dropped", "", sense.negation_dropped),
    Kind("clause untranslated", "", wording.clause_untranslated),
    Kind("currency swapped", "", quantities.currency_swapped),
    Kind("unit swapped", "", quantities.unit_swapped),
    Kind("links swapped", "", markup.links_swapped),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One seeded fault and where it was made."""

    line: int
    engine: str
    seeded: Seeded


def samples(kind: Kind, corpora: Mapping[str, Corpus], language: str, origin: Origin, split: Split) -> Iterator[Sample]:
    """Yield faults of a kind, in an order that the seed settles, each only once; take as many as needed."""
    pick = random.Random(f"{kind.name}/{language}/{origin}")
    lines = list(corpora[language].part(split))
    others = {
        code: {line.number: line for line in corpus.lines} for code, corpus in corpora.items() if code != language
    }
    seen: set[tuple[str, str]] = set()
    for _round in range(_ROUNDS):
        pick.shuffle(lines)
        for line in lines:
            engine, target = _target(line, origin, pick)
            if not target:
                continue
            versions = {code: _other(found[line.number], origin, pick) for code, found in others.items()}
            seeded = kind.seed(Segment(line.source, target, language, versions), pick)
            if seeded is None or seeded.after == seeded.before or (seeded.source, seeded.after) in seen:
                continue
            seen.add((seeded.source, seeded.after))
            yield Sample(line.number, engine, seeded)


def _target(line: Line, origin: Origin, pick: random.Random) -> tuple[str, str]:
    if origin == "references":
        return REFERENCE, line.reference
    return pick.choice(sorted(line.systems.items())) if line.systems else ("", "")


def _other(line: Line, origin: Origin, pick: random.Random) -> str:
    return _target(line, origin, pick)[1]
