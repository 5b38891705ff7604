"""The target's language: another one than it should be, another script, the source left standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from articles.body.plain import plain
from newsroom.languages import BY_CODE, CODES
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Row, Severity, TermRule
from translation.checks.parse.detect import (
    NO_LETTERS,
    OWN,
    SIMPLIFIED,
    count_letters,
    identify,
    probability,
)
from translation.checks.parse.sentences import WORD, plain_words, sentence_spans
from translation.checks.rules.facts import identifiers
from translation.checks.words.function_words import LITTLE

MESSAGES = {
    "language.text": N_("The text is %(language)s, not %(language_expected)s: “%(text)s”"),
    "language.sentence": N_("One sentence is %(language)s, not %(language_expected)s: “%(text)s”"),
    "same_as_source.same": N_("The text is the same as the source: it was not translated."),
    "whole_language.other": N_("The version as a whole is %(language)s, not %(language_expected)s."),
}

# From so many letters on a text is long enough to tell its language for certain; Han, Kana and Hangul say more.
LONG, LONG_DENSE = 40, 14
SHORT, SHORT_DENSE = 16, 6
# A text may be in the expected language after all if that is more probable than this.
_DOUBT, _SHORT_DOUBT = 0.05, 0.005
# Pseudolocalised text is in no language.
_PSEUDO = "⟦"
_ALPHABETS = frozenset({"Latn", "Grek", "Cyrl", "Deva"})
# Little words of one edition in Latin script that no other has; one or two letters may stand for anything.
_LATIN = [code for code in CODES if BY_CODE[code].script == "Latn" and code in LITTLE]
_SEVERAL = Counter(word for code in _LATIN for word in LITTLE[code])
_TELLING = {code: frozenset(word for word in LITTLE[code] if _SEVERAL[word] == 1 and len(word) > 1) for code in _LATIN}
_TELLING_ALL = frozenset().union(*_TELLING.values())


def language(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target in another language. Critical if it is long enough to be certain, else major.

    The target as a copy of the source is same_as_source's.
    """
    before, after = plain(source).text, plain(target).text
    if pair.source == pair.target or after.lstrip()[:1] == _PSEUDO or after.strip() == before.strip():
        return []
    other, sure = other_language(after, pair.target, before)
    if other:
        severity: Severity = "critical" if sure else "major"
        says = say("language.text", language=other, language_expected=pair.target, text=_beginning(after))
        return [Finding("language", severity, says, target_spans=(plain(target).span(0, len(after)),))]
    own_script = BY_CODE[pair.target].script
    if len(after) < 2 * LONG or len(spans := sentence_spans(after, pair.target)) < 2:
        return []
    for start, end in spans:
        # The text as a whole is right: a sentence that is short, or says so itself, is too.
        if (own_script == "Latn" and end - start < LONG) or _speaks(after[start:end], pair.target, least=1):
            continue
        other, sure = other_language(after[start:end], pair.target, before)
        if other and sure:
            text = _beginning(after[start:end])
            says = say("language.sentence", language=other, language_expected=pair.target, text=text)
            return [Finding("language", "major", says, target_spans=(plain(target).span(start, end),))]
    return []


