"""A message as it is stored and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Value: TypeAlias = "str | int | float | Message"
# The code of a text that is no template: what a service said, and what was stored before messages had codes.
VERBATIM = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: the code of a template, and the values of its placeholders.

    A parameter whose name begins with "language" is a language's code. One that the catalogue has as "name:value" is a
    word with a translation of its own. One that is a message is shown as that. All others are shown as they
    are, numbers as the reader's language writes them.
    """

    code: str
    params: Mapping[str, Value] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.params.items()))))

    def as_json(self) -> dict[str, Any]:
        """Return the message as JSON stores it."""
        params = {name: value.as_json() if isinstance(value, Message) else value for name, value in self.params.items()}
        return {"code": self.code, "params": params}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Message:
        """Return a message as `as_json` wrote it."""
        params = stored["params"].items()
        return cls(
            stored["code"], {key: cls.from_json(value) if isinstance(value, dict) else value for key, value in params}
        )


def say(code: str, /, **params: Value) -> Message:
    """Return a message. code: a literal, so that a test finds its template."""
    return Message(code, params)


def verbatim(text: str) -> Message:
    """Return a text without a template as a message: it is shown as it is in every language."""
    return Message(VERBATIM, {"text": text})
