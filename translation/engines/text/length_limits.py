"""How long one translated text may be. Pure.

Of 24,561 texts of the sample articles, each with its translation into another of the fifteen languages, the longest was
9 times its source (a kicker of one Korean syllable); of sources over 100 characters, 3.8 times (Chinese into Italian).
Tags come back as they went. What is longer than this is no translation, and what reads it (hygiene, checks, cleaning)
works in the worker's own time, outside the deadline of the call.
"""

from __future__ import annotations

_TIMES, _MORE = 10, 2_000


def longest(source: str) -> int:
    """Return the most characters that a translation of an inline HTML text may have."""
    return _TIMES * len(source) + _MORE


def too_long(source: str, target: str) -> bool:
    """Tell whether a text cannot be the translation of another because of its length."""
    return len(target) > longest(source)
