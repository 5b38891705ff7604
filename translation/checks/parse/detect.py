"""Which language a text is in: by its script where that decides, by py3langid where it does not.

py3langid's model knows 140 languages and takes 130 MB to load as it comes; here only those are kept that can be
confused with an edition, which takes half of that. It is loaded on first use.
"""

from __future__ import annotations

import lzma
import re
import shutil
import tempfile
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from newsroom.languages import CODES

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

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


@lru_cache(maxsize=64)
def identify(text: str) -> str:
    """Return the likeliest language of a plain text, by edition's code or OTHERS' code."""
    found, _probability = _identifier().classify(text)
    return "zh-hans" if found == "zh" else found


def probability(text: str, code: str) -> float:
    """Return how probable it is that a plain text is in a language."""
    return _probabilities(text)["zh" if code == "zh-hans" else code]


@lru_cache(maxsize=64)
def _probabilities(text: str) -> dict[str, float]:
    return dict(_identifier().rank(text))


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """Load the bundled model with the wanted languages only, array by array, so that memory never holds all of it."""
    import numpy as np
    from py3langid import langid

    wanted = {"zh" if code == "zh-hans" else code for code in (*CODES, *OTHERS)}
    with tempfile.TemporaryFile() as unpacked:
        with lzma.open(langid.MODEL_DIR / langid.MODEL_FILE) as packed:
            shutil.copyfileobj(packed, unpacked, 1 << 20)
        unpacked.seek(0)
        with np.load(unpacked, allow_pickle=False) as arrays:
            labels = arrays["classes"].tolist()
            keep = [index for index, label in enumerate(labels) if label in wanted]
            weights = arrays["ptc"][:, keep].copy()
            return langid.LanguageIdentifier(
                weights,
                arrays["pc"][keep],
                [labels[index] for index in keep],
                memoryview(arrays["nextmove"]),
                arrays["out_feat"].tolist(),
                norm_probs=True,
                tk_row=arrays["nextmove_row"].tolist(),
            )
