"""A message as it is stored and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Value = str | int | float
# The code of a text that is no template: what a service said, and what was stored before messages had codes.
VERBATIM = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said: the code of a template, and what its placeholders stand for.

    A parameter whose name begins with "language" is a language's code. One that the catalogue has as "name:value" is a
    word with a translation of its own. All others are shown as they are, numbers as the reader's language writes them.
    """

    code: str
    params: Mapping[str, Value] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.params.items()))))

    def as_json(self) -> dict[str, Any]:
        """Return the message as JSON stores it."""
        return {"code": self.code, "params": dict(self.params)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Message:
        """Return a message as `as_json` wrote it."""
        return cls(stored["code"], stored["params"])


def say(code: str, /, **params: Value) -> Message:
    """Return a message. code: a literal, so that a test finds its template."""
    return Message(code, params)


def verbatim(text: str) -> Message:
    """Return a text without a template as a message: it is shown as it is in every language."""
    return Message(VERBATIM, {"text": text})
