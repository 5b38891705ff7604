"""Numbers: every quantity of the source must be in the target, in the target language's notation, and no other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from articles.body.plain import Plain, Span, plain
from newsroom.languages.letters import has_letter
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse.footnotes import notes
from translation.checks.parse.numbers import notation
from translation.checks.parse.numbers.matching import Matched, match
from translation.checks.parse.numbers.numerals import Number, numbers_in
from translation.checks.parse.numbers.spelled import spelled_in
from translation.checks.parse.well_known_names import in_both
from translation.checks.rules.facts import identifiers, versions
from translation.checks.rules.facts.dayparts import dayparts
from translation.checks.rules.facts.excuses import excuse, is_small, lost_words
from translation.checks.rules.facts.facts_in_words import word_facts
from translation.checks.rules.facts.kept import without_kept
from translation.checks.rules.facts.months import all_months, months
from translation.checks.rules.facts.signs import scores, signs
from translation.checks.rules.facts.weekdays import weekdays

MESSAGES = {
    "numbers.twice": N_("“%(text)s” is repeated."),
    "numbers.missing": N_("“%(text)s” is missing."),
    "numbers.changed": N_("The source has “%(source)s”, the translation “%(target)s”."),
    "numbers.added": N_("“%(text)s” is not in the source."),
    "numbers.more_in_source": N_("“%(text)s” occurs more often in the source."),
    "numbers.scale": N_("“%(target)s” has another order of magnitude than “%(source)s”."),
    "numbers.wrong_mark": N_("“%(target)s” has the separators of another language; the source has “%(source)s”."),
    "numbers.separators": N_("“%(text)s” has the separators of another language; write “%(right)s”."),
    "numbers.needs_comma": N_("“%(text)s” needs a decimal comma."),
    "numbers.needs_point": N_("“%(text)s” needs a decimal point."),
}

# An English saying that others say in words.
_ALWAYS = re.compile(r"(?<![\d/])24/7(?![\d/])")
# Of each kind: a table of thousands in the wrong notation is one fault, and each is compared with all others.
REPORTED = 200
# Languages that count where others have an article: 1国, 1文字.
_COUNTING = frozenset({"ja", "ko", "zh-hans"})


def numbers(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find numbers that are missing, added, changed or written with the wrong decimal mark; months that are others."""
    before, after = plain(source), plain(target)
    theirs, ours = numbers_in(before.text, pair.source), numbers_in(after.text, pair.target)
    findings = notes(before, after) + months(before, after, pair) + weekdays(before, after, pair)
    findings += word_facts(before, after, pair)
    if not theirs and not ours:
        return findings
    left, right = _quantities(theirs, before.text), _quantities(ours, after.text)
    findings += dayparts(before, after, pair) + signs(before, after) + scores(before, after)
    found, left, right = versions.changed(left, right, before, after, pair)
    left, right = without_kept(left, right, before, after, pair)
    found += _house_style(right, after, target) if pair.target == "es" else []
    result = match(left, right, _months(before.text, pair.source), _months(after.text, pair.target))
    if result.missing or result.dropped or result.added:
        theirs_named, ours_named = in_both(before.text, after.text)
        if theirs_named:
            left, right = _outside(left, theirs_named), _outside(right, ours_named)
            result = match(left, right, _months(before.text, pair.source), _months(after.text, pair.target))
    if result.missing or result.dropped or result.added:
        result.shorten(REPORTED)
        excuse(result, before.text, after.text, pair)
        found += _report(result, before, after, target, pair)
    found += _twice(result.surplus[:REPORTED], right, after, has_letter(before.text) or has_letter(after.text))
    return [*findings, *found]


def _twice(surplus: Sequence[Number], ours: Sequence[Number], after: Plain, words: bool) -> list[Finding]:
    """Find a number that stands twice in a row, which the source has once: an engine's slip.

    In texts without words, once more anywhere: 5 % 5 %; no pronoun of the source can stand for it.
    """
    if not words:
        return [
            Finding("numbers", "major", say("numbers.twice", text=one.raw), (), (after.span(one.start, one.end),))
            for one in surplus
        ]
    return [
        Finding("numbers", "major", say("numbers.twice", text=one.raw), (), (after.span(one.start, other.end),))
        for one, other in pairwise(ours)
        if other in surplus and one.raw == other.raw and after.text[one.end : other.start].isspace()
    ]


def _months(text: str, language: str) -> list[int]:
    return [month for month, _start, _end in all_months(text, language)]


