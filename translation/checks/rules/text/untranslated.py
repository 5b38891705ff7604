"""Pieces of the source, or of another script, that an engine left standing in the target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from articles.body.plain import Plain, plain
from newsroom.languages import BY_CODE
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.parse.detect import (
    OWN,
    SCRIPTS,
    SIMPLIFIED,
    TRADITIONAL,
)
from translation.checks.parse.sentences import UNSPACED, WORD, plain_words
from translation.checks.rules.facts import identifiers
from translation.checks.words.function_words import LITTLE

MESSAGES = {
    "script.foreign": N_("“%(text)s” is in a script that is not used in %(language)s."),
    "script.mixed": N_("“%(text)s” mixes letters of two alphabets."),
    "script.traditional": N_("The text has traditional Chinese characters: %(text)s"),
    "script.simplified": N_("The text has simplified Chinese characters: %(text)s"),
    "untranslated.run": N_("“%(text)s” was not translated."),
}

_PSEUDO = "⟦"
# A run of the source's words this long is no name and no title any more. Han and Kana are counted in characters;
# Chinese and Japanese share names and terms.
_RUN, _RUN_DENSE, _RUN_SHARED = 4, 4, 10
_DENSE = re.compile("[\u3041-\u3096\u30a1-\u30faー々\u3400-\u9fff]+")
_OPENING, _CLOSED = tuple("(（["), tuple(")）],，;")
# Latin letters beside those of another alphabet are a wrong keyboard or a disguise: Мocквa.
_NEIGHBOURS = {
    "Cyrl": re.compile("[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]"),
    "Grek": re.compile("[A-Za-z][\u0386-\u03ff]|[\u0386-\u03ff][A-Za-z]"),
    "Latn": re.compile("[A-Za-z][\u0386-\u052f]|[\u0386-\u052f][A-Za-z]"),
}
_SYMBOLS = frozenset("αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΘΛΞΠΣΦΨΩµΩ")
_LEAST_FOREIGN = 2
_MOST = 3  # findings of letters of another script
# Up to here all letters are Latin ones.
_FIRST_FOREIGN = "\u0370"
_SHOWN = 60


def script(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find letters of a script that the target's language does not use and its source does not show. Major.

    Also words of two alphabets (Latin c in Cyrillic), traditional characters in simplified Chinese, and simplified ones
    in Japanese.
    """
    before, after = plain(source), plain(target)
    if after.text.isascii() or after.text.lstrip()[:1] == _PSEUDO:
        return []
    own = BY_CODE[pair.target].script
    if own == "Latn" and max(after.text) < _FIRST_FOREIGN:
        return []
    findings = []
    for match in _foreign(own).finditer(after.text):
        if len(match[0]) < _LEAST_FOREIGN or match[0] in before.text or set(match[0]) <= _SYMBOLS:
            continue
        says = say("script.foreign", text=match[0], language=pair.target)
        findings.append(Finding("script", "major", says, target_spans=(after.span(*match.span()),)))
        if len(findings) == _MOST:
            break
    return findings + _two_alphabets(before.text, after, own) + _other_han(before.text, after, pair)


def untranslated(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a run of the source's words that stands in the target as it was. Major; titles and names are left alone."""
    before, after = plain(source), plain(target)
    if pair.source == pair.target or before.text.strip() == after.text.strip():
        return []
    if pair.source in UNSPACED:
        found = _dense_run(before.text, after.text, _RUN_SHARED if pair.target in UNSPACED else _RUN_DENSE)
    else:
        found = _run(before.text, after.text, pair)
    if found is None:
        return []
    run = after.text[slice(*found)]
    says = say("untranslated.run", text=run if len(run) <= _SHOWN else f"{run[:_SHOWN].rstrip()}…")
    return [Finding("untranslated", "major", says, target_spans=(after.span(*found),))]


def _run(before: str, after: str, pair: Pair) -> tuple[int, int] | None:
    theirs, ours = ([word.lower() for word in plain_words(text)] for text in (before, after))
    known = set(_runs(theirs))
    if known.isdisjoint(_runs(ours)):
        return None
    words = [match.span() for match in WORD.finditer(after)]
    start = 0
    while start <= len(ours) - _RUN:
        end = start + _RUN
        if tuple(ours[start:end]) not in known:
            start += 1
            continue
        while end < len(ours) and tuple(ours[end - _RUN + 1 : end + 1]) in known:
            end += 1
        if _is_ordinary(after[words[start][0] : words[end - 1][1]], pair):
            return words[start][0], words[end - 1][1]
        start = end
    return None


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[place:] for place in range(_RUN)), strict=False)


