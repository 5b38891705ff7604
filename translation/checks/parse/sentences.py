"""Sentences and words of a plain text, in any of the fifteen languages, good enough to count and compare them."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.body.plain import KEPT, RAISED, Span

UNSPACED = frozenset({"zh-hans", "ja"})
# What may stand behind the last mark of a sentence.
CLOSING = "\"'”’“»›«‹」』》）)]}】*"
_BLANK = " \t\n\r\u00a0\u205f\u2060\u3000\ufeff" + "".join(map(chr, (*range(0x2000, 0x2010), *range(0x2028, 0x2030))))
# Footnote marks, raised or in brackets: 1973.² It, 1973.[2] It.
_NOTE = rf"[{RAISED}](?:[,–⁻] ?[{RAISED}]|[{RAISED}])*|\[[\d{RAISED}]{{1,3}}\]"
_NOTE_LAST = re.compile(rf"(?:{_NOTE})+$")
_LONGEST_NOTE, _MOST_NOTES = 16, 4
_STOPS = ".!?…。！？｡।॥"
_MARKS = _STOPS + ";\u037e"
_BEHIND_A_STOP = CLOSING + RAISED + "[],–⁻0123456789"
_STOP = re.compile(rf"[{_MARKS}]+(?:[{re.escape(CLOSING)}]|{_NOTE})*")
_ABBREVIATIONS_TEXT = (
    "ee uu dr mr mrs ms prof st jr sr inc ltd corp co vs etc ca approx no nr vol pp fig gov gen sen rep rev hon jan "
    "feb mar apr jun jul aug sept sep oct nov dec bzw usw evtl ggf inkl exkl tel str hl mio mrd mrz okt dez abs art "
    "bd mme mlle av env sra dra sr ud uds ej pág núm máx mín dott sig avv ecc pag esc op cit bpk ibu jl dst dll "
    "yth tn kpl esim ks mm ym jne noin n mrd milj huom vrt гг вв руб млн млрд тыс им ул стр рис др проф акад тел "
    "см напр г в т д е п л н κ π χ ην δηλ μ σελ αρ λ al id cf saec kal mai febr iun iul पृ गा श्लो "
    "dept univ assn bros mt ft"
)
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
_ORDINAL = frozenset({"de", "fi", "la"})
_ROMAN = re.compile("[IVXLC]{1,7}")
# Python's \w leaves out the vowel signs of Devanagari and accents that stand for themselves.
_SIGNS = "\u0300-\u036f\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963"
# Each sign begins a piece of its own, so there is one way to split a word: with several the time is exponential.
LETTERS = rf"[^\W\d_]+(?:[{_SIGNS}][^\W\d_]*)*"
WORD = re.compile(rf"{LETTERS}(?:[-'’]{LETTERS})*")
_LETTERS_OR_DIGITS = rf"[^\W_]+(?:[{_SIGNS}][^\W_]*)*"
_WORD_OR_NUMBER = re.compile(rf"{_LETTERS_OR_DIGITS}(?:[-'’.:]{_LETTERS_OR_DIGITS})*")
_LETTER_DOTS = re.compile(r"(?:\w\.)+\w?$")


@lru_cache(maxsize=KEPT)
def sentence_spans(text: str, language: str) -> tuple[Span, ...]:
    """Return where the sentences of a plain text stand, marks and closing quotes included, blanks around them not."""
    found: list[Span] = []
    start = 0
    for match in _STOP.finditer(text):
        if match.start() >= start and _ends_here(text, match, language):
            found.append((start, match.end()))
            start = match.end()
    found.append((start, len(text)))
    trimmed = ((first + _blanks(text[first:last]), last - _blanks(text[first:last][::-1])) for first, last in found)
    return tuple((first, last) for first, last in trimmed if first < last)


@lru_cache(maxsize=KEPT)
def core(text: str) -> str:
    """Return a text without the blanks, quotation marks, brackets and footnote marks that close it."""
    # "1973.[2]": its bracket closes a footnote mark.
    for _mark in range(_MOST_NOTES):
        full = text.rstrip(_BLANK)
        note = _NOTE_LAST.search(full, max(0, len(full) - _LONGEST_NOTE))
        if not note or full[: note.start()].rstrip(_BLANK + CLOSING)[-1:] not in tuple(_MARKS):
            break
        text = full[: note.start()]
    return text.rstrip(_BLANK + CLOSING)


def stops(text: str) -> bool:
    """Tell whether a text ends with the mark that ends a sentence, whatever closes after it."""
    return core(text)[-1:] in tuple(_STOPS)


@lru_cache(maxsize=KEPT)
def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a plain text without its numbers."""
    return tuple(WORD.findall(text))


def words(text: str) -> list[str]:
    """Return the words and numbers of a plain text; in scripts without spaces, the runs between marks."""
    return _WORD_OR_NUMBER.findall(text)


def is_abbreviated(text: str) -> bool:
    """Tell whether the last mark of a text may belong to an abbreviation ("Inc.", "a.m.", "U.S.")."""
    last = core(text).rstrip(".").rsplit(None, 1)[-1:] or [""]
    word = last[0].strip("(„“\"'")
    return bool(_LETTER_DOTS.match(word + ".")) or word.lower() in _ABBREVIATIONS or len(word) == 1


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _ends_here(text: str, match: re.Match[str], language: str) -> bool:
    mark = match[0].rstrip(_BEHIND_A_STOP)
    if mark[-1] in ";\u037e":
        return language == "el" and _next(text, match.end()) != "a"
    if mark[-1] in "。！？｡।॥":
        # 「そうです。」と述べた: the sentence goes on behind the closing mark.
        return not (
            len(match[0]) > len(mark) and text[match.end() : match.end() + 1] in "とという、，,"
        ) or match.end() == len(text)
    if match.end() < len(text) and not text[match.end()].isspace():
        return False
    following = _next(text, match.end())
    if following == "a":
        return False  # a small letter: the sentence goes on
    if mark == ".":
        before = text[max(0, match.start() - 25) : match.start()].rsplit(None, 1)[-1:] or [""]
        word = before[0].lstrip("(„“\"'«[")
        if word.lower() in _ABBREVIATIONS or _LETTER_DOTS.fullmatch(word) or (len(word) == 1 and word.isalpha()):
            return following == ""
        if _is_ordinal(word, text[: match.start()], language):
            return following == ""
    return True


def _is_ordinal(word: str, before: str, language: str) -> bool:
    """Tell whether the stop behind a number makes it an ordinal (das 19. Jahrhundert, XIX.) or numbers an item (2.)."""
    if language in _ORDINAL and _ROMAN.fullmatch(word):
        return True
    return word.isdigit() and len(word) <= 2 and (language in _ORDINAL or len(before.strip()) <= 2)


def _next(text: str, place: int) -> str:
    """Return "a" if the next letter is small, "" at the end, else the next character that is no opening mark."""
    rest = text[place : place + 12].lstrip(f" \u00a0\u202f\t\n{CLOSING}„–—-([¿¡")
    if not rest:
        return "" if not text[place:].strip() else "A"
    return "a" if rest[0].islower() else rest[0]
