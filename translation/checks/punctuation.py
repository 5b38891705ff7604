"""Quotation marks and brackets, with the marks of all fifteen languages.

A lost quotation mark is critical: nobody can tell any more who said what, and a newspaper answers for that. A lost
bracket is only careless, so it is major. Where the source is
unbalanced in the same way the translator is not at fault: minor.
Single marks (‘ ’ ' ‹ ›) are not counted: most of them are apostrophes.
"""

from __future__ import annotations

import re

from translation.checks.base import Finding, Pair, Severity
from translation.checks.plain import Plain, plain

# Marks that one language opens with close in another („…“, “…”, ”…”), so their number must be even, whatever they are.
_DOUBLE = re.compile('[„“”"‟〝〞＂]')
_DIRECTED = (("«", "»"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))
_ANY_QUOTE = re.compile("[„“”\"‟〝〞＂«»「」『』《》〈〉]|(?<!\\w)[‘‚‹'](?=\\w)")
# 12" are inches, 5'10" a height.
_INCHES = re.compile(r"(?<=\d)[\"”]")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "【": "】", "〔": "〕"}
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_FACES = re.compile(r"[:;=]-?[()]")
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s;,.:]))[\w]{1,2}\)")


def quotes(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a quotation mark without its partner (critical), and a quotation that became plain text (major)."""
    before, after = plain(source), plain(target)
    alone = _alone(after)
    if alone:
        severity: Severity = "minor" if _alone(before) else "critical"
        marks = " ".join(dict.fromkeys(after.text[place] for place in alone))
        spans = tuple(after.span(place, place + 1) for place in alone)
        return [Finding("quotes", severity, f"A quotation mark has no partner: {marks}", target_spans=spans)]
    marks_before = [match.start() for match in _DOUBLE.finditer(before.text)] if not _alone(before) else []
    marks_before += [match.start() for match in re.finditer("[«「『]", before.text)]
    if marks_before and not _ANY_QUOTE.search(after.text):
        spans = tuple(before.span(place, place + 1) for place in marks_before)
        return [Finding("quotes", "major", "The source quotes; the translation has no quotation marks.", spans)]
    return []


def brackets(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find brackets without their partners: major, minor if the source has the same."""
    before, after = plain(source), plain(target)
    alone = _alone_brackets(after.text)
    if not alone:
        return []
    severity: Severity = "minor" if _alone_brackets(before.text) else "major"
    marks = " ".join(dict.fromkeys(after.text[place] for place in alone))
    spans = tuple(after.span(place, place + 1) for place in alone)
    return [Finding("brackets", severity, f"A bracket has no partner: {marks}", target_spans=spans)]


def _alone(text: Plain) -> list[int]:
    """Return the places of marks that may have lost their partner: all of them, since nobody knows which one it was."""
    found = [match.start() for match in _DOUBLE.finditer(text.text)]
    if len(found) % 2:
        inches = {match.start() for match in _INCHES.finditer(text.text)}
        found = [place for place in found if place not in inches] if inches else found
    alone = found if len(found) % 2 else []
    for opening, closing in _DIRECTED:
        opens = [index for index, char in enumerate(text.text) if char == opening] if opening in text.text else []
        closes = [index for index, char in enumerate(text.text) if char == closing] if closing in text.text else []
        # Finnish and German books also write »so» and »so«: the number decides, not the direction.
        if len(opens) != len(closes) and (opening != "«" or (len(opens) + len(closes)) % 2):
            alone = alone + opens + closes
    return alone


def _alone_brackets(text: str) -> list[int]:
    text = text.translate(_WIDE)
    if not any(mark in text for mark in "()[]{}【】〔〕"):
        return []
    text = _FACES.sub(lambda match: " " * len(match[0]), text)
    waiting: list[tuple[str, int]] = []
    alone = []
    for place, char in enumerate(text):
        if char in _BRACKETS:
            waiting.append((_BRACKETS[char], place))
        elif char in _BRACKETS.values():
            if waiting and waiting[-1][0] == char:
                waiting.pop()
            elif not (char == ")" and _ITEM.search(text, max(0, place - 3), place + 1)):
                alone.append(place)
    return alone + [place for _mark, place in waiting]
