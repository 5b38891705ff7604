"""Numbers: every quantity of the source must be in the target, in the target language's notation, and no other."""

from __future__ import annotations

import re
from decimal import Decimal

from translation.checks import identifiers
from translation.checks.base import Finding, Pair, Severity
from translation.checks.numerals import COMMA, Number, numbers_in, spelled_in
from translation.checks.plain import Plain, plain

# Numbers up to here are often spelled out, in forms that no table lists ("elfjährig"): alone, their absence is no news.
_OFTEN_SPELLED = 12
# "Llama 3.1", "version 2.5": a point after a name may be no decimal mark.
_VERSION_BEFORE = re.compile(r"(?:\b[vV]|[vV]ersion\w*|[A-Z][\w-]*|[版型号버전])[\s\u00a0]?$")


def numbers(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find numbers that are missing, added, changed or written with the wrong decimal mark."""
    before, after = plain(source), plain(target)
    theirs, ours = numbers_in(before.text, pair.source), numbers_in(after.text, pair.target)
    if not theirs and not ours:
        return []
    missing = [number for number in _outside(theirs, before.text) if not _explained(number, ours)]
    added = [number for number in _outside(ours, after.text) if not _explained(number, theirs)]
    house = _house_style(ours, after) if pair.target == "es" else []
    if not missing and not added:
        return house
    spelled_after = spelled_in(after.text, pair.target) if missing else set()
    spelled_before = spelled_in(before.text, pair.source) if added else set()
    missing = [number for number in missing if not number.values & spelled_after]
    added = [number for number in added if not number.values & spelled_before and not _is_month(number, after.text)]
    return _report(missing, added, spelled_before, before, after, pair) + house


def _report(
    missing: list[Number], added: list[Number], spelled: set[Decimal], before: Plain, after: Plain, pair: Pair
) -> list[Finding]:
    findings = []
    for number in missing:
        marks = (before.span(number.start, number.end),)
        if wrong := next((other for other in added if number.values & other.loose), None):
            added.remove(wrong)
            if not _may_be_version(number, wrong, before.text):
                says = f"“{wrong.raw}” has the marks of another language: the source has “{number.raw}”."
                if not wrong.values:
                    says = f"“{wrong.raw}” needs a decimal {'comma' if pair.target in COMMA else 'point'} here."
                findings.append(Finding("numbers", "critical", says, marks, (after.span(wrong.start, wrong.end),)))
        elif scaled := next((other for other in added if _differ_by_scale(number, other)), None):
            added.remove(scaled)
            # A scale word that the tables do not know is likelier than a wrong one.
            severity: Severity = "critical" if scaled.power and number.power else "major"
            says = f"“{_shown(number, before)}” has become “{_shown(scaled, after)}”: another order of magnitude."
            findings.append(Finding("numbers", severity, says, marks, (after.span(scaled.start, scaled.end),)))
        elif added:
            other = min(added, key=lambda found: _distance(number, found))
            added.remove(other)
            says = f"“{_shown(number, before)}” has become “{_shown(other, after)}”."
            findings.append(Finding("numbers", "critical", says, marks, (after.span(other.start, other.end),)))
        elif not _may_be_spelled(number):
            findings.append(Finding("numbers", "critical", f"“{_shown(number, before)}” is missing.", marks))
    for number in added:
        marks = (after.span(number.start, number.end),)
        # Words such as "dozens" or "half" may stand behind a number; then it is for a person to say.
        severity = "minor" if _may_be_spelled(number) else "major" if spelled else "critical"
        says = f"“{_shown(number, after)}” is not in the source."
        findings.append(Finding("numbers", severity, says, target_spans=marks))
    return findings


def _house_style(found: tuple[Number, ...], text: Plain) -> list[Finding]:
    """Find decimal points in Spanish: the academy allows them, the edition's CLDR notation is the comma."""
    return [
        Finding("numbers", "minor", f"“{number.raw}” has a decimal point.", (), (text.span(number.start, number.end),))
        for number in _outside(found, text.text)
        if re.fullmatch(r"\d+\.(?:\d{1,2}|\d{4,})", number.raw)
    ]


def _outside(found: tuple[Number, ...], text: str) -> list[Number]:
    """Return the numbers that are no part of an identifier; those are the identifiers check's."""
    taken = identifiers.spans(text)
    return [number for number in found if not any(start <= number.start and number.end <= end for start, end in taken)]


def _explained(number: Number, others: tuple[Number, ...]) -> bool:
    if number.values == {Decimal(0)}:
        return True
    for other in others:
        if number.values & other.values or (number.raw == other.raw and not number.values and not other.values):
            return True
        # 11:29 is 11.29 in some languages: two numbers here, one there.
        if not other.values and number.values & frozenset(other.parts):
            return True
    whole = [value for other in others for value in _pieces(other)]
    pieces = list(number.parts)
    if len(pieces) == 3 and pieces[1] <= 12:
        del pieces[1]  # 24.9.1759: the month may be a word on the other side
    split = not number.values or number.raw.startswith("0")
    return split and all(piece in whole or not piece for piece in pieces)


def _pieces(number: Number) -> tuple[Decimal, ...]:
    return number.parts if not number.values else (*number.values, *(number.parts if number.raw[0] == "0" else ()))


def _may_be_version(number: Number, other: Number, text: str) -> bool:
    return (
        number.raw == other.raw and _VERSION_BEFORE.search(text[max(0, number.start - 30) : number.start]) is not None
    )


def _is_month(number: Number, text: str) -> bool:
    """Tell whether a number is a month's name (8月, 8월): other languages have words for it."""
    return _may_be_spelled(number) and text[number.end : number.end + 2].strip()[:1] in ("月", "월")


def _differ_by_scale(number: Number, other: Number) -> bool:
    return number.bare is not None and number.bare == other.bare and number.power != other.power


def _may_be_spelled(number: Number) -> bool:
    return bool(number.values) and all(value <= _OFTEN_SPELLED and value == int(value) for value in number.values)


def _distance(number: Number, other: Number) -> tuple[int, int]:
    common = sum(char in other.raw for char in number.raw)
    return (abs(len(number.raw) - len(other.raw)) - common, abs(number.start - other.start))


def _shown(number: Number, text: Plain) -> str:
    return text.text[number.start : number.end].strip(" -\u00a0")
