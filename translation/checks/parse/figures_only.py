"""Texts that say nothing but figures: a number in words, a date, a time, a sum, a measure. Pure.

Their translation may do without a letter: "five per cent" is 5 %, "August 13, 2024" is 13.8.2024, 3万 is 30,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from babel import Locale

from articles.body.plain import KEPT, Span
from newsroom.languages import BY_CODE
from translation.checks.parse.numbers.currencies import currencies_in
from translation.checks.parse.numbers.more_units import quantities_in
from translation.checks.parse.numbers.notation import to_ascii
from translation.checks.parse.numbers.numerals import numbers_in
from translation.checks.parse.sentences import LETTERS, UNSPACED
from translation.checks.parse.time.eras import eras_in
from translation.checks.words.calendar import has_half, months_in, multiples
from translation.checks.words.letter_case import folded
from translation.checks.words.number_words import (
    HAN_SCALES,
    HAN_TENS,
    bare,
    scales,
    words,
)

# What stands beside figures and goes where they are written otherwise: ordinal endings, hours, "of" between a day and
# its month. In scripts without spaces, characters.
_BESIDE: dict[str, str] = {
    "en": "st nd rd th s a p m am pm hrs hours o clock no nos and of the in past to degree degrees",
    "de": "te ten ter er uhr nr nummer und der den am um nach vor grad",
    "fr": "er re e ème eme nd nde h heures heure n no et de le à degré degrés",
    "es": "a p m h hs horas hora n no núm y de del el la las grado grados",
    "pt": "h horas hora n no e de do o a às grau graus",
    "it": "h ore ora n e di del il le la alle grado gradi",
    "ru": "г гг года год ч час часа часов м й я е го му и в градус градуса градусов",
    "el": "η ο οι ος ου π μ ώρα και του στις βαθμός βαθμοί βαθμούς",
    "id": "ke pukul jam no tanggal dan derajat",
    "fi": "klo s ja nro aste astetta",
    "la": "et die hora anno gradus gradibus",
    "sa": "वादने दिनाङ्के दिनाङ्कः तमः तमे च",
    "zh-hans": "年月日号時时点點分秒上下午第位名个人岁元度分之世纪",
    "ja": "年月日時分秒午前後第番位目人個歳才円度世紀の",
    "ko": "년월일시분초오전후제번째위호명개인세도원반절의",
}
# A word may be a sentence here, or end in a particle.
_BY_CHARACTER = UNSPACED | {"ko"}
_HAN = frozenset("〇零一二三四五六七八九十百千万亿億两兩兆半") | {*HAN_SCALES, *HAN_TENS}
_HANGUL = frozenset("영일이삼사오육칠팔구십백천만억조")
_ROMAN = re.compile(r"\b[IVXLCDM]+\b")
_WORD = re.compile(LETTERS)
_WORD_REST = re.compile(r"\w*")
# Further letters of a word that begins as a number: twent-y, двадцат-ого, vingt-ième.
_MOST_MORE = 5
_CALENDAR = ("wide", "abbreviated")


@lru_cache(maxsize=KEPT)
def figures_only(text: str, language: str) -> bool:
    """Tell whether a plain text says nothing but figures, in digits or words, with what belongs to them."""
    figures = list(_figures(text, language))
    return (bool(figures) or _has_digit(text)) and _all_known(text, [*figures, *_units(text, language)], language)


@lru_cache(maxsize=KEPT)
def units_only(text: str, language: str) -> bool:
    """Tell whether a plain text names nothing but a unit or currency, as the head of a column does."""
    units = list(_units(text, language))
    if not units or _has_digit(text) or any(_figures(text, language)):
        return False
    return _all_known(text, units, language)


def _has_digit(text: str) -> bool:
    return any(character.isnumeric() for character in text)


def _all_known(text: str, spans: Iterable[Span], language: str) -> bool:
    known = [False] * len(text)
    for start, end in spans:
        known[start:end] = [True] * (end - start)
    return all(_explained(match, known, language) for match in _WORD.finditer(text))


def _explained(match: re.Match[str], known: list[bool], language: str) -> bool:
    """Tell whether a word is known, by its beginning at least, or stands beside figures."""
    word, beside = match[0], _BESIDE.get(language, "")
    places = known[match.start() : match.end()]
    if language in _BY_CHARACTER:
        return all(place or character in beside for place, character in zip(places, word, strict=True))
    rest = places.count(False)
    return word.lower() in beside.split() or (rest <= _MOST_MORE and 2 * rest <= len(word))


def _figures(text: str, language: str) -> Iterator[Span]:
    """Yield where a text says numbers and dates in letters."""
    yield from ((start, end) for _month, start, end in months_in(text, language, doubtful=True))
    yield from ((number.start, number.end) for number in numbers_in(text, language) if number.power)
    yield from ((year.start, year.end) for year in eras_in(to_ascii(text), language))
    yield from (match.span() for match in scales(language)[0].finditer(text) if match[1] or match[2])
    yield from (match.span() for match in _ROMAN.finditer(text))
    yield from (match.span() for match in _weekdays(language).finditer(folded(text)))
    yield from _number_words(text, language)
    numerals = _HAN | _HANGUL if language == "ko" else _HAN
    yield from ((place, place + 1) for place, character in enumerate(text) if character in numerals)
    if language in _BY_CHARACTER:
        return
    for match in _WORD.finditer(text):
        if has_half(match[0], language) or multiples(match[0], language):
            yield match.span()


def _units(text: str, language: str) -> Iterator[Span]:
    """Yield where a text names units and currencies."""
    yield from ((mark.start, mark.end) for mark in currencies_in(text))
    yield from ((found.start, found.end) for found in quantities_in(text, language))
    # A unit alone ("Per cent" over a column) is found behind a number.
    for written in (text, text.lower()):
        if len(written) == len(text):
            behind = quantities_in(f"1 {written}", language)
            yield from ((max(0, found.start - 2), max(0, found.end - 2)) for found in behind)


def _number_words(text: str, language: str) -> Iterator[Span]:
    begins, inside, _meanings = words(language)
    low = bare(text)
    anywhere = begins.pattern == inside.pattern
    for match in begins.finditer(low):
        yield match.span()
        if not anywhere and (rest := _WORD_REST.match(low, match.end())):
            yield from (more.span() for more in inside.finditer(low, *rest.span()))


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    """Return a pattern for the days of the week, after CLDR."""
    days = Locale.parse(BY_CODE[language].locale).days["format"]
    names = {folded(name).rstrip(".") for width in _CALENDAR for name in days[width].values()}
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    edge = "" if language in UNSPACED else r"(?<!\w)"
    return re.compile(f"{edge}(?:{listed})" + ("" if not edge else r"(?!\w)"))
