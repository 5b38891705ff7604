"""Inline HTML of a closed list: a, strong, em, code, sub, sup, br, span lang. Everything else goes; its text stays."""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

TAGS = {"a", "strong", "em", "code", "sub", "sup", "br", "span"}
ATTRIBUTES = {"a": {"href", "hreflang"}, "span": {"lang"}}
URL_SCHEMES = {"http", "https", "mailto"}

# Two spellings that editors and engines use for the same thing.
_SYNONYMS = [(re.compile(rf"<(/?){old}(?=[\s>])", re.I), rf"<\1{new}") for old, new in (("b", "strong"), ("i", "em"))]
# NUL cannot be stored; bidi embeddings and zero-width marks hide text from the person who reviews it.
# ZWJ and ZWNJ stay: Devanagari needs them. Soft hyphens stay: German headlines use them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_ENDLESS = re.compile(r"&#(?:[0-9]{8,}|x[0-9a-f]{8,});?", re.I)


def clean_text(text: str) -> str:
    """Return plain text in NFC without characters that cannot be seen or stored; line ends become "\\n"."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def clean_inline(text: str) -> str:
    """Return inline HTML reduced to the closed list, in NFC, trimmed. Never raises: what is not allowed is dropped."""
    text = clean_text(text)
    for pattern, replacement in _SYNONYMS:
        text = pattern.sub(replacement, text)
    cleaned = nh3.clean(
        text,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=URL_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    # nh3 writes no-break spaces as entities; readers, checks and engines want the character.
    return cleaned.replace("&nbsp;", "\N{NO-BREAK SPACE}").strip()


def strip_tags(text: str) -> str:
    """Return the text of inline HTML as plain text: tags out, entities resolved, <br> as a space."""
    # Behind the last ">" no tag ends: half tags in a row would each be followed to the end of the text.
    tagged, end, rest = text.rpartition(">")
    without = _TAG.sub("", _BREAK.sub(" ", tagged + end)) + rest
    # Python will not read a number of thousands of digits; no character has more than seven.
    return html.unescape(_ENDLESS.sub("\N{REPLACEMENT CHARACTER}", without))
