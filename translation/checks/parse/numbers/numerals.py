"""The numbers that a text writes in digits, with what belongs to them: scales, am and pm, decades, months, times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from articles.body.plain import KEPT, RAISED
from translation.checks.parse.footnotes import exponent
from translation.checks.parse.numbers import notation
from translation.checks.parse.numbers.han_numbers import scale_behind
from translation.checks.parse.numbers.number import Clock, Number
from translation.checks.parse.numbers.shares import share_behind
from translation.checks.parse.numbers.token_forms import is_short_date
from translation.checks.parse.time.dates import slashed_dates, with_eras
from translation.checks.parse.time.eras import eras_in
from translation.checks.parse.time.short_years import is_last_century, short_year
from translation.checks.words.clock import maybe_pm, part_of_hour
from translation.checks.words.letter_case import folded
from translation.checks.words.number_words import LONG_SCALES, scales
from translation.checks.words.short_scales import SHORT_SCALES, short_scale
from translation.checks.words.version_words import names_a_version

_RANGE = re.compile(
    r"\s?(?:[-–—~～〜/]|to|bis|à|a|al|до|έως|–|ad|sampai|hingga|から|至|到|और|usque ad|and|or|und|oder|et|ou|y|o|e|и|или|και|ή|ja|tai|dan|atau|와|과|と|和|或)\s?"
)
_DECADE = re.compile(r"['’]?s\b|-?ern?\b|-?(?:е|х|ых)\b|\s?年代|\s?년대|-luvu|-luku|-an\b")
# km2, м3: the digit belongs to the unit.
_POWER_BEFORE = re.compile(r"(?:[kcmd]?m|mi|ft|sq|к?м|см|мм)$")
_DECADE_BEFORE = re.compile(r"(?:anni|années|años|anos|δεκαετία του|δεκαετίας του|dekade|tahun)\s['’]?$")
# "1400-luku" is the fifteenth century.
_FINNISH_CENTURY = re.compile(r"-(?: (?:ja|tai|sekä|–) \d+-)?lu[kv]u")
_CENTURY = re.compile(r"\s?(?:世纪|世紀|세기)(?:的|の)?\s?")
_MONTH_AFTER = re.compile(r"\s?[月월](?!\s?(?:间|間|に?一?回))")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})")
# Between hours and minutes: 9:30, 9 h 30, 9点30分, 9시 30분.
_HOURS = re.compile(r":|\s?(?:h|Uhr|[時时点點시])\s?")
_DOTTED = re.compile(r"\d{1,2}\.\d{2}")
_BORN_AFTER = ("后", "後")
_SHORT_SCALE = re.compile(r"[KMBT](?![^\W_])")
_RUNS = re.compile(r"\d+")
_POINTED = re.compile(r"\d{1,3}\.\d{1,2}")
# 10⁶; before a stop it may be a ten with a footnote mark.
_EXPONENT = re.compile(f"⁻?[{RAISED}]{{1,3}}")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?。，；！？।]|$)")
_LATEST = 30
_LATE_HOUR = re.compile(r"[時时시](?![間间])")
_LETTERS = re.compile(r"[^\W\d_]*\.?")
_FOUR_AFTER = re.compile(r"\s?(?:UTC|GMT|Uhr|hours|hrs|UT\b|Z\b|[CEJMPW]E?S?T\b|時|点)")


@lru_cache(maxsize=KEPT)
def numbers_in(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers that a plain text writes in digits, in order."""
    ascii_text = notation.to_ascii(text)
    years = eras_in(ascii_text, language)
    if not years and not notation.DIGIT.search(ascii_text):
        return ()
    found = list(_tokens(ascii_text, language))
    if years:
        found = with_eras(found, years, ascii_text)
    if len(found) > 1:
        found = _shared_scales(_compounds(_clocks(_decades(found, ascii_text), ascii_text), ascii_text), ascii_text)
    if "/" in ascii_text:
        found = slashed_dates(found, ascii_text, language)
    return tuple(found)


def _tokens(text: str, language: str) -> Iterable[Number]:
    read_to = 0
    for match in notation.TOKEN.finditer(text):
        if match.start() < read_to:
            continue  # 3割5分 is one number
        if (date := _DAY_FIRST.fullmatch(match[0])) and (
            len(date[3]) == 4 or is_short_date(text, match.start(), match[0])
        ):
            day, month, year = ((date[place], match.start() + date.start(place)) for place in (1, 2, 3))
        elif date := _YEAR_FIRST.fullmatch(match[0]):
            year, month, day = ((date[place], match.start() + date.start(place)) for place in (1, 2, 3))
        else:
            if match[0] not in ("2", "3") or not _POWER_BEFORE.search(text, max(0, match.start() - 2), match.start()):
                number = _read(text, match, language)
                read_to = number.end
                yield number
            continue
        for (digits, start), is_month in sorted(
            ((day, False), (month, True), (year, False)), key=lambda one: one[0][1]
        ):
            value = Decimal(digits)
            values = {value}
            if digits == year[0] and start == year[1] and len(digits) == 2:
                values |= {value + 1900, value + 2000}
            yield Number(start, start + len(digits), digits, frozenset(values), parts=(value,), month=is_month)


