"""Money: every amount of the source must have its currency in the target, in any form that the target language has."""

from __future__ import annotations

from articles.body.plain import Plain, plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse.numbers.currencies import (
    Amount,
    amounts_in,
    compatible,
    currencies_in,
    doubtful,
)
from translation.checks.parse.numbers.matching import COMPARED, same_number
from translation.checks.parse.numbers.numerals import numbers_in
from translation.checks.parse.word_forms import Mark

MESSAGES = {
    "money.missing": N_("The currency of “%(text)s” is missing."),
    "money.added": N_("The source names no currency; the translation has “%(text)s”."),
    "money.changed": N_("“%(target)s” has another currency than “%(source)s”."),
}


def money(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find currencies that are others, missing or added; a conversion beside the source's amount is fine."""
    before, after = plain(source), plain(target)
    named, ours = currencies_in(before.text), currencies_in(after.text)
    if not named and not ours:
        return []
    amounts, written = amounts_in(before.text, pair.source), amounts_in(after.text, pair.target)
    found: list[Finding] = []
    said: set[str] = set()
    for amount in amounts[:COMPARED]:
        finding = _amount(amount, before, after, pair)
        if finding and amount.currency not in said:
            said.add(amount.currency)
            found.append(finding)
    if not amounts:
        found += _words(before, after)
    return found or _added(written, before, after, pair)


def _amount(amount: Amount, before: Plain, after: Plain, pair: Pair) -> Finding | None:
    theirs, ours = amounts_in(before.text, pair.source), amounts_in(after.text, pair.target)
    same = [other for other in ours if same_number(amount.number, other.number)]
    if any(compatible(amount.currency, other.currency) for other in same):
        return None
    for other in same:
        # The source itself may have the same number in both currencies.
        if not any(
            compatible(one.currency, other.currency) and same_number(one.number, other.number) for one in theirs
        ) and not (doubtful(other.currency) and doubtful(amount.currency)):
            return _changed("critical", amount, other, before, after)
    named = currencies_in(after.text)
    if same or doubtful(amount.currency) or any(compatible(amount.currency, mark.name) for mark in named):
        return None
    if strange := _strange(before, after):
        return _changed("critical", amount, strange[0], before, after)
    if named or not any(same_number(amount.number, number) for number in numbers_in(after.text, pair.target)):
        return None
    says = say("money.missing", text=before.text[amount.start : amount.end])
    return Finding("money", "major", says, (before.span(amount.start, amount.end),))


def _words(before: Plain, after: Plain) -> list[Finding]:
    """Find currencies without figures that became others: billions of dollars, Milliarden Euro."""
    named = [mark for mark in currencies_in(before.text) if not doubtful(mark.name)]
    there = currencies_in(after.text)
    lost = [mark for mark in named if not any(compatible(mark.name, other.name) for other in there)]
    strange = _strange(before, after)
    return [_changed("major", lost[0], strange[0], before, after)] if lost and strange else []


def _strange(before: Plain, after: Plain) -> list[Mark]:
    """Return the currencies of the target that are none of the source's."""
    named = currencies_in(before.text)
    return [
        mark
        for mark in currencies_in(after.text)
        if not doubtful(mark.name) and not any(compatible(mark.name, other.name) for other in named)
    ]


def _added(written: tuple[Amount, ...], before: Plain, after: Plain, pair: Pair) -> list[Finding]:
    """Find a currency at a number that has none in the source, which names no such currency anywhere."""
    named = currencies_in(before.text)
    numbers = numbers_in(before.text, pair.source) if written else ()
    for amount in written:
        known = doubtful(amount.currency) or any(compatible(amount.currency, mark.name) for mark in named)
        if not known and not named and any(same_number(number, amount.number) for number in numbers):
            says = say("money.added", text=after.text[amount.start : amount.end])
            return [Finding("money", "major", says, (), (after.span(amount.start, amount.end),))]
    return []


def _changed(severity: Severity, one: Amount | Mark, other: Amount | Mark, before: Plain, after: Plain) -> Finding:
    here, there = before.text[one.start : one.end], after.text[other.start : other.end]
    spans = (before.span(one.start, one.end),), (after.span(other.start, other.end),)
    return Finding("money", severity, say("money.changed", source=here, target=there), *spans)
