"""Numbers: every quantity of the source must be in the target, in the target language's notation, and no other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal

from translation.checks import identifiers, notation, versions
from translation.checks.base import Finding, Pair, Severity
from translation.checks.calendarwords import has_half
from translation.checks.matching import Matched, match
from translation.checks.months import months
from translation.checks.numerals import Number, numbers_in
from translation.checks.plain import Plain, plain
from translation.checks.spelled import Spelled, exact_in, spelled_in
from translation.checks.units import bare_units, converted, measures_in

# Numbers up to here are often spelled out, in forms that no table lists ("elfjährig"): nobody can be sure of those.
_OFTEN_SPELLED = 12


def numbers(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find numbers that are missing, added, changed or written with the wrong decimal mark; months that are others."""
    before, after = plain(source), plain(target)
    theirs, ours = numbers_in(before.text, pair.source), numbers_in(after.text, pair.target)
    findings = months(before, after, pair)
    if not theirs and not ours:
        return findings
    left, right = _quantities(theirs, before.text), _quantities(ours, after.text)
    found, left, right = versions.changed(left, right, before, after, pair)
    found += _house_style(right, after, target) if pair.target == "es" else []
    result = match(left, right)
    if result.missing or result.dropped or result.added:
        _excuse(result, before.text, after.text, pair)
        found += _report(result, before, after, target, pair)
    return [*findings, *found]


def _quantities(found: Iterable[Number], text: str) -> list[Number]:
    """Return the numbers that are no months and no part of an identifier; those are judged elsewhere."""
    taken = identifiers.spans(text)
    return [
        number
        for number in found
        if not number.month and not any(start <= number.start and number.end <= end for start, end in taken)
    ]


def _excuse(result: Matched, before: str, after: str, pair: Pair) -> None:
    """Take out what words, identifiers or a conversion into other units explain."""
    theirs, ours = measures_in(before, pair.source), measures_in(after, pair.target)
    tokens = " ".join(before[start:end] for start, end in identifiers.spans(before))
    parts = {Decimal(digits) for digits in re.findall(r"\d+", tokens)}
    result.added = [number for number in result.added if not number.values & parts]
    # "about km (645 miles)": the unit is there, its number is not.
    replaced = {measure.unit for measure in ours if measure.number in result.added}
    replaced |= bare_units(after, pair.target) if result.missing else set()
    for number in list(result.missing):
        own = [measure for measure in theirs if measure.number == number and measure.unit not in replaced]
        if any(converted(measure, other) for measure in own for other in ours):
            result.missing.remove(number)
    for number in list(result.added):
        own = [measure for measure in ours if measure.number == number]
        if any(converted(measure, other) for measure in own for other in theirs):
            result.added.remove(number)
    if has_half(after, pair.target):
        _half_hours(result)
    if result.added:
        words = spelled_in(before, pair.source)
        result.added = [number for number in result.added if not _in_words(number, words)]
    if not result.missing and not result.dropped:
        # "a day" is 1日: articles and the like stand for one, if no number was lost.
        if not _lost_words(before, after, pair):
            result.added = [number for number in result.added if number.values != {Decimal(1)}]
        return
    words = spelled_in(after, pair.target)
    sure = {value for value, _start, _end in exact_in(after, pair.target)}
    strange = result.strange
    for group in (result.missing, result.dropped):
        for number in list(group):
            wrong = any(number.values & other.loose for other in strange)
            # With a strange number in its place, a word that may be an article is no excuse.
            doubtful = _is_small(number) and (strange or group is result.dropped)
            if not wrong and _in_words(number, sure if doubtful else words):
                group.remove(number)


def _half_hours(result: Matched) -> None:
    """Take out 1.5 where the target has "1" and a word for half (1時間半)."""
    for number in list(result.missing):
        for other in list(result.strange):
            if any(value - Decimal("0.5") in other.values for value in number.values):
                result.missing.remove(number)
                (result.added if other in result.added else result.surplus).remove(other)
                break


def _lost_words(before: str, after: str, pair: Pair) -> list[Spelled]:
    """Return the number words of the source that the target has neither in words nor in digits."""
    there = {value for number in numbers_in(after, pair.target) for value in number.values}
    there |= spelled_in(after, pair.target)
    return [word for word in exact_in(before, pair.source) if word[0] not in there]


def _in_words(number: Number, words: Collection[Decimal]) -> bool:
    if number.clock and not number.values:
        hours, minutes = number.clock
        return {Decimal(hours or 12), Decimal(minutes)} <= {*words, Decimal(0)}
    if number.decade and any(value % 100 in words for value in number.values):
        return True
    return any(value in number.values for value in words)


