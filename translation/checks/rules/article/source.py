"""Checks on the source: what an imported article should be cured of before anyone pays to translate it.

They look at one text alone, so they must know less and say less: nobody has the sentence as it should be. What needs
the article's other texts is in source_article.py.
"""

from __future__ import annotations

import re

from articles.body.plain import plain
from newsroom.languages import BY_CODE
from newsroom.messages import N_, Message, say
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse.sentences import (
    LETTERS,
    UNSPACED,
    core,
    sentence_spans,
    stops,
    words,
)
from translation.checks.rules.text import endings, repetition
from translation.checks.rules.text.punctuation import brackets, quotes
from translation.checks.words.function_words import LITTLE

MESSAGES = {
    "source_ending.unfinished": N_("The text ends with “%(text)s”, which needs another word after it."),
    "source_ending.breaks_off": N_("The text breaks off at “%(text)s”; it has no full stop."),
    "stray_word.alone": N_("“%(text)s” belongs to no sentence."),
    "glued_words.glued": N_("“%(text)s” may be two words without a space."),
    "glued_words.run_on": N_("A space is missing in “%(text)s”."),
    "glued_words.split": N_("“%(text)s” may be one word that was split."),
}

# From so many words on (characters, in scripts without spaces), a text without a stop is no heading.
_LONG, _LONG_DENSE = 16, 40
# Up to so many words, a headline may well end on a small word.
_HEADING = 10
_QUOTES_END = frozenset({"ja", "ko", "zh-hans"})
_LAST = re.compile(rf"(?<!\S)(?P<before>\S+)\s+(?P<word>{LETTERS})[.!?](?=\s|$)")
# Small letters that run into a name: übertragenxAI, kompilierenVanille. Systems and genders are spelled so.
_GLUED = re.compile(r"(?<![\w.@/-])[a-zß-öø-ÿа-яёά-ώ]{4,}(?=([A-Z][^\W\d_]+|[A-Z]{2,}))\1(?![\w.@/])")
_SPELLED_SO = re.compile(r"(?:OS|Innen|In|X|TV|ML|QL|DB|AI)$")
_RUN_ON = re.compile(r"(?<![\w.@/])[^\W\d_]{3,}[.!?](?=[^\W\d_a-z])(?P<next>[^\W\d_]{2,})(?![\w.@/])")
_SPLIT = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]{2,})- (?P<second>[^\W\d_]{2,})")
_JOINS_TEXT = "und oder bzw beziehungsweise sowie als bis statt and or to nor et ou y o e ed ja tai sekä eli och или и"
_JOINS = frozenset(_JOINS_TEXT.split())
_UNPAIRED = frozenset({"quotes.unpaired", "brackets.unpaired"})


def source_ending(text: str, language: str) -> list[Finding]:
    """Find a text that breaks off: it has sentences, and the last one has no stop, or ends on a word that wants more.

    Major; minor for one long sentence without a stop, which may be a heading or caption.
    """
    shown = plain(text)
    ending = core(shown.text)
    # Japanese, Korean and Chinese need no stop behind a quotation.
    quoted = language in _QUOTES_END and shown.text.rstrip().endswith(tuple("”」』》"))
    if not ending.strip() or ending[-1] in ":：;；" or quoted:
        return []
    at = endings.last_word(shown.text, language)
    if stops(shown.text):
        if not at or language in UNSPACED or language == "ko":
            return []
        says = say("source_ending.unfinished", text=ending.rstrip(".!?…")[slice(*at)])
        return [Finding("source_ending", "major", says, target_spans=(shown.span(at[0], len(ending)),))]
    spans = sentence_spans(shown.text, language)
    word = ending[slice(*at)] if at else ending.rsplit(None, 1)[-1][-20:]
    several = len(spans) > 1 and stops(shown.text[slice(*spans[-2])])
    long = len(ending) >= _LONG_DENSE if language in UNSPACED else len(words(ending)) >= _LONG
    severity: Severity = "major" if several or (at and BY_CODE[language].spaced) else "minor"
    may_go_on = len(words(ending)) >= _HEADING and endings.may_go_on(ending, language)
    if not (several or at or long or may_go_on):
        return []
    says = say("source_ending.breaks_off", text=word)
    return [Finding("source_ending", severity, says, target_spans=(shown.span(len(ending) - len(word), len(ending)),))]


