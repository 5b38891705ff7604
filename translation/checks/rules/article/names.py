"""Names: whom and what the source names must be named in the target, as such or as it sounds in the target's script.

A name counts as found if a word of the target begins like it (inflected, transliterated, with other accents). Chinese
writes names in characters that no table derives from their sound: there, and where only a person can tell, the glossary
decides (checks.terms). All findings are minor: read by hand, two of 75 that were major were right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.body.plain import KEPT, plain
from newsroom.languages import BY_CODE
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.parse.transliteration import apart, fold, latin
from translation.checks.rules.facts import identifiers
from translation.checks.words.name_words import COMMON, TITLES, TRANSLATED

MESSAGES = {
    "proper_names.missing": N_("The name “%(text)s” is missing."),
    "proper_names.stranger": N_("“%(text)s” is missing. Is “%(other)s” used in its place?"),
    "proper_names.not_found": N_("“%(text)s” was not found in the translation."),
}

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŸŹŻŽΆ-ΏΑ-ΫА-ЯЁ"
_PART = rf"(?:[{_CAPITAL}][^\W\d_]+(?:['’-][^\W\d_]+)*|[{_CAPITAL}]\.|(?:Dr|St|Mr|Mrs|Ms|Jr|Sr)\.)"
_LINK = "(?:(?:van|von|de|der|da|del|di|la|le|al|el|bin|ibn|dos|du) )"
_NAME = re.compile(rf"(?<![\w.@/&'’-]){_PART}(?: {_LINK}*{_PART})*")
_MIXED = re.compile(r"(?<![\w.@/-])[A-Za-z]*[a-z][A-Z][A-Za-z]*(?![\w@]|\.\w)")
_WORD = re.compile(r"[^\W\d_]+")
# What may stand before the first word of a sentence, whose capital says nothing.
_START = re.compile(r"(?:^|[.!?:…।]\s+|[“”\"«„(\[]|[–—]\s*)$")
_STOPPED = re.compile(r"[.!?…][”\"’»)]*\s*$")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
# Vowel signs are no letters to \w, so that it would cut a word at each of them.
_DEVANAGARI = re.compile("[\u0900-\u0963\u0971-\u097f]+")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ž]+")
_POSSESSIVE = re.compile(r"['’]s?$")
# How far a found name may be from the source's (transliteration.apart), chosen where human translations raise few
# alarms and exchanged names still many; Korean and Japanese spell most sounds in their own way.
_LIMIT = {"ko": 0.42, "ja": 0.45, "sa": 0.42}
_FAR = 0.35
# How many pairs of a name and a word are compared, some ten microseconds each. Lists of hundreds of names are not read.
_MOST_PAIRS = 100_000
# Source languages whose capitals mark names; German writes all nouns with one.
_NAMES_IN_CAPITALS = frozenset({"en", "fr", "es", "it", "pt", "id", "fi", "la", "ru", "el"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: where it stands, its words that can be looked for, and whether all of its words are such."""

    start: int
    end: int
    words: tuple[str, ...]
    pure: bool


