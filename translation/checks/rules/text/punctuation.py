"""Quotation marks and brackets, with the marks of all fifteen languages.

A lost quotation mark is critical: nobody can tell any more who said what, and a newspaper answers for that. A lost
bracket is only careless, so it is major. Where the source is unbalanced in the same way the translator is not at
fault: minor. A speech that became plain text is major; a title or a term may lose its marks (languages differ): minor.
Of single marks only the opening ones count (‘ ‚ ‹), because most of the others are apostrophes.
"""

from __future__ import annotations

import re

from articles.body.plain import Plain, plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Severity

MESSAGES = {
    "quotes.unmarked": N_("The source has quotation marks; the translation has none."),
    "quotes.lost": N_("The source quotes %(text)s; the translation has no quotation marks."),
    "quotes.unpaired": N_("A quotation mark has no partner: %(marks)s"),
    "brackets.unpaired": N_("A bracket has no partner: %(marks)s"),
}

# Marks that one language opens with close in another („…“, “…”, ”…”), so their number must be even, whatever they are.
# Marks behind â are UTF-8 that was read as another encoding; that is for the check of garbled text.
_DOUBLE = re.compile('(?<!â€)[„“”"‟〝〞＂]')
_DIRECTED = (("«", "»"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))
_SINGLE = re.compile(r"(?<![\w’])([‘‚‹])(?=[^\W\d])")
_SINGLE_END = {"‘": "’'", "‚": "‘’", "‹": "›"}
# Han, Kana and Hangul use no apostrophes: there the closing mark counts too, save within a Latin name.
_SINGLE_CLOSE = re.compile(r"(?<![A-Za-z])’|’(?![A-Za-z])")
_QUOTED = re.compile(r"[„“”\"‟〝〞＂]([^„“”\"‟〝〞＂]+)[“”\"‟〝〞＂]|«([^«»]+)»|»([^«»]+)«|「([^「」]+)」")
_STOP = re.compile(r"[.!?,…。！？，、।]\s*$")
_ANY_QUOTE = re.compile("[„“”\"‟〝〞＂«»「」『』《》〈〉]|(?<!\\w)[‘‚‹'](?=\\w)")
# 12" are inches, 5'10" a height.
_INCHES = re.compile(r"(?<=\d)[\"”]")
_MARKS = frozenset('„“”"‟〝〞＂«»「『《')
# From so many characters on, a text may be a paragraph of a longer speech.
_PARAGRAPH = 40
_CLOSING = tuple('”"»」』“')
# Languages that may open a speech over several paragraphs only once.
_OPENS_ONCE = frozenset({"de", "el", "es", "fi", "fr", "it", "pt", "ru"})
_WITH_DASHES = frozenset({"ru", "fr", "es", "pt", "it", "fi", "el"})
_DIALOGUE = re.compile(r"(?:^\s*|:\s+)[—–―-]\s?[^\W\d_¡¿«]|^\s*[—–―-]\s?[¡¿«]")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "【": "】", "〔": "〕"}
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_ANY_BRACKET = re.compile(r"[()\[\]{}【】〔〕（）［］｛｝]")
_FACES = re.compile(r"[:;=]-?[()]")
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s;,.:]))[\w]{1,2}\)")


