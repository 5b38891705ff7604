"""The text as a whole: missing, not translated, much too short or too long."""

from __future__ import annotations

import re

from translation.checks.base import Finding, Pair
from translation.checks.plain import plain

# How long a text is beside its English one, in characters; measured on 997 parallel news sentences in each language
# (sa and la: estimated from the shorter words of inflected languages).
_LENGTH = {
    "zh-hans": 0.31, "ja": 0.44, "ko": 0.52, "ru": 1.08, "en": 1.0, "fr": 1.19, "id": 1.08, "sa": 1.0, "de": 1.17,
    "pt": 1.1, "el": 1.2, "es": 1.17, "it": 1.17, "fi": 1.06, "la": 1.0,
}  # fmt: skip
# Below this many characters of English, a length says nothing: "Yes." and its translations differ threefold.
_LONG_ENOUGH = 40
_SHORT, _VERY_SHORT, _LONG = 0.45, 0.2, 2.2
# Words of headlines in title case that no proper name consists of.
_COMMON_TEXT = (
    "a an and are at be but by for from has have how in into is it its new no not of off on or our over "
    "says that the their this to under up was what when where who why will with you your "
)
_COMMON = frozenset(_COMMON_TEXT.split())


def empty(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target without text. Critical: a hole in the page."""
    if plain(source).text.strip() and not plain(target).text.strip():
        return [Finding("empty", "critical", "The translation is empty.")]
    return []


def same_as_source(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target that repeats the source. Major; not where names, numbers and identifiers are all there is."""
    if pair.source == pair.target:
        return []
    words = _words(source)
    if words != _words(target):
        return []
    text = plain(source).text
    ordinary = [word for word in words if word[0].islower() or word.lower() in _COMMON]
    unspaced = [char for char in text if char.isalpha() and not char.isupper() and not char.islower()]
    if len([word for word in ordinary if len(word) > 1]) >= 2 or len(unspaced) >= 8:
        return [Finding("same_as_source", "major", "The text is the same as the source: it was not translated.")]
    return []


def length(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target that is much shorter or longer than translations into its language are. Major."""
    before, after = plain(source).text.strip(), plain(target).text.strip()
    expected = len(before) / _LENGTH.get(pair.source, 1.0) * _LENGTH.get(pair.target, 1.0)
    if not after or len(before) / _LENGTH.get(pair.source, 1.0) < _LONG_ENOUGH:
        return []
    ratio = _weight(after, pair.target) / expected
    if ratio < _SHORT:
        much = "far too short" if ratio < _VERY_SHORT else "too short"
        return [Finding("length", "major", f"The text is {much}: about {ratio:.0%} of the expected length.")]
    if ratio > _LONG:
        return [Finding("length", "major", f"The text is too long: about {ratio:.1f} times the expected length.")]
    return []


def _weight(text: str, language: str) -> float:
    """Return a text's length; Latin names in parentheses take three times the room of Han or Kana and say the same."""
    latin = sum(char.isascii() and char.isalpha() for char in text) if _LENGTH.get(language, 1.0) < 0.6 else 0
    return len(text) - 0.7 * latin


def _words(inline: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", plain(inline).text)
