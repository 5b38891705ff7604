"""The first sentence of a lead: a proposal for a headline, no more."""

from __future__ import annotations

import re

from articles.body import document

LONGEST = document.LONGEST["headline"]
_END = re.compile(r"[.!?…;。！？।]+[”“\"»’』」)）]*")
# A full stop after these ends no sentence.
_ABBREVIATIONS_TEXT = (
    "dr mr mrs ms prof st no nr vs inc ltd co corp jr sr approx ca bzw usw etc evtl ggf vgl sog bspw zb mme "
    "mlle sig sra dra ing arch гг г тыс млн млрд руб esim mm klo n vol art fig s p pp v "
)
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
_ORDINALS = frozenset(("de", "fi"))


def first_sentence(text: str, language: str) -> str:
    """Return the first sentence of a plain text, cut at a word to 300 characters with "…" if it is longer."""
    text = " ".join(text[: LONGEST * 8].split())
    sentence = next((text[: match.end()] for match in _END.finditer(text) if _ends(text, match, language)), text)
    if len(sentence) <= LONGEST:
        return sentence
    cut = sentence[:LONGEST]
    return (cut.rsplit(" ", 1)[0] if " " in cut[LONGEST // 2 :] else cut[:-1]).rstrip(" ,;:") + "…"


def ends_sentence(text: str) -> bool:
    """Return whether a line ends like a sentence of prose."""
    return bool(re.search(r"[.!?…。！？।]+[”“\"»’』」)）\s]*$", text))


def _ends(text: str, match: re.Match[str], language: str) -> bool:
    mark, after = match[0], text[match.end() :]
    if mark[0] in "。！？।":
        return True
    if mark[0] == ";":
        return language == "el" and after.startswith(" ")
    if after and not after.startswith(" "):
        return False
    goes_on = after.strip()[:1].islower()
    if mark == "." and after:
        return _stop_ends(text[: match.start()], goes_on, language)
    return not goes_on


def _stop_ends(text: str, goes_on: bool, language: str) -> bool:
    """Return whether the full stop after a text ends a sentence. goes_on: whether a small letter comes next."""
    before = re.search(r"[\w.]*$", text)[0]  # type: ignore[index]
    if before.isdecimal():
        return not (language in _ORDINALS and len(before) <= 2)
    word = before.rpartition(".")[2].lower()
    return len(word) > 1 and word not in _ABBREVIATIONS and not goes_on