def quotes(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find a quotation mark without its partner (critical), and a quotation that became plain text (major, minor)."""
    before, after = plain(source), plain(target)
    if not (_ANY_QUOTE.search(before.text) or _ANY_QUOTE.search(after.text)):
        return []
    alone = _alone(after, pair.target, before.text)
    alone_before = _alone(before, pair.source)
    if alone:
        return _unpaired(alone, alone_before, before, after, pair.target)
    said = list(_QUOTED.finditer(before.text))
    if (not said and not alone_before) or _ANY_QUOTE.search(after.text) or _is_dialogue(after.text, pair.target):
        return []
    if alone_before and not said:
        spans = tuple(before.span(place, place + 1) for place in alone_before)
        # A speech over several paragraphs, in a language that does not open each of them, or a slip of the source's.
        return [Finding("quotes", "minor", say("quotes.unmarked"), spans)]
    spans = tuple(before.span(*match.span()) for match in said)
    shown = min((match[0] for match in said), key=len)
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    severity: Severity = "major" if any(_is_speech(match, before.text) for match in said) else "minor"
    return [Finding("quotes", severity, say("quotes.lost", text=shown), spans)]


def brackets(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find brackets without their partners: major, minor if the source has the same."""
    before, after = plain(source), plain(target)
    alone = _alone_brackets(after.text)
    if not alone:
        return []
    severity: Severity = "minor" if _alone_brackets(before.text) else "major"
    marks = " ".join(dict.fromkeys(after.text[place] for place in alone))
    spans = tuple(after.span(place, place + 1) for place in alone)
    return [Finding("brackets", severity, say("brackets.unpaired", marks=marks), target_spans=spans)]


def _unpaired(alone: list[int], alone_before: list[int], before: Plain, after: Plain, language: str) -> list[Finding]:
    """Judge marks without a partner. In a speech over several paragraphs each opens, and only the last closes."""
    severity: Severity = "minor" if alone_before else "critical"
    if alone_before and _is_long(before.text) and _opens_only(before.text) and _opens_only(after.text):
        return []
    if not alone_before and language in _OPENS_ONCE and _may_end_a_speech(before.text, after.text):
        severity = "major"
    marks = " ".join(dict.fromkeys(after.text[place] for place in alone))
    spans = tuple(after.span(place, place + 1) for place in alone)
    return [Finding("quotes", severity, say("quotes.unpaired", marks=marks), target_spans=spans)]


def _is_long(text: str) -> bool:
    """Tell whether a text may be a paragraph of a longer speech; Han, Kana and Hangul say more."""
    return len(text) + 2 * sum(char > "\u2e7f" for char in text) > _PARAGRAPH


def _opens_only(text: str) -> bool:
    """Tell whether a text begins with a quotation mark and closes no quotation at its end."""
    core = text.strip()
    return core[:1] in _MARKS and len(core) > 1 and core[-1] not in _MARKS


def _may_end_a_speech(before: str, after: str) -> bool:
    """Tell whether a text may be the last paragraph of a speech, which many languages close but do not open again."""
    theirs, ours = (text.strip().rstrip(".!?…。！？।") for text in (before, after))
    whole = _is_long(theirs) and theirs[0] in _MARKS and theirs[-1] in _CLOSING
    return whole and ours[:1] not in _MARKS and ours[-1:] in _CLOSING


def _is_dialogue(text: str, language: str) -> bool:
    """Tell whether a text marks speech with a dash, as several languages do in dialogue."""
    return language in _WITH_DASHES and _DIALOGUE.search(text) is not None


def _is_speech(match: re.Match[str], text: str) -> bool:
    """Tell what somebody said or wrote from a title, a nickname or a term: it is long, or has a stop of its own."""
    words = next(filter(None, match.groups()))
    wide = sum(char > "\u2e7f" for char in words)
    stop = _STOP.search(words) and (len(words.split()) > 1 or wide > 3 or not text[: match.start()].strip())
    return bool(stop) or len(words.split()) + wide // 2 > 6 or text[match.start() - 2 : match.start()] in (": ", ", ")


def _alone(text: Plain, language: str, source: str = "") -> list[int]:
    """Return the places of marks that may have lost their partner: all of them, since nobody knows which one it was."""
    found = [match.start() for match in _DOUBLE.finditer(text.text)]
    # In a translation they are inches only if the source has some; else “No. 11” may have lost its opening mark.
    if len(found) % 2 and (not source or len(_DOUBLE.findall(source)) % 2):
        inches = {match.start() for match in _INCHES.finditer(text.text)}
        found = [place for place in found if place not in inches] if inches else found
    alone = found if len(found) % 2 else []
    for opening, closing in _DIRECTED:
        opens = [index for index, char in enumerate(text.text) if char == opening] if opening in text.text else []
        closes = [index for index, char in enumerate(text.text) if char == closing] if closing in text.text else []
        # Finnish and German books also write »so» and »so«: the number decides, not the direction.
        if len(opens) != len(closes) and (opening != "«" or (len(opens) + len(closes)) % 2):
            alone = alone + opens + closes
    return alone + _alone_single(text.text, language)


def _alone_single(text: str, language: str) -> list[int]:
    opens = list(_SINGLE.finditer(text)) if "‘" in text or "‚" in text or "‹" in text else []
    if language in ("zh-hans", "ja", "ko"):
        closes = [match.start() for match in _SINGLE_CLOSE.finditer(text)] if "’" in text else []
        opens_cjk = [index for index, char in enumerate(text) if char == "‘"]
        return opens_cjk + closes if len(opens_cjk) != len(closes) else []
    return [match.start() for match in opens if not any(mark in text[match.end() :] for mark in _SINGLE_END[match[1]])]


def _alone_brackets(text: str) -> list[int]:
    if not _ANY_BRACKET.search(text):
        return []
    text = text.translate(_WIDE)
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
