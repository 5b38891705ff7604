"""Endings: sentences that were cut short, sentences too few or too many, words that stand alone."""

from __future__ import annotations

import re

from articles.body.plain import plain
from newsroom.messages import N_, ngettext_noop, say
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse.sentences import (
    LETTERS,
    UNSPACED,
    core,
    is_abbreviated,
    sentence_spans,
    stops,
    words,
)
from translation.checks.rules.text.lengths import ratio, weight
from translation.checks.words.function_words import MAY_END, UNFINISHED, UNFINISHED_END

MESSAGES = {
    "cut_short.breaks_off": N_("The text breaks off at “%(text)s”; the source ends with a full stop."),
    "cut_short.unfinished": N_("The text ends with “%(text)s”, which needs another word after it."),
    "cut_short.maybe": N_("The text may be cut off at “%(text)s”; the source ends with a full stop."),
    "end_mark.source_colon": N_("The source ends with a colon, the translation with “%(mark)s”."),
    "end_mark.target_colon": N_("The translation ends with a colon, the source with “%(mark)s”."),
    "end_mark.source_ellipsis": N_("The source ends with an ellipsis, the translation with “%(mark)s”."),
    "end_mark.target_ellipsis": N_("The translation ends with an ellipsis, the source with “%(mark)s”."),
    "end_mark.question_lost": N_("The source is a question; the translation is not."),
    "end_mark.question_added": N_("The translation is a question; the source is not."),
    "sentence_count.one_more": N_("The translation has one more sentence and is %(times)s times as long as expected."),
    "sentence_count.differs": ngettext_noop(
        "The source has %(source)d sentence, the translation %(target)d.",
        "The source has %(source)d sentences, the translation %(target)d.",
        "source",
    ),
    "stray_sentence.alone": N_("“%(text)s” is a sentence of its own that has no counterpart in the source."),
}

_LAST_WORD = re.compile(rf"{LETTERS}(?:[-'’]{LETTERS})*['’]?$")
_TAIL = 48  # characters in which the last word stands
# Below this weight (letters of English) a text may be a label, where a stop is a matter of taste.
_SENTENCE = 24
_GOES_ON = ",،、，-–—(/&"
_COLON, _ELLIPSIS = (":", "："), ("…", "...", "。。。")
# One sentence more is an invention from this share of the expected length on: two in 5,988 good translations.
_ONE_MORE = 1.5
_QUESTION = {"en": "?", "el": ";\u037e?"}
_QUOTE = re.compile('[«»„“”"「」『』]')
_PART = re.compile(r"[:：;；·!?！？。।«»„“”\"「」『』]|\s[–—-]\s|\.\s")
# Half stops, at which another language may well end a sentence.
_HALF = re.compile(r"[;；·:：]\s*\S|\s[–—]\s")
# A list or a speech may begin with a colon in one language and with a full stop in the other.
_NO_COLON = frozenset({"ja", "ko", "zh-hans", "sa"})
# Where a text may end on such a word all the same: a question that asks for assent, "number one", "XIX в.".
_MAY_CLOSE = {
    "de": re.compile(r", (?:oder|und|als|wenn)\s?\?\W*$", re.I),
    "en": re.compile(r", (?:or|and)\s?\?\W*$", re.I),
    "es": re.compile(r"\b(?:número|cada|más de) un[ao]?\W*$|[,¿]\s?[ou]\s?\?\W*$", re.I),
    "fr": re.compile(r"\b(?:numéro |pas |plus d['’])une?\W*$|, ou\s?\?\W*$", re.I),
    "it": re.compile(r"\b(?:numero|più di|nemmeno) un[ao]?\W*$|, o\s?\?\W*$", re.I),
    "pt": re.compile(r"\b(?:qualquer|cada|número|só|mais de|uma? a) uma?\W*$|, ou\s?\?\W*$", re.I),
    "ru": re.compile(r"[\dIVXLCMІХ] ?[вгс]\.\W*$|, (?:или|да)\s?\?\W*$", re.I),
}
# A stray word is told by its neighbours being whole sentences.
_WHOLE = 4


def last_word(text: str, language: str) -> tuple[int, int] | None:
    """Return where the word stands on which a plain text ends though it cannot end there; None if it may end so."""
    ending = core(text).rstrip(".!?…。！？।;:：；").rstrip()
    if pattern := UNFINISHED_END.get(language):
        match = pattern.search(ending)
        if match:
            return match.span()
    # Only the tail: searched from the beginning of a long text, the pattern tries every word of it.
    tail = max(0, len(ending) - _TAIL)
    match = _LAST_WORD.search(ending, tail)
    if match and match.start() and match[0].lower().rstrip("'’") in UNFINISHED.get(language, ()):
        if (allowed := _MAY_CLOSE.get(language)) and allowed.search(text, max(0, len(text.rstrip()) - _TAIL)):
            return None
        # "Vitamin A", "Rio Grande do Sul": with a capital it is a name.
        return match.span() if match[0].islower() else None
    return None


def may_go_on(text: str, language: str) -> bool:
    """Tell whether a plain text ends on a small word that a sentence may end on, but seldom does."""
    match = _LAST_WORD.search(core(text)[-_TAIL:])
    return match is not None and match[0].lower() in MAY_END.get(language, ())


