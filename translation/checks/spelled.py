"""Numbers that are written as words: number words, Han, Hangul and Roman numerals, dozens and decades.

Two kinds of reading. `spelled_in` is generous: it excuses a number that is missing in digits, so a value too many
makes a check quieter. `exact_in` is strict: whole words that can mean nothing but a number, fit to accuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from translation.checks.calendarwords import has_half, multiples, worth
from translation.checks.cases import folded
from translation.checks.numberwords import EXACT, HAN_SCALES, HAN_TENS, bare, scales, words
from translation.checks.plain import KEPT

# In Latin, Greek and Cyrillic letters (ХХ век).
_ROMAN = re.compile(r"\b[IVXLCΙΧІХ]{1,7}(?=[eèºª°]|[oa]\b|er?\b|ème|\W|$)")
_ROMAN_YEAR = re.compile(r"\bM{1,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_FROM_LOOKALIKES = str.maketrans("ΙΧІХ", "IXIX")
# Α΄ Παγκόσμιος Πόλεμος
_GREEK_LETTERS = {sign: value for value, sign in enumerate("Α Β Γ Δ Ε ΣΤ Ζ Η Θ Ι".split(), 1)}  # noqa: SIM905
_GREEK = re.compile(r"\b(ΣΤ|[ΑΒΓΔΕΖΗΘΙ])[΄'’ʹ´]")
# Finnish eleven to nineteen, in all cases: viidestätoista.
_TEEN = re.compile(r"[^\W\d_]{0,4}toista")
_ENDING = re.compile(r"\w*")
_HAN = re.compile("[〇零一二三四五六七八九十百千万亿億两兩]+")
_HAN_POINT = re.compile("([〇零一二三四五六七八九十百千]+)[点點・]([〇零一二三四五六七八九]+)")
_HANGUL = re.compile("[일이삼사오육칠팔구십백천만억조]{2,}")
_FROM_HANGUL = str.maketrans("일이삼사오육칠팔구십백천만억조", "一二三四五六七八九十百千万億兆")
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
# A number word: its value, where it starts and ends.
Spelled = tuple[Decimal, int, int]
# How far apart the parts of one number may stand: "thirty-seven", "τριακοστό έβδομο", "kahdensadan".
_NEAR = 6


@lru_cache(maxsize=KEPT)
def spelled_in(text: str, language: str) -> frozenset[Decimal]:
    """Return what the words of a plain text may mean as numbers. Generous."""
    values = _combined(text, language) | _alone(text, language)
    values |= {Decimal(_roman(match[0])) for match in _ROMAN.finditer(text)}
    if language == "el":
        values |= {Decimal(_GREEK_LETTERS[match[1]]) for match in _GREEK.finditer(text)}
    values |= {han(match[0]) for match in _HAN.finditer(text)}
    values |= {Decimal(f"{han(match[1])}.{han(match[2])}") for match in _HAN_POINT.finditer(text)}
    values |= {Decimal(_roman(match[0])) for match in _ROMAN_YEAR.finditer(text)}
    values |= {han(match[0].translate(_FROM_HANGUL)) for match in _HANGUL.finditer(text)}
    amounts = [value for value in values if value <= 20]
    if has_half(text, language):
        values |= {value + Decimal("0.5") for value in (*values, Decimal(0), Decimal(1)) if value < 100}
        values |= {Decimal(30), Decimal(50)}
        amounts += [Decimal("0.5"), Decimal("1.5"), Decimal("2.5")]
    values |= worth(multiples(text, language), amounts)
    return frozenset(values)


@lru_cache(maxsize=KEPT)
def exact_in(text: str, language: str) -> tuple[Spelled, ...]:
    """Return (value, start, end) of every word of a plain text that is a number from two to twelve and nothing else."""
    pattern, meanings = _exact(language)
    return tuple((Decimal(meanings[folded(match[0])]), *match.span()) for match in pattern.finditer(text))


def han(text: str) -> Decimal:
    """Return the value of Han numerals: 二十一, 一百万, 二〇二四."""
    if all(char in _HAN_DIGITS for char in text):
        return Decimal("".join(str(_HAN_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in HAN_TENS:
            section, digit = section + (digit or 1) * 10 ** HAN_TENS[char], 0
        else:
            total, section, digit = total + (section + digit or 1) * 10 ** HAN_SCALES[char], 0, 0
    return Decimal(total + section + digit)


def _combined(text: str, language: str) -> set[Decimal]:
    """Return the values of number words, alone and with the next one: thirty seven, two hundred, siebenunddreißig."""
    low = bare(text)
    _pattern, _inside, meanings = words(language)
    scale, powers = scales(language)
    values: set[Decimal] = set()
    last_end, last, scaled = -_NEAR, Decimal(0), Decimal(0)
    long = _Long(language)
    for match in _parts(low, language):
        value = Decimal(meanings[match[0]])
        values.add(value)
        values.add(long.with_next(value, match.start() - last_end <= _NEAR))
        if language == "fi" and value < 10 and _TEEN.match(low, match.end()):
            values.add(value + 10)
        if last and match.start() - last_end <= _NEAR:
            if (last >= 20 and value < 10) or (value >= 20 and last < 10 and language in ("de", "la", "sa")):
                values.add(last + value)
            if value == 100 and 3 <= last <= 9 and language == "it":
                values.add(last + 11)  # il Novecento
            if (value == 10 and last < 10 and language == "fi") or (value in (100, 1000) and last < 1000):
                value *= last
                values.add(value)
            elif last in (100, 1000) or (last > 100 and last % 100 == 0):
                value += last
                values.add(value)
        place = match.end() + len(_ENDING.match(low, match.end())[0])  # type: ignore[index]
        if times := scale.match(low, place) or scale.match(low, match.end()) or scale.match(low, match.end() + 1):
            power = powers[folded(times[1] or times[2])]
            amount = value.scaleb(power)
            # "un milione e trecentomila"
            values |= {amount, long.value.scaleb(power), scaled + amount}
            scaled = amount
        last, last_end = value, match.end()
    return values


class _Long:
    """The value of the words so far of a long number: eintausendzweihundertfünfzig."""

    def __init__(self, language: str) -> None:
        self._tens_last = language in ("de", "la", "sa")
        self._total = self._current = Decimal(0)

    @property
    def value(self) -> Decimal:
        return self._total + self._current

    def with_next(self, value: Decimal, near: bool) -> Decimal:
        rest = self._current % 100
        swapped = self._tens_last and rest < 10 and value >= 20
        if not near or (value < 100 and rest and not (rest >= 20 and value < 10) and not swapped):
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
        yield from inside.finditer(low, match.end(), match.end() + len(_ENDING.match(low, match.end())[0]))  # type: ignore[index]


def _alone(text: str, language: str) -> set[Decimal]:
    """Return what scale words are worth alone: "a million"; and half of it where there is a half."""
    pattern, powers = scales(language)
    low, found = folded(text), set()
    # The pattern tries every place of a text; most texts have none of the stems.
    if any(stem in low for stem in powers):
        found = {powers[folded(match[1] or match[2])] for match in pattern.finditer(text) if match[1] or match[2]}
    found |= {HAN_SCALES[char] for char in text if char in HAN_SCALES}
    halves = (Decimal("0.5"), Decimal("1.5"), Decimal("2.5")) if found and has_half(text, language) else ()
    return {Decimal(amount).scaleb(power) for power in found for amount in (Decimal(1), *halves)}


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


def _roman(text: str) -> int:
    values = [
        {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[char]
        for char in text.translate(_FROM_LOOKALIKES)
    ]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
