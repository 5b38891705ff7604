"""Numbers that are written as words: number words, Han, Hangul and Roman numerals, dozens and decades.

Two kinds of reading. `spelled_in` is generous: it excuses a number that is missing in digits, so a value too many
makes a check quieter. `exact_in` is strict: whole words that can mean nothing but a number, fit to accuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from articles.body.plain import KEPT
from translation.checks.parse.numbers.han_numbers import han_values
from translation.checks.parse.numbers.romans import letter_values
from translation.checks.parse.numbers.shares import shares_in_han
from translation.checks.parse.time.roman_days import roman_days
from translation.checks.words.calendar import (
    halves,
    has_half,
    multiples,
    worth,
)
from translation.checks.words.letter_case import folded
from translation.checks.words.number_words import (
    EXACT,
    HAN_SCALES,
    LONG_SCALES,
    bare,
    scales,
    words,
)

# Finnish eleven to nineteen, in all cases: viidestätoista.
_TEEN = re.compile(r"[^\W\d_]{0,7}toista")
# Vowel signs of Devanagari are no word characters of Python's.
_ENDING = re.compile("[\\w\u0900-\u0963]*")
# "a quarter point", "three quarters"
_QUARTERS = frozenset({Decimal("0.25"), Decimal("0.75"), Decimal(75)})
# A number word: its value, where it starts and ends.
Spelled = tuple[Decimal, int, int]
# How far apart the parts of one number may stand: "thirty-seven", "τριακοστό έβδομο", "kahdensadan".
_NEAR = 6
# Languages that say the ones before the tens, and those whose ordinals say ten and the ones apart.
_TENS_LAST = frozenset({"de", "la", "sa"})
_TEN_AND = frozenset({"es", "pt", "it", "la", "el"})


@lru_cache(maxsize=KEPT)
def spelled_in(text: str, language: str) -> frozenset[Decimal]:
    """Return what the words of a plain text may mean as numbers. Generous."""
    values = _combined(text, language) | _alone(text, language) | han_values(text) | letter_values(text, language)
    values |= set(shares_in_han(text)) | (roman_days(text) if language == "la" else set())
    amounts = [value for value in values if value <= 20]
    if has_half(text, language):
        parts = halves(text, language)
        values |= {value + Decimal("0.5") for value in values if value < 100} | {Decimal(30), Decimal(50), *parts}
        amounts += parts
    factors = multiples(text, language)
    if 4 in factors:
        values |= _QUARTERS
    values |= worth(factors, amounts)
    return frozenset(values)


@lru_cache(maxsize=KEPT)
def exact_in(text: str, language: str) -> tuple[Spelled, ...]:
    """Return (value, start, end) of every word of a plain text that is a number from two to twelve and nothing else."""
    pattern, meanings = _exact(language)
    return tuple((Decimal(meanings[folded(match[0])]), *match.span()) for match in pattern.finditer(text))


def _combined(text: str, language: str) -> set[Decimal]:
    """Return the values of number words, alone and with the next one: thirty seven, two hundred, siebenunddreißig."""
    low = bare(text)
    meanings = words(language)[2]
    values: set[Decimal] = set()
    last_end, last, scaled = -_NEAR, Decimal(0), Decimal(0)
    long = _Long(language)
    for match in _parts(low, language):
        value = Decimal(meanings[match[0]])
        near = match.start() - last_end <= _NEAR
        values |= {value, long.with_next(value, near)}
        if language == "fi" and value < 10 and _TEEN.match(low, match.end()):
            values.add(value + 10)
        if last and near:
            value, joined = _with_last(last, value, language)
            values |= joined
        for power in _powers_behind(low, match.end(), language):
            amount = value.scaleb(power)
            # "un milione e trecentomila"
            values |= {amount, long.value.scaleb(power), scaled + amount}
            scaled = amount
        last, last_end = value, match.end()
    return values


def _with_last(last: Decimal, value: Decimal, language: str) -> tuple[Decimal, set[Decimal]]:
    """Return what two number words in a row come to, to go on from, and all that they may mean."""
    found = {last + value} if _adds(last, value, language) else set()
    if value == 100 and 3 <= last <= 9 and language == "it":
        found.add(last + 11)  # il Novecento
    if (value == 10 and last < 10 and language == "fi") or (value in (100, 1000) and last < 1000):
        value *= last
    elif last and last % 100 == 0:
        value += last
    return value, found | {value}


def _adds(last: Decimal, value: Decimal, language: str) -> bool:
    """Tell whether two number words below a hundred are one number in a language."""
    if value < 10:
        # thirty-seven; décimo nono
        return last >= 20 or (last == 10 and language in _TEN_AND)
    if last < 10:
        # siebenunddreißig; tertio decimo
        return language in _TENS_LAST and (value >= 20 or (value == 10 and language == "la"))
    return language == "fr" and value < 20 and last in (60, 80)


def _powers_behind(low: str, end: int, language: str) -> set[int]:
    """Return the powers of ten that may follow a number word: in its own word (tremila), behind it, or both."""
    scale, powers = scales(language)
    own = scale.match(low, end)
    next_ = scale.match(low, end + len(_ENDING.match(low, end)[0])) or scale.match(low, end + 1)  # type: ignore[index]
    found = [powers[folded(match[1] or match[2])] for match in (own, next_) if match]
    if own and next_ and own.end() <= next_.start() and found[1] > found[0]:
        found.append(sum(found))
    return {*found, *(longer for power, longer in LONG_SCALES.get(language, {}).items() if power in found)}


class _Long:
    """The value of the words so far of a long number: eintausendzweihundertfünfzig."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._total = self._current = Decimal(0)

    @property
    def value(self) -> Decimal:
        return self._total + self._current

    def with_next(self, value: Decimal, near: bool) -> Decimal:
        rest = self._current % 100
        if not near or (value < 100 and rest and not _adds(rest, value, self._language)):
            self._total = self._current = Decimal(0)
        if value == 1000:
            self._total, self._current = self._total + (self._current or 1) * 1000, Decimal(0)
        elif value == 100:
            self._current = (self._current or Decimal(1)) * 100
        else:
            self._current += value
        return self.value


