"""Halves of the day: 9 p.m. is 21 Uhr or 9 Uhr abends, and neither 9 Uhr alone nor 9 Uhr morgens."""

from __future__ import annotations

import re
from collections.abc import Callable

from articles.body.plain import Plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.parse.numbers.number import Number
from translation.checks.parse.numbers.numerals import numbers_in
from translation.checks.words.clock import is_am, is_pm, maybe_pm

MESSAGES = {
    "dayparts.other_half": N_("“%(target)s” is in another half of the day than “%(source)s”."),
    "dayparts.lost_half": N_("“%(target)s” does not say in which half of the day “%(source)s” is."),
}

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
    """Find hours after noon whose half of the day is lost (9 p.m. as 9), and hours in the other half."""
    return _other_half(before, after, pair) or _lost_half(before, after, pair)


def _other_half(before: Plain, after: Plain, pair: Pair) -> list[Finding]:
    """Find hours that were exchanged for the same hour of the other half of the day: 5 p.m. as 午前5時."""
    findings = []
    for here, there in ((is_pm, is_am), (is_am, is_pm)):
        theirs = _hours_where(here, before.text, pair.source)
        if not theirs:
            continue
        kept = {_time(number) for number in _hours_where(here, after.text, pair.target)}
        wrong = {_time(number): number for number in _hours_where(there, after.text, pair.target)}
        known = {_time(number) for number in _hours_where(there, before.text, pair.source)}
        for number in theirs:
            time = _time(number)
            if time in wrong and time not in kept and time not in known:
                other = wrong[time]
                one, another = _shown(number, before.text), _shown(other, after.text)
                says = say("dayparts.other_half", source=one, target=another)
                spans = (before.span(number.start, number.end),), (after.span(other.start, other.end),)
                findings.append(Finding("numbers", "critical", says, *spans))
    return findings


def _lost_half(before: Plain, after: Plain, pair: Pair) -> list[Finding]:
    pattern = _PART.get(pair.target)
    if (
        not pattern
        or not (theirs := _hours_where(maybe_pm, before.text, pair.source))
        or re.search(rf"{pattern}|\bp\.?\s?m\b", after.text, re.I)
    ):
        return []
    ours = numbers_in(after.text, pair.target)
    findings = []
    for number in theirs:
        hour, _minute = _time(number)
        if any(_hour(other) == hour + 12 for other in ours):
            continue
        same = next((other for other in ours if _time(other) == _time(number)), None)
        if same:
            here, there = _shown(number, before.text), _shown(same, after.text)
            says = say("dayparts.lost_half", source=here, target=there)
            spans = (before.span(number.start, number.end),), (after.span(same.start, same.end),)
            findings.append(Finding("numbers", "major", says, *spans))
    return findings


def _hours_where(tells: Callable[[str, int, int], bool], text: str, language: str) -> list[Number]:
    """Return the numbers that are hours from one to eleven and of which `tells` is true."""
    return [
        number
        for number in numbers_in(text, language)
        if 1 <= (_hour(number) or 0) <= 11 and tells(text, number.start, number.end)
    ]


def _time(number: Number) -> tuple[int, int]:
    return _hour(number) or 0, _minutes(number)


def _hour(number: Number) -> int | None:
    if number.parts and number.parts[0] == int(number.parts[0]) and number.parts[0] <= 24:
        return int(number.parts[0])
    return None


def _minutes(number: Number) -> int:
    return int(number.parts[1]) if len(number.parts) > 1 else 0


def _shown(number: Number, text: str) -> str:
    return text[number.start : number.end]
