"""What explains that a number stands in one text alone: words, identifiers, another unit."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from translation.checks.base import Pair
from translation.checks.parse.footnotes import raised_in
from translation.checks.parse.numbers.matching import Matched
from translation.checks.parse.numbers.numerals import Number, numbers_in
from translation.checks.parse.numbers.spelled import Spelled, exact_in, spelled_in
from translation.checks.parse.numbers.units import (
    Measure,
    bare_units,
    converted,
    measures_in,
)
from translation.checks.parse.time.spoken_times import says_time
from translation.checks.rules.facts import identifiers
from translation.checks.words.calendar import has_half, multiples

# Numbers up to here are often spelled out, in forms that no table lists ("elfjährig"): nobody can be sure of those.
_OFTEN_SPELLED = 12
_MONTHS = re.compile(
    r"[\s-]?(?:months?\b|Monat|mois\b|meses|mesi\b|месяц|μήν|bulan\b|kuukau|mensi|मास|个月|個月|[かカヶケ]月|개월)",
    re.I,
)
# A slash before a number with nothing in front of it.
_BROKEN = re.compile(r"(?<![\w/])\s?/\s?\d")


def excuse(result: Matched, before: str, after: str, pair: Pair) -> None:
    """Take out what words, identifiers or a conversion into other units explain."""
    theirs, ours = measures_in(before, pair.source), measures_in(after, pair.target)
    their_tokens, our_tokens = ([text[start:end] for start, end in identifiers.spans(text)] for text in (before, after))
    result.added = _outside(result.added, their_tokens, our_tokens)
    result.missing = _outside(result.missing, our_tokens, their_tokens)
    result.missing = _not_raised(result.missing, raised_in(after) - raised_in(before))
    result.added = _not_raised(result.added, raised_in(before) - raised_in(after))
    # "about km (645 miles)": the unit is there, its number is not.
    replaced = {measure.unit for measure in ours if measure.number in result.added}
    replaced |= bare_units(after, pair.target) if result.missing else set()
    replaced |= {speed for length, speed in (("km", "km/h"), ("mile", "mph")) if length in replaced}
    theirs, ours = (*theirs, *_single(before, pair.source)), (*ours, *_single(after, pair.target))
    # "40 mph (64 kph)" may be 65 km/h alone: what the source says twice may be rounded anew.
    lost = [measure for measure in theirs if measure.number in result.missing]
    for number in list(result.missing):
        own = [measure for measure in theirs if measure.number == number]
        own += [other for other in lost for measure in own if converted(measure, other)]
        if any(converted(measure, other) for measure in own if measure.unit not in replaced for other in ours):
            result.missing.remove(number)
    for number in list(result.added):
        own = [measure for measure in ours if measure.number == number]
        if any(converted(measure, other) for measure in own for other in theirs):
            result.added.remove(number)
    if has_half(after, pair.target) or has_half(before, pair.source):
        _half_hours(result)
        _half_years(result, before, after, pair)
    if result.added:
        words = spelled_in(before, pair.source)
        result.added = [number for number in result.added if not _in_words(number, words, before, pair.source)]
    if result.missing or result.dropped:
        _excuse_words(result, before, after, pair)
    # "a day" is 1日: articles and the like stand for one, if no number was lost.
    if not result.missing and not result.dropped and not lost_words(before, after, pair):
        result.added = [number for number in result.added if number.values != {Decimal(1)}]


def _excuse_words(result: Matched, before: str, after: str, pair: Pair) -> None:
    """Take out what the target says in words."""
    words = spelled_in(after, pair.target)
    # "1/5" has become "/5": what an article may stand for is lost all the same.
    broken = _BROKEN.search(after) is not None
    sure = {value for value, _start, _end in exact_in(after, pair.target)}
    strange = result.strange
    for group in (result.missing, result.dropped):
        for number in list(group):
            wrong = any(number.values & other.loose for other in strange)
            # With a strange number in its place, a word that may be an article is no excuse.
            doubtful = is_small(number) and (strange or group is result.dropped)
            if broken and before[number.end : number.end + 1] == "/":
                continue
            if not wrong and _in_words(number, sure if doubtful else words, after, pair.target):
                group.remove(number)


def _outside(found: list[Number], theirs: Collection[str], ours: Collection[str]) -> list[Number]:
    """Return the numbers that are no part of an identifier that the other text alone has ("A1 GP" for A1GP)."""
    parts = {Decimal(digits) for token in theirs if token not in ours for digits in re.findall(r"\d+", token)}
    return [number for number in found if not number.values & parts]


def _not_raised(found: list[Number], raised: Collection[str]) -> list[Number]:
    """Return the numbers that the other text does not raise: ¹⁴C for carbon-14, a footnote mark for [2]."""
    return [number for number in found if number.raw not in raised]


def _single(text: str, language: str) -> list[Measure]:
    """Return the units without a number as one of each: "an ounce" is 28 g, "half a mile" 800 m."""
    amounts = {Decimal(1)}
    if has_half(text, language):
        amounts |= {Decimal("0.5"), Decimal("1.5")}
    if 4 in multiples(text, language):
        amounts.add(Decimal("0.25"))
    return [Measure(Number(0, 0, "", frozenset(amounts)), unit, 0) for unit in bare_units(text, language)]


def _half_hours(result: Matched) -> None:
    """Take out 1.5 where the other text has "1" and a word for half (1時間半)."""
    half = Decimal("0.5")
    for number in list(result.missing):
        for other in list(result.strange):
            if any(value - half in other.values or value + half in other.values for value in number.values):
                result.missing.remove(number)
                (result.added if other in result.added else result.surplus).remove(other)
                break


def _half_years(result: Matched, before: str, after: str, pair: Pair) -> None:
    """Take out 18 months where the other text has a year and a half (1年半, anderthalb Jahre)."""
    for text, other, language, lost, strange in (
        (before, after, pair.target, [result.missing, result.dropped], [result.added, result.surplus]),
        (after, before, pair.source, [result.added, result.surplus], [result.missing, result.dropped]),
    ):
        there = spelled_in(other, language) | {value for group in strange for one in group for value in one.values}
        for group in lost:
            for number in list(group):
                years = [value / 12 for value in number.values if value < 1000 and value % 12 == 6]
                if not _MONTHS.match(text, number.end) or not years:
                    continue
                half = years[0] in there or int(years[0]) in there
                if half or years[0] < 1:
                    group.remove(number)
                    for others in strange:
                        others[:] = [one for one in others if int(years[0]) not in one.values]


def lost_words(before: str, after: str, pair: Pair) -> list[Spelled]:
    """Return the number words of the source that the target has neither in words nor in digits."""
    there = {value for number in numbers_in(after, pair.target) for value in number.values}
    there |= spelled_in(after, pair.target)
    return [word for word in exact_in(before, pair.source) if word[0] not in there]


def _in_words(number: Number, words: Collection[Decimal], text: str, language: str) -> bool:
    """Tell whether the words of a plain text, which may mean these values, say a number."""
    if number.clock and not number.values:
        return says_time(number.clock, words, text, language)
    if not number.values and number.parts:
        return set(number.parts) <= set(words)  # 5:3 is five to three
    if number.decade and any(value % 100 in words for value in number.values):
        return True
    return any(value in number.values for value in words)


def is_small(number: Number) -> bool:
    """Tell whether a number is one that people often spell out."""
    return bool(number.values) and all(value <= _OFTEN_SPELLED and value == int(value) for value in number.values)
