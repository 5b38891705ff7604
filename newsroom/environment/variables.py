"""Environment variables, read by kind (environs), and the .env file, which adds to them (python-dotenv)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, TypeVar, cast

import environs
from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream
from environs import EnvError, EnvValidationError
from environs import ValidationError as Invalid
from marshmallow import fields

from newsroom.secrets import Secret, secret

T = TypeVar("T")
D = TypeVar("D")
FILE = ".env"
FLAG = "“{input}” is neither 1 nor 0 (or yes and no, on and off, true and false)."


class _Parsed(fields.Field[Any]):
    """A value that one function reads from its text; the function raises Invalid with the allowed form."""

    def __init__(self, *, parse: Callable[[str], Any], **options: Any) -> None:
        super().__init__(**options)
        self.parse = parse

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        return self.parse(value)


class Environment(environs.Env):
    """Environment variables, each read by kind; an empty one is an unset one.

    An invalid value raises EnvError (a ValueError), with the variable and the allowed form.
    """

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        super().__init__()
        self._given = environ
        self.add_parser_from_field("_parsed", _Parsed)

    def parsed(self, name: str, default: D, parse: Callable[[str], T]) -> T | D:
        """Return the result of `parse` for the text, or `default`. `parse` raises Invalid with the allowed form."""
        return cast(T | D, self._parsed(name, default, parse=parse))

    def text(self, name: str, default: str = "") -> str:
        return self.parsed(name, default, str)

    def flag(self, name: str, default: bool = False) -> bool:
        return cast(bool, self.bool(name, default, error_messages={"invalid": FLAG}))  # type: ignore[call-overload]

    def number(self, name: str, default: int) -> int:
        return self.parsed(name, default, _parse_number)

    def names(self, name: str, default: str = "") -> list[str]:
        return self.parsed(name, parse_names(default), parse_names)

    def folder(self, name: str, default: Path) -> Path:
        return self.parsed(name, default, Path)

    def secret(self, name: str) -> Secret:
        try:
            return secret(self._given, name)
        except ValueError as error:
            raise EnvValidationError(str(error), [str(error)]) from None

    def _get_value(self, env_key: str, default: Any) -> Any:
        return self._given.get(env_key, "").strip() or default


def parse_names(text: str) -> list[str]:
    """Return the entries of `a, b`."""
    return [entry.strip() for entry in text.split(",") if entry.strip()]


def _parse_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Invalid(f"“{text}” is no whole number.")
    return int(text)


def load(base_dir: Path, environ: MutableMapping[str, str] = os.environ) -> None:
    """Add the variables of the checkout's .env file to the environment; those that are set take precedence.

    ENV_FILE names another file; empty, none is read (tests do that). Raises EnvError for a line that is no
    assignment, and for a named file that does not exist.
    """
    path = base_dir / environ.get("ENV_FILE", FILE)
    if environ.get("ENV_FILE") == "" or ("ENV_FILE" not in environ and not path.exists()):
        return
    try:
        with path.open(encoding="utf-8") as file:
            wrong = [_line(entry) for entry in parse_stream(file) if entry.error or (entry.key and entry.value is None)]
    except (OSError, UnicodeDecodeError) as error:
        raise EnvError(f"{path} cannot be read: {error}") from None
    if wrong:
        raise EnvError(f"{path}, line {wrong[0]}: write NAME=value, or # before a comment.")
    for name, value in dotenv_values(path).items():
        environ.setdefault(name, value or "")


def _line(entry: Binding) -> int:
    """Return the number of an entry's line; the blank lines before it belong to the entry."""
    text = entry.original.string
    return entry.original.line + text[: len(text) - len(text.lstrip())].count("\n")
