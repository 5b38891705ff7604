"""Repetition: loops an engine fell into, words and phrases written twice, sentences that come again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.body.plain import Plain, plain
from newsroom.messages import N_, ngettext_noop, say
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse.sentences import (
    LETTERS,
    UNSPACED,
    sentence_spans,
    words,
)
from translation.checks.words.doubled import is_meant, lacks_its_hyphen

MESSAGES = {
    "loops.loop": ngettext_noop(
        "“%(text)s” occurs %(count)d time in a row.", "“%(text)s” occurs %(count)d times in a row."
    ),
    "doubled_words.twice": N_("“%(text)s” is repeated."),
    "doubled_words.hyphen": N_("“%(text)s” needs a hyphen."),
    "sentence_twice.twice": N_("The sentence “%(text)s” is repeated."),
}

_TOKEN = re.compile(rf"(?:{LETTERS}|[0-9]+)(?:[-'’](?:{LETTERS}|[0-9]+))*|[^\w\s]|\w")
# How many words a repeated phrase has at most; in scripts without spaces, characters.
_LONGEST = 24
_DENSE_LOOP = re.compile(r"([^\s\d].{0,29}?)\1{2,}")
_DENSE_TWICE = re.compile(r"([^\W\d_a-zA-Z]{2,3}?|\S.{3,59}?) ?\1(?!\1)")
# The same for units of at most three characters: at every place of a text they try much less.
_SHORT_LOOP = re.compile(r"([^\s\d].{0,2}?)\1{2,}")
_SHORT_TWICE = re.compile(r"([^\W\d_a-zA-Z]{2,3}?) ?\1(?!\1)")
_LONG_UNIT, _LONGEST_DENSE = 4, 60
_DENSE_LETTER = re.compile("[\u3041-\u30fa\u3400-\u9fff々]")
# hahahaha: a loop inside a word; and marks: - - - - -
_WORD_LOOP = re.compile(r"([^\W\d_]{1,6}?)\1{4,}")
_MARKS = 5
_QUOTES = frozenset("\"“”„«»'’‘()")
# So often it is no rhetoric any more.
_LOOP, _STUCK = 3, 4
_MOST = 3  # findings of a kind
# A relative pronoun and an article meet behind a comma: „die Leute, die die Stadt kennen“.
_RELATIVE = frozenset(["die", "der", "das", "den", "dem"])
# Sanskrit says "day by day" and "house by house" by saying the word twice: only particles cannot be meant.
_NEVER_TWICE = {"sa": frozenset(["च", "वा", "इति", "अपि", "तु", "हि", "एव", "न"])}
# ABAB is a gentle verb in Chinese (研究研究) and an adverb in Japanese (ますます).
_MEANT_TEXT = (
    "研究 讨论 犒劳 考虑 商量 休息 了解 学习 打扫 介绍 比较 一个 一步 一点 一人 一次 一天 一年 "
    "一歩 一つ 一日 一言 一件 ます いろ まだ もと だん どん わざ なか そろ たび しば いよ そも "
    "たま おの きら ゆら のび くる ばら べつ ひとり ひとつ ゆっくり 少しずつ いき わく どき ぞく "
    "こつ ぎり たま つぎ ぐる ぽつ もぐ ふら はら ひし ころ さら すべ ちか でこ とん なみ にこ "
    "ぬる ねば ほか まる みる めき やれ よち われ わい ぴか ぺら ぶつ がら がた かさ から きり "
    "くよ げら ごろ ざら ずる そよ そわ たら ちら つる てき とろ のろ はき ひら ふわ へと ぼろ "
    "まざ むか めろ もや よろ わな あり いら うき うろ おろ まち ただ など ほど とう ぶら いて "
    "のも くな らば"
)
_MEANT = frozenset(_MEANT_TEXT.split())
_KATAKANA = re.compile("[ァ-ヺー]+")
_ONE_TWICE = re.compile("をを|(?<!目)的的")
# "Baden-Baden", "Ngorongoro", whose halves may be written apart elsewhere.
_DOUBLE_NAME = re.compile(r"\b([^\W\d_]{3,60})[- ]?\1\b", re.I)
# "thousands and thousands", "step by step"
_TWO_OF_A_KIND = re.compile(
    r"\b([^\W\d_]{3,}) (?:and|by|to|after|upon|for|in|und|für|um|et|à|par|y|a|por|e|per|в|за|и|και|dan|demi) \1\b",
    re.I,
)
# What has more words than this is no name and no figure of speech.
_FIGURE = 2
_LEAST_WORDS, _LEAST_DENSE, _LEAST_HALF = 3, 6, 12


@dataclass(frozen=True, slots=True)
class Repeat:
    """A unit that stands `times` times in a row at text[start:end]; the last copy begins at `last`."""

    unit: str
    times: int
    start: int
    last: int
    end: int


def loops(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find words that come three times in a row or more. Critical from four on: an engine was stuck."""
    after = plain(target)
    found = [repeat for repeat in repeats(after.text, pair.target) if repeat.times >= _LOOP]
    if not found:
        return []
    allowed = max((repeat.times for repeat in repeats(plain(source).text, pair.source)), default=1)
    findings = []
    for repeat in found:
        if repeat.times <= allowed:
            continue
        severity: Severity = "critical" if repeat.times >= _STUCK and allowed < _LOOP else "major"
        says = say("loops.loop", text=_said(repeat), count=repeat.times)
        spans = (after.span(repeat.start, repeat.end),)
        findings.append(Finding("loops", severity, says, target_spans=spans, fix=_without(target, after, repeat)))
        if len(findings) == _MOST:  # each fix is the whole text once more
            break
    return findings