def other_language(text: str, expected: str, source: str = "") -> tuple[str, bool]:
    """Return the language a plain text is in, "" if it is the expected one or nobody can tell; and whether it is sure.

    The capitalised words of the source are names, which say nothing about the language.
    """
    own = BY_CODE[expected].script
    letters = len(NO_LETTERS.sub("", text))
    ours = letters if text.isascii() and own == "Latn" else count_letters(text, OWN.get(own, (own,)))
    dense = count_letters(text, ("Hani", "Kana", "Kore")) if own not in _ALPHABETS or ours < letters else 0
    long = letters >= LONG or dense >= LONG_DENSE
    if not long and letters < SHORT and dense < SHORT_DENSE:
        return "", False
    if own in {"Hans", "Jpan"}:
        kana = count_letters(text, ("Kana",))
        if own == "Hans" and kana * 4 > letters:
            return "ja", long
        if own == "Jpan" and not kana and ours >= LONG_DENSE and _is_chinese(text):
            return "zh-hans", long
    if own != "Latn" and ours * 4 >= letters and (own not in {"Cyrl", "Deva"} or letters < LONG):
        return "", False
    if _speaks(text, expected):
        return "", False
    found = identify(text)
    if found == expected or ours * 2 < letters:
        return (found, long) if found != expected else ("", False)
    names = {word for word in plain_words(source) if not word.islower()} if own == "Latn" else set()
    rest = " ".join(word for word in WORD.findall(text) if word not in names)
    if len(rest) < SHORT or probability(text, expected) > (_DOUBT if long else _SHORT_DOUBT):
        return "", False
    found = identify(rest)
    if found == expected or probability(rest, expected) > (_DOUBT if len(rest) >= LONG else _SHORT_DOUBT):
        return "", False
    if not long and not _has_little_words(rest, found, expected):
        return "", False
    return found, long and len(rest) >= 2 * SHORT


def same_as_source(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target that repeats the source. Major; not where names, numbers and identifiers are all there is."""
    if pair.source == pair.target:
        return []
    text = plain(source).text
    words = plain_words(text)
    if words != plain_words(plain(target).text):
        return []
    # An address alone is the same in every language.
    words = plain_words(identifiers.without(text))
    ordinary = [word for word in words if word[0].islower() or word.lower() in LITTLE.get(pair.source, ())]
    unspaced = [char for char in text if char.isalpha() and not char.isupper() and not char.islower()]
    if len([word for word in ordinary if len(word) > 1]) >= 2 or len(unspaced) >= 8:
        return [Finding("same_as_source", "major", say("same_as_source.same"))]
    return []


# Characters that tell a language; more tell nothing new: 3,000 said the same of 9,009 groups of 25 sentences, right and
# wrong, in twelve languages.
_ENOUGH = 1000


def whole_language(rows: Sequence[Row], pair: Pair, terms: Sequence[TermRule] = ()) -> dict[str, list[Finding]]:
    """Find a version in another language as a whole, though its texts are too short to tell one by one. Critical."""
    texts = [(row.key, plain(row.target).text) for row in rows if row.target]
    whole = " ".join(text for _key, text in texts)[:_ENOUGH]
    if pair.source == pair.target or not texts or whole.lstrip()[:1] == _PSEUDO:
        return {}
    other, sure = other_language(whole, pair.target, " ".join(plain(row.source).text for row in rows)[:_ENOUGH])
    if not other or not sure:
        return {}
    says = say("whole_language.other", language=other, language_expected=pair.target)
    return {texts[0][0]: [Finding("whole_language", "critical", says)]}


def _speaks(text: str, code: str, least: int = 3) -> bool:
    """Tell whether little words that only this one of the Latin editions has settle the matter: faster than a model."""
    own = _TELLING.get(code)
    if own is None:
        return False
    words = WORD.findall(text.lower())
    telling = [word for word in words if word in _TELLING_ALL]
    return len(telling) >= least and len(telling) * 8 >= len(words) and all(word in own for word in telling)


def _is_chinese(text: str) -> bool:
    """Tell whether a text of Han alone is no Japanese headline: it has a Chinese character, or is too long for one."""
    return SIMPLIFIED.search(text) is not None or len(text) > 2 * LONG_DENSE


def _has_little_words(text: str, found: str, expected: str) -> bool:
    """Tell whether a short text has words that hold sentences together in the language found, and none of its own."""
    words = {word.lower() for word in WORD.findall(text)}
    return bool(words & LITTLE.get(found, frozenset())) and not words & (
        LITTLE[expected] - LITTLE.get(found, frozenset())
    )


def _beginning(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40].rstrip()}…"
