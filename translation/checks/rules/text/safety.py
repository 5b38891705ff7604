"""What must not reach a reader: hidden characters, foreign HTML, garbled text, masked words."""

from __future__ import annotations

import re

from articles.body.plain import plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse import edits

MESSAGES = {
    "hidden_characters.found": N_("There are invisible characters: %(text)s."),
    "foreign_html.tags": N_("Articles cannot contain %(text)s."),
    "foreign_html.active": N_("This would run or load something: %(text)s."),
    "foreign_html.shown": N_("Readers would see this code: %(text)s"),
    "garbled.lost": N_("Characters were lost here: %(text)s"),
    "garbled.encoding": N_("“%(text)s” is garbled; it should be “%(right)s”."),
    "masked_words.masked": N_("A word is masked: %(text)s. The source has the whole word."),
}

# Marks that turn the reading direction: with them a text can show something else than it says.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_HIDDEN = re.compile(
    f"[{_TURNING}\u200b\u200e\u200f\u061c\u2060-\u2064\u206a-\u206f\ufeff\u180e\u115f\u1160\u3164\ufff9-\ufffc"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\U000e0000-\U000e007f]"
    # Joiners belong between letters of Indic scripts and between emoji, nowhere else.
    "|(?<![\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
# The flags of Scotland, Wales and England are a black flag with tags that nobody sees.
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_HIDDEN_QUICK = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ue000-\uf8ff\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
_HOUSE_TAGS = frozenset(["a", "strong", "em", "b", "i", "code", "sub", "sup", "br", "span"])
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_ACTIVE = re.compile(
    r"""<[^<>]*\s(on[a-z]+|style|srcdoc)\s*=|(?:href|src)\s*=\s*["']?\s*(javascript|data|vbscript):""", re.I
)
# What a reader would see as code: a tag or an entity in the text itself.
_SHOWN = re.compile(
    r"</?(?:[abipu]|br|em|strong|span|div|img|ul|ol|li|h[1-6]|font|table|t[dr])(?:\s[^<>]*)?/?>"
    r"|&(?:quot|amp|lt|gt|nbsp|apos|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
)
_ENTITY = re.compile(r"&amp;(quot|amp|lt|gt|nbsp|apos|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
# Bytes of UTF-8 shown as Western letters: "â€“" for a dash, "Ã©" for é.
_BYTES = re.compile(
    "(?:[\u00c2-\u00f4][\u0080-\u009f\u00a1-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a"
    "\u20ac\u2122]{1,3})+"
)
_BYTE_PAIR = re.compile("[\u00c2-\u00f4][\u0080-\u009f\u00a1-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
# "é»" may be the end of a quotation: two letters in a row of another script are what nobody writes by chance.
_LIKELY = re.compile(
    "[\u00a0-\u00ff\u0150-\u017f\u2010-\u203a\u20ac]+"
    "|[\u0370-\u03ff]{2,}|[\u0400-\u045f]{2,}|[\u0900-\u097f]{2,}|[\u3001-\u9fff]{2,}|[\uac00-\ud7af]{2,}"
)
_LOST = re.compile("\ufffd+|\u2047+|<unk>|&lt;unk&gt;")
_MASKS = re.compile("[*＊•#@$%]")
_MASKED = re.compile(
    r"(?<![\w*])[^\W\d_]\w?[*＊•#@$%]{2,}[^\W\d_]{0,3}(?![\w*])|(?<![\w*])[^\W\d_]+\*[^\W\d_]+(?![\w*])"
    r"|(?<![A-Za-z*＊])[*＊]{3,}(?![A-Za-z*＊])"
)


def hidden_characters(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find characters that nobody sees. Critical: those that turn the reading direction; others minor. With a fix."""
    if (target.isascii() and target.isprintable()) or not _HIDDEN_QUICK.search(target):
        return []
    text = _FLAG.sub(lambda match: match[0][0] * len(match[0]), target)
    found = list(_HIDDEN.finditer(text))
    if not found:
        return []
    turning = [match for match in found if re.match(f"[{_TURNING}]", match[0])]
    severity: Severity = "critical" if turning else "minor"
    names = ", ".join(dict.fromkeys(f"U+{ord(match[0]):04X}" for match in found))
    says = say("hidden_characters.found", text=names)
    hidden = {place for match in found for place in range(*match.span())}
    fix = "".join(char for place, char in enumerate(target) if place not in hidden)
    return [Finding("hidden_characters", severity, says, target_spans=tuple(match.span() for match in found), fix=fix)]


def foreign_html(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find tags that articles cannot have, code that would run (critical), tags and entities seen as text (major)."""
    if "<" not in target and "&" not in target:
        return []
    findings = []
    strange = [match for match in _TAG.finditer(target) if match[1].lower() not in _HOUSE_TAGS]
    if strange:
        names = ", ".join(dict.fromkeys(f"<{match[1].lower()}>" for match in strange))
        spans = tuple(match.span() for match in strange)
        findings.append(Finding("foreign_html", "critical", say("foreign_html.tags", text=names), target_spans=spans))
    if active := _ACTIVE.search(target):
        says = say("foreign_html.active", text=active[1] or active[2])
        findings.append(Finding("foreign_html", "critical", says, target_spans=(active.span(),)))
    text = plain(target)
    shown = list(_SHOWN.finditer(text.text)) if "<" in text.text or "&" in text.text else []
    if shown and not _SHOWN.search(plain(source).text):
        marks = " ".join(dict.fromkeys(match[0] for match in shown))
        spans = tuple(text.span(*match.span()) for match in shown)
        fix = _ENTITY.sub(r"&\1;", target) if all(match[0][0] == "&" for match in shown) else None
        says = say("foreign_html.shown", text=marks)
        findings.append(Finding("foreign_html", "major", says, target_spans=spans, fix=fix))
    return findings


def garbled(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find letters lost on the way (critical: � or ⁇) and UTF-8 read as another encoding (major, with a fix)."""
    if target.isascii() and "unk" not in target:
        return []
    findings = []
    if lost := [match for match in _LOST.finditer(target) if match[0] not in source]:
        spans = tuple(match.span() for match in lost)
        findings.append(Finding("garbled", "critical", say("garbled.lost", text=lost[0][0]), target_spans=spans))
    text = plain(target)
    changes = []
    for match in _BYTES.finditer(text.text) if _BYTE_PAIR.search(text.text) else ():
        right = _decoded(match[0])
        if right and match[0] not in source:
            changes.append((match.start(), match.end(), right))
    if changes:
        start, end, new = changes[0]
        says = say("garbled.encoding", text=text.text[start:end], right=new)
        fix = edits.apply(target, text, changes)
        findings.append(Finding("garbled", "major", says, target_spans=edits.spans(text, changes), fix=fix))
    return findings


def masked_words(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find words that an engine masked with stars though the source says them. Major: a paper does not bowdlerise."""
    # Without one of these marks the pattern finds nothing, and it tries every word.
    if not _MASKS.search(target):
        return []
    if "*" not in target and "＊" not in target and "•" not in target and not _MASKED.search(target):
        return []
    if any(mark in source for mark in "*＊•") or _MASKED.search(plain(source).text):
        return []
    text = plain(target)
    found = list(_MASKED.finditer(text.text))
    if not found:
        return []
    spans = tuple(text.span(*match.span()) for match in found)
    says = say("masked_words.masked", text=found[0][0])
    return [Finding("masked_words", "major", says, target_spans=spans)]


def _decoded(text: str) -> str:
    """Return what these characters were as UTF-8; "" if they are what they seem."""
    try:
        raw = b"".join(char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode("cp1252") for char in text)
        right = raw.decode("utf-8")
    except UnicodeError:
        return ""
    return right if _LIKELY.fullmatch(right) else ""