def cut_short(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a target that breaks off: it lost the stop of its source, or ends on a word that wants another one.

    Critical if both; major if one of them; minor if only the stop of a short label is gone.
    """
    before, after = plain(source).text, plain(target).text
    ending = core(after)
    if not ending:
        return []
    at = last_word(after, pair.target)
    stop_lost = stops(before) and not stops(after) and not _closes(before, after, pair)
    if stop_lost and is_abbreviated(before) and weight(before) < _SENTENCE:
        stop_lost = False
    if at and (last_word(before, pair.source) or not (stop_lost or _may_tell(after, pair))):
        at = None
    if not stop_lost and not at:
        return []
    word = ending[slice(*at)] if at else ending.rsplit(None, 1)[-1][-20:]
    start = at[0] if at else len(ending) - len(word)
    spans = (plain(target).span(start, len(ending)),)
    if stop_lost and (at or ending[-1] in _GOES_ON):
        says = say("cut_short.breaks_off", text=word)
        return [Finding("cut_short", "critical", says, target_spans=spans)]
    if at:
        says = say("cut_short.unfinished", text=word)
        return [Finding("cut_short", "major", says, target_spans=spans)]
    if ending[-1] in ":：;；":
        return []  # end_mark's
    severity: Severity = "major" if weight(before) >= _SENTENCE or may_go_on(after, pair.target) else "minor"
    says = say("cut_short.maybe", text=word)
    return [Finding("cut_short", severity, says, target_spans=spans)]


def end_mark(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a last mark that says something else: a colon, an ellipsis, a question mark lost or added. Minor."""
    before, after = core(plain(source).text), core(plain(target).text)
    if not before or not after:
        return []
    for has, in_source, in_target in (
        (_has_colon, "end_mark.source_colon", "end_mark.target_colon"),
        (_has_ellipsis, "end_mark.source_ellipsis", "end_mark.target_ellipsis"),
    ):
        if has(before) != has(after) and not (has is _has_colon and _NO_COLON & {pair.source, pair.target}):
            code, other = (in_source, after) if has(before) else (in_target, before)
            says = say(code, mark=other[-1])
            return [Finding("end_mark", "minor", says, target_spans=(plain(target).span(len(after) - 1, len(after)),))]
    asks, asked = _asks(before, pair.source), _asks(after, pair.target)
    if asks != asked and not (asks and pair.target in {"ja", "ko", "zh-hans"}):
        says = say("end_mark.question_lost" if asks else "end_mark.question_added")
        return [Finding("end_mark", "minor", says, target_spans=(plain(target).span(len(after) - 1, len(after)),))]
    return []


def sentence_count(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find far fewer or more sentences than the source has. Major where the text is shorter too, else minor."""
    before, after = plain(source).text, plain(target).text
    theirs, ours = sentence_spans(before, pair.source), sentence_spans(after, pair.target)
    if len(ours) == len(theirs) + 1 and (longer := ratio(before, after, pair)) > _ONE_MORE:
        says = say("sentence_count.one_more", times=round(longer, 1))
        return [Finding("sentence_count", "major", says, target_spans=(plain(target).span(*ours[-1]),))]
    if abs(len(theirs) - len(ours)) < 2:
        return []
    says = say("sentence_count.differs", source=len(theirs), target=len(ours))
    if 2 * (len(ours) + len(_HALF.findall(after))) <= len(theirs):
        severity: Severity = "major" if ratio(before, after, pair) < 0.7 else "minor"
        return [Finding("sentence_count", severity, says)]
    if len(ours) > 2 * (len(theirs) + len(_HALF.findall(before))):
        severity = "major" if ratio(before, after, pair) > 1.5 else "minor"
        return [Finding("sentence_count", severity, says)]
    return []


def stray_sentence(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a sentence of one word in the target that answers nothing in the source. Major."""
    before, after = plain(source), plain(target)
    spans = sentence_spans(after.text, pair.target)
    if len(spans) < 2:
        return []
    alone = [span for span in spans if _is_one_word(after.text[slice(*span)], pair.target)]
    alone = [span for span in alone if not after.text[: span[0]].endswith(tuple("”」』"))]
    if not alone:
        return []
    theirs = sentence_spans(before.text, pair.source)
    # What stands before a colon or between dashes may well have become a sentence.
    parts = [part for part in _PART.split(before.text) if part.strip()]
    alone = [span for span in alone if words(after.text[slice(*span)])[0] not in before.text]
    if len(spans) <= len(theirs) or any(_is_few(part, pair.source) for part in parts):
        return []
    return [
        Finding(
            "stray_sentence",
            "major",
            say("stray_sentence.alone", text=after.text[slice(*span)]),
            target_spans=(after.span(*span),),
        )
        for span in alone
    ]


def _closes(before: str, after: str, pair: Pair) -> bool:
    """Tell whether a quotation closes the text: Japanese, Korean, Chinese do not always write a stop there."""
    if pair.target not in {"ja", "ko", "zh-hans"}:
        return False
    return after.rstrip().endswith(tuple('”」』》"')) and _QUOTE.search(before) is not None


def _may_tell(after: str, pair: Pair) -> bool:
    """Tell whether a last word says something where no stop is lost: Japanese headlines end on particles."""
    return pair.target not in {"ja", "zh-hans", "ko"}


def _has_colon(text: str) -> bool:
    return text.endswith(_COLON)


def _has_ellipsis(text: str) -> bool:
    return text.endswith(_ELLIPSIS)


def _asks(text: str, language: str) -> bool:
    return text[-1] in "?？" or (language == "el" and text[-1] in ";\u037e")


def _is_one_word(sentence: str, language: str) -> bool:
    found = words(sentence)
    if len(found) != 1 or not stops(sentence) or found[0][0].isdigit():
        return False
    if language in UNSPACED:
        return len(found[0]) <= 4 and not _QUOTE.search(sentence)
    return len(found[0]) > 1


def _is_few(sentence: str, language: str) -> bool:
    return len(sentence) < 8 if language in UNSPACED else len(words(sentence)) < _WHOLE