def _quantities(found: Sequence[Number], text: str) -> list[Number]:
    """Return the numbers that are no months and no part of an identifier; those are judged elsewhere."""
    if not found:
        return []
    taken = (*identifiers.spans(text), *(match.span() for match in _ALWAYS.finditer(text)))
    return _outside([number for number in found if not number.month], taken)


def _outside(found: Sequence[Number], taken: Sequence[Span]) -> list[Number]:
    """Return the numbers that lie within none of the spans. Sorted, so that many of both take no quadratic time."""
    ordered = sorted(taken)
    starts = [start for start, _end in ordered]
    furthest = [0, *accumulate((end for _start, end in ordered), max)]
    return [one for one in found if furthest[bisect_right(starts, one.start)] < one.end]


def _report(result: Matched, before: Plain, after: Plain, target: str, pair: Pair) -> list[Finding]:
    findings = []
    strange = result.strange
    for number in [*result.missing, *result.dropped]:
        lost = number in result.missing
        marks = (before.span(number.start, number.end),)
        shown = _shown(number, before)
        wrong = next((other for other in strange if number.values & other.loose and not other.raw.isdecimal()), None)
        scaled = None if wrong else next((other for other in strange if _differ_by_scale(number, other)), None)
        other = wrong or scaled or (min(strange, key=lambda found: _distance(number, found)) if strange else None)
        if other is None:
            says = say("numbers.missing" if lost else "numbers.more_in_source", text=shown)
            findings.append(Finding("numbers", _of_lost(number, lost, before.text, after.text, pair), says, marks))
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
            severity: Severity = "critical" if scaled.power and number.power else "major"
            says = say("numbers.scale", source=shown, target=_shown(other, after))
            findings.append(Finding("numbers", severity, says, marks, (spot,)))
        else:
            severity = "critical" if lost and invented else "major"
            says = say("numbers.changed", source=shown, target=_shown(other, after))
            findings.append(Finding("numbers", severity, says, marks, (spot,)))
    words = lost_words(before.text, after.text, pair) if result.added else []
    # Words such as "dozens" or "half" may stand behind a number; then it is for a person to say.
    may_be_words = bool(result.added) and bool(spelled_in(before.text, pair.source))
    for number in result.added:
        spots = (after.span(number.start, number.end),)
        if words:
            _value, start, end = words.pop(0)
            says = say("numbers.changed", source=before.text[start:end], target=_shown(number, after))
            findings.append(Finding("numbers", "critical", says, (before.span(start, end),), spots))
            continue
        says = say("numbers.added", text=_shown(number, after))
        severity = "major" if may_be_words or is_small(number) else "critical"
        findings.append(Finding("numbers", severity, says, (), spots))
    return findings


def _of_lost(number: Number, lost: bool, before: str, after: str, pair: Pair) -> Severity:
    """Return how bad it is that nothing stands in a number's place; a person may have said a small one in words."""
    if not lost:
        return "major"
    if pair.source in _COUNTING and number.values == {Decimal(1)}:
        return "minor"
    if not is_small(number):
        return "critical"
    # Articles are one; what the source says in words too says nothing of this number.
    words = spelled_in(after, pair.target) - spelled_in(before, pair.source)
    return "major" if any(value > 1 for value in words) else "critical"


def _wrong_mark(
    number: Number, other: Number, marks: tuple[tuple[int, int], ...], spot: tuple[int, int], target: str, pair: Pair
) -> Finding:
    says = say("numbers.wrong_mark", source=number.raw, target=other.raw)
    if not other.values:
        says = say("numbers.needs_comma" if pair.target in notation.COMMA else "numbers.needs_point", text=other.raw)
    right = notation.swapped(other.raw)
    value = notation.parse(right, pair.target)
    start = spot[0]
    same = target.startswith(other.raw, start) and value is not None and value.scaleb(other.power) in number.values
    if same and other.values:
        says = say("numbers.separators", text=other.raw, right=right)
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
            says = say("numbers.needs_comma", text=number.raw)
            findings.append(Finding("numbers", "major", says, (), (span,), fix))
    return findings


def _differ_by_scale(number: Number, other: Number) -> bool:
    return number.bare is not None and number.bare == other.bare and number.power != other.power


def _distance(number: Number, other: Number) -> tuple[int, int]:
    common = sum(char in other.raw for char in number.raw)
    return (abs(len(number.raw) - len(other.raw)) - common, abs(number.start - other.start))


def _shown(number: Number, text: Plain) -> str:
    return text.text[number.start : number.end].strip(" -\u00a0")
