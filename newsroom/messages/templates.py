"""The English templates of messages, marked for the catalogues of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


def N_(template: str) -> str:
    """Mark a template for the catalogues without translating it."""
    return template


@dataclass(frozen=True, slots=True)
class Plural:
    """A template with a form for one and a form for many. number: the parameter that decides between them."""

    one: str
    many: str
    number: str = "count"


def ngettext_noop(one: str, many: str, number: str = "count") -> Plural:
    """Mark a template with a plural for the catalogues without translating it."""
    return Plural(one, many, number)


Template = str | Plural
Catalogue = Mapping[str, Template]


def merged(catalogues: Iterable[Catalogue]) -> dict[str, Template]:
    """Return several catalogues as one. Raises ValueError for a code that two of them have."""
    together: dict[str, Template] = {}
    for catalogue in catalogues:
        if twice := together.keys() & catalogue.keys():
            raise ValueError(f"Two modules have these codes: {', '.join(sorted(twice))}.")
        together.update(catalogue)
    return together
