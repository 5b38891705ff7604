"""The hygiene of every reply: one Unicode form, nothing invisible that the source does not have, blanks as the language
wants them. Pure; HTML is cleaned where texts are stored (articles.body).

What a source holds may stay: a text about bidi controls keeps them. Blanks in code and translate="no" stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

# Steer the direction of what follows them: a reader would see other letters than a check does.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Seen by nobody. The joiners U+200C and U+200D are not among them: Devanagari and emoji need them.
_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0")
_KEPT_CONTROLS = frozenset("\n\t")
_ODD = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff" + "".join(sorted(_BIDI | _INVISIBLE)) + "]"
)
_REFERENCE = re.compile(r"&#(?:x[0-9a-f]{1,8}|[0-9]{1,8});?", re.I)
_APART = re.compile(
    r"(<code\b[^>]*>.*?</code>|<span\b[^>]*\btranslate=[\"']?no\b[^>]*>.*?</span>|<[^>]*>)", re.S | re.I
)
_BLANKS = re.compile(r"[ \t\u00a0\u202f\u2009\u3000]*\n[\s]*|[ \t]{2,}|\t")
_CJK_MARKS = "、。，．：；！？）」』】〉》〕｝"
_BEFORE_CJK_MARK = re.compile(rf"[ \t\u00a0\u202f\u3000]+(?=[{_CJK_MARKS}])")
_AFTER_CJK_MARK = re.compile(r"(?<=[、。，．：；！？（「『【〈《〔｛])[ \t\u00a0\u202f]+(?=\S)")
_NARROW, _FULL = "\u202f", "\u00a0"
_FRENCH = re.compile(r"(?:(?<=\S)|^)[ \u00a0\u2009](?=[;!?»]+(?:[\s)»”.,]|$))|(?<=«)[ \u00a0\u2009](?=\S)")
_FRENCH_COLON = re.compile(r"(?:(?<=\S)|^)[ \u202f\u2009](?=:(?:\s|$))")
_CJK = frozenset({"zh-hans", "ja"})


def clean(text: str, source: str, language: str) -> str:
    """Return a translated text (inline HTML) without what no reader should meet; source: what it was made from.

    Idempotent. A text without such faults comes back as it is.
    """
    text = _visible(text, frozenset(source))
    text = unicodedata.normalize("NFC", text)
    parts = _APART.split(text)
    multiline = "\n" in source.strip()
    # Every second part is a tag, code or an untranslated span.
    parts[::2] = [_spaced(part, language, multiline=multiline) for part in parts[::2]]
    return _edges("".join(parts), source)


def _visible(text: str, allowed: frozenset[str]) -> str:
    """Drop controls, lone surrogates, bidi controls and invisible characters, written as such or as references."""

    def reference(match: re.Match[str]) -> str:
        # Whatever a reference stands for is unescaped later; one to a character that may not be here goes now.
        meant = unescape(match[0] if match[0].endswith(";") else f"{match[0]};")
        # U+FFFD stands in for references to NUL and to what is no character.
        fit = meant and meant != "\ufffd" and all(_welcome(character, allowed) for character in meant)
        return match[0] if fit else ""

    if _ODD.search(text):
        text = "".join(character for character in text if _welcome(character, allowed))
    return _REFERENCE.sub(reference, text) if "&#" in text else text


def _welcome(character: str, allowed: frozenset[str]) -> bool:
    if character.isascii():
        return character.isprintable() or character in _KEPT_CONTROLS
    if "\ud800" <= character <= "\udfff" or "\x7f" <= character <= "\x9f" or "\ufffe" <= character <= "\uffff":
        return False
    return character in allowed or not (character in _BIDI or character in _INVISIBLE)


def _spaced(text: str, language: str, *, multiline: bool) -> str:
    """Return text outside tags with its blanks as the language sets them."""
    if not multiline:
        text = _BLANKS.sub(" ", text)
    if language in _CJK:
        text = _AFTER_CJK_MARK.sub("", _BEFORE_CJK_MARK.sub("", text))
    elif language == "fr":
        text = _FRENCH_COLON.sub(_FULL, _FRENCH.sub(_NARROW, text))
    return text


def _edges(text: str, source: str) -> str:
    """Return the text with the source's own white space at its ends."""
    bare = text.strip()
    if not bare:
        return text
    stripped = source.strip()
    start = source.index(stripped)
    return f"{source[:start]}{bare}{source[start + len(stripped) :]}"