def _is_ordinary(run: str, pair: Pair) -> bool:
    """Tell common text from a name: "the Protection of Swifts and Martins" has only little words small."""
    if BY_CODE[pair.source].script not in {"Latn", "Cyrl", "Grek"}:
        return True
    small = [word for word in WORD.findall(run) if word.islower()]
    # Sisters such as Spanish and Portuguese share whole phrases, but not all little words.
    telling = LITTLE[pair.source] - LITTLE[pair.target]
    content = any(word not in LITTLE[pair.source] for word in small)
    return len(small) >= 3 and content and any(word in telling for word in small)


def _dense_run(before: str, after: str, least: int) -> tuple[int, int] | None:
    """Find a run of at least so many Han and Kana of the source; an original name in parentheses is left alone."""
    for match in _DENSE.finditer(after):
        for start in range(match.start(), match.end() - least + 1):
            end = start + least
            if after[start:end] not in before:
                continue
            while end < match.end() and after[start : end + 1] in before:
                end += 1
            if not _in_parentheses(after, start, end):
                return start, end
            break
    return None


def _in_parentheses(text: str, start: int, end: int) -> bool:
    opened = text[:start].rstrip('“"«「『《 ').endswith(_OPENING)
    return opened and text[end:].lstrip('”"»」』》 ').startswith(_CLOSED)


def _two_alphabets(before: str, after: Plain, own: str) -> list[Finding]:
    pattern = _NEIGHBOURS.get(own)
    if not pattern or not pattern.search(after.text):
        return []
    taken = bytearray(len(after.text))
    for start, end in identifiers.spans(after.text):
        taken[start:end] = b"\1" * (end - start)
    known = set(WORD.findall(before))
    for match in WORD.finditer(after.text):
        if taken[match.start()] or not pattern.search(match[0]) or match[0] in known or match[0] in before:
            continue
        if not (own == "Latn" and set(match[0]) & _SYMBOLS):
            says = say("script.mixed", text=match[0])
            return [Finding("script", "major", says, target_spans=(after.span(*match.span()),))]
    return []


def _other_han(before: str, after: Plain, pair: Pair) -> list[Finding]:
    pattern = {"zh-hans": TRADITIONAL, "ja": SIMPLIFIED}.get(pair.target)
    found = [match for match in pattern.finditer(after.text) if match[0] not in before] if pattern else []
    if len(found) < 2:
        return []
    shown = " ".join(dict.fromkeys(match[0] for match in found))
    says = say("script.traditional" if pair.target == "zh-hans" else "script.simplified", text=shown)
    return [Finding("script", "major", says, target_spans=tuple(after.span(*match.span()) for match in found))]


@lru_cache(maxsize=16)
def _foreign(own: str) -> re.Pattern[str]:
    """Return the pattern of a run of words in scripts that a language of this script (ISO 15924) does not use."""
    allowed = {"Latn", *OWN.get(own, (own,)), *(("Hani",) if own == "Kore" else ())}
    letters = "".join(pattern.pattern[1:-1] for name, pattern in SCRIPTS.items() if name not in allowed)
    return re.compile(f"[{letters}]+(?:[ ・][{letters}]+)*")
