"""Paragraphs cut into sentences that a sentence model translates whole. Pure; the cutting itself is passed in.

Unicode's rules (UAX #29) end a sentence after "Mr." and "St."; such pieces are joined again, and what is far longer
than a sentence is cut at a comma or a space, because models repeat themselves or stop after about a hundred words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

LONGEST = 400  # characters; sentences of news prose have 100 to 250
LONGEST_UNSPACED = 160  # in Han and Kana

_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[\"“„«'’-])(?:"
    # English
    r"Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gen|Col|Lt|Sgt|Capt|Rev|Hon|Sen|Rep|Gov|Mt|Ft|Inc|Ltd|Co|Corp|Bros|vs?|No|Nos|Vol|Fig"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est|pp?"
    # German, French, Spanish, Portuguese, Italian, Latin
    r"|Nr|Hr|Fr|Str|ca|bzw|evtl|ggf|inkl|Mio|Mrd|Abs|Mme|Mlle|MM|Me|Sra|Srta|Dra|Exmo|Av|Ud|Uds|núm|pág|art|sig|dott"
    r"|avv|ing|cit|cf"
    # Russian
    r"|ул|им|тыс|млн|млрд|руб|стр|обл"
    # initials and two-letter forms: J., U.S., a.m., z. B., т. е.
    r"|[^\W\d_](?:\.\s?[^\W\d_])*)\.$"
)
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")  # "am 13." goes on: ordinal numbers of German and Finnish
_ORDINAL_LANGUAGES = frozenset({"de", "fi"})
_CLAUSE_ENDS = (
    re.compile(r"[;:；：。！？](?=\s|\b)\s*|[；：。！？]"),
    re.compile(r",\s+|[，、]|\s[–—-]\s"),
    re.compile(r"\s+"),
)


def sentences(text: str, language: str, segment: Callable[[str], list[str]]) -> list[tuple[int, int]]:
    """Return the (start, end) of the sentences, trimmed; between them lies only white space.

    segment: splits a text into sentences without changing them, white space around them aside. A line end always
    ends a sentence, so that as many line ends come out as went in.
    """
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        joined = _joined(text, _located(line.group(), segment(line.group()), line.start()), language)
        for start, end in joined:
            spans += _shortened(text, start, end)
    return spans


def _located(line: str, pieces: list[str], offset: int) -> list[tuple[int, int]]:
    """Return where the pieces lie; whatever the segmenter left out between them joins the piece before."""
    starts = []
    position = 0
    for piece in (piece.strip() for piece in pieces):
        found = line.find(piece, position) if piece else -1
        if found >= 0:
            starts.append(found)
            position = found + len(piece)
    if not starts:
        starts = [0]
    starts[0] = 0
    spans = []
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        part = line[start:end]
        if part.strip():
            left = start + len(part) - len(part.lstrip())
            spans.append((offset + left, offset + left + len(part.strip())))
    return spans


def _joined(text: str, spans: list[tuple[int, int]], language: str) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in spans:
        if result and _goes_on(text[result[-1][0] : result[-1][1]], text[start:end], language):
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def _goes_on(before: str, after: str, language: str) -> bool:
    tail = before[-24:]
    if _ABBREVIATED.search(tail) or (language in _ORDINAL_LANGUAGES and _ORDINAL.search(tail)):
        return True
    return after[0].islower() and not before.endswith(("…", ";"))


def _shortened(text: str, start: int, end: int) -> list[tuple[int, int]]:
    longest = LONGEST_UNSPACED if _is_unspaced(text[start:end]) else LONGEST
    spans = []
    while end - start > longest:
        cut = _cut(text, start, min(end, start + longest))
        stop = start + len(text[start:cut].rstrip())
        if stop > start:
            spans.append((start, stop))
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    return [*spans, (start, end)] if end > start else spans


def _cut(text: str, start: int, limit: int) -> int:
    """Return where to cut: after the last clause or word end in the second half of the window, else at its end."""
    middle = (start + limit) // 2
    for ends in _CLAUSE_ENDS:
        cuts = [match.end() for match in ends.finditer(text, middle, limit)]
        if cuts:
            return cuts[-1]
    return limit


def _is_unspaced(text: str) -> bool:
    return text.count(" ") * 20 < len(text) and any("\u3040" <= character <= "\u9fff" for character in text[:200])
