"""Names across languages: the version that lacks a name which most of the others spell alike, or has another one.

A name that is spelled alike in most versions is one that languages do not translate; so no list of names is needed, and
the source may be in any script. In other scripts a name may be written as it sounds there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from articles.body.plain import Span, plain
from newsroom.languages import BY_CODE
from translation.checks.base import Finding
from translation.checks.parse.spelling import alike, nearer
from translation.checks.parse.transliteration import (
    apart,
    fold,
    latin,
    within,
)
from translation.checks.rules.article.across import (
    FEWEST,
    MOST,
    NEARLY_ALL,
    Version,
    disagrees,
    versions_of,
)
from translation.checks.rules.article.across_places import in_place
from translation.checks.rules.facts import identifiers
from translation.checks.words.name_words import COMMON

# In Latin letters, also between the signs of another script and before a hyphen.
_NAME = re.compile(r"(?<![A-Za-zÀ-ž.@/_])[A-ZÀ-Þ][A-Za-zÀ-ž]{3,}(?![A-Za-zÀ-ž@_])")
# What may stand before the first word of a sentence.
_START = re.compile(r"(?:^|[.!?:…]\s+)[“”\"«„(\[–—¿¡\s]*$")
_WORD = re.compile(r"[^\W\d_]+")
# How far a word may be from a name that it stands for (transliteration.apart); a short name is near many words.
_NEAR, _NEAR_SHORT, _SHORT = 0.25, 0.1, 5
# The share of the other versions in Latin letters that must agree where those in other scripts cannot.
_ALL_IN_LATIN = 0.85
# Where the source has a name more often than a version: so many texts, the source too, and this share of those that
# have the name at all must agree with it.
_FEWEST_REPEATED, _REPEATED = 3, 0.5
# A word may have an ending, shorter than the name by so many letters: Veslund-issa is one, March-etti another name.
_BARE = 2
# How near another version's word must be to a name for the name not to be this version's own; one in another script,
# which only sounds like it.
_KNOWN, _KNOWN_BY_SOUND = 0.15, 0.1


def across_names(source: str, versions: Mapping[str, str], source_language: str) -> dict[str, list[Finding]]:
    """Find a name that most of the versions spell alike and one does not have, or has another name for."""
    texts = versions_of(versions)
    found: dict[str, list[Finding]] = {}
    if not texts:
        return found
    own = plain(source).text
    for name in _spelled_alike(texts):
        counts = {version.language: version.text.count(name) for version in texts}
        for version in texts:
            here = counts[version.language]
            agree = sum(count > here for language, count in counts.items() if language != version.language)
            enough = _enough(agree, name, version, texts) or _repeated(agree, name, here, counts, own)
            if enough and (finding := _finding(name, version, texts, agree, here, own)):
                found.setdefault(version.language, []).append(finding)
    for version in texts:
        if findings := in_place(version, texts, own, _strangers_of(version, texts, own)):
            found[version.language] = [*findings, *found.get(version.language, ())]
    return {language: _each_once(findings) for language, findings in found.items()}


def _spelled_alike(texts: Sequence[Version]) -> list[str]:
    """Return the names that several versions have and that are no part of an identifier."""
    # In the order of the texts: a set's own order changes from run to run, and with it which name accuses.
    found = Counter(name for version in texts for name in dict.fromkeys(_NAME.findall(version.text)))
    taken = [version.text[slice(*span)] for version in texts for span in identifiers.spans(version.text)]
    return [
        name
        for name, count in found.items()
        if count > 1
        and sum(name in version.text for version in texts) >= FEWEST - 2
        and not any(name in token for token in taken)
    ]


def _enough(agree: int, name: str, version: Version, texts: Sequence[Version]) -> bool:
    """Tell whether most of the others agree, or nearly all of those that are written in Latin letters."""
    if agree > MOST * (len(texts) - 1):
        return True
    in_latin = sum(_in_latin(one.language) for one in texts if one is not version)
    return agree >= max(FEWEST - 1, _ALL_IN_LATIN * in_latin) and not name.isupper() and fold(name) not in COMMON


def _repeated(agree: int, name: str, here: int, counts: Mapping[str, int], source: str) -> bool:
    """Tell whether a version has a name less often than the source and most of those that have it at all."""
    if not here or source.count(name) <= here or fold(name) in COMMON:
        return False
    have = sum(count > 0 for count in counts.values())
    # This version has it too, the source is one more vote.
    return agree + 1 >= _FEWEST_REPEATED and agree + 1 >= _REPEATED * have


def _finding(
    name: str, version: Version, texts: Sequence[Version], agree: int, here: int, source: str
) -> Finding | None:
    in_latin = _in_latin(version.language)
    if not here and in_latin and _has(name, version, texts, source):
        return None
    if strangers := _strangers_of(version, texts, source):
        # A sentence begins with a capital anyway: such a word is shown only where no other can be meant.
        inside = [spot for spot in strangers if not in_latin or not _begins(version.text, spot[0])]
        spot = min(inside, key=lambda spot: _unlike(name, spot, version, texts), default=None)
        shown = version.text[slice(*spot)] if spot else None
        marks = (version.plain.span(*spot),) if spot else ()
        says = disagrees(agree, version.language, len(texts), name, shown)
        return Finding("across_names", "minor", says, target_spans=marks)
    if not here and in_latin and agree >= NEARLY_ALL * (len(texts) - 1) and fold(name) not in COMMON:
        return Finding("across_names", "minor", disagrees(agree, version.language, len(texts), name))
    return None


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without those that accuse the same words once more (the other words of one name)."""
    return list({finding.target_spans or finding.message: finding for finding in reversed(findings)}.values())[::-1]


