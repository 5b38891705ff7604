"""The source line, and the credit at the end of a caption."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from articles.importing.bylines import has_case, starts_with_word, without_parentheses

_MARK = re.compile(r"\s*[:|｜/丨]\s*")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”„«»（）()，。；]+")
_QUOTED = re.compile(r"[„“”\"«»‹›「」『』《》〈〉‚‘’']([^„“”\"«»‹›「」『』《》〈〉]+)[“”\"«»‹›「」『』《》〈〉‘’']")
_QUOTES = "„“”\"«»‹›「」『』《》〈〉‚‘’' "
_LAST_PARENTHESIS = re.compile(r"^(.*?)(?<!\s)\s*[(（]([^()（）]{1,160})[)）]\s*[.。]?$", re.S)
_PARTICLES_TEXT = "of the de la el los las du des der die das di da do dos del und and et y e i и και ja dan van von "
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
MAX_NAME = 200
MAX_URL = 500


def parse_source(line: str, *, at_end: bool) -> tuple[str, str] | None:
    """Return (name, URL) of a source line, either "" if it has none; None if the line is something else.

    at_end: the line is the page's last; there the mark after the word may be missing ("Quelle Wall Street Journal").
    """
    if len(line) > MAX_URL + MAX_NAME:
        return None
    rest, marked = _after_word(without_parentheses(" ".join(unicodedata.normalize("NFKC", line).split())))
    if not rest or not (marked or at_end):
        return None
    name, url = _name_and_url(rest)
    if len(url) > MAX_URL or len(name) > MAX_NAME or not _plausible(name, rest, marked):
        return None
    if url.startswith("www."):
        url = f"https://{url}"
    return name or urlsplit(url).hostname or "", url


def _name_and_url(rest: str) -> tuple[str, str]:
    """Return the name and the URL after the source word, either "" if it is missing."""
    url = match[0].rstrip(".,;:!?'") if (match := _URL.search(rest)) else ""
    name = _unquoted(rest.replace(url, " ") if url else rest)
    return (name if re.search(r"\w", name) else ""), url


def split_credit(caption: str) -> tuple[str, str]:
    """Return (caption, credit): "(Quelle: Vincent Isore/Zuma Press)" at the end is the credit; "" if there is none."""
    match = _LAST_PARENTHESIS.match(caption) if len(caption) <= 2000 else None
    if not match:
        return caption, ""
    inside = match[2].strip()
    if inside[:1] in "©Ⓒ":
        return match[1].strip(), inside
    word = starts_with_word(inside, "credit", "source", "photographer")
    if not word:
        return caption, ""
    mark = re.match(r"\s*[:：|｜/]\s*", inside[len(word) :])
    rest = inside[len(word) + (mark.end() if mark else 0) :].strip()
    # "(Photo finish)" describes; "(Photo: Anna Berg)" and "(Photo by Anna Berg)" credit.
    spoken = word.lower() in {"photo by", "image by", "courtesy of", "foto von", "photo de", "foto di", "foto de"}
    return (match[1].strip(), rest) if rest and (mark or spoken) else (caption, "")


def _after_word(text: str) -> tuple[str, bool]:
    """Return the text after the source word, and whether a colon or bar is between."""
    word = starts_with_word(text, "source")
    if word:
        mark = _MARK.match(text, len(word))
        return (text[mark.end() :], True) if mark else (text[len(word) :].strip(), False)
    # Directly before a capital or a quotation mark: "QuelleWall Street Journal".
    glued = re.match(r"([^\W\d_]+?[a-zäöåéßà-ÿа-яα-ω])(?=[A-ZА-ЯΑ-ΩÄÖÜ„“\"«])", text)
    if glued and starts_with_word(glued[1], "source") == glued[1]:
        return text[glued.end() :], False
    return "", False


def _unquoted(text: str) -> str:
    """Return names without quotation marks; several quoted ones joined by commas."""
    text = re.sub(r"(?<=\w{4})\.$", "", text.strip(" ,;()[]|-–—"))
    quoted = _QUOTED.findall(text)
    if quoted and not re.sub(r"[\s,、;，和与und]+", "", _QUOTED.sub("", text)):
        return ", ".join(name.strip(_QUOTES + ",.") for name in quoted)
    return text.strip(_QUOTES) if text[:1] in _QUOTES or text[-1:] in _QUOTES else text


def _plausible(name: str, rest: str, marked: bool) -> bool:
    """Return whether a text is a name and not prose after the word: "Quelle des Flusses ist …", "来源于…。"."""
    if not name:
        return True
    words = name.split()
    sentence = rest.rstrip(_QUOTES)[-1:] in {".", "!", "?", "。", "！", "？", "।", "…"}
    lower = _lower_words(words)
    if marked:
        return not (sentence and (lower or len(words) > 8 or rest[-1] in "。！？।"))
    if sentence or lower or len(words) > 8 or name[0] in "于自的是":
        return False
    return has_case(name) or len(name) <= 24


def _lower_words(words: list[str]) -> list[str]:
    """Return the words with a small initial letter that are not usual inside names."""
    return [word for word in words if word[0].islower() and word not in _PARTICLES]
