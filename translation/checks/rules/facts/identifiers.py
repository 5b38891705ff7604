"""Product names, versions, addresses: tokens that mean nothing any more when one character changes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from articles.body.plain import (
    KEPT,
    Plain,
    Span,
    plain,
)
from newsroom.languages import BY_CODE
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair, Severity
from translation.checks.parse.footnotes import raised_in
from translation.checks.parse.letter_names import is_in_other_letters
from translation.checks.parse.numbers.token_forms import (
    GLUED,
    is_age_group_there,
    is_page_there,
    is_short_date,
)
from translation.checks.parse.time.eras import is_era_date, is_era_letter
from translation.checks.parse.time.periods import is_period_there
from translation.checks.parse.well_known_names import in_both

MESSAGES = {
    "identifiers.case": N_("“%(text)s” is spelled differently."),
    "identifiers.script": N_("“%(text)s” is written in another script."),
    "identifiers.changed": N_("The source has “%(source)s”, the translation “%(target)s”."),
    "identifiers.missing": N_("“%(text)s” is missing."),
    "identifiers.added": N_("“%(text)s” is not in the source."),
}

_LONGEST = 200  # characters of a token that is looked for in other forms
_EXCHANGES = r"\b(?:NYSE|NASDAQ|Nasdaq|LSE|FRA|HKEX|TSE|SSE|SZSE|KRX): ?"
_EXCHANGE = re.compile(_EXCHANGES)
_ADDRESS = re.compile(
    # No space follows an address in Chinese or Japanese; the marks of those scripts and the danda end it as well.
    r"(?:https?://|www\.)[^\s<>\"“”‘’„«»()…।॥\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@[A-Za-z0-9_]{2,}|"
    # Cashtags and hashtags; tickers with their exchange; names of hosts.
    r"(?<![\w$])\$(?!(?:US|CA|CAN|AU|NZ|HK|TW|SG|NT)\b)[A-Z]{1,5}(?![A-Za-z0-9])|(?<![\w#&])#[A-Za-z\u00c0-\u04ff][\w\u00c0-\u04ff]*|"
    rf"{_EXCHANGES}[A-Z0-9.]{{1,6}}\b|"
    r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|io|ai|dev|app|example|info|de|fr|it|es|fi|ru|jp|kr|cn|id|br|gr|eu)"
    r"(?:/[\w./-]*)?(?![\w-])",
    re.A,
)
# Groups of three are thousands ("7.000.000"), other rows of numbers with points are versions or addresses.
_VERSION = re.compile(r"(?<![\w.,])(?!\d{1,3}(?:\.\d{3})+(?!\w|[.,]\d))v?\d+(?:\.\d+){2,}(?![\w]|[.,]\d)", re.A)
# Standards whose point is part of the name.
_STANDARD = re.compile(r"(?<![\w.,])802\.\d{1,2}[a-z]{0,3}(?!\w|[.,]\d)", re.A)
_MIXED = re.compile(
    # The letter and the digit are looked for within a bound: base64 is no name, and must not take quadratic time.
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9.\-_/]{0,80}[A-Za-z])(?=[A-Za-z0-9.\-_/]{0,80}\d)[A-Za-z0-9]+(?:[-._/][A-Za-z0-9]+)*"
)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}\.\d{1,2}\.\d{1,2}")
# What a number may carry without being a name: ordinals, decades, units, times, scales.
_QUANTITY = re.compile(
    r"\d{1,2}[hHu]\d\d|[\d.,/]*\d\.?(?:st|nd|rd|th|s|er|era|ro|ra|do|da|to|mo|ma|os|as|ère|re|e|ème|o|a|os|as|ta|st[ea]n?|th-\w+|[kmcµn]?m|[kmcµn]?m[23]|km/?h|kph|mph|[kmµ]?g|lbs?|"
    r"oz|ft|in|yd|mi|[ap]m|h|hrs?|min|sec|s|ms|[kKMGT]?[Hh]z|[KMGTkmgt]i?[Bb]|[kMG]?W|[kMGT]?Wh|[kM]?V|mAh|px|dpi|"
    r"bn|mn|tn|k|K|m|M|b|B|T|x|X|%|[CFK]|ha|l|ml|mp|MP|[kMG]?bit/?s?|[kMG]bps|fps|D|W|E|N|S|x\d+)",
)
# "Helio-2.5X-akun", "Grok-2-Modell": the words after the number are the language's own.
_COMPOUND = re.compile(r"(?<=[0-9A-Z])(?:-(?:[a-z]+|[A-Z]?[a-z]{2,}))+$")
_HOST_POINT = re.compile(r"\.[a-z]")
# A colon or a dollar sign alone is none.
_MAYBE_ADDRESS = re.compile(r"[@#]|\$[A-Z]|://|www\.|\.[a-z]|[EQqAX]:")
_DIGIT = re.compile("[0-9]")
_RUNS = re.compile(r"\d+")
# F-16, F16
_HYPHENATED = re.compile(r"[A-Za-z]{1,4}-?\d{1,4}[A-Za-z]{0,2}")
_UNIT = re.compile(r"(?:[kcmd]?m|mi|ft|sq)[23]")
_NAMED = re.compile(r"[A-Z][A-Za-z]*[-.]\d[\d.]*")


@lru_cache(maxsize=KEPT)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the identifiers of a plain text stand, in order. Numbers inside them are no quantities."""
    found = _addresses(text)
    covered = bytearray(len(text))
    for start, end in found:
        covered[start:end] = b"\1" * (end - start)
    for pattern in (_STANDARD, _VERSION, _MIXED) if _DIGIT.search(text) else ():
        for match in pattern.finditer(text):
            token = _COMPOUND.sub("", match[0])
            start, end = match.start(), match.start() + len(token)
            if not any(covered[start:end]) and not _is_date(text, start, token) and _is_identifier(token):
                found.append((start, end))
                covered[start:end] = b"\1" * (end - start)
    return tuple(sorted(found))


