"""Halves of the day: 9 p.m. is 21 Uhr or 9 Uhr abends, and not 9 Uhr alone."""

from __future__ import annotations

import re

from translation.checks.base import Finding, Pair
from translation.checks.number import Number
from translation.checks.numerals import numbers_in
from translation.checks.plain import Plain

# What makes an hour one of the second half, behind the number or (in Chinese, Japanese, Korean) before it.
_LATER_BEHIND = re.compile(
    r"(?::\d\d|\.\d\d)?[\s\u00a0\u202f]*(?:p\.?\s?m\b|μ\.\s?μ\.|Uhr (?:abends|nachmittags|nachts)|de la (?:tarde|"
    r"noche)|"
    r"da (?:tarde|noite)|du soir|de l[’']après-midi|di sera|del pomeriggio|вечера|дня|malam|sore)",
    re.I,
)
_LATER_BEFORE = re.compile(r"(?:午後|下午|晚上|傍晚|오후|저녁|밤)\s?$")
# Any word for a part of the day; where one stands, a person sees which half is meant.
_PART = {
    "en": r"\bp\.?\s?m\b|\ba\.?\s?m\b|morning|afternoon|evening|night|noon",
    "de": r"abend|nachmittag|nacht|mittag|früh|morgen|vormittag|nachm\.|abds",
    "fr": r"soir|après-midi|nuit|matin|midi",
    "es": r"tarde|noche|mañana|mediodía|madrugada|[ap]\.\s?m",
    "pt": r"tarde|noite|manhã|meio-dia|madrugada",
    "it": r"sera|serat|pomeriggio|notte|mattin|mezzogiorno|stasera",
    "ru": r"вечер|дня|ночи|ночью|утр|днём|днем|полудн",
    "fi": r"ilta|illa|illan|iltapäiv|\bi\.?p\b|aamu|\ba\.?p\b|yöllä|yö",
    "el": r"μ\.\s?μ|π\.\s?μ|βράδ|απόγευμα|απογεύμα|νύχτα|μεσημέρι|πρωί",
    "id": r"malam|sore|siang|petang|pagi",
    "la": r"meridi|vesper|noct|\bp\.\s?m|\ba\.\s?m",
    "sa": r"सायं|अपराह्ण|रात्रौ|रात्रि|प्रातः|मध्याह्न",
    "zh-hans": "下午|晚|傍晚|夜|午后|上午|早|凌晨|中午",
    "ja": "午後|夜|夕|晩|午前|朝|昼|深夜|未明",
    "ko": "오후|저녁|밤|오전|아침|새벽|낮",
}


def dayparts(before: Plain, after: Plain, pair: Pair) -> list[Finding]:
    """Find hours after noon whose half of the day is lost: 9 p.m. as 9."""
    pattern = _PART.get(pair.target)
    if (
        not pattern
        or not (theirs := _later(before.text, pair.source))
        or re.search(rf"{pattern}|\bp\.?\s?m\b", after.text, re.I)
    ):
        return []
    ours = numbers_in(after.text, pair.target)
    findings = []
    for number, hour in theirs:
        if any(_hour(other) == hour + 12 for other in ours):
            continue
        same = next((other for other in ours if _hour(other) == hour and _minutes(other) == _minutes(number)), None)
        if same:
            says = (
                f"“{_shown(number, before.text)}” has become “{_shown(same, after.text)}”: the half of the day is lost."
            )
            spans = (before.span(number.start, number.end),), (after.span(same.start, same.end),)
            findings.append(Finding("numbers", "major", says, *spans))
    return findings


def _later(text: str, language: str) -> list[tuple[Number, int]]:
    """Return the numbers that are hours after noon, from one to eleven, and the hour."""
    found = []
    for number in numbers_in(text, language):
        hour = _hour(number)
        before = text[max(0, number.start - 3) : number.start]
        if hour and 1 <= hour <= 11 and (_LATER_BEHIND.match(text, number.end) or _LATER_BEFORE.search(before)):
            found.append((number, hour))
    return found


def _hour(number: Number) -> int | None:
    if number.parts and number.parts[0] == int(number.parts[0]) and number.parts[0] <= 24:
        return int(number.parts[0])
    return None


def _minutes(number: Number) -> int:
    return int(number.parts[1]) if len(number.parts) > 1 else 0


def _shown(number: Number, text: str) -> str:
    return text[number.start : number.end]
