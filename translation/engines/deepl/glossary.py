"""The newsroom's terms as glossaries at DeepL: one for a pair and its terms, named by their content.

A changed term makes another glossary. Old ones of the same pair are deleted when a new one is made, a day after they
were made themselves: until then a job that began with the old terms may still use them. One that DeepL refuses is done
without for a while, then tried again: somebody may have made room for it.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from translation.engines.base import BadReply, EngineError, QuotaExceeded, Refused, TermPair, UnsupportedPair
from translation.engines.net.http import at

PREFIX = "newsroom-"
_KEPT = timedelta(days=1)
_MOST_TERMS = 5_000  # a glossary is sent with one request
REST = 900.0  # seconds until a glossary that was refused is tried again

_PATH = "/v3/glossaries"


class Ask(Protocol):
    """Sends one request to DeepL and returns the JSON of its answer, None for an empty one. Raises EngineError."""

    def __call__(self, method: str, path: str, payload: object = None, /) -> object: ...


@dataclass(frozen=True, slots=True)
class _Known:
    """A glossary by its name: its id, or why there is none. until: when that is old, by time.monotonic()."""

    name: str
    number: str
    why: str = ""
    until: float = math.inf


class Glossaries:
    """Finds or makes glossaries, each looked up once in a process. Codes are DeepL's, without variants ("EN", "ZH")."""

    def __init__(self) -> None:
        # Pair -> its latest glossary. Two threads at once may make it twice; that harms nothing.
        self._known: dict[tuple[str, str], _Known] = {}
        # Pair -> the name of a glossary that is not there, and that the newsroom's own rate kept us from making.
        self._absent: dict[tuple[str, str], str] = {}
        # Pair -> the id of a glossary that a translation did not find. Where DeepL lists it all the same, it is no use.
        self._gone: dict[tuple[str, str], str] = {}

    def get(self, ask: Ask, source: str, target: str, terms: Sequence[TermPair]) -> tuple[str, str]:
        """Return the id of the glossary for these terms, or "" and why there is none. Raises a passing EngineError."""
        entries = entries_of(terms)
        if not entries:
            return "", ""
        name = name_of(source, target, entries)
        known = self._known.get((source, target))
        if known is None or known.name != name or time.monotonic() >= known.until:
            known = self._looked_up(ask, name, source, target, entries)
            self._known[source, target] = known
        return known.number, known.why

    def forget(self, source: str, target: str, number: str) -> None:
        """Look the glossary of a pair up again: this one was deleted at DeepL."""
        self._known.pop((source, target), None)
        self._gone[source, target] = number

    def refuse(self, source: str, target: str, number: str, why: str) -> None:
        """Do without the glossary of a pair for a while: DeepL does not translate with this one."""
        known = self._known.get((source, target))
        if known and known.number == number:
            self._known[source, target] = _without(known.name, why)

    def _looked_up(self, ask: Ask, name: str, source: str, target: str, entries: dict[str, str]) -> _Known:
        absent = self._absent.pop((source, target), "") == name
        gone = self._gone.pop((source, target), "")
        try:
            found = "" if absent else self._found(ask, name, source, target)
            if found and found == gone:
                return _without(name, "DeepL lists it, but does not find it.")
            absent = not found
            return _Known(name, found or self._made(ask, name, source, target, entries))
        except (Refused, QuotaExceeded, UnsupportedPair) as error:
            # A pair without glossaries, or too many of them: better translate without; the checks see the terms.
            return _without(name, str(error))
        except EngineError as error:
            error.lost = False  # nothing is charged for a glossary
            if absent and error.ours:  # looking it up again would use up the rate for ever
                self._absent[source, target] = name
            if gone and not absent:
                self._gone[source, target] = gone
            raise

    def _found(self, ask: Ask, name: str, source: str, target: str) -> str:
        mine = _ours(ask("GET", _PATH))
        ids = [_id_of(one) for one in mine if at(one, "name") == name]
        if not ids:
            self._tidy(ask, [one for one in mine if _serves(one, source, target) and _old(one)])
        return ids[0] if ids else ""

    def _made(self, ask: Ask, name: str, source: str, target: str, entries: dict[str, str]) -> str:
        lines = "\n".join(f"{term}\t{translation}" for term, translation in entries.items())
        pair = {"source_lang": source, "target_lang": target}
        return _id_of(
            ask("POST", _PATH, {"name": name, "dictionaries": [{**pair, "entries": lines, "entries_format": "tsv"}]})
        )

    def _tidy(self, ask: Ask, old: list[object]) -> None:
        for glossary in old:
            try:
                ask("DELETE", f"{_PATH}/{_id_of(glossary)}")
            except EngineError:
                return  # what is left over harms nobody, and goes with the next change


def _ours(answer: object) -> list[object]:
    """Return the newsroom's glossaries in a list of DeepL's. Raises BadReply if it is no list of named ones."""
    listed = answer.get("glossaries", []) if isinstance(answer, dict) else None
    if not isinstance(listed, list) or not all(isinstance(at(one, "name"), str) for one in listed):
        raise BadReply("DeepL answered without a list of glossaries.", lost=False)
    return [one for one in listed if one["name"].startswith(PREFIX)]


def _without(name: str, why: str) -> _Known:
    return _Known(name, "", why, time.monotonic() + REST)


def entries_of(terms: Sequence[TermPair]) -> dict[str, str]:
    """Return terms as DeepL takes them: one line each, no control characters, the first of equal ones."""
    found: dict[str, str] = {}
    for term in terms:
        source, target = " ".join(term.source.split()), " ".join(term.target.split())
        if source and target and not any(unicodedata.category(sign) == "Cc" for sign in source + target):
            found.setdefault(source, target)
    return dict(list(found.items())[:_MOST_TERMS])


def name_of(source: str, target: str, entries: dict[str, str]) -> str:
    """Return a name that is the same for the same pair and entries, in any order."""
    content = json.dumps([source, target, sorted(entries.items())])
    return f"{PREFIX}{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def _serves(glossary: object, source: str, target: str) -> bool:
    """Tell whether a glossary of DeepL's list is for this pair alone."""
    rows = at(glossary, "dictionaries")
    pairs = [tuple(str(at(row, side)).upper() for side in ("source_lang", "target_lang")) for row in _list(rows)]
    return pairs == [(source, target)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _old(glossary: object) -> bool:
    """Tell whether a glossary was made so long ago that no job uses it. One without a readable date was not."""
    created = at(glossary, "creation_time")
    try:
        moment = datetime.fromisoformat(created) if isinstance(created, str) else None
    except ValueError:
        return False
    if moment is None:
        return False
    return moment.replace(tzinfo=moment.tzinfo or UTC) < datetime.now(UTC) - _KEPT


def _id_of(glossary: object) -> str:
    """Return the id, which becomes part of an address. Raises BadReply."""
    number = at(glossary, "glossary_id")
    if not (isinstance(number, str) and re.fullmatch(r"[\w-]{1,100}", number, re.ASCII)):
        raise BadReply("DeepL answered with a glossary without a proper id.", lost=False)
    return number
