"""Typography: the marks and blanks each language sets. All minor, with a fix: nobody is misled, but it looks foreign.

The rules are CLDR's quotation marks and the newspapers' habits; where a language allows several, all of them pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.body.plain import Plain, plain
from newsroom.languages import BY_CODE
from newsroom.languages.tables import tables
from newsroom.messages import N_, Message, say
from translation.checks.base import Finding, Pair
from translation.checks.parse import edits
from translation.checks.parse.edits import Edit
from translation.checks.rules.facts import identifiers

MESSAGES = {
    "quote_marks.style": N_("Quotation marks in %(language)s are %(right)s, not %(wrong)s."),
    "spaces.french": N_("French uses a no-break space before ; : ! ? » and after «: “%(text)s”"),
    "spaces.loose": N_("There is a space before a mark or inside brackets: “%(text)s”"),
    "spaces.finnish": N_("There is a space between an abbreviation and its ending: “%(text)s”"),
    "spaces.double": N_("There are two spaces in a row: “%(text)s”"),
    "spaces.missing": N_("There is no space after the end of a sentence: “%(text)s”"),
    "ellipsis_marks.dots": N_("There are three dots instead of an ellipsis. Write %(right)s"),
}

_MARKS = re.compile('[„“”"‟＂«»「」『』〝〟]')
_FAMILY = {mark: family for family in ("„“”‟", '"', "＂", "«»", "「」", "『』", "〝〟") for mark in family}
_INCHES = re.compile(r'\d"')
_NARROW = "\u202f"
# French sets ; ! ? and the inside of « » off with a narrow blank, the colon with a full one; neither may break.
_FRENCH = re.compile(
    r"(?<=[\w)\]»”%…])(?P<before> ?)(?P<mark>[;!?]+|:)(?=[\s)»]|$)|(?P<open>«) ?(?=\S)(?![\u00a0\u202f])"
    r"|(?<=[^\s\u00a0\u202f«])(?P<gap> ?)(?P<close>»)"
)
_LOOSE = re.compile(
    r"(?<=[^\s\d.,;:!?(\[–—…-])[ \u00a0]+(?=[,;:!?](?:\s|$)|\.(?:\s|$))|(?<=[(\[])[ \u00a0]+|"
    r"(?<![ \u00a0])[ \u00a0]+(?=[)\]])"
)
_DOUBLE_BLANK = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
# "HIV: n" for "HIV:n": Finnish endings follow the colon at once.
_FINNISH = re.compile(r"(?<=[A-ZÅÄÖ0-9]): (?=(?:n|ta|tä|sta|stä|ssa|ssä|lla|llä|lle|lta|ltä|hen|han|hun|in|iin|een)\b)")
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿß-ſα-ωά-ώа-яё]{2}[.!?])(?=[A-ZÀ-ÖØ-ÞΑ-ΩΆ-ΏА-ЯЁ][a-zà-öø-ÿα-ωά-ώа-яё]+)")
# Quick looks: a blank beside what _LOOSE looks for, two blanks, a mark before a capital.
_MAYBE_LOOSE = re.compile("[ \u00a0][,;:!?.)\\]]|[(\\[][ \u00a0]")
_MAYBE_DOUBLE = re.compile("[ \u00a0]{2}")
_MAYBE_GLUED = re.compile("[.!?][A-ZÀ-ÖØ-ÞΑ-ΩΆ-ΏА-ЯЁ]")
_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)|。{2,}|[・･]{3,}|(?<!\.)\. \. \.(?!\.)")


def quote_marks(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find quotation marks of another language: "Ja" or “Ja” in German, which sets „Ja“. Minor, with a fix."""
    pairs = tables(pair.target).typography.quotes
    if not pairs:
        return []
    text = plain(target)
    found = [match for match in _MARKS.finditer(text.text) if not _INCHES.match(text.text, max(0, match.start() - 1))]
    # One family at a time: nested quotations alternate, and which is the inner one only a person can tell.
    if not found or len(found) % 2 or len({_FAMILY[match[0]] for match in found}) > 1:
        return []
    for opening, closing in map(tuple, pairs):
        if all(match[0] == (closing if place % 2 else opening) for place, match in enumerate(found)):
            return []
    changes = [(match.start(), match.end(), pairs[0][place % 2]) for place, match in enumerate(found)]
    wrong = [change for change in changes if text.text[change[0] : change[1]] != change[2]]
    marks = " ".join(dict.fromkeys(text.text[start:end] for start, end, _new in wrong))
    says = say("quote_marks.style", language=pair.target, right="…".join(pairs[0]), wrong=marks)
    sound = all(_leans(text.text, match.start(), opening=place % 2 == 0) for place, match in enumerate(found))
    return [_finding("quote_marks", says, target, text, wrong, fixed=sound)]


