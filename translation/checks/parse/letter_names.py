"""Names of letters and a number as another script writes them: G20 is जी-२०, S-400 С-400, B12 Β12, MI6 МИ-6."""

from __future__ import annotations

import re

from newsroom.languages import BY_CODE
from translation.checks.parse.numbers.notation import to_ascii

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What stands for each Latin letter, by look or by sound.
_CYRILLIC = "А|Б/В|С/Ц/К|Д|Е/Э/И|Ф|Г/Дж|Х/Н|И/Ай|Дж/Й|К|Л|М|Н|О|П/Р|К|Р|С|Т|У/Ю|В|В|Х/Кс|У/Ы/Й|З"
_GREEK = "Α|Β/Μπ|Σ/Κ|Δ/Ντ|Ε|Φ|Γ|Η/Χ|Ι|Τζ|Κ|Λ|Μ|Ν|Ο/Ω|Π/Ρ|Κ|Ρ|Σ|Τ|Υ/Ου|Β|Β|Χ/Ξ|Υ|Ζ"
_DEVANAGARI = (
    "ए|बी|सी|डी|ई|एफ/एफ्|जी|एच/एच्|आई/ऐ|जे|के|एल/एल्|एम/एम्|एन/एन्|ओ|पी|क्यू|आर/आर्|एस/एस्|टी|यू|वी|डब्ल्यू/डब्लू|एक्स/एक्स्|वाई/वाय्|जेड/ज़ेड"
)
_LETTERS = {
    script: dict(zip(_LATIN, (tuple(forms.split("/")) for forms in listed.split("|")), strict=True))
    for script, listed in (("Cyrl", _CYRILLIC), ("Grek", _GREEK), ("Deva", _DEVANAGARI))
}
_TOKEN = re.compile(r"[A-Z]{1,4}[-‑]?\d{1,5}[A-Z]?|\d{1,4}[A-Z]{1,2}")
_PIECE = re.compile(r"[A-Z]+|\d+")
_MOST_BETWEEN = r"[\s\u00a0‐‑.-]?"


def is_in_other_letters(token: str, text: str, language: str) -> bool:
    """Tell whether a name of a few letters and a number ("G20", "5G") stands in a text in its script's letters."""
    edition = BY_CODE.get(language)
    table = _LETTERS.get(edition.script) if edition else None
    if table is None or not _TOKEN.fullmatch(token):
        return False
    pieces = (piece if piece.isdecimal() else _spelled(piece, table) for piece in _PIECE.findall(token))
    pattern = rf"(?<![^\W_])(?:{_MOST_BETWEEN.join(pieces)})(?!\d)" + ("" if token[-1].isdecimal() else r"(?![^\W_])")
    return re.search(pattern, to_ascii(text), re.I) is not None


def _spelled(letters: str, table: dict[str, tuple[str, ...]]) -> str:
    """Return a pattern for Latin letters as they are, or each as the other script has it."""
    other = "[.-]?".join(f"(?:{'|'.join(map(re.escape, table[letter]))})" for letter in letters)
    return f"(?:{letters}|{other})"
