"""Footnote marks and other raised digits: 1973.², m², 10⁶, ¹⁴C. They are no numbers of the text (see plain)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from articles.body.plain import KEPT, RAISED, Plain
from newsroom.messages import N_, say
from translation.checks.base import Finding
from translation.checks.parse.sentences import CLOSING

MESSAGES = {
    "footnotes.changed": N_("The footnote mark “%(source)s” has become “%(target)s”."),
    "footnotes.missing": N_("The footnote mark “%(text)s” is missing."),
}

_RUN = re.compile(f"[{RAISED}]+")
_TO_DIGITS = str.maketrans(RAISED, "0123456789")
# What a note stands behind: a stop or a closing mark, or a word that is no unit (km², 平方米², mc²).
_STOPS = tuple(".,;:!?…。、，；：！？।॥)" + CLOSING)
_WORD = re.compile("[A-Za-zÀ-ɏͰ-ӿ\u0900-\u0963]{4,}$")
_DENSE = re.compile("[\u3041-\u309f\uac00-\ud7a3]$")
_LONGEST_WORD = 12


@lru_cache(maxsize=KEPT)
def raised_in(text: str) -> Counter[str]:
    """Return the raised numbers of a plain text, in ASCII digits, and how often each stands there."""
    return Counter(match[0].translate(_TO_DIGITS) for match in _RUN.finditer(text))


def exponent(raised: str) -> int:
    """Return the value of a raised number with its sign: ⁶, ⁻⁶."""
    sign = -1 if raised[0] == "⁻" else 1
    return sign * int(raised.lstrip("⁻").translate(_TO_DIGITS))


def notes(before: Plain, after: Plain) -> list[Finding]:
    """Find a footnote mark that has become another (critical), and one that is gone (major)."""
    theirs = list(_notes_in(before.text))
    if not theirs:
        return []
    wanted = Counter(mark for mark, _start, _end in theirs)
    known, there = raised_in(before.text), raised_in(after.text)
    lost = wanted - _split(there, known)
    for mark in [mark for mark in lost if _pieces(mark, there)]:
        del lost[mark]
    apart = _split(known, there).keys() | known.keys()
    strange = [note for note in _notes_in(after.text) if note[0] not in apart and not _pieces(note[0], known)]
    findings = []
    for mark, start, end in theirs:
        if not lost[mark]:
            continue
        lost[mark] -= 1
        spans = (before.span(start, end),)
        if strange:
            other, first, last = strange.pop(0)
            says = say("footnotes.changed", source=mark, target=other)
            findings.append(Finding("numbers", "critical", says, spans, (after.span(first, last),)))
        elif not re.search(rf"(?<!\d){mark}(?!\d)", after.text, re.A):
            findings.append(Finding("numbers", "major", say("footnotes.missing", text=mark), spans))
    return findings


def _split(raised: Counter[str], marks: Collection[str]) -> Counter[str]:
    """Return raised numbers, those that are two or three of the marks side by side (¹²) as the marks."""
    found: Counter[str] = Counter()
    for run, times in raised.items():
        for piece in (run,) if run in marks else _pieces(run, marks) or (run,):
            found[piece] += times
    return found


def _pieces(run: str, marks: Collection[str]) -> tuple[str, ...]:
    """Return the marks that a run of raised digits is made of; nothing if it is not."""
    for end in range(1, len(run)):
        if run[:end] in marks:
            rest = run[end:]
            more = (rest,) if rest in marks else _pieces(rest, marks)
            if more:
                return run[:end], *more
    return ()


def _notes_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (number, start, end) of the raised numbers that are footnote marks for certain."""
    for match in _RUN.finditer(text):
        before = text[max(0, match.start() - _LONGEST_WORD) : match.start()]
        if before[-1:] in _STOPS or _WORD.search(before) or _DENSE.search(before):
            yield match[0].translate(_TO_DIGITS), *match.span()
