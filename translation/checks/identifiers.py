"""Product names, versions, addresses: tokens that mean nothing any more when one character changes."""

from __future__ import annotations

import re
import unicodedata

from newsroom.languages import BY_CODE
from translation.checks.base import Finding, Pair
from translation.checks.plain import plain

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”„«»（）()，。；、]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@[A-Za-z0-9_]{2,}", re.A
)
# Groups of three are thousands ("7.000.000"), other rows of numbers with points are versions or addresses.
_VERSION = re.compile(r"(?<![\w.,])(?!\d{1,3}(?:\.\d{3})+(?!\w|[.,]\d))v?\d+(?:\.\d+){2,}(?![\w]|[.,]\d)", re.A)
_MIXED = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9.\-_/]*[A-Za-z])(?=[A-Za-z0-9.\-_/]*\d)[A-Za-z0-9]+(?:[-._/][A-Za-z0-9]+)*"
)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}\.\d{1,2}\.\d{1,2}")
# What a number may carry without being a name: ordinals, decades, units, times, scales.
_QUANTITY = re.compile(
    r"[\d.,/]*\d\.?(?:st|nd|rd|th|s|er|era|ro|ra|do|da|to|mo|ma|os|as|ère|re|e|ème|o|a|os|as|ta|st[ea]n?|th-\w+|[kmcµn]?m|[kmcµn]?m[23]|km/?h|kph|mph|[kmµ]?g|lbs?|"
    r"oz|ft|in|yd|mi|[ap]m|h|hrs?|min|sec|s|ms|[kKMGT]?[Hh]z|[KMGTkmgt]i?[Bb]|[kMG]?W|[kMGT]?Wh|[kM]?V|mAh|px|dpi|"
    r"bn|mn|tn|k|K|m|M|b|B|x|X|%|[CFK]|ha|l|ml|mp|MP|[kMG]?bit/?s?|[kMG]bps|fps|D|W|E|N|S|x\d+)",
)
# "Helio-2.5X-akun", "Grok-2-Modell": the words after the number are the language's own.
_COMPOUND = re.compile(r"(?<=[0-9A-Z])(?:-(?:[a-z]+|[A-Z]?[a-z]{2,}))+$")
_UNIT = re.compile(r"(?:[kcmd]?m|mi|ft|sq)[23]")
_NAMED = re.compile(r"[A-Z][A-Za-z]*[-.]\d[\d.]*")


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the identifiers of a plain text stand, in order. Numbers inside them are no quantities."""
    found = [_trimmed(match) for match in _ADDRESS.finditer(text)]
    for pattern in (_VERSION, _MIXED):
        for match in pattern.finditer(text):
            token = _COMPOUND.sub("", match[0])
            start, end = match.start(), match.start() + len(token)
            if not any(first < end and start < last for first, last in found) and _is_identifier(token):
                found.append((start, end))
    return sorted(found)


def identifiers(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find identifiers of the source that the target lacks or has changed. Critical; minor if only the case differs."""
    before, after = plain(source), plain(target)
    text = unicodedata.normalize("NFKC", after.text)
    findings = []
    for start, end in dict.fromkeys(spans(before.text)):
        token = before.text[start:end]
        wanted = unicodedata.normalize("NFKC", token)
        if _contains(text, wanted):
            continue
        marked = (before.span(start, end),)
        if _contains(text.casefold(), wanted.casefold()):
            findings.append(Finding("identifiers", "minor", f"“{token}” is written differently.", marked))
            continue
        if _transliterated(after.text, wanted, pair.target):
            says = f"“{token}” is written in another script."
            findings.append(Finding("identifiers", "minor", says, marked))
            continue
        near = _similar(after.text, wanted)
        if near:
            says = f"“{token}” has become “{after.text[near[0] : near[1]]}”."
            findings.append(Finding("identifiers", "critical", says, marked, (after.span(*near),)))
        else:
            findings.append(Finding("identifiers", "critical", f"“{token}” is missing.", marked))
    return findings


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match[0].rstrip(".,;:!?'’"))


def _is_identifier(token: str) -> bool:
    """Tell "Grok-1.5V", "39C", "GPT-4", "2.5.1" from "28-year-old", "190th", "165km", "13.08.2024", "mid-1990s"."""
    if _DATE.fullmatch(token) or _QUANTITY.fullmatch(token) or _UNIT.fullmatch(token):
        return False
    if _VERSION.fullmatch(token):
        return True
    pieces = [piece for piece in re.split(r"[-/_]", token) if piece]
    mixed = [piece for piece in pieces if re.search("[A-Za-z]", piece) and re.search(r"\d", piece)]
    return any(not _QUANTITY.fullmatch(piece) for piece in mixed) or bool(_NAMED.match(token))


def _contains(text: str, token: str) -> bool:
    """Tell whether a token stands in a text, whole; endings ("GPT-4:n", "Grok-2-Modell", a genitive s) are allowed."""
    if re.search(r"\ds$", token):
        token = token[:-1]  # an English plural: other languages write "Il-76"
    before = r"(?<![\d])(?<!\d[.,])" if token[0].isdigit() else "(?<![A-Za-z0-9])"
    after = r"(?![0-9]|[.,]\d)" if token[-1].isdigit() else "(?![A-Z0-9]|[a-rt-z])"
    start = text.find(token)
    return start >= 0 and re.search(before + re.escape(token) + after, text) is not None


def _transliterated(text: str, token: str, language: str) -> bool:
    """Tell whether a name with a number ("Il-76") may be the one with its number in the text's script ("Ил-76")."""
    match = re.fullmatch(r"[A-Z][a-z]+[-.]?(\d+)s?", token)
    if not match or BY_CODE.get(language, BY_CODE["en"]).script == "Latn":
        return False
    return re.search(rf"[^\W\da-zA-Z_]+[»”\"]?[\s-]?{match[1]}(?!\d)", text) is not None


def _similar(text: str, token: str) -> tuple[int, int] | None:
    """Return where the same letters and digits stand with other marks between them ("Grok-1,5V")."""
    letters = [re.escape(char) for char in token if char.isalnum()]
    match = re.search(r"[\s.,\-_/:٫、，]{0,2}".join(letters), text, re.I)
    return match.span() if match else None
