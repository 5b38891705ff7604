"""Letters for a scale at sums of money: $6m, £2bn, CHF 3.5m, 3 M€, Rp 3,5 M, 500 k€."""

from __future__ import annotations

import re

SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "b": 9, "g": 9, "t": 12, "bn": 9, "tn": 12}
# What these letters stand for in some languages: Finnish 500 t€, German 500 T€, Indonesian Rp 3,5 M (miliar).
_OWN = {"fi": {"t": 3}, "de": {"t": 3}, "id": {"m": 9}}
_MONEY = re.compile(r"(?:[$€£¥₩₹₽]|(?<![A-Za-z])(?:[A-Z]{3}|Rp|RM|Rs)\.?[\s\u00a0]?)$")
_BEHIND_MONEY = re.compile(r"\s?(k|m|b|t|bn|tn)\b", re.I)
_BEFORE_A_SIGN = re.compile(r"[\s\u00a0\u202f]?([kKMmGTt]|bn|mn|tn)(?=[\s\u00a0\u202f]?[€$£¥])")
_LONGEST = 5


def short_scale(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Return the power of ten of a letter behind the digits of a sum of money, and where the letter ends."""
    short = _BEHIND_MONEY.match(text, end) if _MONEY.search(text, max(0, start - _LONGEST), start) else None
    short = short or _BEFORE_A_SIGN.match(text, end)
    if short is None:
        return None
    letter = short[1].lower()
    return _OWN.get(language, {}).get(letter, SHORT_SCALES[letter]), short.end()
