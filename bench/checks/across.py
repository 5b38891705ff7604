"""Recall of the comparison across languages: one version of at least five is given a fault that the others lack."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Mapping

from bench.checks.data import REFERENCE, Corpus, Line, Split
from bench.checks.faults import identifiers, numbers, sense
from bench.checks.faults.base import Seeded, Segment, put
from bench.checks.recall import Score, serious
from bench.checks.seeds import ORIGINS, Origin, Sample
from translation.checks.registry import run_across

GROUP = "across languages"
# Findings about names are minor, so no bound on what is caught includes them.
GROUPS = {"across: name": ""}
KINDS = ("across: number", "across: identifier", "across: name")
_FEWEST = 5
_ROUNDS = 8
Versions = dict[str, str]
# Numbers with the marks between their digits.
_WHOLE = re.compile(r"\d+(?:[.,:]\d+)*", re.A)


def across_recall(
    corpora: Mapping[str, Corpus],
    languages: Collection[str],
    split: Split,
    wanted: int,
    kinds: Collection[str] = KINDS,
) -> list[Score]:
    """Return a score for each kind, language and origin; wanted: how many faults each."""
    return [
        _score(kind, corpora, language, origin, split, wanted)
        for kind in kinds
        for language in languages
        for origin in ORIGINS
    ]


def _score(kind: str, corpora: Mapping[str, Corpus], language: str, origin: Origin, split: Split, wanted: int) -> Score:
    score = Score(kind, GROUPS.get(kind, GROUP), language, origin)
    pick = random.Random(f"{kind}/{language}/{origin}")
    for number, source, versions in _lines(corpora, language, origin, split, pick):
        if score.made == wanted:
            break
        made = _outlier(kind, source, versions, language, pick)
        if made is None:
            continue
        source, versions, wrong = made
        if serious(run_across(source, versions, "en").get(language, ())):
            score.unfit += 1
            continue
        score.made += 1
        if found := serious(run_across(source, versions | {language: wrong}, "en").get(language, ())):
            score.caught += 1
            score.by.update({finding.check for finding in found})
        else:
            engine = f"{len(versions)} versions ({' '.join(sorted(versions))})"
            score.missed.append(Sample(number, engine, Seeded(source, versions[language], wrong)))
    return score


def _lines(
    corpora: Mapping[str, Corpus], language: str, origin: Origin, split: Split, pick: random.Random
) -> Iterator[tuple[int, str, Versions]]:
    """Yield a line's number, its source, and five or more of its versions, the language's among them."""
    rows: dict[int, dict[str, Line]] = {}
    for code, corpus in corpora.items():
        for line in corpus.part(split):
            rows.setdefault(line.number, {})[code] = line
    numbers_of_lines = sorted(rows)
    others = sorted(code for code in corpora if code != language)
    for _round in range(_ROUNDS):
        pick.shuffle(numbers_of_lines)
        for number in numbers_of_lines:
            count = pick.randint(_FEWEST - 1, len(others)) if len(others) >= _FEWEST - 1 else len(others)
            chosen = [language, *pick.sample(others, count)]
            texts = {code: _text(rows[number][code], origin, pick) for code in chosen}
            yield number, rows[number][language].source, {code: text for code, text in texts.items() if text}


def _text(line: Line, origin: Origin, pick: random.Random) -> str:
    return dict(line.texts())[REFERENCE] if origin == "references" else pick.choice(sorted(line.systems.values()))


def _outlier(
    kind: str, source: str, versions: Versions, language: str, pick: random.Random
) -> tuple[str, Versions, str] | None:
    """Return the source, the versions as they should be, and the faulty text of one language."""
    if len(versions) < _FEWEST:
        return None
    segment = Segment(source, versions[language], language)
    if kind == "across: identifier":
        token = identifiers.invented(pick)
        texts = {code: put(text, code, token, pick) for code, text in versions.items()}
        made = put(source, "en", token, pick)
        complete = {code: text for code, text in texts.items() if text}
        if made is None or len(complete) < _FEWEST or language not in complete:
            return None
        right = complete[language]
        return made, complete, right.replace(token, identifiers.changed(token, pick))
    seed = numbers.digit_changed if kind == "across: number" else sense.name_replaced
    seeded = seed(segment, pick)
    if seeded is None or seeded.after == seeded.before:
        return None
    # Without most others saying the same there is no outlier.
    agree = [code for code, text in versions.items() if code != language and _says(text, seeded.before, seeded.after)]
    return (source, versions, seeded.after) if 2 * len(agree) > len(versions) - 1 else None


def _says(text: str, before: str, after: str) -> bool:
    """Tell whether a text has the number or name of the one place where two others differ, as the first has it.

    The 2 of "2nd" is not said by "32 percent" or "2,243": there the translator wrote "second".
    """
    start = next(place for place, (one, two) in enumerate(zip(before, after, strict=False)) if one != two)
    for marks in ("", ".,:"):
        lost = _around(before, start, marks)
        if not lost[:1].isdigit():
            return re.search(rf"(?<![A-Za-zÀ-ž]){lost}(?![A-Za-zÀ-ž])", text) is not None
        digits = re.sub(r"\D", "", lost)
        if any(re.sub(r"\D", "", number) == digits for number in _WHOLE.findall(text)):
            return True
    return False


def _around(text: str, place: int, marks: str) -> str:
    """Return the digits, with marks between them, or the letters around a place."""
    digits = text[place].isdigit()
    start = end = place
    while start and _goes_on(text, start - 1, digits, marks):
        start -= 1
    while end < len(text) and _goes_on(text, end, digits, marks):
        end += 1
    return text[start:end].strip(marks)


def _goes_on(text: str, place: int, digits: bool, marks: str) -> bool:
    char = text[place]
    if digits:
        return char.isdigit() or char in marks
    # A name in Latin letters may stand between Kana or Hangul.
    return char.isalpha() and char <= "ž"
