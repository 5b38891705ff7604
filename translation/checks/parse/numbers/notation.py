"""How languages write a number in digits: decimal and thousands marks, digits of any script."""

from __future__ import annotations

import re
import sys
import unicodedata
from decimal import Decimal
from functools import lru_cache

# Languages that write 3,14; the others write 3.14. Latin has no rule of its own: both are read.
COMMA = frozenset("de fr ru id pt el es it fi la".split())  # noqa: SIM905
SPACES = " \u00a0\u202f\u2009"
TO_ASCII: dict[int, str] = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(128, sys.maxunicode + 1)
    if unicodedata.category(chr(code)) == "Nd"
} | {ord("，"): ",", ord("．"): ".", ord("’"): "'", ord("："): ":"}
_OTHER_DIGITS = frozenset(map(chr, TO_ASCII))
# Digits with marks between them; a fraction sign may follow or stand alone.
TOKEN = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}}(?!\d))+(?:,\d+)?|\d+(?:[.,'·]\d+)*[½¼¾]?|[½¼¾]")
_SPACE = re.compile(f"[{SPACES}]")
DIGIT = re.compile("[0-9½¼¾]")
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def to_ascii(text: str) -> str:
    """Return a text with ASCII digits and marks between them, every character where it was."""
    # Most texts have none of the others, and translating costs more than looking.
    return text if text.isascii() or _OTHER_DIGITS.isdisjoint(text) else text.translate(TO_ASCII)


# A translation has most of its source's numbers, written alike or not.
@lru_cache(maxsize=512)
def parse(raw: str, language: str) -> Decimal | None:
    """Return the value of digits with marks (ASCII) as a language writes numbers; None if it does not write them so."""
    if raw.isdecimal():
        return Decimal(raw)
    if raw[-1] in _FRACTIONS:
        whole = parse(raw[:-1], language) if raw[:-1] else Decimal(0)
        return None if whole is None else whole + _FRACTIONS[raw[-1]]
    comma = language in COMMA
    decimal, groups = ("," if comma else "."), (".' " if comma else ",' ")
    text = _SPACE.sub(" ", raw)
    if language == "la":
        values = loose(raw)
        if not values:
            return None
        return max(values) if len(values) == 1 or re.search(r"[.,]\d{3}$", raw) else min(values)
    grouped = rf"\d{{1,3}}(?:([{re.escape(groups)}])\d{{3}})(?:\1\d{{3}})*(?:{re.escape(decimal)}\d+)?"
    indian = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"
    if re.fullmatch(grouped, text) or (not comma and re.fullmatch(indian, text)):
        whole_part, _mark, rest = text.partition(decimal)
        return Decimal(re.sub(r"\D", "", whole_part) + (f".{rest}" if rest else ""))
    # The Spanish academy allows both marks; three digits after a point are thousands all the same.
    either = "[.,]" if language == "es" else re.escape(decimal)
    if re.fullmatch(rf"\d+{either}\d+", text):
        return Decimal(text.replace(decimal, "."))
    return None


@lru_cache(maxsize=512)
def loose(raw: str) -> frozenset[Decimal]:
    """Return what digits with marks may mean in any notation: the last mark as decimal mark, or all marks as groups."""
    pieces = re.findall(r"\d+", raw)
    values = {Decimal("".join(pieces))} if pieces and all(len(piece) == 3 for piece in pieces[1:]) else set()
    if len(pieces) > 1:
        values.add(Decimal("".join(pieces[:-1]) + "." + pieces[-1]))
    return frozenset(values)


def swapped(raw: str) -> str:
    """Return digits with points for commas and commas for points: what another language's notation needs."""
    return raw.translate(str.maketrans(".,", ",."))
