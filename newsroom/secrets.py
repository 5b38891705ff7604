"""Keys and passwords for other services: read from the environment or from a file, and shown nowhere.

Standard library only. A Secret prints only whether it is set; reveal() returns it, for the code that sends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote_plus

MOST_CHARACTERS = 20_000


class Secret:
    """A text that must not be in a log, a page, a traceback or a message: repr and str show only whether it is set."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text itself. Do not keep it in a variable that outlives the call."""
        return self._value

    def redact(self, text: str) -> str:
        """Return the text without the secret, also in its encodings of forms and URLs: a server may repeat it.

        Redact before you truncate: a truncated secret is not recognised.
        """
        for written in {self._value, quote_plus(self._value)} - {""}:
            text = text.replace(written, "…")
        return text

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "<secret: set>" if self._value else "<secret: not set>"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not pickled: it would be sent through the broker.")


def secret(environ: Mapping[str, str], name: str) -> Secret:
    """Return the secret that `name` holds, or the content of the file that `name`_FILE names; not set if neither does.

    Raises ValueError, naming the variable, if the file cannot be read or holds more than one line.
    """
    if value := environ.get(name, "").strip():
        return _checked(value, name)
    path = environ.get(f"{name}_FILE", "").strip()
    if not path:
        return Secret()
    try:
        with Path(path).open(encoding="utf-8") as file:
            return _checked(file.read(MOST_CHARACTERS).strip(), f"{name}_FILE ({path})")
    except OSError as error:
        raise ValueError(f"{name}_FILE ({path}) cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ValueError(f"{name}_FILE ({path}) is not UTF-8 text.") from None


def _checked(value: str, name: str) -> Secret:
    """Return the secret if a header can hold it: otherwise an error about the header would show it."""
    if not (value.isascii() and value.isprintable() and " " not in value):
        raise ValueError(f"{name} must be one line of ASCII letters, digits and signs, without spaces.")
    return Secret(value)