def _in_latin(language: str) -> bool:
    return language not in BY_CODE or BY_CODE[language].script == "Latn"


def _has(name: str, version: Version, texts: Sequence[Version], source: str) -> bool:
    """Tell whether a version has a name with another ending, other accents, or nearly the same letters."""
    written = re.compile(rf"\b{re.escape(fold(name))}\w{{0,4}}\b")
    # The source may have it as a common word too ("Guru Lena", "nine gurus"); that one does not stand for the name.
    text = " ".join(_words(version.text)) if re.search(rf"\b{name.lower()}", source) else version.text
    if written.search(fold(text)):
        return True
    spelled, near = latin(name), _NEAR if len(name) > _SHORT else _NEAR_SHORT
    # Endings change stems: Agnes, Agnekselle; Marcus, Marci.
    stem = spelled[: max(4, len(spelled) - 2)]
    close = [
        word
        for word in _words(version.text)
        if latin(word).startswith(stem) or (apart(spelled, latin(word)) <= near and alike(fold(name), fold(word)))
    ]
    # What stands beside the name in other versions does not stand for it: Galilei for Galileo.
    beside = [one.text for one in texts if one is not version and name in one.text]
    close = [word for word in close if sum(word in _words(text) for text in beside) < 2]
    # Nor does a word that stands for another: Namgyalin for Namgyal, not for Ngawang.
    rivals = {fold(word) for text in (source, *beside) for word in _words(text)} - {fold(name)} if close else set()
    return any(not any(nearer(fold(word), rival, fold(name)) for rival in rivals) for word in close)


def _strangers_of(version: Version, texts: Sequence[Version], source: str) -> tuple[Span, ...]:
    others = (source, *(one.text for one in texts if one is not version))
    return _strangers(version.text, _in_latin(version.language), others)


@lru_cache(maxsize=32)
def _words(text: str) -> tuple[str, ...]:
    """Return the words with a capital."""
    return tuple(word for word in dict.fromkeys(_WORD.findall(text)) if word[0].isupper())


@lru_cache(maxsize=32)
def _strangers(text: str, in_latin: bool, others: tuple[str, ...]) -> tuple[Span, ...]:
    """Return where names in Latin letters stand in a text that no other text has, even nearly."""
    found = []
    for match in _NAME.finditer(text):
        word = fold(match[0])
        if match[0].isupper() or word in COMMON or any(word in _folded(other) for other in others):
            continue
        # In another script, nobody writes a name in Latin letters otherwise than the others.
        if in_latin:
            known = set().union(*(_by_first_letter(other).get(word[0], ()) for other in others))
            if any(_alike(word, other, as_written) for other, as_written in known):
                continue
        found.append(match.span())
    return tuple(found)


# Each text of a segment is one of the others to all its versions but one.
@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=64)
def _by_first_letter(text: str) -> dict[str, set[tuple[str, bool]]]:
    """Return the names and the longer words of a text as they sound, and whether that is also how they are written."""
    known: dict[str, set[tuple[str, bool]]] = {}
    for word in _WORD.findall(text):
        if (len(word) >= _SHORT or word[0].isupper()) and (spelled := latin(word)):
            known.setdefault(spelled[0], set()).add((spelled, word[0] <= "ž"))
    return known


def _unlike(name: str, spot: Span, version: Version, texts: Sequence[Version]) -> tuple[float, float]:
    """Return how far a word is from being the one for a name: first by its letters, then by its place in the text."""
    by_letters = apart(latin(name), latin(version.text[slice(*spot)]))
    other = next(one.text for one in texts if name in one.text and one is not version)
    place = abs(spot[0] / len(version.text) - other.find(name) / len(other))
    return (by_letters if by_letters < 0.35 else 1.0), place


def _begins(text: str, place: int) -> bool:
    """Tell whether a sentence begins at a place."""
    return _START.search(text, 0, place) is not None


def _alike(word: str, other: str, as_written: bool) -> bool:
    """Tell whether a word may be another version's word, with an ending or without."""
    if len(other) >= _SHORT and word.startswith(other) and len(word) <= 2 * len(other) - _BARE:
        return True
    if not as_written:
        return within(word, other, _KNOWN_BY_SOUND)
    return within(word, other, _KNOWN) and alike(word, other)
