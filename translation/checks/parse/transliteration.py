"""Names across scripts: a word of any edition's script in plain Latin letters, and how far two spellings are apart.

Not a standard romanisation: ベ and ヴェ both have to come near Be, Ванс and Βανς near Vance. So letters of one class
(b p f v w, d t th, k g c q, s z sh, l r) are close to each other, and vowels are cheap.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import accumulate

_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", (
    "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
    "ts", "ch", "sh", "sh", "", "i", "", "e", "yu", "ya",
), strict=True))  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
    "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "i", "f", "kh",
    "ps", "o",
), strict=True))  # fmt: skip
_GREEK_PAIRS = (
    ("γουα", "wa"),
    ("γουε", "we"),
    ("γουι", "wi"),
    ("μπ", "b"),
    ("ντ", "d"),
    ("γκ", "g"),
    ("γγ", "ng"),
    ("τζ", "j"),
    ("τσ", "ch"),
    ("ου", "u"),
)
_KANA_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タチツテト",
    "d": "ダヂヅデド", "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ",
    "r": "ラリルレロ",
}  # fmt: skip
_KANA = {
    kana: consonant + vowel for consonant, row in _KANA_ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)
}
_KANA |= {
    "チ": "chi", "ツ": "tsu", "シ": "shi", "ジ": "ji", "ヂ": "ji", "フ": "fu", "ヴ": "vu", "ン": "n",
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ァ": "a", "ィ": "i", "ゥ": "u",
    "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "u", "ョ": "o", "ッ": "", "ー": "",
}  # fmt: skip
_HANGUL_FIRST = (
    "k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "j", "j", "ch", "k", "t", "p", "h",
)  # fmt: skip
_HANGUL_VOWEL = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
_HANGUL_LAST = (
    "", "k", "k", "ks", "n", "n", "n", "t", "r", "rk", "rm", "rp", "rs", "rt", "rp", "r", "m", "p", "ps", "s", "s",
    "n", "j", "ch", "k", "t", "p", "",
)  # fmt: skip
_DEVANAGARI_LETTERS = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहंँअआइईउऊएऐओऔािीुूेैोौृः"
_DEVANAGARI = dict(zip(_DEVANAGARI_LETTERS, (
    "k", "kh", "g", "gh", "n", "ch", "ch", "j", "j", "n", "t", "th", "d", "dh", "n", "t", "th", "d", "dh", "n",
    "p", "f", "b", "bh", "m", "y", "r", "l", "v", "sh", "sh", "s", "h", "n", "n", "a", "a", "i", "i", "u", "u",
    "e", "ai", "o", "au", "a", "i", "i", "u", "u", "e", "ai", "o", "au", "ri", "",
), strict=True))  # fmt: skip
_BARE = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "’": "", "'": "",
    "-": "",
})  # fmt: skip
_VOWELS = "aeiouy"
_CLASS = {letter: group for group in ("bpfvw", "dt", "kgcq", "szx", "lr", "mn") for letter in group}
# Letters that stand for each other between languages: j and g, j and i (Jugoslavia), c and s, h and k (х, г, χ).
_NEAR_PAIRS = (
    "jg", "jz", "js", "jd", "jy", "ji", "cs", "cz", "hk", "hg", "hc", "hf", "ts", "tc", "jh", "jc", "wu", "vu", "wo",
)  # fmt: skip
_NEAR = {frozenset(pair) for pair in _NEAR_PAIRS}
# What a letter costs that the name does not have.
_ADDED = dict.fromkeys("aeiouy", 0.2) | {"h": 0.4}
# From here on no ending makes two words one name.
# Letters. What is longer is no name, and comparing it would take quadratic time.
_LONGEST = 100
_HOPELESS, _HAIR = 0.6, 1e-9
_SILENT = {"h": 0.3, "w": 0.4, "g": 0.5, "k": 0.6, "t": 0.6, "r": 0.5, "d": 0.6}


def fold(word: str) -> str:
    """Return a word in small letters without accents, with those that have no base written out (ł, ø, ß)."""
    if word.isascii():
        return word.lower().replace("'", "").replace("-", "")
    spread = unicodedata.normalize("NFKD", word.lower())
    # A long text has as few different accents as a short one.
    for accent in filter(unicodedata.combining, set(spread)):
        spread = spread.replace(accent, "")
    return spread.translate(_BARE)


@lru_cache(maxsize=8192)
def latin(word: str) -> str:
    """Return a word of any edition's script (save Han) in Latin letters, roughly as it sounds."""
    first = word[:1]
    if "\uac00" <= first <= "\ud7a3":
        return "".join(_hangul(char) for char in word).replace("rr", "l")
    if "\u3040" <= first <= "\u30ff":
        return "".join(_KANA.get(_katakana(char), "") for char in word)
    if "\u0900" <= first <= "\u097f":
        return "".join(_DEVANAGARI.get(char, "") for char in unicodedata.normalize("NFC", word))
    folded = fold(word)
    if "\u0400" <= folded[:1] <= "\u04ff":
        return "".join(_CYRILLIC.get(char, char) for char in folded.replace("дж", "j").replace("кс", "x"))
    if "\u0370" <= folded[:1] <= "\u03ff":
        for pair, to in _GREEK_PAIRS:
            folded = folded.replace(pair, to)
        return "".join(_GREEK.get(char, char) for char in folded)
    return folded


