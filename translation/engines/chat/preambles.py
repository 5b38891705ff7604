"""How models begin when they talk instead of translating, told from articles that begin so. Pure.

An English article may well say “Of course, …” or “Note: …”, so such words alone condemn nothing: the text is kept, and
a person is told. Condemned is what no article says, what announces a text where the source announces none, and an
English beginning of a text in another language.
"""

from __future__ import annotations

import re

_YES = r"(?:sure|certainly|of course)\b[,!.]"
_HERE = r"here(?:\s+is|\s+are|\s*['’]s)\b"  # "HERE IS", "here’s"
_NOT = r"(?:can(?:not|['’]?t)|am unable to|won['’]?t)"
_THIS = r"(?:this|that|it|the (?:text|segment|request|content))\b"
_NEVER = re.compile(
    rf"\s*(?:```|<think>|translated text\s*:"
    r"|as an ai(?: language model| model| assistant)?,? i\b"
    rf"|(?:i['’]?m sorry,? (?:but )?)?i {_NOT} (?:(?:translate|assist with|help with|comply with|fulfil+) {_THIS})"
    # "Here is the translation:", but not "Here is the translation of the poem that won the prize".
    rf"|(?:{_YES}\s*)?{_HERE}\s+(?:the|your|a|my)\s+(?:[\w-]+\s+){{0,2}}translat(?:ions?|ed \w+)\b"
    r"(?:[^.:\n]{0,60}[:\n]|\s*[.!](?:\s|$)|\s*$)"
    rf"|{_YES}\s*{_HERE}[^.:\n]{{0,60}}\btranslat)",
    re.I,
)
# What follows is the model's own where the source has neither colon nor line to announce anything with.
_ANNOUNCING = re.compile(
    rf"\s*(?:{_YES}\s*{_HERE}[^:\n]{{0,80}}:|{_YES}[ \t]*\n|translation\s*:"
    rf"|{_HERE}\s+(?:the|your|a|my)\s[^.:\n]{{0,40}}\b(?:text|segment|sentence|paragraph|version|result|answer|output"
    r"|json)\b[^.:\n]{0,40}:"
    r"|note\s*:\s*i(?:['’]ve| have)? (?:translated|kept|left|used|preserved|rendered)\b)",
    re.I,
)
_NEW_LINE = re.compile(r"[^:\n]{0,200}:[ \t]*\n")
_NOTE = re.compile(r"\s*note\s*:", re.I)
_DOUBTFUL = re.compile(
    rf"\s*(?:{_YES}|{_HERE}\s+(?:the|your|a)\s|translation\s*:|note\s*:|i['’]?m sorry\b"
    r"|i cannot (?:help|assist|translate)|as an ai\b)",
    re.I,
)
_TAG = re.compile(r"<[^<>]{1,4000}>")
_ANNOUNCES = re.compile(r"[:：\n]")
_SHOWN = 40  # characters


def is_remark(source: str, target: str, language: str = "en") -> bool:
    """Tell whether an inline HTML text in a language certainly begins with words of the model's own."""
    if _NEVER.match(target):
        return not _NEVER.match(source)
    if not _doubtful(source, target):
        return False
    if language != "en" and not _NOTE.match(target):  # which is French as well
        return True
    announces = _ANNOUNCING.match(target) or _NEW_LINE.match(target)
    return bool(announces) and not _ANNOUNCES.search(_TAG.sub("", source))


def doubtful(source: str, target: str) -> str:
    """Return the first words of a text that may be the model's own, though the source may say them too; "" if none."""
    if not _doubtful(source, target):
        return ""
    words = " ".join(_TAG.sub("", target).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"


def _doubtful(source: str, target: str) -> bool:
    return bool(_DOUBTFUL.match(target)) and not _DOUBTFUL.match(source)
