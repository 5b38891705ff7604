"""French punctuation: a narrow no-break blank before ; ! ? » and after «, a full one before the colon, also where a tag
or a bracket stands between a mark and its word. Pure; takes time in proportion to the text.

References, URLs, times, ratios, emoticons and names that end in a mark (“Yahoo!”) stay as they are.
"""

from __future__ import annotations

import re
from html import unescape

_NARROW, _FULL = "\u202f", "\u00a0"
# What may follow a mark that is set off; in "b?c" none is.
_AFTER_COLON = r"[\s»]|\Z"
_AFTER = rf"[\s)»”.,]|:(?:{_AFTER_COLON})|\Z"
# A blank of another kind than the mark's own.
_BLANK = re.compile(rf"(?:(?<=\S)|^)[ \u00a0\u2009](?=[;!?»]+(?:{_AFTER}))|(?<=«)[ \u00a0\u2009](?=\S|\Z)")
_BLANK_OF_COLON = re.compile(rf"(?:(?<=\S)|^)[ \u202f\u2009](?=:(?:{_AFTER_COLON}))")
# The semicolon of a reference is no mark. A row of marks is looked at from its beginning alone, by a look behind.
_MARKS = re.compile(rf"&#?\w+;|(?<![;!?»])[;!?»]+(?={_AFTER})|«(?=[^\s:]|\Z)|:(?={_AFTER_COLON})")
_WORD = re.compile(r"[\w'’-]{1,40}\Z")
_CLOSING = frozenset(')]}”"')
_SIGNS = frozenset("%‰°€$£¥…")
# What stands before a bracket that closes a text: in ":)", "(?)" and "f()" nothing of that is there.
_CLOSED = re.compile(r"[\w'’»!?.,%‰°€$£¥…)\]}”\"]")
_OPENING = frozenset("«([{“„‘‹")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b", re.I)
_LOOKED_AT = 48  # characters before a mark
# A mark belongs to the name before it where the source goes on in the same sentence: where a comma or the like, a full
# stop or an ending is right behind it ("Yahoo!, the", "Yahoo!’s"), or what comes next is no capital ("Yahoo! said",
# "(Yahoo!) is"). Not behind a closing quote: “Thanks, Marie!” she said. "Yahoo! News" is written as "Marie! Come" is,
# and taken for it: a name set off is a smaller fault than a sentence that is not.
_NAME = re.compile(r"(?<![\w-])([\w-]{1,40}[!?])(?=[)\]]?(?:([,;:]|\.(?!\.)|['’-]\w)|[ \u00a0\u202f]{0,3}([^\W\d_])))")


def spaced(parts: list[str], source: str) -> list[str]:
    """Return the parts of a French text with its blanks set; every second one is a tag, or stays as it is.

    source: what the text was made from, with its tags.
    """
    names = _names(source)
    done: list[str] = []
    before = ""  # the last of what a reader has seen
    for at, part in enumerate(parts):
        seen = part
        if at % 2:
            seen = _seen(part)
        elif part:
            part = _BLANK_OF_COLON.sub(_FULL, _BLANK.sub(_NARROW, part))
            part = seen = _set_off(before, part, part.endswith(("«", ":")) and _goes_on(parts, at + 1), names)
        done.append(part)
        before = (before + seen)[-_LOOKED_AT:]
    return done


def _set_off(before: str, part: str, follows: bool, names: frozenset[str]) -> str:
    """Return a part with the blanks that its marks lack. follows: whether a word stands right behind the next tags."""
    known, start = before + part, len(before)

    def blanks(match: re.Match[str]) -> str:
        if match[0][0] == "&":
            return match[0]
        if match[0] == "«":
            lacks = match.start() >= start and (follows or match.end() < len(known))
            return f"«{_NARROW}" if lacks else "«"
        if match[0] == ":" and follows and match.end() == len(known) and known[match.start() - 1].isdigit():
            return ":"  # 10:<b>30</b>
        return "".join(
            f"{_gap(known, at, names) if at >= start else ''}{known[at]}" for at in range(match.start(), match.end())
        )

    return _MARKS.sub(blanks, known)[start:]


def _gap(text: str, at: int, names: frozenset[str]) -> str:
    """Return the blank that the mark at a place lacks, "" if none."""
    if not at:
        return ""
    mark, last = text[at], text[at - 1]
    if mark == "»":
        lacks = not (last.isspace() or last in _OPENING)
    elif last in _CLOSING:
        lacks = at > 1 and _CLOSED.match(text[at - 2]) is not None
    elif last in _SIGNS or last == "»":
        lacks = True
    elif mark == ":":
        lacks = last.isalnum()
    else:
        lacks = _follows_word(text, at, names)
    if not lacks:
        return ""
    return _FULL if mark == ":" else _NARROW


def _follows_word(text: str, at: int, names: frozenset[str]) -> bool:
    """Tell whether the mark at a place stands behind a word, and is no part of a name."""
    word = _WORD.search(text, max(0, at - 40), at)
    # "L’Yahoo!" is a name as "Yahoo!" is.
    return word is not None and re.split("['’]", word[0])[-1] + text[at] not in names


def _names(source: str) -> frozenset[str]:
    """Return the names in a source that end in a mark."""
    text = unescape(_TAG.sub(lambda match: _seen(match[0]), source))
    found = _NAME.finditer(text)
    return frozenset(match[1] for match in found if match[2] or not (match[3].isupper() or match[3].istitle()))


def _seen(part: str) -> str:
    """Return what a reader sees of a tag, or of an element that stays as it is."""
    return "\n" if _BREAK.match(part) else _TAG.sub("", part)


def _goes_on(parts: list[str], at: int) -> bool:
    """Tell whether there is something to see from a part on, and no blank first."""
    for number in range(at, len(parts)):
        if seen := _seen(parts[number]) if number % 2 else parts[number]:
            return not seen[0].isspace()
    return False
