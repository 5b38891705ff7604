"""Words of the clock: which half of the day an hour is in, and half and quarter hours (5 μ.μ., 午後5時半, 8点三刻)."""

from __future__ import annotations

import re

# Behind an hour and its minutes; "de la noche", "ночи" and 夜 may be before midnight or after it, and say nothing.
_MINUTES = r"(?:[:.]\d\d)?(?:\s?(?:Uhr|horas?|h|часов|часа|час|ч\.|ore|heures?))?[\s\u00a0\u202f]*"
_PM_WORDS = (
    r"p\.?\s?m\b|μ\.\s?μ\.|nachmittags|abends|de la tarde|da tarde|du soir|de l['’]après-midi|di sera|del pomeriggio|"
    r"вечера|sore\b|"
    r"petang\b|illalla\b|iltapäivällä\b|το απόγευμα|το βράδυ|του απογεύματος|"
    r"in the (?:afternoon|evening)|post meridiem"
)
_AM_WORDS = (
    r"a\.?\s?m\b|π\.\s?μ\.|morgens|vormittags|de la (?:mañana|madrugada)|da (?:manhã|madrugada)|du matin|di mattina|"
    r"del mattino|утра|pagi\b|dini hari|aamulla\b|aamupäivällä\b|το πρωί|του πρωιού|in the morning|ante meridiem"
)
_NIGHT_WORDS = r"Uhr nachts|de la noche|da noite|di notte|дня|ночи|malam\b|siang\b"
PM_BEHIND = re.compile(rf"{_MINUTES}(?:{_PM_WORDS})", re.I)
AM_BEHIND = re.compile(rf"{_MINUTES}(?:{_AM_WORDS})", re.I)
PM_BEFORE = re.compile(r"(?:午後|下午|傍晚|오후|저녁|सायं|सायङ्काले|अपराह्णे)\s?$")
AM_BEFORE = re.compile(r"(?:午前|上午|凌晨|清晨|早上|오전|새벽|प्रातः|प्रातःकाले|पूर्वाह्णे)\s?$")
# What may be after noon as well.
_MAYBE_PM_BEHIND = re.compile(rf"{_MINUTES}(?:{_PM_WORDS}|{_NIGHT_WORDS})", re.I)
_MAYBE_PM_BEFORE = re.compile(r"(?:午後|下午|晚上|傍晚|夜|오후|저녁|밤|सायं|सायङ्काले|अपराह्णे|रात्रौ)\s?$")
_LONGEST_BEFORE = 12
# Behind an hour: 半, 一刻 and 三刻; 時間半 is a length of time.
_PART = re.compile(r"\s?[時时点點시]\s?(?:(半|반(?![가-힣])|반(?=에|부터|까지|쯤|경|이|의|정도|께|으))|(一刻)|(三刻))")


def maybe_pm(text: str, start: int, end: int) -> bool:
    """Tell whether an hour at text[start:end] may be one after noon."""
    return bool(
        _MAYBE_PM_BEHIND.match(text, end) or _MAYBE_PM_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    )


def is_pm(text: str, start: int, end: int) -> bool:
    """Tell whether an hour at text[start:end] is one after noon for certain."""
    return bool(PM_BEHIND.match(text, end) or PM_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start))


def is_am(text: str, start: int, end: int) -> bool:
    """Tell whether an hour at text[start:end] is one before noon for certain."""
    return bool(AM_BEHIND.match(text, end) or AM_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start))


def part_of_hour(text: str, end: int) -> tuple[int, int] | None:
    """Return the minutes that a word behind an hour adds (半: 30, 三刻: 45) and where it ends."""
    match = _PART.match(text, end)
    return ((30, 15, 45)[(match.lastindex or 1) - 1], match.end()) if match else None