def proper_names(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find names of the source that the target does not have, or has exchanged for others."""
    before, after = plain(source), plain(target)
    findings = []
    mixed = list(_MIXED.finditer(before.text))
    taken = identifiers.spans(before.text) if mixed else []
    for match in mixed:
        if not any(start <= match.start() < end for start, end in taken) and not _has_mixed(match[0], after.text, pair):
            says = say("proper_names.missing", text=match[0])
            findings.append(Finding("proper_names", "minor", says, (before.span(*match.span()),)))
    if pair.source not in _NAMES_IN_CAPITALS or pair.target == "zh-hans":
        return findings
    doubtful = _doubtful(names_in(before.text), after.text, pair.target)
    if not doubtful:
        return findings
    strangers = list(_strangers(before.text, after.text, pair.target))
    for name, lost in doubtful:
        words = before.text[name.start : name.end]
        marks = (before.span(name.start, name.end),)
        if name.pure and strangers:
            start, end = strangers.pop(0)
            gone = words if len(lost) == len(name.words) else lost[0]
            says = say("proper_names.stranger", text=gone, other=after.text[start:end])
            findings.append(Finding("proper_names", "minor", says, marks, (after.span(start, end),)))
        elif len(lost) < len(name.words):
            continue  # a surname is enough, and so is a first name
        elif name.pure and len(name.words) > 1:
            findings.append(Finding("proper_names", "minor", say("proper_names.missing", text=words), marks))
        else:
            says = say("proper_names.not_found", text=words)
            findings.append(Finding("proper_names", "minor", says, marks))
    return findings


@lru_cache(maxsize=KEPT)
def names_in(text: str) -> tuple[Name, ...]:
    """Return the names of a text in a script with capitals; common words with a capital are left out."""
    all_words = _WORD.findall(text)
    capitals = sum(1 for word in all_words if word[0].isupper())
    small = sum(1 for word in all_words if word.islower() and len(word) > 3)
    if capitals > 3 and capitals > 3 * small and not _STOPPED.search(text):
        return ()  # a headline in title case
    found = []
    for match in _NAME.finditer(text):
        parts = [part for part in match[0].split(" ") if part[0].isupper()]
        first = _begins(text, match.start())
        if first and len(parts) == 1:
            continue
        words, pure, start = [], True, match.start()
        for place, part in enumerate(parts):
            word = _POSSESSIVE.sub("", part)
            if _is_name(word) and not (first and place == 0 and word.endswith(("ing", "ed", "ly"))):
                words.append(word)
            elif not words and fold(word) not in TITLES:
                start = match.start() + match[0].find(part) + len(part) + 1
                pure = pure and (first or len(word) < 3)
            elif len(word) > 2 and fold(word.rstrip(".")) not in TITLES:
                pure = False
        if words:
            found.append(Name(min(start, match.end()), match.end(), tuple(words), pure))
    return tuple(found)


def _begins(text: str, place: int) -> bool:
    """Tell whether a sentence begins at a place."""
    # From the last mark on: searched from the beginning, the pattern tries every place of the text.
    return _START.search(text, max(0, len(text[:place].rstrip()) - 1), place) is not None


def _is_name(word: str) -> bool:
    pieces = word.split("-")
    if (
        len(word) < 4
        or word.isupper()
        or _MIXED.fullmatch(word)
        or any(fold(piece) in COMMON or piece.islower() for piece in pieces)
    ):
        return False
    return not word.endswith(("ans", "ians", "ish", "ese"))


def _doubtful(names: tuple[Name, ...], target: str, language: str) -> list[tuple[Name, list[str]]]:
    """Return the names of which words are not there, with these words; none where there are too many to compare."""
    sought = {word for name in names for word in name.words if word not in target}
    if len(sought) * sum(map(len, _heard(target, language))) > _MOST_PAIRS:
        return []
    found = ((name, _lost(name, target, language)) for name in names)
    return [(name, lost) for name, lost in found if lost]


def _lost(name: Name, target: str, language: str) -> list[str]:
    """Return the words of a name that are not there."""
    limit = _LIMIT.get(language, _FAR)
    # A short name is near many words.
    return [
        word for word in name.words if _distance(word, target, language) > (limit if len(word) > 4 else 0.7 * limit)
    ]


def _distance(word: str, target: str, language: str) -> float:
    if word in target:
        return 0.0
    spelled = latin(word)
    upper, lower = _heard(target, language)
    near = min((apart(spelled, other) for other in upper), default=1.0) if upper else 1.0
    if near > _FAR and any(apart(spelled, other) <= 0.2 for other in lower):
        return 0.0  # a people or an adjective, which many languages write small
    return near


@lru_cache(maxsize=16)
def _heard(text: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a text that may be names, and the others, in Latin letters."""
    script = BY_CODE[language].script if language in BY_CODE else "Latn"
    if script == "Jpan":
        return tuple(latin(word) for word in _KATAKANA.findall(text) + _LATIN_WORD.findall(text)), ()
    if script == "Deva":
        return tuple(latin(word) for word in _DEVANAGARI.findall(text) + _LATIN_WORD.findall(text)), ()
    words = dict.fromkeys(_WORD.findall(text))
    if script == "Kore":
        return tuple(latin(word) for word in words), ()
    upper = tuple(latin(word) for word in words if not word.islower())
    return upper, tuple(latin(word) for word in words if word.islower() and len(word) > 3)


def _strangers(source: str, target: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where words with a capital stand in the target that nothing in the source sounds like."""
    script = BY_CODE[language].script if language in BY_CODE else "Latn"
    if script not in ("Latn", "Cyrl", "Grek"):
        return
    theirs = tuple(dict.fromkeys(latin(word) for word in _WORD.findall(source) if len(word) > 2))
    # Countries, institutions and the like are other words in every language: each explains one.
    other_words = {word for word in _WORD.findall(source) if word[0].isupper() and fold(word) in TRANSLATED}
    known = sum(1 for word in other_words if _distance(word, target, language) > _FAR)
    strange: list[tuple[int, int]] = []
    shown = list(_NAME.finditer(target))
    if len(shown) * len(theirs) > _MOST_PAIRS:
        return
    for match in shown:
        parts = list(_WORD.finditer(target, *match.span()))
        first = _begins(target, match.start())
        odd = [part for part in parts if len(part[0]) > 3 and part[0][0].isupper() and not _heard_in(part[0], theirs)]
        if first and odd and odd[0].start() == match.start():
            odd = odd[1:]
        # German nouns have capitals too: there only a neighbour of a name of the source tells.
        if language == "de" and not any(len(part[0]) > 3 and latin(part[0]) in theirs for part in parts):
            continue
        for part in odd:
            if strange and part.start() == strange[-1][1] + 1 and strange[-1][0] >= match.start():
                strange[-1] = (strange[-1][0], part.end())  # first name and surname
            else:
                strange.append(part.span())
    yield from strange[known:]


def _heard_in(word: str, theirs: tuple[str, ...]) -> bool:
    spelled = latin(word)
    return any(apart(their, spelled) <= 0.4 or (len(their) > 3 and their in spelled) for their in theirs)


def _has_mixed(name: str, target: str, pair: Pair) -> bool:
    if fold(name) in fold(target) or _POSSESSIVE.sub("", name) in target:
        return True
    stem = name[:-1] if name.endswith("s") else name
    if stem in target:
        return True
    if BY_CODE[pair.target].script in ("Latn", "Hans"):
        return BY_CODE[pair.target].script == "Hans" and pair.source != "zh-hans"
    return _distance(name, target, pair.target) <= _LIMIT.get(pair.target, _FAR) + 0.1