def _report(result: Matched, before: Plain, after: Plain, target: str, pair: Pair) -> list[Finding]:
    findings = []
    strange = result.strange
    for number in [*result.missing, *result.dropped]:
        lost = number in result.missing
        marks = (before.span(number.start, number.end),)
        shown = _shown(number, before)
        wrong = next((other for other in strange if number.values & other.loose), None)
        scaled = None if wrong else next((other for other in strange if _differ_by_scale(number, other)), None)
        other = wrong or scaled or (min(strange, key=lambda found: _distance(number, found)) if strange else None)
        if other is None:
            if severity := _missing_severity(number, lost):
                says = f"“{shown}” is missing." if lost else f"“{shown}” stands more often in the source."
                findings.append(Finding("numbers", severity, says, marks))
            continue
        strange.remove(other)
        invented = other in result.added
        if invented:
            result.added.remove(other)
        spot = after.span(other.start, other.end)
        if wrong:
            findings.append(_wrong_mark(number, other, marks, spot, target, pair))
        elif scaled:
            # A scale word that the tables do not know is likelier than a wrong one.
            severity = "critical" if scaled.power and number.power else "major"
            says = f"“{shown}” has become “{_shown(other, after)}”: another order of magnitude."
            findings.append(Finding("numbers", severity, says, marks, (spot,)))
        else:
            severity = "critical" if lost and invented else "major"
            findings.append(
                Finding("numbers", severity, f"“{shown}” has become “{_shown(other, after)}”.", marks, (spot,))
            )
    lost_words = _lost_words(before.text, after.text, pair) if result.added else []
    for number in result.added:
        spots = (after.span(number.start, number.end),)
        if lost_words:
            _value, start, end = lost_words.pop(0)
            says = f"“{before.text[start:end]}” has become “{_shown(number, after)}”."
            findings.append(Finding("numbers", "critical", says, (before.span(start, end),), spots))
            continue
        says = f"“{_shown(number, after)}” is not in the source."
        findings.append(Finding("numbers", "major" if _is_small(number) else "critical", says, (), spots))
    return findings


def _missing_severity(number: Number, lost: bool) -> Severity | None:
    if not lost:
        return "major"
    return "major" if _is_small(number) else "critical"


def _wrong_mark(
    number: Number, other: Number, marks: tuple[tuple[int, int], ...], spot: tuple[int, int], target: str, pair: Pair
) -> Finding:
    says = f"“{other.raw}” has the marks of another language: the source has “{number.raw}”."
    if not other.values:
        says = f"“{other.raw}” needs a decimal {'comma' if pair.target in notation.COMMA else 'point'} here."
    right = notation.swapped(other.raw)
    value = notation.parse(right, pair.target)
    start = spot[0]
    same = target.startswith(other.raw, start) and value is not None and value.scaleb(other.power) in number.values
    fix = target[:start] + right + target[start + len(other.raw) :] if same else None
    return Finding("numbers", "critical", says, marks, (spot,), fix)


def _house_style(found: Iterable[Number], text: Plain, target: str) -> list[Finding]:
    """Find decimal points in Spanish: the academy allows them, the edition's CLDR notation is the comma."""
    findings = []
    for number in found:
        whole, mark, rest = number.raw.partition(".")
        if mark and whole.isdecimal() and rest.isdecimal() and len(rest) != 3 and not number.clock:
            span = text.span(number.start, number.end)
            start = span[0]
            same = target.startswith(number.raw, start)
            fix = f"{target[:start]}{whole},{rest}{target[start + len(number.raw) :]}" if same else None
            findings.append(
                Finding("numbers", "major", f"“{number.raw}” needs a decimal comma here.", (), (span,), fix)
            )
    return findings


def _differ_by_scale(number: Number, other: Number) -> bool:
    return number.bare is not None and number.bare == other.bare and number.power != other.power


def _is_small(number: Number) -> bool:
    return bool(number.values) and all(value <= _OFTEN_SPELLED and value == int(value) for value in number.values)


def _distance(number: Number, other: Number) -> tuple[int, int]:
    common = sum(char in other.raw for char in number.raw)
    return (abs(len(number.raw) - len(other.raw)) - common, abs(number.start - other.start))


def _shown(number: Number, text: Plain) -> str:
    return text.text[number.start : number.end].strip(" -\u00a0")
