"""The characters of a text: invisible ones are removed, in every field and in every notation. Pure.

    visible       removes invisible characters, and makes all line ends equal
    clean_text    ... and converts the rest to NFC: texts of several lines
    clean_line    ... on one line: names, headlines, credits
    resolved      replaces the references of HTML (&amp;, &#8203;) by their characters

NUL cannot be stored, controls and noncharacters break XML; bidi controls, zero-width marks and tags hide text from the
person who reviews it. ZWJ and ZWNJ are kept: Devanagari needs them. So are soft hyphens (German headlines use them),
no-break and ideographic spaces, and tags behind a black flag, where they name a flag.
"""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]+"
    "|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\n]+")
# A name requires its semicolon: "?page=1&copy=2" contains no copyright sign.
_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?|([a-zA-Z][a-zA-Z0-9]{1,31};))")
_MOST_DIGITS = 7  # of a reference to a character; Python will not even read a number of thousands of digits
# Unicode's Stream-Safe Text Format: the most marks in a row. To sort a long row takes minutes.
_MOST_MARKS = 30
# All marks, but not the letters of China, Japan and Korea, of which many occur in a row.
_MAY_BE_MARKS = re.compile(
    f"[\u0300-\u2fff\u302a-\u3040\u3097-\u309f\ua000-\uabff\uf900-\U0010ffff]{{{_MOST_MARKS + 1},}}"
)
_JOINER = "\u034f"
_SURROGATES = range(0xD800, 0xE000)


def visible(text: str) -> str:
    """Return a text without characters that cannot be seen or stored; line ends become "\\n"."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))


def clean_text(text: str) -> str:
    """Return plain text in NFC without characters that cannot be seen or stored; line ends become "\\n"."""
    return unicodedata.normalize("NFC", _MAY_BE_MARKS.sub(_in_short_rows, visible(text)))


def clean_line(text: str) -> str:
    """Return plain text as clean_text does, on one line, without spaces at its ends."""
    return _BLANKS.sub(" ", clean_text(text)).strip()


def resolved(text: str) -> str:
    """Return a text of HTML with its references replaced by their characters; invalid ones are removed."""
    return visible(_REFERENCE.sub(_character, text)) if "&" in text else text


def _in_short_rows(match: re.Match[str]) -> str:
    """Return a text with an (invisible) grapheme joiner wherever there are more marks in a row than allowed."""
    done, row = [], 0
    for character in match[0]:
        parts = [bool(unicodedata.combining(part)) for part in unicodedata.normalize("NFD", character)]
        if parts[0] and row + len(parts) > _MOST_MARKS:
            done.append(_JOINER)
            row = 0
        row = row + len(parts) if all(parts) else sum(parts)
        done.append(character)
    return "".join(done)


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return html5.get(name, match[0])
    digits = (hexadecimal or decimal).lstrip("0")
    number = int(digits, 16 if hexadecimal else 10) if 0 < len(digits) <= _MOST_DIGITS else 0
    if not 0 < number <= 0x10FFFF or number in _SURROGATES:
        return ""
    return html.unescape(f"&#{number};")
