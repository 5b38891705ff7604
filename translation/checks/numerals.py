"""The numbers in a text: digits of any script in a language's notation, with scales; and numbers written as words."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from translation.checks.numberwords import HAN_SCALES, HAN_TENS, scales, words

# Languages that write 3,14; the others write 3.14. Latin has no rule of its own: both are read.
COMMA = frozenset("de fr ru id pt el es it fi la".split())  # noqa: SIM905
_SPACES = " \u00a0\u202f\u2009"
_TO_ASCII: dict[int, str] = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(128, sys.maxunicode + 1)
    if unicodedata.category(chr(code)) == "Nd"
} | {ord("，"): ",", ord("．"): ".", ord("’"): "'"}
_TOKEN = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:,\d+)?|\d+(?:[.,'·]\d+)*")
_HAN_AFTER = re.compile(f"\\s?([{''.join(HAN_TENS)}]?)([{''.join(HAN_SCALES)}])|\\s?([천千百])(?![米克瓦卡赫])")
_PM = re.compile(r"(?::\d\d|\.\d\d)?[\s\u00a0\u202f]*p\.?\s?m\b", re.I)
_PM_BEFORE = re.compile(r"(?:午後|下午|晚上|傍晚|夜|오후|저녁|밤)\s?$")
_RANGE = re.compile(r"\s?(?:[-–—~～〜]|to|bis|à|a|al|до|έως|–|ad|sampai|hingga|から|至|到|और|usque ad)\s?")
_DECADE = re.compile(r"['’]?s\b|-?er\b|-?(?:е|х|ых)\b|年代|년대|-luvu")
# "1400-luku" is the fifteenth century.
_FINNISH_CENTURY = re.compile(r"-lu[kv]u")
_ROMAN = re.compile(r"\b[IVXLC]{1,7}(?=[eè\W]|$)")
_HAN = re.compile("[〇零一二三四五六七八九十百千万亿億两兩]+")
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}


@dataclass(frozen=True, slots=True)
class Number:
    """One number in digits.

    values: what it may mean in its language (9 pm is 9 or 21). loose: what it would mean in another notation.
    parts: the runs of digits, where the whole is no number of the language (11.29 Uhr, 13.08.2024).
    scaled: whether a scale word followed; bare: its value without it.
    """

    start: int
    end: int
    raw: str
    values: frozenset[Decimal]
    loose: frozenset[Decimal]
    parts: tuple[Decimal, ...]
    bare: Decimal | None = None
    power: int = 0
    han: bool = False


@lru_cache(maxsize=64)
def numbers_in(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers that a plain text writes in digits, in order."""
    ascii_text = text.translate(_TO_ASCII)
    if not any(char.isdecimal() for char in ascii_text):
        return ()
    found = [_read(ascii_text, match, language) for match in _TOKEN.finditer(ascii_text)]
    return tuple(_shared_scales(_compounds(found, ascii_text), ascii_text))


def spelled_in(text: str, language: str) -> set[Decimal]:
    """Return what the words of a text may mean as numbers: number words, Han numerals, Roman numerals. Generous."""
    pattern, meanings = words(language)
    scale, powers = scales(language)
    low, values = text.lower(), set()
    last_end, last = -9, 0
    for match in pattern.finditer(low):
        value = meanings[match[0]]
        values.add(Decimal(value))
        if last >= 20 and value < 10 and match.start() - last_end <= 6:
            values.add(Decimal(last + value))
        ending = re.match(r"\w*", low[match.end() :])
        place = match.end() + (ending.end() if ending else 0)
        if times := scale.match(low, place) or scale.match(low, match.end()):
            values.add(Decimal(value).scaleb(powers[(times[1] or times[2]).lower()]))
        last, last_end = value, match.end()
    values |= {Decimal(_roman(match[0])) for match in _ROMAN.finditer(text)}
    values |= {_han(match[0]) for match in _HAN.finditer(text)}
    return values