@lru_cache(maxsize=16384)
def apart(name: str, word: str) -> float:
    """Return how far a name is from a word's beginning, both in Latin letters: 0 the same, about 1 nothing in common.

    What follows in the word is free: an ending, or the rest of a compound.
    """
    return _distance(name, word, _HOPELESS)


@lru_cache(maxsize=16384)
def within(name: str, word: str, limit: float) -> bool:
    """Tell whether a name is no further than this from a word's beginning: sooner known than how far it is."""
    return _distance(name, word, min(limit, _HOPELESS)) <= limit


def _distance(name: str, word: str, hopeless: float) -> float:
    """Return the distance; 1.0 as soon as it must be more than `hopeless`."""
    if len(name) > _LONGEST:
        return 0.0 if word.startswith(name) else 1.0
    weight = sum(0.35 if letter in _VOWELS else 1 for letter in name)
    if not weight:
        return 0.0
    # A hair above, lest a rounding makes hopeless what is just within.
    enough = hopeless * weight + (_HAIR if hopeless < _HOPELESS else 0.0)
    word = word[: 2 * len(name) + 2]
    costs = [_ADDED.get(letter, 0.9) for letter in word]
    row = list(accumulate(costs, initial=0.0))
    for letter in name:
        last, dropped = row[0], _dropped(letter)
        if last > enough and min(row[1:], default=0.0) > enough:
            return 1.0
        left = row[0] = last + dropped
        for place, (other, cost) in enumerate(zip(word, costs, strict=True), 1):
            best = last if letter == other else last + _swapped(letter, other)
            last = row[place]
            if last + dropped < best:
                best = last + dropped
            added = left + cost
            left = row[place] = added if added < best else best
    return min(min(row) / weight, 1.0)


@cache
def _swapped(letter: str, other: str) -> float:
    if letter in _VOWELS and other in _VOWELS:
        return 0.25
    if _CLASS.get(letter, letter) == _CLASS.get(other, other):
        return 0.2
    return 0.35 if frozenset((letter, other)) in _NEAR else 1.1


def _dropped(letter: str) -> float:
    return 0.25 if letter in _VOWELS else _SILENT.get(letter, 0.9)


def _katakana(char: str) -> str:
    return chr(ord(char) + 0x60) if "\u3041" <= char <= "\u3096" else char


def _hangul(char: str) -> str:
    place = ord(char) - 0xAC00
    if not 0 <= place < 11172:
        return char
    return _HANGUL_FIRST[place // 588] + _HANGUL_VOWEL[place // 28 % 21] + _HANGUL_LAST[place % 28]