def _read(text: str, match: re.Match[str], language: str) -> Number:
    raw, end = match[0], match.end()
    if (whole := _read_whole(text, match)) is not None:
        return whole
    value = notation.parse(raw, language)
    parts = tuple(map(Decimal, _RUNS.findall(raw)))
    han, sure = False, True
    if behind := scale_behind(text, match.start(), end):
        (power, end, sure), han = behind, True
    else:
        power, end = short_scale(text, match.start(), end, language) or _scale_word(text, end, language)
    if value is None and _POINTED.fullmatch(raw) and names_a_version(text, match.start()):
        return Number(match.start(), end, raw, frozenset({Decimal(raw)}), parts=parts)
    if value is not None and (longer := LONG_SCALES.get(language, {}).get(power)):
        both = frozenset({value.scaleb(power), value.scaleb(longer)})
        return Number(match.start(), end, raw, both, frozenset(), parts, value, power)
    month = not power and value is not None and 1 <= value <= 12 and _MONTH_AFTER.match(text, end) is not None
    values = set() if value is None else {value.scaleb(power)} if sure else {value.scaleb(power), value}
    if value is not None and not power and not month:
        values |= _other_meanings(value, text, match.start(), end) | short_year(value, text, match.start(), language)
    if value is not None and not power and (short := _SHORT_SCALE.match(text, end)):
        power, end = SHORT_SCALES[short[0].lower()], short.end()
        values |= {value.scaleb(power)}  # 54K, 4.5M; the bare value stays, for it may be a name (4K)
    shifted = notation.loose(raw)
    if power:
        shifted = frozenset(entry.scaleb(power) for entry in shifted)
    clock = _clock_of(raw, text, end)
    decade = value is not None and 1000 <= value < 10_000 and value % 10 == 0 and _DECADE.match(text, end) is not None
    return Number(match.start(), end, raw, frozenset(values), shifted, parts, value, power, han, clock, month, decade)


def _read_whole(text: str, match: re.Match[str]) -> Number | None:
    """Return a number that what stands behind it makes another: 10⁶, 5時半, 3割; None for all others."""
    raw, start, end = match[0], match.start(), match.end()
    if raw == "10" and (raised := _EXPONENT.match(text, end)):
        return _power_of_ten(text, start, raised)
    if raw.isdecimal() and len(raw) <= 2 and int(raw) <= _LATEST and (part := part_of_hour(text, end)):
        minutes, end = part
        parts, clock = (Decimal(raw), Decimal(minutes)), (int(raw) % 12, minutes)
        return Number(start, end, text[start:end], frozenset(), parts=parts, clock=clock)
    if share := share_behind(raw, text, end):
        tenths, end = share
        return Number(start, end, text[start:end], tenths, parts=tuple(tenths))
    return None


def _scale_word(text: str, end: int, language: str) -> tuple[int, int]:
    """Return the power of ten of a scale word behind digits, 0 if there is none, and where it ends."""
    pattern, powers = scales(language)
    scale = pattern.match(text, end)
    if not scale:
        return 0, end
    power, end = powers[folded(scale[1] or scale[2])], scale.end()
    # "mila miliardi", "hundred thousand"
    again = pattern.match(text, len(_LETTERS.match(text, end)[0]) + end)  # type: ignore[index]
    if again and (more := powers[folded(again[1] or again[2])]) >= max(power, 3):
        return power + more, again.end()
    return power, end


def _power_of_ten(text: str, start: int, raised: re.Match[str]) -> Number:
    value = Decimal(1).scaleb(exponent(raised[0]))
    values = {value, Decimal(10)} if _CLAUSE_END.match(text, raised.end()) else {value}
    return Number(start, raised.end(), text[start : raised.end()], frozenset(values), parts=(value,))


def _other_meanings(value: Decimal, text: str, start: int, end: int) -> set[Decimal]:
    if value < 12 and maybe_pm(text, start, end):
        return {value + 12}
    if 24 < value < _LATEST and _LATE_HOUR.match(text, end):
        return {value - 24}
    if 100 <= value < 10_000 and value % 100 == 0:
        if _FINNISH_CENTURY.match(text, end):
            return {value / 100 + 1}
        if value < 1000:
            return set()
        # "the 1700s" may be a decade or a century.
        return {value / 100 + 1} if _DECADE.match(text, end) else set()
    if value <= 90 and value % 10 == 0 and text[end : end + 1] in _BORN_AFTER and text[end - 2 : end - 1].isdecimal():
        return {1900 + value, 2000 + value}  # 90后, 00后
    if 10 <= value <= 90 and value % 10 == 0:
        before = text[max(0, start - 20) : start]
        if is_last_century(text, start):
            return {1900 + value}
        if _DECADE.match(text, end) or before.endswith("'") or _DECADE_BEFORE.search(before):
            return {century + value for century in (1700, 1800, 1900, 2000)}
    return set()


