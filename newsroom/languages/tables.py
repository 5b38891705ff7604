"""The tables of one language: newsroom/languages/data/<code>.toml, read when first asked for. Pure.

Every table may be empty or absent: code that reads an empty table does nothing for that language. A file that cannot be
read as what `Tables` describes is an error that names the file and the line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from newsroom.languages.editions import BY_CODE

FOLDER = Path(__file__).with_name("data")
T = TypeVar("T")
Words = tuple[str, ...]


class BadTable(ValueError):
    """Raised for a file of tables that is not TOML, or has a key or a value that no table has."""


@dataclass(frozen=True, slots=True)
class Dates:
    """How dates are written and read.

    long: a CLDR pattern for long dates, "" for CLDR's own. The others are for reading imported pages, in lower case.
    months: twelve entries of names that CLDR lacks, with | between, or - for none. fillers: words beside day, month and
    year. labels: words before a date ("Published on"). before_time: words between a date and a time of day.
    """

    long: str = ""
    months: Words = ()
    fillers: Words = ()
    labels: Words = ()
    before_time: Words = ()


@dataclass(frozen=True, slots=True)
class Typography:
    """Quotation marks. quotes: pairs of an opening and a closing mark; the first is used, the others are accepted.

    quote_space: the space between a mark and the words inside.
    """

    quotes: Words = ()
    quote_space: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Words by which the importer recognises lines, in lower case: five roles, then the lines around a text.

    A word that ends in ":" needs a colon or bar after it, because it also begins ordinary headlines ("Photo finish",
    "文明…"). The others may be followed by a space or by the name ("kompilierenVanille"). Dictionary forms such
    as "kompilieren" occur on machine-translated pages for "compiled by".
    """

    author: Words = ()
    compiler: Words = ()
    editor: Words = ()
    translator: Words = ()
    photographer: Words = ()
    source: Words = ()
    credit: Words = ()
    account: Words = ()
    subscribe: Words = ()
    conclusion: Words = ()
    conjunction: Words = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of one language. names: other languages' names, where CLDR has none that is suitable."""

    names: Mapping[str, str] = field(default_factory=dict)
    dates: Dates = Dates()
    typography: Typography = Typography()
    lines: Lines = Lines()


@cache
def tables(code: str) -> Tables:
    """Return the tables of a language; empty ones if it is not built in or has no file. Raises BadTable."""
    return read(FOLDER / f"{code}.toml") if code in BY_CODE else Tables()


def read(file: Path) -> Tables:
    """Return the tables of a file; empty ones if there is none. Raises BadTable."""
    if not file.exists():
        return Tables()
    text = file.read_text(encoding="utf-8")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTable(f"{file.name}: {error}") from None
    return _made(Tables, content, _Source(file.name, text), "")


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    text: str

    def error(self, path: str, message: str) -> BadTable:
        """Return an error with the line of a key ("dates.months")."""
        section, _dot, key = path.rpartition(".")
        wanted = re.compile(rf'\s*(?:\[{re.escape(path)}\]|"?{re.escape(key or path)}"?\s*=)')
        here = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := re.match(r"\s*\[([^\]]+)\]", line):
                here = header[1]
            if wanted.match(line) and here in (section, path):
                return BadTable(f"{self.name}, line {number}: {path}: {message}")
        return BadTable(f"{self.name}: {path}: {message}")


def _made(kind: type[T], content: object, source: _Source, path: str) -> T:
    """Return a dataclass made of a TOML table."""
    if not isinstance(content, dict):
        raise source.error(path, "must be a table")
    hints = get_type_hints(kind)
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    for key in content:
        if key not in known:
            raise source.error(f"{path}.{key}".lstrip("."), f"no such key; there are {', '.join(sorted(known))}")
    return kind(
        **{key: _value(hints[key], value, source, f"{path}.{key}".lstrip(".")) for key, value in content.items()}
    )


def _value(kind: Any, value: Any, source: _Source, path: str) -> Any:
    """Return a value of a TOML table in its field's type: another table, a text, words, or texts by their name."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _made(kind, value, source, path)
    if kind is str:
        wanted, fits = "a text", isinstance(value, str)
    elif kind == Words:
        wanted, fits = "a list of texts, none of them empty", isinstance(value, list) and _are_texts(value)
    else:
        wanted, fits = "a table of texts, none of them empty", isinstance(value, dict) and _are_texts(value.values())
    if not fits:
        raise source.error(path, f"must be {wanted}")
    return tuple(value) if kind == Words else value


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) and value for value in values)