def _read(text: str, match: re.Match[str], language: str) -> Number:
    raw, end = match[0], match.end()
    value = parse(raw, language)
    loose = _loose(raw)
    parts = tuple(Decimal(part) for part in re.findall(r"\d+", raw))
    if value is None or len(parts) == 1:
        parts = (Decimal(raw[:2]), Decimal(raw[2:])) if re.fullmatch(r"0\d{3}", raw) else parts
    power, han = 0, False
    if chinese := _HAN_AFTER.match(text, end):
        power = (
            HAN_TENS.get(chinese[1] or "", 0) + HAN_SCALES.get(chinese[2] or "", 0) + HAN_TENS.get(chinese[3] or "", 0)
        )
        end, han = chinese.end(), True
    else:
        pattern, powers = scales(language)
        if scale := pattern.match(text, end):
            power, end = powers[(scale[1] or scale[2]).lower()], scale.end()
    values = set() if value is None else {value.scaleb(power)}
    if not power and value is not None:
        if value < 12 and (_PM.match(text, end) or _PM_BEFORE.search(text, max(0, match.start() - 3), match.start())):
            values.add(value + 12)
        if 1000 <= value <= 2100 and value % 10 == 0 and _DECADE.match(text, end):
            # The 1970s are the seventies, and in Chinese the seventies of the 20th century.
            values |= {value % 100, value // 100 + 1}
        if value < 10_000 and value % 100 == 0 and _FINNISH_CENTURY.match(text, end):
            values.add(value / 100 + 1)
    loose = frozenset(entry.scaleb(power) for entry in loose)
    return Number(match.start(), end, raw, frozenset(values), loose, parts, value, power, han)


def parse(raw: str, language: str) -> Decimal | None:
    """Return the value of digits with marks (ASCII) as a language writes numbers; None if it does not write them so."""
    if raw.isdecimal():
        return Decimal(raw)
    comma = language in COMMA
    decimal, groups = ("," if comma else "."), (".' " if comma else ",' ")
    text = re.sub(f"[{_SPACES}]", " ", raw)
    if language == "la":
        loose = _loose(raw)
        return max(loose) if len(loose) == 1 or re.search(r"[.,]\d{3}$", raw) else min(loose)
    grouped = rf"\d{{1,3}}(?:([{re.escape(groups)}])\d{{3}})(?:\1\d{{3}})*(?:{re.escape(decimal)}\d+)?"
    indian = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"
    if re.fullmatch(grouped, text) or (not comma and re.fullmatch(indian, text)):
        whole, _mark, rest = text.partition(decimal)
        return Decimal(re.sub(r"\D", "", whole) + (f".{rest}" if rest else ""))
    # The Spanish academy allows both marks; three digits after a point are thousands all the same.
    either = "[.,]" if language == "es" else re.escape(decimal)
    if re.fullmatch(rf"\d+{either}\d+", text):
        return Decimal(text.replace(decimal, "."))
    return None


def _loose(raw: str) -> frozenset[Decimal]:
    """Return what digits with marks may mean in any notation: the last mark as decimal mark, or all marks as groups."""
    pieces = re.findall(r"\d+", raw)
    values = {Decimal("".join(pieces))} if all(len(piece) == 3 for piece in pieces[1:]) else set()
    if len(pieces) > 1:
        values.add(Decimal("".join(pieces[:-1]) + "." + pieces[-1]))
    return frozenset(values)


def _compounds(found: list[Number], text: str) -> list[Number]:
    """Join 1億2000万 and 4만 3500 to one number."""
    result: list[Number] = []
    for number in found:
        last = result[-1] if result else None
        together = last and last.han and last.power > number.power and text[last.end : number.start].strip() == ""
        if last and together and last.values and number.values and number.start - last.end <= 1:
            total = max(last.values) + max(number.values)
            raw = text[last.start : number.end]
            result[-1] = replace(last, end=number.end, raw=raw, values=frozenset({total}), power=number.power)
        else:
            result.append(number)
    return result


def _shared_scales(found: list[Number], text: str) -> list[Number]:
    """Let "5–10 million" mean five million to ten million too, and "1995–96" end in 1996."""
    result = list(found)
    for index, (first, second) in enumerate(pairwise(found)):
        between = text[first.end : second.start]
        if second.power and not first.power and first.bare is not None and _RANGE.fullmatch(between):
            result[index] = replace(first, values=first.values | {first.bare.scaleb(second.power)})
        if len(first.raw) == 4 and len(second.raw) == 2 and second.bare is not None and _RANGE.fullmatch(between):
            century = Decimal(first.raw) // 100 * 100  # 1995-96
            result[index + 1] = replace(second, values=second.values | {century + second.bare})
    return result


def _han(text: str) -> Decimal:
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


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in text]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