def without(text: str) -> str:
    """Return a plain text without its identifiers."""
    for start, end in reversed(spans(text)):
        text = f"{text[:start]} {text[end:]}"
    return text


def _is_date(text: str, start: int, token: str) -> bool:
    """Tell whether a token is a date as its language writes it short: 令和6.8.13, R6年, 1.5.24."""
    end = start + len(token)
    return is_era_date(text, start) or is_era_letter(text, start, end) or is_short_date(text, start, token)


def identifiers(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find identifiers of the source that the target lacks or has changed, and those it adds.

    Critical; major where a space stands for a hyphen ("HJR 3" for HJR-3), minor where only the case differs, or a
    hyphen between letters and a number (F16 for F-16).
    """
    before, after = plain(source), plain(target)
    wanted_spans = dict.fromkeys(spans(before.text))
    text = unicodedata.normalize("NFKC", after.text) if wanted_spans else ""
    findings = []
    for start, end in wanted_spans:
        token = before.text[start:end]
        # An exchange has other names ("纽交所：MARW"); the symbol has none.
        wanted = unicodedata.normalize("NFKC", _EXCHANGE.sub("", token))
        if _contains(text, wanted):
            continue
        marked = (before.span(start, end),)
        if _contains(text.casefold(), wanted.casefold()):
            findings.append(Finding("identifiers", "minor", say("identifiers.case", text=token), marked))
            continue
        if _transliterated(after.text, wanted, pair.target) or is_in_other_letters(wanted, after.text, pair.target):
            says = say("identifiers.script", text=token)
            findings.append(Finding("identifiers", "minor", says, marked))
            continue
        if _is_said_otherwise(wanted, (start, end), before.text, after.text, pair.target):
            continue
        near = _similar(after.text, wanted)
        if near:
            there = after.text[near[0] : near[1]]
            says = say("identifiers.changed", source=token, target=there)
            severity = _of_changed(wanted, there)
            fix = f"{target[: near[0]]}{token}{target[near[1] :]}" if after.offsets is None else None
            findings.append(Finding("identifiers", severity, says, marked, (after.span(*near),), fix))
        else:
            findings.append(Finding("identifiers", "critical", say("identifiers.missing", text=token), marked))
    return findings or _added(before, after)


def _of_changed(token: str, there: str) -> Severity:
    if re.sub(r"[\s-]", "", there) != token.replace("-", ""):
        return "critical"
    return "minor" if _HYPHENATED.fullmatch(token) and _HYPHENATED.fullmatch(there) else "major"


def _is_said_otherwise(token: str, span: Span, before: str, after: str, language: str) -> bool:
    """Tell whether a text has an identifier in the form that its language gives it: 新冠, S. 109, ¹⁴C, 第三季度."""
    raised = raised_in(after).keys() & set(_RUNS.findall(token)) - raised_in(before).keys()
    if (
        raised
        or is_page_there(token, after)
        or is_age_group_there(token, after)
        or is_period_there(token, after, language)
    ):
        return True
    return any(start <= span[0] and span[1] <= end for start, end in in_both(before, after)[0])


def _added(before: Plain, after: Plain) -> list[Finding]:
    """Find addresses that the source does not have: a link, a handle, a ticker that somebody made up.

    Names are left alone: translators add them ("the strain" may be H5N1).
    """
    found = _addresses(after.text)
    if not found:
        return []
    known = _signs(before.text)
    return [
        Finding(
            "identifiers", "major", say("identifiers.added", text=after.text[start:end]), (), (after.span(start, end),)
        )
        for start, end in found
        if _signs(after.text[start:end]) not in known
    ]


def _addresses(text: str) -> list[tuple[int, int]]:
    # Most texts have none of the signs that all addresses have one of.
    if not any(sign in text for sign in "@#$:") and not _HOST_POINT.search(text):
        return []
    if not _MAYBE_ADDRESS.search(text):
        return []
    return [_trimmed(match) for match in _ADDRESS.finditer(text)]


def _signs(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match[0].rstrip(".,;:!?'’"))


def _is_identifier(token: str) -> bool:
    """Tell "Grok-1.5V", "39C", "GPT-4", "2.5.1" from "28-year-old", "190th", "165km", "13.08.2024", "mid-1990s"."""
    if _STANDARD.fullmatch(token) or (_VERSION.fullmatch(token) and not _DATE.fullmatch(token)):
        return True
    if any(pattern.fullmatch(token) for pattern in (_DATE, _QUANTITY, _UNIT, GLUED)):
        return False
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
    return start >= 0 and re.compile(before + re.escape(token) + after).search(text, start) is not None


def _transliterated(text: str, token: str, language: str) -> bool:
    """Tell whether a name with a number ("Il-76") may be the one with its number in the text's script ("Ил-76")."""
    match = re.fullmatch(r"[A-Z][a-z]+[-.]?(\d+)s?", token)
    if not match or BY_CODE.get(language, BY_CODE["en"]).script == "Latn":
        return False
    return re.search(rf"[^\W\da-zA-Z_][\u0900-\u0963]*[»”\"]?[\s-]?{match[1]}(?!\d)", text) is not None


def _similar(text: str, token: str) -> tuple[int, int] | None:
    """Return where the same letters and digits stand with other marks between them ("Grok-1,5V")."""
    if len(token) > _LONGEST:
        return None  # base64 and the like: each of its letters would become a part of the pattern
    letters = [re.escape(char) for char in token if char.isalnum()]
    match = re.search(r"[\s.,\-_/:٫、，]{0,2}".join(letters), text, re.I)
    return match.span() if match else None
