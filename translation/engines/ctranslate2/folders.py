"""Converted models on disk: which folder serves a pair, and how its family wants to be told the languages. Plain files.

CTRANSLATE2_MODELS/
  opus-mt-en-fr/           model.bin, config.json, a vocabulary, source.spm, target.spm; the pair is in the name
  madlad400-3b-mt/         the same with spiece.model or sentencepiece.model; "madlad" is in the name
  nllb-200-distilled-600M/ the same with sentencepiece.bpe.model; "nllb" is in the name
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from newsroom.languages import BY_CODE, CODES

Family = Literal["opus", "madlad", "nllb"]

# FLORES-200's names of the editions. NLLB-200 knows no Latin.
_FLORES = {
    "ar": "arb_Arab",
    "de": "deu_Latn", "el": "ell_Grek", "en": "eng_Latn", "es": "spa_Latn", "fi": "fin_Latn", "fr": "fra_Latn",
    "id": "ind_Latn", "it": "ita_Latn", "ja": "jpn_Jpan", "ko": "kor_Hang", "pt": "por_Latn", "ru": "rus_Cyrl",
    "sa": "san_Deva", "zh-hans": "zho_Hans",
}  # fmt: skip
_MADLAD = {code: "zh" if code == "zh-hans" else code for code in CODES}
# OPUS-MT models of several target languages, the older ones by codes of two letters; the variant that the edition wants
# comes first.
_OPUS = {
    **{code: (f">>{name[:3]}<<", f">>{name}<<", f">>{code}<<") for code, name in _FLORES.items()},
    "zh-hans": (">>cmn_Hans<<", ">>zho_Hans<<", ">>zh_CN<<", ">>zh_cn<<", ">>cmn<<", ">>zho<<", ">>zh<<"),
    "pt": (">>pob<<", ">>pt_BR<<", ">>pt_br<<", ">>por<<", ">>pt<<"),
    "ar": (">>ara<<", ">>arb<<", ">>ara_Arab<<", ">>ar<<"),
    "la": (">>lat_Latn<<", ">>lat<<", ">>la<<"),
}
_MARK = re.compile(r">>[\w-]+<<")
_VOCABULARIES = tuple(f"{side}_vocabulary.{kind}" for side in ("source", "shared") for kind in ("json", "txt"))
_SENTENCEPIECE = ("sentencepiece.bpe.model", "spiece.model", "sentencepiece.model")
_RANK: dict[Family, int] = {"opus": 0, "madlad": 1, "nllb": 2}


@dataclass(frozen=True, slots=True)
class Folder:
    """A model's folder, its family and its SentencePiece files (one and the same but for OPUS-MT)."""

    path: Path
    family: Family
    source_pieces: Path
    target_pieces: Path

    def marks(self, source: str, target: str, vocabulary: frozenset[str]) -> tuple[list[str], list[str]] | None:
        """Return the tokens before a source sentence, and before its translation; None if the model lacks one."""
        before: list[str] = []
        prefix: list[str] = []
        if self.family == "madlad":
            before = [f"<2{_MADLAD[target]}>"]
        elif self.family == "nllb":
            before, prefix = [_FLORES[source]], [_FLORES[target]]
        elif any(map(_MARK.fullmatch, vocabulary)):
            # Without a mark it would write in any of its languages.
            before = [mark for mark in _OPUS[target] if mark in vocabulary][:1]
            if not before:
                return None
        return (before, prefix) if vocabulary.issuperset([*before, *prefix]) else None

    def speaks(self, source: str, target: str) -> bool:
        """Tell whether the model was made for a pair, by its family or its name."""
        if self.family == "madlad":
            return True
        if self.family == "nllb":
            return source in _FLORES and target in _FLORES
        one, other = (code.removesuffix("-hans") for code in (source, target))
        return bool(re.search(rf"(?:^|-){one}-{other}(?:-|$)", self.path.name.lower()))

    def lacks(self, source: str, target: str) -> str:
        """Return why the model does not serve a pair that its name has, in words, or "".

        Only OPUS-MT's vocabulary is looked at: the others' names say what they serve. One that cannot be read is for
        the loading to complain of.
        """
        if self.family != "opus":
            return ""
        try:
            told = marks_of(self.path)
        except (OSError, ValueError):
            return ""
        if self.marks(source, target, told) is not None:
            return ""
        return f"{self.path.name} is a model of several languages without a mark for {BY_CODE[target].english_name}"


def vocabulary_of(folder: Path) -> list[str]:
    """Return the tokens of the source side. Raises OSError, ValueError."""
    path = _vocabulary(folder)
    text = path.read_text(encoding="utf-8")
    tokens = json.loads(text) if path.suffix == ".json" else text.splitlines()
    if not isinstance(tokens, list):
        raise ValueError("its vocabulary is no list")
    return [str(token) for token in tokens]


def marks_of(folder: Path) -> frozenset[str]:
    """Return the marks of languages in an OPUS-MT model's vocabulary, read once. Raises OSError, ValueError."""
    path = _vocabulary(folder)
    known = path.stat()
    return _marks_read(folder, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=64)
def _marks_read(folder: Path, _changed: int, _size: int) -> frozenset[str]:
    return frozenset(filter(_MARK.fullmatch, vocabulary_of(folder)))


def _vocabulary(folder: Path) -> Path:
    for name in _VOCABULARIES:
        if (folder / name).is_file():
            return folder / name
    raise ValueError("it has no vocabulary")


def find_model(source: str, target: str, models_dir: str) -> Folder | str:
    """Return the folder for a pair, or why there is none: OPUS-MT before MADLAD-400, NLLB-200 last, then by name."""
    try:
        read = [_folder(path) for path in sorted(Path(models_dir).iterdir()) if path.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return f"CTRANSLATE2_MODELS ({models_dir}) is not a folder"
    except OSError as error:
        return f"CTRANSLATE2_MODELS ({models_dir}) cannot be read: {error.strerror}"
    lacking = []
    for folder in _speaking(read, source, target):
        if not (lack := folder.lacks(source, target)):
            return folder
        lacking.append(lack)
    pair = f"from {BY_CODE[source].english_name} into {BY_CODE[target].english_name}"
    broken = "; ".join([*lacking, *(one for one in read if isinstance(one, str))])
    return f"CTRANSLATE2_MODELS has no model {pair}" + (f" ({broken})" if broken else "")


def _speaking(read: Iterable[Folder | str], source: str, target: str) -> list[Folder]:
    """Return the models that were made for a pair, the preferred ones first."""
    folders = [one for one in read if isinstance(one, Folder) and one.speaks(source, target)]
    return sorted(folders, key=lambda folder: (_RANK[folder.family], folder.path.name))


def _folder(path: Path) -> Folder | str:
    """Return what a folder holds, or what it lacks. Looks at names only."""
    try:
        files = {entry.name for entry in path.iterdir() if entry.is_file()}
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror}"
    name = path.name.lower()
    family: Family | None
    if {"source.spm", "target.spm"} <= files:
        family, source, target = "opus", "source.spm", "target.spm"
    else:
        family = "madlad" if "madlad" in name else "nllb" if "nllb" in name else None
        source = target = next((one for one in _SENTENCEPIECE if one in files), "")
    if family is None:
        return f"{path.name}: neither OPUS-MT (source.spm and target.spm), MADLAD-400 nor NLLB-200 by its name"
    if not source:
        return f"{path.name} has none of {', '.join(_SENTENCEPIECE)}"
    if "model.bin" not in files:
        return f"{path.name} has no model.bin; convert it first"
    return Folder(path, family, path / source, path / target)
