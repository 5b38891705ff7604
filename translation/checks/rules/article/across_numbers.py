"""Numbers across languages: the version that has another value than most of the others.

Values are compared, not digits: 1,5 in German is 1.5 in English, 12亿 is 1.2 billion, 21.30 is 9:30 pm.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from articles.body.plain import plain
from translation.checks.base import Finding, Severity
from translation.checks.parse.numbers.matching import same_number
from translation.checks.parse.numbers.numerals import Number, numbers_in
from translation.checks.parse.numbers.spelled import exact_in, spelled_in
from translation.checks.parse.numbers.units import converted, measures_in
from translation.checks.parse.well_known_names import forms_in
from translation.checks.rules.article.across import (
    MOST,
    NEARLY_ALL,
    Version,
    disagrees,
    versions_of,
)
from translation.checks.rules.facts import identifiers

# Numbers up to here are often spelled out, in forms that no table lists.
_OFTEN_SPELLED = 12
_HUNDRED = Decimal(100)
# Units whose names begin as "thousand" does: kilometres in Greek, miles in Portuguese, Spanish, Italian.
_LIKE_THOUSAND = re.compile(r"\b(?:χιλι[οό](?:μ|γ)|mil(?:has?|las?|itar|eni)|miglia)\w*", re.I)
# From this share of digits on, those who write the number in words count too.
_SOME = 0.3


@dataclass(slots=True)
class _Group:
    """Numbers of all texts that mean the same, by language; source: those of the source."""

    members: dict[str, list[Number]] = field(default_factory=dict)
    source: list[Number] = field(default_factory=list)

    @property
    def first(self) -> Number:
        """Return one of the numbers, the source's if it has one."""
        return self.source[0] if self.source else next(iter(self.members.values()))[0]

    def holds(self, number: Number) -> bool:
        """Tell whether a number means the same as one of the group, and could not mean something else."""
        return same_number(self.first, number)

    def count(self, language: str) -> int:
        """Return how often a version has it."""
        return len(self.members.get(language, ()))

    def values(self) -> set[Decimal]:
        """Return all that its numbers may mean."""
        return self.without("")

    def without(self, language: str) -> set[Decimal]:
        """Return what its numbers mean in the source and in the other languages."""
        there = [self.source, *(numbers for code, numbers in self.members.items() if code != language)]
        return {value for numbers in there for one in numbers for value in one.values}


def across_numbers(source: str, versions: Mapping[str, str], source_language: str) -> dict[str, list[Finding]]:
    """Find a number that most of the versions have and one has not, or has another one in its place."""
    texts = versions_of(versions)
    if not texts:
        return {}
    own = plain(source).text
    found = _compared(own, texts, source_language, named=True)
    # Names such as 9/11 and G7 are looked for only where somebody disagrees: most texts have none.
    return _compared(own, texts, source_language, named=False) if found else found


def _compared(own: str, texts: Sequence[Version], source_language: str, named: bool) -> dict[str, list[Finding]]:
    """Return the findings by language; named: whether the numbers of well-known names are compared too."""
    quantities = {one.language: _quantities(one.text, one.language, named) for one in texts}
    groups = _groups(_quantities(own, source_language, named), quantities)
    found = {}
    for version in texts if groups else ():
        if findings := _findings(version, texts, groups, own, source_language):
            found[version.language] = findings
    return found


def _quantities(text: str, language: str, named: bool) -> list[Number]:
    """Return the numbers that are no part of an identifier; those are compared as such."""
    numbers = numbers_in(text, language)
    taken = list(identifiers.spans(text)) if numbers else []
    if numbers and not named:
        taken += [span for spans in forms_in(text).values() for span in spans]
    return [
        one
        for one in numbers
        if not one.month and not any(start <= one.start and one.end <= end for start, end in taken)
    ]


def _groups(source: Sequence[Number], by_language: Mapping[str, Sequence[Number]]) -> list[_Group]:
    groups: list[_Group] = []
    for number in source:
        _group_of(groups, number).source.append(number)
    for language, numbers in by_language.items():
        for number in numbers:
            _group_of(groups, number).members.setdefault(language, []).append(number)
    return groups


def _group_of(groups: list[_Group], number: Number) -> _Group:
    same = next((group for group in groups if group.holds(number)), None)
    if same is None:
        same = _Group()
        groups.append(same)
    return same


def _findings(
    version: Version, texts: Sequence[Version], groups: Sequence[_Group], source: str, source_language: str
) -> list[Finding]:
    language = version.language
    others = [one for one in texts if one.language != language]
    strange = _strange(groups, language, others)
    missing = _missing(groups, version, others, bool(strange))
    findings = []
    for group, agree in missing:
        same = _converted(group, version, source, source_language)
        if any(number in strange for number in same):
            strange = [_namesake(number, same, groups, language) or number for number in strange]
        # "645 miles (1040 km)" is no excuse for another number of miles; 1040 km alone, where the source has no km, is.
        instead_of = any(number in strange or not _known(number, groups) for number in same)
        if (instead_of and not _in_its_unit(group, strange, same, version, source_language, source)) or (
            same and not strange
        ):
            strange = [number for number in strange if number not in same]
            continue
        instead = min(strange, key=lambda number: _distance(group.first, number), default=None)
        usual = _shown(group.source[0], source) if group.source else _usual(group, others)
        if instead is None:
            alone = group.count(language) == 0 and agree >= NEARLY_ALL * len(others)
            if alone and group.source and not _is_small(group.first):
                says = disagrees(agree, language, len(texts), usual)
                findings.append(Finding("across_numbers", "major", says))
            continue
        strange.remove(instead)
        severity: Severity = "critical" if _sure(group, instead, agree, others) else "major"
        says = disagrees(agree, language, len(texts), usual, _shown(instead, version.text))
        spans = (version.plain.span(instead.start, instead.end),)
        findings.append(Finding("across_numbers", severity, says, target_spans=spans))
    return findings