def source_quotes(text: str, language: str) -> list[Finding]:
    """Find quotation marks and brackets without their partners. Major: the translation will lack them too."""
    alone = Pair(language, language)
    return [
        Finding("source_quotes", "major", finding.message, target_spans=finding.target_spans)
        for finding in (*quotes("", text, alone), *brackets("", text, alone))
        if finding.severity != "minor" and finding.message.code in _UNPAIRED
    ]


def stray_word(text: str, language: str) -> list[Finding]:
    """Find a word that belongs to no sentence: "Anders." between two, or behind one with a capital letter. Major.

    A sentence of one word is left alone in quotation marks, with another mark than a stop, and if it may be a name.
    """
    shown = plain(text)
    if language in UNSPACED or not BY_CODE[language].spaced:
        return []
    little = LITTLE[language]
    found = []
    for start, end in sentence_spans(shown.text, language):
        sentence = shown.text[start:end]
        match = next(reversed(list(_LAST.finditer(sentence))), None)
        if match and match.end() == len(sentence.rstrip()) and _is_capital(match["word"], little):
            if not match["before"].rstrip("”“»\"'").endswith((":", "–", "—", "„", "«")) and not _in_title(
                match["before"]
            ):
                found.append((start + match.start("word"), end, match["word"]))
        elif len(words(sentence)) == 1 and sentence.endswith(".") and words(sentence)[0].lower() in little:
            found.append((start, end, words(sentence)[0]))
    return [
        Finding("stray_word", "major", say("stray_word.alone", text=word), target_spans=(shown.span(start, end),))
        for start, end, word in found
    ]


def glued_words(text: str, language: str) -> list[Finding]:
    """Find words or sentences that run together (major) and words torn apart by a hyphen and a blank (minor)."""
    shown = plain(re.sub(r"<code\b.*?</code>", lambda match: " " * len(match[0]), text, flags=re.S))
    found = []
    for match in _GLUED.finditer(shown.text):
        if not _SPELLED_SO.fullmatch(match[1]) or len(match[0]) - len(match[1]) > 7:
            found.append(_glued(shown.span(*match.span()), say("glued_words.glued", text=match[0])))
    for match in _RUN_ON.finditer(shown.text):
        found.append(_glued(shown.span(*match.span()), say("glued_words.run_on", text=match[0])))
    for match in _SPLIT.finditer(shown.text):
        if match["second"].lower() not in _JOINS and not match["second"].islower():
            says = say("glued_words.split", text=match[0])
            found.append(Finding("glued_words", "minor", says, target_spans=(shown.span(*match.span()),)))
    return found


def source_repetition(text: str, language: str) -> list[Finding]:
    """Find words, phrases and sentences that stand there twice, and loops. Major."""
    same = Pair(language, language)
    checks = (repetition.loops, repetition.doubled_words, repetition.sentence_twice)
    return [
        Finding("source_repetition", "major", finding.message, target_spans=finding.target_spans, fix=finding.fix)
        for check in checks
        for finding in check("", text, same)
    ]


def _glued(span: tuple[int, int], says: Message) -> Finding:
    return Finding("glued_words", "major", says, target_spans=(span,))


def _is_capital(word: str, little: frozenset[str]) -> bool:
    """Tell whether a word that is written small wherever it does not begin a sentence has a capital."""
    return len(word) > 2 and word[0].isupper() and word[1:].islower() and word.lower() in little


def _in_title(before: str) -> bool:
    """Tell whether the word before has a capital too and no digit: then both may be a title or a name."""
    return before[:1].isupper() and before.isalpha()
