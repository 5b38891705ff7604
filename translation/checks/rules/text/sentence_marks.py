"""The stops of each script: 。 and ， in Chinese, ; as the Greek question mark, । in Sanskrit, ¿ and ¡ in Spanish.

All minor. With a fix save in Spanish, where only a person knows on which word the question begins.
"""

from __future__ import annotations

import re

from articles.body.plain import plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.parse import edits
from translation.checks.parse.edits import Edit

MESSAGES = {
    "sentence_marks.script": N_("Punctuation of another script: %(wrong)s. Write %(right)s."),
    "sentence_marks.gap": N_("There is a space where this script has none."),
    "sentence_marks.full_width": N_("There are full-width punctuation marks."),
    "sentence_marks.opening": N_("A sentence ends with %(mark)s but does not begin with %(opening)s."),
}

_WIDE = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_CLOSING = "”’」』）》〉】\"')"
# An ASCII mark behind Han or Kana; not inside a number or an address.
_NARROW_MARK = re.compile(rf"(?<=[{_WIDE}{_CLOSING}])(?<=[{_WIDE}].|..)([,!?;]|[.:](?![\d./]))(?= ?[^\s])?( ?)")
_TO_WIDE = {
    "zh-hans": {",": "，", ".": "。", "!": "！", "?": "？", ":": "：", ";": "；"},
    "ja": {",": "、", ".": "。", "!": "！", "?": "？", ":": "：", ";": "；"},
}
_TO_NARROW = {"，": ", ", "。": ". ", "！": "! ", "？": "? ", "：": ": ", "；": "; ", "、": ", ", "．": ". "}
_FULL = re.compile(r"([，。！？：；、．])[ \u3000]?")
_HAN_GAP = re.compile(rf"(?<=[{_WIDE}，。、；：！？]) +(?=[{_WIDE}，。、；：！？])")
_HAN_STOP = re.compile("[，。、；：！？]")
_GREEK = re.compile(r"(?<=[α-ωά-ώΑ-ΩΆ-Ώς»)])\?")
_DANDA = re.compile(r"(?<=[\u0900-\u0963\u0970-\u097f])\.(?=\s|$|[”’»])|(?<=[\u0900-\u0963])\s?\|{1,2}(?=\s|$)")
_SENTENCE = re.compile(r"(?<![^.!?…])[^.!?…]*[?!]+")


def sentence_marks(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find stops of another script. Minor; with a fix where the right mark is certain."""
    rule = _RULES.get(pair.target, _latin)
    text = plain(target)
    if pair.target == "es":
        return _spanish(target)
    changes = rule(text.text, pair.target)
    if not changes:
        return []
    marks = [(text.text[start:end].strip(), new.strip()) for start, end, new in changes if new.strip()]
    wrong, right = (" ".join(dict.fromkeys(column)) for column in zip(*marks, strict=True)) if marks else ("", "")
    says = say("sentence_marks.script", wrong=wrong, right=right) if marks else say("sentence_marks.gap")
    fix = edits.apply(target, text, changes)
    return [Finding("sentence_marks", "minor", says, target_spans=edits.spans(text, changes), fix=fix)]


def _han(text: str, language: str) -> list[Edit]:
    wide = _TO_WIDE[language]
    changes = [(match.start(), match.end(), wide[match[1]]) for match in _NARROW_MARK.finditer(text)]
    if not _HAN_STOP.search(text):
        return changes  # a headline may separate its halves by a blank
    return changes + [(match.start(), match.end(), "") for match in _HAN_GAP.finditer(text)]


def _latin(text: str, language: str) -> list[Edit]:
    changes = []
    for match in _FULL.finditer(text):
        before = text[: match.start()][-1:]
        if "\u3040" <= before <= "\u9fff":
            continue  # a Chinese or Japanese quotation keeps its marks
        last = match.end() >= len(text) or text[match.end()] in _CLOSING
        changes.append((match.start(), match.end(), _TO_NARROW[match[1]].rstrip() if last else _TO_NARROW[match[1]]))
    return changes


def _greek(text: str, language: str) -> list[Edit]:
    return _latin(text, language) + [(match.start(), match.end(), ";") for match in _GREEK.finditer(text)]


def _devanagari(text: str, language: str) -> list[Edit]:
    changes = [(match.start(), match.end(), "॥" if match[0] == "||" else "।") for match in _DANDA.finditer(text)]
    return _latin(text, language) + [change for change in changes if not _abbreviation(text, change[0])]


def _abbreviation(text: str, place: int) -> bool:
    """Tell whether a full stop ends a short form such as "डा." and no sentence."""
    return text[place] == "." and len(text[:place].split(" ")[-1]) < 4


def _spanish(target: str) -> list[Finding]:
    text = plain(target)
    found = _latin(text.text, "es")
    findings = []
    if found:
        fix = edits.apply(target, text, found)
        spans = edits.spans(text, found)
        findings.append(
            Finding("sentence_marks", "minor", say("sentence_marks.full_width"), target_spans=spans, fix=fix)
        )
    for mark, opening in (("?", "¿"), ("!", "¡")):
        for match in _SENTENCE.finditer(text.text) if mark in text.text else ():
            if mark in match[0] and match[0].strip() != mark and "¿" not in match[0] and "¡" not in match[0]:
                end = match.end()
                says = say("sentence_marks.opening", mark=mark, opening=opening)
                findings.append(Finding("sentence_marks", "minor", says, target_spans=(text.span(end - 1, end),)))
    return findings


_RULES = {"zh-hans": _han, "ja": _han, "el": _greek, "sa": _devanagari}