def doubled_words(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a word or phrase that stands there twice, where neither the language nor the source doubles it.

    Major; minor for an Indonesian plural without its hyphen.
    """
    after = plain(target)
    found = doubles(after.text, pair.target)
    hyphens = _missing_hyphens(target, after, pair.target)
    if found:
        before = plain(source).text
        theirs = [repeat for repeat in repeats(before, pair.source) if repeat.times == 2]
        if theirs or _TWO_OF_A_KIND.search(before):
            found = [repeat for repeat in found if _size(repeat.unit, pair.target) > _FIGURE]
        elif _DOUBLE_NAME.search(before):
            found = [repeat for repeat in found if repeat.unit.islower()]
        if len(found) <= len([repeat for repeat in theirs if _size(repeat.unit, pair.source) > _FIGURE]):
            return hyphens
    return hyphens + [
        Finding(
            "doubled_words",
            "major",
            say("doubled_words.twice", text=_said(repeat)),
            target_spans=(after.span(repeat.start, repeat.end),),
            fix=_without(target, after, repeat),
        )
        for repeat in found[:_MOST]
    ]


def _missing_hyphens(target: str, text: Plain, language: str) -> list[Finding]:
    """Find Indonesian plurals without their hyphens."""
    findings = []
    for repeat in repeats(text.text, language) if language == "id" else ():
        if repeat.times == 2 and lacks_its_hyphen(repeat.unit, language):
            start, last = (
                text.span(repeat.start, repeat.start + len(repeat.unit))[1],
                text.span(repeat.last, repeat.end)[0],
            )
            fix = f"{target[:start]}-{target[last:]}" if not target[start:last].strip() else None
            says = say("doubled_words.hyphen", text=text.text[repeat.start : repeat.end])
            spans = (text.span(repeat.start, repeat.end),)
            findings.append(Finding("doubled_words", "minor", says, target_spans=spans, fix=fix))
            if len(findings) == _MOST:
                break
    return findings


def sentence_twice(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a sentence that comes again in the target but not in the source. Major."""
    after = plain(target)
    again = sentences_again(after.text, pair.target)
    if not again or sentences_again(plain(source).text, pair.source):
        return []
    return [
        Finding(
            "sentence_twice",
            "major",
            say("sentence_twice.twice", text=_short(after.text[start:end])),
            target_spans=(after.span(start, end),),
        )
        for start, end in again[:_MOST]
    ]


def doubles(text: str, language: str) -> list[Repeat]:
    """Return what a plain text has twice in a row and should not."""
    return [repeat for repeat in repeats(text, language) if repeat.times == 2 and _is_wrong(repeat, text, language)]


def sentences_again(text: str, language: str) -> list[tuple[int, int]]:
    """Return where sentences stand that a plain text had before; short ones ("Yes.") are left alone."""
    spans = sentence_spans(text, language)
    if len(spans) < 2:
        middle = len(text) // 2  # the whole text twice, without a blank between
        same = len(text) >= 2 * _LEAST_HALF and text[:middle].strip() == text[len(text) - middle :].strip()
        return [(len(text) - middle, len(text))] if same else []
    seen: Counter[str] = Counter()
    again = []
    for start, end in spans:
        said = " ".join(words(text[start:end])).lower()
        long = len(said) >= _LEAST_DENSE if language in UNSPACED else said.count(" ") + 1 >= _LEAST_WORDS
        if long and seen[said]:
            again.append((start, end))
        seen[said] += 1
    return again


@lru_cache(maxsize=64)
def repeats(text: str, language: str) -> tuple[Repeat, ...]:
    """Return what a plain text has twice or more in a row, from left to right; numbers alone are left alone."""
    return tuple(_dense_repeats(text) if language in UNSPACED else _word_repeats(text))


def _word_repeats(text: str) -> Iterator[Repeat]:
    spans = [match.span() for match in _TOKEN.finditer(text)]
    tokens = [text[start:end].lower() for start, end in spans]
    if len(max(tokens, key=len, default="")) >= _MARKS and (match := _WORD_LOOP.search(text)):
        unit = match[1]
        yield Repeat(unit, len(match[0]) // len(unit), match.start(), match.end() - len(unit), match.end())
    end_of_last = 0
    seen: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        befores = seen.setdefault(token, [])
        for before in reversed(befores):
            period = place - before
            if before < end_of_last or period > _LONGEST:
                break
            # Most words come again without what follows them: one comparison instead of two slices.
            if tokens[before + 1 : before + 2] != tokens[place + 1 : place + 2] and period > 1:
                continue
            unit = tokens[before:place]
            if unit != tokens[place : place + period]:
                continue
            end = place + period
            while tokens[end : end + period] == unit:
                end += period
            times = (end - before) // period
            quoted = period == 2 and _QUOTES & {*unit}  # das „o“ O „
            if times >= _MARKS or (not quoted and any(word[0].isalpha() for word in unit)):
                shown = text[spans[before][0] : spans[place - 1][1]]
                yield Repeat(shown, times, spans[before][0], spans[end - period][0], spans[end - 1][1])
                end_of_last = end
            break
        befores.append(place)


def _dense_repeats(text: str) -> Iterator[Repeat]:
    taken: list[tuple[int, int]] = []
    loop, twice = (_DENSE_LOOP, _DENSE_TWICE) if _has_long_repeat(text) else (_SHORT_LOOP, _SHORT_TWICE)
    for match in loop.finditer(text):
        unit = match[1]
        taken.append(match.span())
        times = len(match[0]) // len(unit)
        if times >= _MARKS or (len(unit) > 1 and any(char.isalpha() for char in unit)):  # しかかからない
            yield Repeat(unit, times, match.start(), match.end() - len(unit), match.end())
    for pattern in (twice, _ONE_TWICE):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                unit = match[match.lastindex or 0]
                unit = unit if match.lastindex else unit[: len(unit) // 2]
                if len(_DENSE_LETTER.findall(unit)) >= min(2, len(unit)):  # not 2020 or Walla Walla
                    yield Repeat(unit, 2, match.start(), match.end() - len(unit), match.end())


def _has_long_repeat(text: str) -> bool:
    """Tell whether four or more characters come twice in a row, with a blank between or without."""
    seen: dict[str, list[int]] = {}
    for place in range(len(text) - _LONG_UNIT + 1):
        befores = seen.setdefault(text[place : place + _LONG_UNIT], [])
        for before in reversed(befores):
            if place - before > _LONGEST_DENSE + 1:
                break
            unit = text[before:place]
            if text.startswith(unit, place) or (unit[-1] == " " and text.startswith(unit[:-1], place)):
                return True
        befores.append(place)
    return False


def _is_wrong(repeat: Repeat, text: str, language: str) -> bool:
    unit, before = repeat.unit.lower(), text[: repeat.start].rstrip()
    if language in UNSPACED:
        if len(unit) == 2 and _KATAKANA.fullmatch(unit):
            return False  # バラバラ, ティティカカ
        return unit not in _MEANT and (len(unit) != 2 or unit[0] != unit[1])
    if language == "pt" and repeat.unit == "Se":  # a conjunction and a pronoun
        return not text[repeat.start + 3 :].startswith("se ")
    if language == "de" and unit in _RELATIVE:
        return not before.endswith((",", " und", " oder"))
    if language in _NEVER_TWICE and " " not in unit:
        return unit in _NEVER_TWICE[language]
    return not is_meant(repeat.unit, language)


def _size(unit: str, language: str) -> int:
    """Return how many words a unit has; two characters of Han or Kana count as one."""
    return (len(unit) + 1) // 2 if language in UNSPACED else len(words(unit))


def _without(target: str, text: Plain, repeat: Repeat) -> str | None:
    """Return the target with one copy of the unit; None where tags stand between the copies."""
    start, end = text.span(repeat.start, repeat.end)
    kept = text.span(repeat.start, repeat.start + len(repeat.unit))
    if any(mark in target[start:end] for mark in "<&"):
        return None
    return target[: kept[1]] + target[end:]


def _said(repeat: Repeat) -> str:
    return _short(repeat.unit.strip(" ,;、，；/–—"))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rstrip()}…"
