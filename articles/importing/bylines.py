"""Bylines and account lines: people and roles, also without spaces, several in one line, or before their role."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from articles.importing.line_words import (
    ROLES,
    Word,
    table,
)

# A byline is short; the text after it is not.
_LONGEST = 240
_LONGEST_NAME = 80
_MOST_WORDS = 6  # of a name
_MARK = re.compile(r"\s*[:|｜∣/丨]\s*|\s+[·•—–-]\s+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Words inside names in lower case.
_PARTICLES_TEXT = (
    "von van vom zu zur der den de del della dei di da das do dos du des d la le les lo el al bin ibn ben bint "
    "y e i ten ter af av und and et of the "
)
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
# Characters of sentences that are in no name, initials apart.
_PROSE = re.compile(r"[!?。！？…:\"„“”«»]|\.\s*$")
# Directly after a role word, these begin prose or a headline ("编辑部的故事"), not a name.
_NO_NAME = re.compile(r"[的了是在从於于被把将是否]|部|室|界|人员|가의|자의|は|が|を|に|する|した|られ")
_CONJUNCTIONS = sorted({re.escape(word.text) for word in table("conjunction") if word.text not in "、・"})
# Bounded: a pattern that may begin with any number of spaces takes quadratic time on a line of spaces.
_JOINED = re.compile(rf"\s{{0,9}}[,，、;；]\s*|\s{{1,9}}(?:{'|'.join(_CONJUNCTIONS)})\s+")
_ACCOUNT = re.compile(r"(?P<name>[^()]{1,120}?)\s*\((?P<inside>[^()]{1,120})\)\.?")
# Names before their role in Korean, Japanese and Chinese: "김민수 기자", "田中花子 訳".
_AFTER = re.compile(
    r"(?P<name>[^\s:|,]{2,30}(?: [^\s:|,]{1,20})?)\s+"
    r"(?P<role>기자|글|옮김|번역|편집|사진|엮음|著|文|訳|記者|记者|译|编译|编辑|摄)"
)
_AFTER_ROLES = {
    **dict.fromkeys(("기자", "글", "著", "文", "記者", "记者"), "author"),
    **dict.fromkeys(("옮김", "번역", "訳", "译"), "translator"),
    **dict.fromkeys(("편집", "编辑"), "editor"),
    **dict.fromkeys(("사진", "摄"), "photographer"),
    **dict.fromkeys(("엮음", "编译"), "compiler"),
}


@dataclass(frozen=True, slots=True)
class Credited:
    """A name, its role, and whether it is a person or an organisation."""

    role: str
    name: str
    kind: str = "person"


def parse_byline(line: str) -> list[Credited]:
    """Return the people in a byline, in its order; empty if the line is no byline."""
    text = " ".join(unicodedata.normalize("NFKC", line).split())
    if len(text) > _LONGEST:
        return []
    text = without_parentheses(text)
    if after := _AFTER.fullmatch(text):
        return [Credited(_AFTER_ROLES[after["role"]], after["name"])]
    return _parts(text.strip(" |/"))


def parse_account(line: str) -> list[Credited]:
    """Return the organisation of an account line, "Smart Things (official account: subscribe)"; empty if it is none."""
    text = " ".join(unicodedata.normalize("NFKC", line).split())
    if len(text) > _LONGEST:
        return []
    match = _ACCOUNT.fullmatch(text)
    if match and starts_with_word(match["inside"], "account"):
        return [Credited("author", match["name"], "organisation")]
    word = starts_with_word(text, "account")
    mark = _MARK.match(text, len(word)) if word else None
    return [Credited("author", text[mark.end() :], "organisation")] if mark and text[mark.end() :] else []


def is_subscribe_line(line: str) -> bool:
    """Return whether a line is only an invitation to follow or subscribe."""
    text = " ".join(unicodedata.normalize("NFKC", line).split()).lower().strip(" +>»!.()")
    return any(text == word.text for word in table("subscribe"))


def starts_with_word(text: str, *kinds: str) -> str:
    """Return the longest word of these kinds with which the text begins as a whole word, as written there; else ""."""
    low = text.lower()
    for word in table(*kinds):
        end = len(word.text)
        if low.startswith(word.text) and (_CJK.match(word.text[-1]) or not text[end : end + 1].isalpha()):
            return text[:end]
    return ""


def without_parentheses(text: str) -> str:
    """Return the content of the parentheses around a whole line, or the line unchanged."""
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text


def _parts(text: str) -> list[Credited]:
    """Read role, names, role, names …; all of the text must match."""
    found: list[Credited] = []
    position = 0
    while position < len(text):
        roles, start, marked = _roles_at(text, position)
        if not roles:
            return []
        end = _next_role(text, start)
        names = _names(text[start:end].strip(" ,;|/·"), marked)
        if not names:
            return []
        found += [Credited(role, name) for role in roles for name in names]
        position = end
    return found


def _roles_at(text: str, position: int) -> tuple[list[str], int, str]:
    """Return the roles here, where the names begin, and how they are separated: "mark", "space", "glue" or ""."""
    low = text.lower()
    for word in table(*ROLES):
        if not low.startswith(word.text, position):
            continue
        end = position + len(word.text)
        if mark := _MARK.match(text, end):
            return [word.kind], mark.end(), "mark"
        joined = _JOINED.match(text, end)
        if joined:
            more, start, apart = _roles_at(text, joined.end())
            if apart == "mark":
                return [word.kind, *more], start, apart
        how = _set_apart(text, end, word)
        if how:
            return [word.kind], end + (how == "space"), how
    return [], position, ""


def _set_apart(text: str, end: int, word: Word) -> str:
    """Return how a name is separated from the role word that ends here: "space", "glue", or "" if none begins."""
    after = text[end : end + 1]
    if after == " ":
        return "" if word.strict else "space"
    return "glue" if after and _begins_glued_name(after, text[end - 1], word) else ""


def _begins_glued_name(after: str, last: str, word: Word) -> bool:
    """Return whether the character right behind a role word begins a name. last: the word's end as it is written."""
    end = word.text[-1]
    if _CJK.match(end):
        return not word.strict and len(word.text) > 1
    if "\u0900" <= end <= "\u097f":
        return not word.strict and last in "ः्" and "\u0904" <= after <= "\u0939"
    # "kompilierenVanille": small letters end where a capital begins; a name in another script shows it as well.
    shows = after.isupper() or (after.isalpha() and bool(_CJK.match(after)))
    return shows and last.islower() and len(word.text) > (3 if word.strict else 1)


