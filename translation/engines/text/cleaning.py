"""The hygiene of every reply: one Unicode form, nothing invisible that the source does not have, text that stays text
(“&lt;”), blanks as the language wants them. Pure; HTML is cleaned where texts are stored (articles.body).

What a source holds may stay: a text about bidi controls keeps them. Blanks in code and translate="no" stay as they are.
All of it takes time in proportion to the text, whatever the text is: a reply is cleaned outside its call's deadline.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape

from translation.engines.text import french_spacing
from translation.engines.text.entities import escaped

# Steer the direction of what follows them: a reader would see other letters than a check does.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Seen by nobody. The joiners U+200C and U+200D are not among them: Devanagari and emoji need them.
_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0")
_KEPT_CONTROLS = frozenset("\n\t")
_ODD = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff" + "".join(sorted(_BIDI | _INVISIBLE)) + "]"
)
# As HTML reads them: numbers of any length; names, of which some need no semicolon ("&shy").
_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+))|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_MOST_DIGITS = 8  # of a reference to a character; what has more means none
# Marks in a row, as many as Unicode's Stream-Safe Text Format allows: to put a long row in order takes minutes.
_MOST_MARKS = 30
# References, of which some may stand for marks, and what they may be composed with.
_MAY_COMPOSE = re.compile(rf"(?:{_REFERENCE.pattern}|[^\x00-\x7f])+")
_EACH = re.compile(rf"{_REFERENCE.pattern}|[^\x00-\x7f]")
_AS_REFERENCES = {code: f"&#{code};" for code in range(128)} | {38: "&amp;", 60: "&lt;", 62: "&gt;"}
_LATER_JAMO = re.compile("[\u1161-\u1175\u11a8-\u11c2]")  # no marks, and yet composed with what stands before them
_KEPT = re.compile(r"<(?:(code)\b|(span)\b[^<>]*\btranslate=[\"']?no\b)", re.I)
_ENDS = {name: re.compile(f"</{name}>", re.I) for name in ("code", "span")}
# A run of blanks is looked at from its beginning alone, by a look behind: a long one would be read again and again.
_BLANKS = re.compile(r"(?<![ \t\u00a0\u202f\u2009\u3000])[ \t\u00a0\u202f\u2009\u3000]*\n[\s]*|[ \t]{2,}|\t")
_CJK_MARKS = "、。，．：；！？）」』】〉》〕｝"
# Tags are looked past: here \0 stands for one, \1 for an element that stays as it is.
_TAG = re.compile(r"<[^<>]*>")
_HELD = re.compile(r"[\0\1]")
_SPACE = re.compile(r"[ \t\u00a0\u202f\u3000]")
_BEFORE_CJK_MARK = re.compile(rf"(?<![ \t\u00a0\u202f\u3000\0])[ \t\u00a0\u202f\u3000\0]+(?=[{_CJK_MARKS}])")
_AFTER_CJK_MARK = re.compile(r"(?<=[、。，．：；！？（「『【〈《〔｛])[ \t\u00a0\u202f\0]+(?=[^\s\0])")
_CJK = frozenset({"zh-hans", "ja"})


def clean(text: str, source: str, language: str) -> str:
    """Return a translated text (inline HTML) without what no reader should meet; source: what it was made from.

    Idempotent. A text without such faults comes back as it is.
    """
    text = _visible(escaped(text, source), frozenset(source))
    parts = _apart(text)
    multiline = "\n" in source.strip()
    # Every second part is a tag, code or an untranslated span.
    if not multiline:
        parts[::2] = [_BLANKS.sub(" ", part) for part in parts[::2]]
    if language in _CJK:
        parts[::2] = _tight(parts)
    if language == "fr":
        parts = french_spacing.spaced(parts, source)
    return _edges("".join(parts), source)


def _visible(text: str, allowed: frozenset[str]) -> str:
    """Return the text in NFC without controls, lone surrogates, bidi controls and invisible characters, written as such
    or as references."""

    def written(gap: str) -> Callable[[re.Match[str]], str]:
        # Whatever a reference stands for is unescaped later; one to a character that may not be here goes now.
        return lambda match: _reference(match, allowed, gap)

    if _ODD.search(text):
        text = "".join(character for character in text if _welcome(character, allowed))
    text = _composed(text)
    if "&" not in text:
        return text
    # What stands around a reference that goes may be another one ("&#&#0;x202e;"): in its place a blank is left.
    text = _REFERENCE.sub(written(" "), _REFERENCE.sub(written(""), text))
    return _composed(_MAY_COMPOSE.sub(lambda match: _resolved(match[0]), text))


def _reference(match: re.Match[str], allowed: frozenset[str], gap: str) -> str:
    """Return a reference as it is, or with a gap for what may not be here."""
    if match[1] or match[2]:
        meant = _numbered(match)
        return match[0] if meant and all(_welcome(character, allowed) for character in meant) else gap
    meant = unescape(match[0])  # a name, and the letters behind it where it needs no semicolon
    kept = "".join(character if _welcome(character, allowed) else gap for character in meant)
    return match[0] if kept == meant else kept


def _numbered(match: re.Match[str]) -> str:
    """Return the character that a numeric reference stands for, "" if there is none."""
    digits = (match[1] or match[2]).lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS:
        return ""
    meant = unescape(f"&#{'x' if match[1] else ''}{digits};")
    # U+FFFD stands in for references to NUL and to what is no character.
    return "" if meant == "\ufffd" else meant


def _resolved(run: str) -> str:
    """Return references and characters, resolved where NFC would change what is unescaped later: references to marks
    and to what a mark follows, and to characters that have another form."""
    letters: list[list[tuple[str, str]]] = []  # each with its marks; as written, and what it stands for
    for match in _EACH.finditer(run):
        meant = unescape(match[0])
        if not letters or not _joins(meant[0]):
            letters.append([])
        letters[-1].append((match[0], meant))
    done = []
    for letter in letters:
        written, meant = ("".join(words) for words in zip(*letter, strict=True))
        alone = len(letter) == 1 and not _joins(meant[0]) and unicodedata.is_normalized("NFC", meant)
        # What is ASCII stays a reference: "<" would begin a tag, a letter or ";" might be read as part of another one.
        done.append(written if alone or written == meant else _composed(meant).translate(_AS_REFERENCES))
    return "".join(done)


def _joins(character: str) -> bool:
    """Tell whether a character may be composed with the one before it."""
    return unicodedata.category(character)[0] == "M" or bool(_LATER_JAMO.match(character))


def _composed(text: str) -> str:
    """Return the text in NFC, with at most _MOST_MARKS marks in a row."""
    if text.isascii():
        return text
    row, kept = 0, []
    for character in text:
        # Counted as they are put in order: some characters become two marks, some a letter with marks.
        for one in unicodedata.normalize("NFD", character):
            row = row + 1 if unicodedata.combining(one) else 0
        if row <= _MOST_MARKS:
            kept.append(character)
    # U+0338 would make "≯" of the end of a tag.
    return ">".join(unicodedata.normalize("NFC", part) for part in "".join(kept).split(">"))


def _apart(text: str) -> list[str]:
    """Return the text in parts: every second one is a tag, or a code element or untranslated span as a whole."""
    parts: list[str] = []
    unclosed: set[str] = set()  # names whose end does not come any more
    end, start = 0, text.find("<")
    while start >= 0 and (stop := text.find(">", start) + 1):
        kept = _KEPT.match(text, start, stop)
        name = (kept[1] or kept[2]).lower() if kept else ""
        if name and name not in unclosed:
            if closing := _ENDS[name].search(text, stop):
                stop = closing.end()
            else:
                unclosed.add(name)
        parts += [text[end:start], text[start:stop]]
        end, start = stop, text.find("<", stop)
    return [*parts, text[end:]]


def _welcome(character: str, allowed: frozenset[str]) -> bool:
    if character.isascii():
        return character.isprintable() or character in _KEPT_CONTROLS
    if "\ud800" <= character <= "\udfff" or "\x7f" <= character <= "\x9f" or "\ufffe" <= character <= "\uffff":
        return False
    return character in allowed or not (character in _BIDI or character in _INVISIBLE)


def _tight(parts: list[str]) -> list[str]:
    """Return the texts between tags without the blanks around wide marks, which bring their own."""
    held = ["\0" if _TAG.fullmatch(part) else "\1" for part in parts[1::2]]
    text = "".join(text + mark for text, mark in zip(parts[::2], [*held, ""], strict=True))
    for blanks in (_BEFORE_CJK_MARK, _AFTER_CJK_MARK):
        text = blanks.sub(lambda match: _SPACE.sub("", match[0]), text)
    return _HELD.split(text)


def _edges(text: str, source: str) -> str:
    """Return the text with the source's own white space at its ends."""
    bare = text.strip()
    if not bare:
        return text
    stripped = source.strip()
    start = source.index(stripped)
    return f"{source[:start]}{bare}{source[start + len(stripped) :]}"
