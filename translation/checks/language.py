"""The target's language: another one than it should be, another script, the source left standing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsroom.languages import BY_CODE
from translation.checks.base import Finding, Pair, Row, Severity, TermRule
from translation.checks.detect import OTHERS, OWN, SIMPLIFIED, identify, script_counts
from translation.checks.functionwords import LITTLE
from translation.checks.plain import plain
from translation.checks.sentences import sentence_spans

# From so many letters on a text is long enough to tell its language for certain; Han, Kana and Hangul say more.
LONG, LONG_DENSE = 40, 14
SHORT, SHORT_DENSE = 16, 6
# A text may be in the expected language after all if that is more probable than this.
_DOUBT, _SHORT_DOUBT = 0.05, 0.005
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Pseudolocalised text is in no language.
_PSEUDO = "⟦"
_NAMES = {"zh-hans": "Chinese", **OTHERS}


def language(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target in another language. Critical if it is long enough to be certain, else major.

    The target as a copy of the source is same_as_source's.
    """
    after = plain(target).text
    if pair.source == pair.target or after.lstrip()[:1] == _PSEUDO or after.strip() == plain(source).text.strip():
        return []
    other, sure = other_language(after, pair.target, _capitals(plain(source).text))
    if other:
        severity: Severity = "critical" if sure else "major"
        says = f"The text is {name(other)}, not {name(pair.target)}: “{_beginning(after)}”"
        return [Finding("language", severity, says, target_spans=(plain(target).span(0, len(after)),))]
    spans = sentence_spans(after, pair.target)
    if len(spans) < 2:
        return []
    for start, end in spans:
        other, sure = other_language(after[start:end], pair.target, _capitals(plain(source).text))
        if other and sure:
            says = f"One sentence is {name(other)}, not {name(pair.target)}: “{_beginning(after[start:end])}”"
            return [Finding("language", "major", says, target_spans=(plain(target).span(start, end),))]
    return []


def other_language(text: str, expected: str, names: frozenset[str] = frozenset()) -> tuple[str, bool]:
    """Return the language a plain text is in, "" if it is the expected one or nobody can tell; and whether it is sure.

    names: words that say nothing about the language, because the source has them too.
    """
    counts = script_counts(text)
    letters = sum(counts.values())
    dense = letters - counts.get("Latn", 0) - counts.get("Cyrl", 0) - counts.get("Grek", 0) - counts.get("Deva", 0)
    long = letters >= LONG or dense >= LONG_DENSE
    if not long and letters < SHORT and dense < SHORT_DENSE:
        return "", False
    own = BY_CODE[expected].script
    ours = sum(counts.get(script, 0) for script in OWN.get(own, (own,)))
    if own == "Hans" and counts.get("Kana", 0) * 4 > letters:
        return "ja", long
    if own == "Jpan" and not counts.get("Kana") and counts.get("Hani", 0) >= LONG_DENSE and _is_chinese(text):
        return "zh-hans", long
    if own != "Latn" and ours * 4 >= letters:
        return (_neighbour(text, expected), long) if own in {"Cyrl", "Deva"} and letters >= LONG else ("", False)
    found, parts = identify(text)
    if found == expected or (own == "Latn" and ours * 2 < letters):
        return (found, long) if found != expected else ("", False)
    # Names say nothing about the language: without them it must still be another one.
    rest = " ".join(word for word in _WORD.findall(text) if word not in names)
    if len(rest) < SHORT or parts[expected] > (_DOUBT if long else _SHORT_DOUBT):
        return "", False
    found, parts = identify(rest)
    if found == expected or parts[expected] > (_DOUBT if len(rest) >= LONG else _SHORT_DOUBT):
        return "", False
    if not long and not _has_little_words(rest, found, expected):
        return "", False
    return found, long and len(rest) >= 2 * SHORT


def same_as_source(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target that repeats the source. Major; not where names, numbers and identifiers are all there is."""
    if pair.source == pair.target:
        return []
    text = plain(source).text
    words = _WORD.findall(text)
    if words != _WORD.findall(plain(target).text):
        return []
    ordinary = [word for word in words if word[0].islower() or word.lower() in LITTLE[pair.source]]
    unspaced = [char for char in text if char.isalpha() and not char.isupper() and not char.islower()]
    if len([word for word in ordinary if len(word) > 1]) >= 2 or len(unspaced) >= 8:
        return [Finding("same_as_source", "major", "The text is the same as the source: it was not translated.")]
    return []


def whole_language(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Find a version in another language as a whole, though its texts are too short to tell one by one. Critical."""
    texts = [(row.key, plain(row.target).text) for row in rows if row.target]
    whole = " ".join(text for _key, text in texts)
    if pair.source == pair.target or not texts or whole.lstrip()[:1] == _PSEUDO:
        return {}
    names = frozenset(word for row in rows for word in _capitals(plain(row.source).text))
    other, sure = other_language(whole, pair.target, names)
    if not other or not sure:
        return {}
    says = f"The version as a whole is {name(other)}, not {name(pair.target)}."
    return {texts[0][0]: [Finding("whole_language", "critical", says)]}


def name(code: str) -> str:
    """Return a language's English name, for findings."""
    return _NAMES.get(code) or BY_CODE[code].english_name.partition(" (")[0]


def _capitals(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text) if not word.islower())


def _neighbour(text: str, expected: str) -> str:
    found, parts = identify(text)
    return found if found != expected and parts[expected] < _DOUBT else ""


def _is_chinese(text: str) -> bool:
    """Tell whether a text of Han alone is no Japanese headline: it has a Chinese character, or is too long for one."""
    return SIMPLIFIED.search(text) is not None or len(text) > 2 * LONG_DENSE


def _has_little_words(text: str, found: str, expected: str) -> bool:
    """Tell whether a short text has words that hold sentences together in the language found, and none of its own."""
    words = {word.lower() for word in _WORD.findall(text)}
    return bool(words & LITTLE.get(found, frozenset())) and not words & (
        LITTLE[expected] - LITTLE.get(found, frozenset())
    )


def _beginning(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40].rstrip()}…"