def _clock_of(raw: str, text: str, end: int) -> Clock | None:
    """Return the time of day that one run of digits may be: 21.30, 0230 UTC."""
    if _DOTTED.fullmatch(raw):
        hours, minutes = int(raw.partition(".")[0]), int(raw[-2:])
    elif len(raw) == 4 and raw.isdecimal() and (raw[0] == "0" or _FOUR_AFTER.match(text, end)):
        hours, minutes = int(raw[:2]), int(raw[2:])
    else:
        return None
    return (hours % 12, minutes) if hours <= 24 and minutes < 60 else None


def _clocks(found: list[Number], text: str) -> list[Number]:
    """Join hours and minutes (9:30, 9 h 30, 9点30分), and what else stands before and behind a colon (5:3)."""
    result: list[Number] = []
    for number in found:
        last = result[-1] if result else None
        joined = last and last.raw.isdecimal() and number.raw.isdecimal() and not last.power and not number.power
        if not (last and joined and _HOURS.fullmatch(between := text[last.end : number.start])):
            result.append(number)
            continue
        hours, minutes = int(last.raw), int(number.raw)
        # Japanese television goes on after midnight: 25時30分.
        latest = _LATEST if between.strip() in tuple("時时시") else 24
        is_time = hours <= latest and minutes < 60 and len(last.raw) <= 2 and (len(number.raw) == 2 or between != ":")
        clock = (hours % 12, minutes) if is_time else None
        if clock or between == ":":
            parts, raw = (*last.parts, *number.parts), text[last.start : number.end]
            result[-1] = Number(last.start, number.end, raw, frozenset(), parts=parts, clock=clock)
        else:
            result.append(number)
    return result


def _decades(found: list[Number], text: str) -> list[Number]:
    """Join 20世纪70年代 to 1970."""
    result: list[Number] = []
    for number in found:
        last = result[-1] if result else None
        if last and last.bare and number.bare is not None and _CENTURY.fullmatch(text[last.end : number.start]):
            year = (last.bare - 1) * 100 + number.bare
            if number.bare < 100 and _DECADE.match(text, number.end):
                raw = text[last.start : number.end]
                parts = last.parts + number.parts
                result[-1] = Number(last.start, number.end, raw, frozenset({year}), parts=parts, decade=True)
                continue
        result.append(number)
    return result


def _compounds(found: list[Number], text: str) -> list[Number]:
    """Join 1億2000万, 4만 3500, 5천4백만 and 3万5000亿 to one number."""
    result: list[Number] = []
    for number in found:
        last = result[-1] if result else None
        gap = text[last.end : number.start] if last else ""
        shared = _shared_power(last, number) if last and len(gap) <= 1 and not gap.strip() else None
        if last and shared is not None and last.values and number.values:
            total = max(last.values).scaleb(shared) + max(number.values)
            raw = text[last.start : number.end]
            result[-1] = replace(last, end=number.end, raw=raw, values=frozenset({total}), power=number.power)
        else:
            result.append(number)
    return result


def _shared_power(last: Number, number: Number) -> int | None:
    """Return the power of ten behind the second number that counts for both; None if the two are no one number."""
    if not last.han:
        return None
    if last.power == 4 and number.han and number.power >= 8 and number.bare is not None and number.bare < 10_000:
        return number.power  # 3万5000亿
    # The scale of a thousand and a hundred in 5천4백만 stands behind the last one.
    shared = number.power - number.power % 4 if last.power < 4 and number.han else 0
    return shared if last.power > number.power - shared else None


def _shared_scales(found: list[Number], text: str) -> list[Number]:
    """Let "5–10 million" mean five million to ten million too, and "1995–96" end in 1996."""
    result = list(found)
    for index, (first, second) in enumerate(pairwise(found)):
        if not _RANGE.fullmatch(text[first.end : second.start]):
            continue
        if second.power and not first.power and first.bare is not None:
            result[index] = replace(first, values=first.values | {first.bare.scaleb(second.power)})
        if len(first.raw) == 4 and len(second.raw) <= 2 and second.bare is not None and first.bare is not None:
            century = first.bare - first.bare % 10 ** len(second.raw)
            result[index + 1] = replace(second, values=second.values | {century + second.bare})
    return result
