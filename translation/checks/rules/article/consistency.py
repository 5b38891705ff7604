"""One article, one story: equal sources are translated equally, and the headline's facts are those of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from articles.body.plain import plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Row, TermRule
from translation.checks.parse.numbers.numerals import Number, numbers_in
from translation.checks.parse.numbers.spelled import spelled_in
from translation.checks.rules.facts import identifiers

MESSAGES = {
    "same_source.other": N_("The same source is translated as “%(text)s” elsewhere in this article."),
    "headline_facts.missing": N_("“%(text)s” does not occur in the text below."),
}

_HEADS = frozenset({"kicker", "headline", "dek", "seo_description"})
# Small numbers are often words in one place and digits in the other.
_SMALL = 12


def same_source(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Find texts that say the same in the source and differ in the target. Minor, with the usual one as a fix."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.target.strip():
            groups.setdefault(_normal(row.source), []).append(row)
    found: dict[str, list[Finding]] = {}
    for group in groups.values():
        targets = Counter(row.target.strip() for row in group)
        if len(targets) < 2:
            continue
        usual = targets.most_common(1)[0][0]
        for row in group:
            if row.target.strip() != usual:
                says = say("same_source.other", text=_short(plain(usual).text))
                found[row.key] = [Finding("same_source", "minor", says, fix=usual)]
    return found


def headline_facts(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Find numbers and identifiers of headline and lead that the text below lacks; the source's has them. Critical."""
    heads = [row for row in rows if row.kind in _HEADS and row.target]
    body = [row for row in rows if row.kind not in _HEADS]
    if not heads or not all(row.target for row in body):
        return {}  # half a translation says nothing about the whole
    found: dict[str, list[Finding]] = {}
    bodies = (
        _Facts([plain(row.source).text for row in body], pair.source),
        _Facts([plain(row.target).text for row in body], pair.target),
    )
    for row in heads:
        before, after = plain(row.source), plain(row.target)
        # What the translated headline lacks nothing of needs no look at the source's.
        missing = bodies[1].lacking(after.text)
        if not missing or bodies[0].lacking(before.text):
            continue
        findings = [
            Finding(
                "headline_facts", "critical", say("headline_facts.missing", text=after.text[start:end].strip()),
                target_spans=(after.span(start, end),),
            )
            for start, end in missing
        ]  # fmt: skip
        if findings:
            found[row.key] = findings
    return found


class _Facts:
    """The numbers and identifiers of texts, read when a headline has any; most were read when they were checked."""

    def __init__(self, texts: Sequence[str], language: str) -> None:
        self._texts, self._language = texts, language

    @cached_property
    def _folded(self) -> str:
        return "\n".join(self._texts).casefold()

    @cached_property
    def _digits(self) -> tuple[set[Decimal], set[str]]:
        read = [number for text in self._texts for number in numbers_in(text, self._language)]
        return {value for number in read for value in (*number.values, *number.parts)}, {number.raw for number in read}

    @cached_property
    def _spelled(self) -> set[Decimal]:
        return set().union(*(spelled_in(text, self._language) for text in self._texts))

    def lacking(self, head: str) -> list[tuple[int, int]]:
        """Return where a headline names numbers or identifiers that the text lacks."""
        taken = identifiers.spans(head)
        missing = [(start, end) for start, end in taken if head[start:end].casefold() not in self._folded]
        numbers = [
            number for number in numbers_in(head, self._language)
            if not any(start <= number.start < end for start, end in taken) and not _small(number)
        ]  # fmt: skip
        if not numbers:
            return missing
        known, raw = self._digits
        numbers = [number for number in numbers if number.raw not in raw and not _known(number, known)]
        # Words are looked at only for what the digits do not have.
        return missing + [(number.start, number.end) for number in numbers if not _known(number, known | self._spelled)]


def _known(number: Number, values: set[Decimal]) -> bool:
    return bool(number.values & values) or set(number.parts) <= values | {Decimal(0)}


def _small(number: Number) -> bool:
    return bool(number.values) and all(value <= _SMALL for value in number.values)


def _normal(inline: str) -> str:
    return " ".join(inline.split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