def _strange(groups: Sequence[_Group], language: str, others: Sequence[Version]) -> list[Number]:
    """Return a version's numbers that no other text has, or none so often."""
    found = []
    for group in groups:
        if mine := group.members.get(language):
            most = max(len(group.source), *(group.count(other.language) for other in others))
            found += mine[most:]
    if any(len(number.parts) > 1 for number in found):
        known = {value for group in groups for value in group.without(language)}
        found = [number for number in found if not _composed(number, known)]
    return found


def _composed(number: Number, known: Collection[Decimal]) -> bool:
    """Tell whether a number puts together what the other texts write apart: 5:3, 24.9."""
    return len(number.parts) > 1 and all(not part or part in known for part in number.parts)


def _missing(
    groups: Sequence[_Group], version: Version, others: Sequence[Version], replaced: bool
) -> list[tuple[_Group, int]]:
    """Return the groups that more of the others have, or have more often, than this version; and how many have them.

    replaced: whether the version has numbers of its own, that may stand for them.
    """
    found = []
    for group in groups:
        if group.first.values == {Decimal(0)}:
            continue
        here = group.count(version.language)
        agree = sum(group.count(other.language) > here for other in others)
        if replaced and not here and _SOME * len(others) < agree:
            values = group.values()
            agree += sum(
                not group.count(other.language) and bool(values & spelled_in(other.text, other.language))
                for other in others
            )
        if agree > MOST * len(others) and not _explained(group, groups, version, replaced):
            found.append((group, agree))
    return found


def _explained(group: _Group, groups: Sequence[_Group], version: Version, replaced: bool) -> bool:
    """Tell whether the version says the number in words, or as a part of another (5:3, 24.9)."""
    values = group.values()
    mine = [number for other in groups for number in other.members.get(version.language, ())]
    if any(len(number.parts) > 1 and values & set(number.parts) for number in mine):
        known = {value for other in groups for value in other.without(version.language)}
        if any(_composed(number, known) and values & set(number.parts) for number in mine):
            return True
    if replaced and _is_small(group.first):
        return any(value in values for value, _start, _end in exact_in(version.text, version.language))
    if replaced and min(group.first.values, default=Decimal(0)) > _HUNDRED:
        # With another number in its place, "half" is no 1930s, and "χιλιόμετρα" no thousand.
        values = {value for value in values if value >= _HUNDRED}
        return bool(values & spelled_in(_LIKE_THOUSAND.sub(" ", version.text), version.language))
    return bool(values & spelled_in(version.text, version.language))


def _known(number: Number, groups: Sequence[_Group]) -> bool:
    """Tell whether the source has a number."""
    return any(group.source and group.holds(number) for group in groups)


def _converted(group: _Group, version: Version, source: str, source_language: str) -> list[Number]:
    """Return the numbers with which the version gives the same in another unit, an hour and a half as 1:30 too."""
    values = group.values()
    hours = [
        number
        for number in numbers_in(version.text, version.language)
        if number.clock and not number.values and number.clock[0] + Decimal(number.clock[1]) / 60 in values
    ]
    theirs = [one for one in measures_in(source, source_language) if one.number in group.source]
    if not theirs:
        return hours
    ours = measures_in(version.text, version.language)
    return hours + [other.number for other in ours if any(converted(one, other) for one in theirs)]


def _namesake(number: Number, same: Sequence[Number], groups: Sequence[_Group], language: str) -> Number | None:
    """Return another number of the version, of the same value, that is no conversion: "16 pounds (16 kg)"."""
    if number not in same:
        return None
    mine = next(group.members[language] for group in groups if number in group.members.get(language, ()))
    return next((other for other in mine if other not in same), None)


def _in_its_unit(
    group: _Group,
    strange: Sequence[Number],
    same: Sequence[Number],
    version: Version,
    source_language: str,
    source: str,
) -> bool:
    """Tell whether a strange number has the unit that the source's has: "20 °F (32 °C)" for 90 °F."""
    units = {one.unit for one in measures_in(source, source_language) if one.number in group.source}
    return any(
        one.unit in units and one.number in strange and one.number not in same
        for one in measures_in(version.text, version.language)
    )


def _usual(group: _Group, others: Sequence[Version]) -> str:
    """Return how most of the others write a number that the source has not."""
    shown = [_shown(number, other.text) for other in others for number in group.members.get(other.language, ())[:1]]
    return max(shown, key=shown.count)


def _shown(number: Number, text: str) -> str:
    return text[number.start : number.end].strip(" -\u00a0")


def _sure(group: _Group, instead: Number, agree: int, others: Sequence[Version]) -> bool:
    """Tell whether nearly all others and the source say the same, and words can hide neither number nor its scale."""
    agreed = bool(group.source) and agree >= NEARLY_ALL * len(others)
    same_digits = instead.bare is not None and instead.bare == group.first.bare and not instead.power
    return agreed and not same_digits and not _is_small(group.first) and not _is_small(instead)


def _is_small(number: Number) -> bool:
    return bool(number.values) and all(value <= _OFTEN_SPELLED and value == int(value) for value in number.values)


def _distance(number: Number, other: Number) -> tuple[int, int]:
    common = sum(char in other.raw for char in number.raw)
    return abs(len(number.raw) - len(other.raw)) - common, abs(number.start - other.start)