def spaces(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find blanks where the language sets none, doubled ones, and missing ones. Minor, with a fix."""
    text = plain(target)
    changes: dict[str, list[Edit]] = {}
    if pair.target == "fr":
        changes["spaces.french"] = list(_french(text.text))
    elif pair.target in BY_CODE and BY_CODE[pair.target].spaced:
        changes["spaces.loose"] = _all(_LOOSE, text.text, "") if _MAYBE_LOOSE.search(text.text) else []
    if pair.target == "fi":
        changes["spaces.finnish"] = _all(_FINNISH, text.text, ":")
    # Two blanks where a <br> stood are one blank and the line's end.
    changes["spaces.double"] = (
        _all(_DOUBLE_BLANK, text.text, " ") if "<br" not in target and _MAYBE_DOUBLE.search(text.text) else []
    )
    changes["spaces.missing"] = list(_unspaced(text.text, plain(source).text))
    return [
        _finding("spaces", say(code, text=_around(text.text, found[0])), target, text, found)
        for code, found in changes.items()
        if found
    ]


def ellipsis_marks(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find three dots (... or 。。。) in place of the ellipsis: …, in Chinese ……. Minor, with a fix."""
    text = plain(target)
    if not any(dots in text.text for dots in ("...", "。。", "・", "･", ". . .")):
        return []
    dots = "……" if pair.target in ("zh-hans", "ja") else "…"
    found = _all(_DOTS, text.text, dots)
    says = say("ellipsis_marks.dots", right=dots)
    return [_finding("ellipsis_marks", says, target, text, found)] if found else []


def _french(text: str) -> list[Edit]:
    taken = identifiers.spans(text) if ":" in text else []
    changes = []
    for match in _FRENCH.finditer(text):
        if match["mark"]:
            place, end = match.start("before"), match.end("before")
            blank = "\u00a0" if match["mark"] == ":" else _NARROW
        elif match["open"]:
            place, end, blank = match.start("open") + 1, match.end(), _NARROW
        else:
            place, end, blank = match.start("gap"), match.end("gap"), _NARROW
        if not any(start <= place < last for start, last in taken):
            changes.append((place, end, blank))
    return changes


def _unspaced(text: str, source: str) -> Iterator[Edit]:
    if not _MAYBE_GLUED.search(text):
        return
    taken = identifiers.spans(text) if "." in text else []
    for match in _GLUED.finditer(text):
        token = text[text.rfind(" ", 0, match.start()) + 1 :].split(" ", 1)[0]
        if token not in source and not any(start <= match.start() <= end for start, end in taken):
            yield (match.start(), match.start(), " ")


def _leans(text: str, place: int, *, opening: bool) -> bool:
    """Tell whether a mark at this place can open (close) a quotation, from the blanks beside it."""
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    return not after.isspace() if opening else not before.isspace() or before in "\u00a0\u202f"


def _all(pattern: re.Pattern[str], text: str, new: str) -> list[Edit]:
    return [(match.start(), match.end(), new) for match in pattern.finditer(text)]


def _around(text: str, change: Edit) -> str:
    start, end, _new = change
    return text[max(0, start - 8) : end + 8].strip()


def _finding(check: str, says: Message, target: str, text: Plain, changes: list[Edit], fixed: bool = True) -> Finding:
    fix = edits.apply(target, text, changes) if fixed else None
    return Finding(check, "minor", says, target_spans=edits.spans(text, changes), fix=fix)
