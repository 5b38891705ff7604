"""Which language a text is in: by its script where that decides, by py3langid where it does not.

py3langid's model knows 140 languages and takes 130 MB to load as it comes; here only those are kept that can be
confused with an edition, which takes half of that. It is loaded on first use.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from newsroom.languages import CODES
from translation.checks.languagemodel import LanguageModel

# Languages that no edition is in, but that an engine may fall into.
OTHERS = {
    "hi": "Hindi", "mr": "Marathi", "uk": "Ukrainian", "bg": "Bulgarian", "sr": "Serbian", "nl": "Dutch",
    "ca": "Catalan", "et": "Estonian", "sv": "Swedish", "pl": "Polish", "tr": "Turkish", "vi": "Vietnamese",
    "ro": "Romanian",
}  # fmt: skip
SCRIPTS = {
    "Latn": re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"),
    "Grek": re.compile("[\u0370-\u0373\u0376\u0377\u037b-\u037d\u0386-\u03ff\u1f00-\u1fff]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Deva": re.compile("[\u0904-\u0939\u0958-\u0961]"),
    "Hani": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "Kana": re.compile("[\u3041-\u3096\u30a1-\u30fa]"),
    "Kore": re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]"),
    "other": re.compile("[\u0530-\u08ff\u0980-\u10ff\u1200-\u18ff]"),
}
OWN = {"Hans": ("Hani",), "Jpan": ("Kana", "Hani"), "Kore": ("Kore",)}
# Letters are counted by what is left without the rest: most of a text are letters, and they come in runs.
NO_LETTERS = re.compile(r"[\W\d_]+")
_REST = {name: re.compile(f"[^{pattern.pattern[1:-1]}]+") for name, pattern in SCRIPTS.items()}
# Frequent characters that are written otherwise in traditional Chinese and Japanese, and the traditional forms of some.
SIMPLIFIED = re.compile(
    "[们这个对时说过发经长开现实问从还给进动种关业产电设计变认让语间题达应该师级组织议论证选举报导统领讲话谈车东马鸟鱼龙]"
)
TRADITIONAL = re.compile(
    "[們這個來說國會對時為學過發經長開點與現實問從還給進動種關業產電設變認讓語間題達應該師級組織議論證選舉報導統領講話談車東馬鳥魚龍]"
)


def count_letters(text: str, scripts: Collection[str]) -> int:
    """Return how many letters of these scripts (keys of SCRIPTS) a plain text has."""
    return sum(len(_REST[name].sub("", text)) for name in scripts)


def identify(text: str, whole: str = "") -> str:
    """Return the likeliest language of a plain text, by edition's code or OTHERS' code; whole: what it is a part of."""
    found = _probabilities(text, whole)
    return _code(max(found, key=lambda label: found[label]))


def probability(text: str, code: str, whole: str = "") -> float:
    """Return how probable it is that a plain text is in a language."""
    return _probabilities(text, whole)[_label(code)]


# Asked for the likeliest language first, then for the probability of another one.
@lru_cache(maxsize=64)
def _probabilities(text: str, whole: str) -> dict[str, float]:
    return _model().probabilities(text, whole)


@lru_cache(maxsize=1)
def _model() -> LanguageModel:
    return LanguageModel({_label(code) for code in (*CODES, *OTHERS)})


def _label(code: str) -> str:
    """Return the model's name for a language."""
    return "zh" if code == "zh-hans" else code


def _code(label: str) -> str:
    return "zh-hans" if label == "zh" else label