def _parts(low: str, language: str) -> Iterator[re.Match[str]]:
    """Yield the number words of a text, and those inside a word that begins with one (veinticinco, doscientos)."""
    pattern, inside, _meanings = words(language)
    if pattern.pattern == inside.pattern:
        yield from pattern.finditer(low)
        return
    for match in pattern.finditer(low):
        yield match
        if match[0][-1] == " ":
            continue
        yield from inside.finditer(low, match.end(), match.end() + len(_ENDING.match(low, match.end())[0]))  # type: ignore[index]


def _alone(text: str, language: str) -> set[Decimal]:
    """Return what scale words are worth alone: "a million"; and half of it where there is a half."""
    pattern, powers = scales(language)
    low, found = folded(text), set()
    # The pattern tries every place of a text; most texts have none of the stems.
    if any(stem in low for stem in powers):
        found = {powers[folded(match[1] or match[2])] for match in pattern.finditer(text) if match[1] or match[2]}
    found |= {HAN_SCALES[char] for char in text if char in HAN_SCALES}
    parts = halves(text, language) if found else ()
    if found and 4 in multiples(text, language):
        parts = (*parts, Decimal("0.25"), Decimal("0.75"))
    return {Decimal(amount).scaleb(power) for power in found for amount in (Decimal(1), *parts)}


@cache
def _exact(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    meanings = {
        folded(word): value
        for value, forms in enumerate(EXACT.get(language, "").split("|"), 2)
        for word in forms.split("/")
    }
    meanings.pop("", None)
    listed = "|".join(sorted(map(re.escape, meanings), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w]|-\w)" if listed else "(?!)", re.I), meanings
