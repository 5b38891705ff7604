"""A message in a language."""

from __future__ import annotations

from collections.abc import Callable

from babel.numbers import format_decimal

from newsroom.languages import BY_CODE
from newsroom.languages.dates import locale
from newsroom.languages.names import language_name
from newsroom.messages.message import VERBATIM, Message, Value
from newsroom.messages.templates import Catalogue, Plural

WRITTEN_IN = "en"


def _same(text: str) -> str:
    return text


def _english_plural(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


def render(
    message: Message,
    catalogue: Catalogue,
    reader: str = WRITTEN_IN,
    gettext: Callable[[str], str] = _same,
    ngettext: Callable[[str, str, int], str] = _english_plural,
) -> str:
    """Return a message in the reader's language (an edition's code), with that language's gettext and ngettext.

    A code or parameter that the catalogue does not match, as another version of the program may have stored it, is
    shown as code and values.
    """
    if message.code == VERBATIM:
        return str(message.params.get("text", ""))
    params = {
        name: render(value, catalogue, reader, gettext, ngettext)
        if isinstance(value, Message)
        else _shown(name, value, catalogue, reader, gettext)
        for name, value in message.params.items()
    }
    template = catalogue.get(message.code)
    try:
        if isinstance(template, Plural):
            return ngettext(template.one, template.many, _number(message.params[template.number])) % params
        if template is not None:
            return gettext(template) % params
    except KeyError:
        pass
    return f"{message.code}: {', '.join(map(str, params.values()))}"


def _number(value: Value) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _shown(
    name: str, value: Value, catalogue: Catalogue, reader: str, gettext: Callable[[str], str]
) -> Value:  # fmt: skip
    word = catalogue.get(f"{name}:{value}")
    if isinstance(word, str):
        return gettext(word)
    known = reader if reader in BY_CODE else WRITTEN_IN
    if name.startswith("language"):
        return language_name(str(value), known)
    return format_decimal(value, "#,##0.0", locale=locale(known)) if isinstance(value, float) else value