def _next_role(text: str, start: int) -> int:
    for boundary in re.finditer(r"[\s,;|/]+", text[start:]):
        position = start + boundary.end()
        if position < len(text) and _roles_at(text, position)[2] in ("mark", "glue", "space"):
            return position
    return len(text)


def _names(text: str, how: str) -> list[str]:
    names = [
        name.strip(" .@·") if len(name) > 30 else name.strip(" @·") for name in _JOINED.split(text) if name.strip()
    ]
    return names if names and all(_is_name(name, how) for name in names) else []


def _is_name(name: str, how: str) -> bool:
    """Return whether a text is a name and not prose. how: how it is separated from its role."""
    words = name.split()
    if not words or len(name) > _LONGEST_NAME or len(words) > _MOST_WORDS or _PROSE.search(_without_initials(name)):
        return False
    if how != "mark" and any(map(str.isdigit, name)):
        return False
    if _CJK.search(name):
        return _is_cjk_name(name, how)
    if not has_case(name):
        return len(words) <= (5 if how == "mark" else 4)
    return _is_capitalised(words) or (len(words) == 1 and how in ("mark", "glue"))


def _is_cjk_name(name: str, how: str) -> bool:
    if how != "mark" and _NO_NAME.search(name):
        return False
    longest = 6 if how == "glue" else 14
    return len(name) <= longest or " " in name or "·" in name


def has_case(text: str) -> bool:
    """Return whether a text has letters of a script with capitals."""
    return any(char.isupper() or char.islower() for char in text)


def _is_capitalised(words: list[str]) -> bool:
    """Return whether no word of a name begins with a small letter, but for "von", "d'" and the like."""
    return not any(word[0].islower() and word not in _PARTICLES and not re.match("[dlo]['’]", word) for word in words)


def _without_initials(name: str) -> str:
    return re.sub(r"\b\w{1,2}\.", "", name)
