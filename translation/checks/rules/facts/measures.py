"""Measures: every unit of the source must be in the target, or the target must show the right conversion."""

from __future__ import annotations

import re

from articles.body.plain import Plain, plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse.numbers.matching import COMPARED, same_number
from translation.checks.parse.numbers.more_units import (
    Quantity,
    equal,
    quantities_in,
    same_unit,
)
from translation.checks.parse.numbers.numerals import numbers_in
from translation.checks.parse.numbers.units import bare_units

MESSAGES = {
    "measures.other_unit": N_("“%(target)s” has another unit than “%(source)s”."),
    "measures.converted": N_("“%(source)s” was converted to “%(target)s”; the original figure is missing."),
    "measures.not_equal": N_("“%(target)s” is not the same as “%(source)s”."),
    "measures.unit_missing": N_("The unit of “%(text)s” is missing."),
}

# Kinds that one word may stand for: 40マイル of wind is a speed, "50 m" of land an area.
_LIKE = ({"length", "speed"}, {"length", "area"}, {"length", "surface"})
# Short words for a thousand metres or a thousand grams.
_SHORT_FOR = ("キロ", "킬로", "kilo", "кило", "κιλ", "किलो")
# Short signs that are words too: "desde 1985 ha crecido", "5 in", "5 m" for millions.
_OTHER_WORDS = frozenset({"hectare", "m", "mile", "inch", "gram", "litre", "tonne"})
_CLAUSE_ENDS = re.compile(r"\s?(?:[.,;:!?)。，、；！？।](?!\d)|$)")


def measures(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find units that became others without a conversion, conversions that are wrong or stand without the source's."""
    before, after = plain(source), plain(target)
    theirs = quantities_in(before.text, pair.source)
    if not theirs:
        return []
    theirs, ours = theirs[:COMPARED], quantities_in(after.text, pair.target)[: 4 * COMPARED]
    findings = []
    free = [
        other for other in ours if not any(same_unit(one, other) and _same(one, other) for one in theirs)
    ]  # fmt: skip
    for one in theirs:
        if any(same_unit(one, other) and _same(one, other) for other in ours):
            continue
        if finding := _judged(one, theirs, ours, free, before, after, pair):
            findings.append(finding)
    return findings or _wrong_additions(theirs, ours, free, before, after)


def _judged(
    one: Quantity, theirs: tuple[Quantity, ...], ours: tuple[Quantity, ...], free: list[Quantity], before: Plain,
    after: Plain, pair: Pair,
) -> Finding | None:  # fmt: skip
    """Return what is wrong with a quantity that the target has not in its unit."""
    for other in free:
        if _same(one, other) and other.unit != one.unit:
            if one.kind == other.kind:
                return _finding("critical", "measures.other_unit", one, other, before, after)
            written = after.text[other.number.end : other.end].strip().lower()
            if not any({one.kind, other.kind} <= like for like in _LIKE) and not written.startswith(_SHORT_FOR):
                return _finding("major", "measures.other_unit", one, other, before, after)
            return None
    # "3,000 miles (4,800 km)" may lose one of the two, the other says the same.
    if any(equal(one, twin) and any(same_unit(twin, other) for other in ours) for twin in theirs):
        return None
    for other in ours:
        if equal(one, other) and one.kind == "points":
            return None  # 25 basis points are 0.25 percentage points in every language
        if equal(one, other):
            return _finding("minor", "measures.converted", one, other, before, after)
    alike = [other for other in free if other.kind == one.kind]
    if len(alike) == 1 and alike[0].unit not in {other.unit for other in theirs}:
        alone = sum(other.kind == one.kind for other in theirs) == 1
        severity: Severity = "critical" if alone else "major"
        return _finding(severity, "measures.not_equal", one, alike[0], before, after)
    return None if any(other.kind == one.kind for other in ours) else _lost(one, before, after, pair)


def _lost(one: Quantity, before: Plain, after: Plain, pair: Pair) -> Finding | None:
    """Find a number that ends its clause where the source has a unit: "5 km." as "5."."""
    if len(before.text[one.number.end : one.end].strip()) < 3 and one.unit in _OTHER_WORDS:
        return None
    found = [number for number in numbers_in(after.text, pair.target) if same_number(one.number, number)]
    if len(found) != 1 or not _CLAUSE_ENDS.match(after.text, found[0].end) or bare_units(after.text, pair.target):
        return None
    # 百分之5, 섭씨 5, 时速5: what stands in front may be the unit.
    if after.text[found[0].start - 1 : found[0].start] not in ("", " ", "\u00a0", "("):
        return None
    says = say("measures.unit_missing", text=before.text[one.start : one.end])
    return Finding(
        "measures", "major", says, (before.span(one.start, one.end),), (after.span(found[0].start, found[0].end),)
    )


def _wrong_additions(
    theirs: tuple[Quantity, ...], ours: tuple[Quantity, ...], free: list[Quantity], before: Plain, after: Plain
) -> list[Finding]:
    """Find a conversion in brackets that is wrong: 5 Meilen (3 km)."""
    units = {one.unit for one in theirs}
    findings = []
    for other in free:
        if other.unit in units or after.text[: other.start].rstrip(" ~≈")[-1:] not in tuple("(（"):
            continue
        of = [one for one in theirs if one.kind == other.kind]
        shown = [one for one in ours if one.kind == other.kind and one is not other and one.end < other.start]
        if of and shown and not any(equal(one, other) for one in (*of, *shown)):
            findings.append(_finding("major", "measures.not_equal", of[-1], other, before, after))
    return findings


def _same(one: Quantity, other: Quantity) -> bool:
    return same_number(one.number, other.number)


def _finding(
    severity: Severity, code: str, one: Quantity, other: Quantity, before: Plain, after: Plain
) -> Finding:  # fmt: skip
    says = say(code, source=before.text[one.start : one.end], target=after.text[other.start : other.end])
    spans = (before.span(one.start, one.end),), (after.span(other.start, other.end),)
    return Finding("measures", severity, says, *spans)
