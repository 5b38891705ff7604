"""What is known of the engines beside their code, and the table of them in docs/reference/engines.md. Pure.

`manage.py engines --table --write` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.languages import DEFAULT_CODES
from translation.engines.base import Engine

# Between these two lines of a page stands the table.
BEGIN = "<!-- manage.py engines --table --write -->"
END = "<!-- end of the table -->"
_HEAD = ("engine", "of the fifteen languages", "markup", "glossary", "one call", "priced by", "licence", "tested on")
_FEW = 5  # as many languages are named; of more, those that are missing


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person may want to know of an engine, and the code that calls it need not.

    glossary: whether it keeps to the newsroom's terms. tested: what the tests ask, if it is something better than a
    local server that speaks the service's protocol.
    """

    licence: str = ""
    markup: str = "kept by the service"
    glossary: bool = False
    tested: str = "a local server that speaks its protocol; never the service itself"


_PUT_BACK = "put back at the right words"
# By the engine's name.
FACTS = {
    "apertium": Facts(
        licence="GPL (a program of its own, or a server)",
        markup=_PUT_BACK,
        tested="Debian’s apertium 3.8 where it is installed; a local server that speaks apertium-apy’s protocol",
    ),
    "azure": Facts(licence="a service of Microsoft"),
    "ctranslate2": Facts(
        licence="MIT (the engine); each model has its own",
        markup=_PUT_BACK,
        tested="tiny models that the tests convert themselves; never the published ones",
    ),
    "deepl": Facts(licence="a service of DeepL", glossary=True),
    "firefox": Facts(licence="MPL-2.0", markup=_PUT_BACK, tested="real models: en ⇄ pt"),
    "google": Facts(licence="a service of Google", glossary=True),
    "libretranslate": Facts(licence="AGPL-3.0 (the server)"),
    "openai": Facts(
        licence="the provider's terms, or the model's licence",
        markup="kept by the model, compared tag by tag",
        glossary=True,
    ),
    "pseudo": Facts(licence="MIT (ours)", markup="kept", tested="itself"),
}


def table(engines: Iterable[type[Engine]]) -> str:
    """Return the engines as a Markdown table, a row each, in their order."""
    rows = [_HEAD, ("---",) * len(_HEAD), *map(_row, engines)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def with_table(page: str, rows: str) -> str:
    """Return a page with this table between its marks. Raises ValueError if the page does not have them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"The page has no lines “{BEGIN}” and “{END}”.")
    return f"{before}{BEGIN}\n\n{rows}\n{END}{after}"


def _row(engine: type[Engine]) -> tuple[str, ...]:
    limits, facts = engine.limits, FACTS.get(engine.name, Facts())
    return (
        f"`{engine.name}`",
        _languages(engine.languages),
        facts.markup,
        "yes" if facts.glossary else "no",
        f"{limits.texts:,} texts, {limits.characters:,} characters, {limits.seconds:g} s",
        engine.price_unit or "–",
        facts.licence or "–",
        facts.tested,
    )


def _languages(served: frozenset[str]) -> str:
    """Return which of the fifteen languages an engine serves, in as few words as possible."""
    served &= frozenset(DEFAULT_CODES)
    missing = [code for code in DEFAULT_CODES if code not in served]
    if not missing:
        return "all"
    if len(served) <= _FEW:
        return f"{len(served)}: {', '.join(code for code in DEFAULT_CODES if code in served)}"
    return f"{len(served)}: not {', '.join(missing)}"
