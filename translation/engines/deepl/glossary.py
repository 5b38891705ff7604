"""The newsroom's terms as glossaries at DeepL: one for a pair and its terms, named by their content.

A changed term makes another glossary. Old ones of the same pair are deleted when a new one is made, a day after they
were made themselves: until then a job that began with the old terms may still use them.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from deepl import DeepLClient
from deepl.api_data import MultilingualGlossaryDictionaryEntries, MultilingualGlossaryInfo

from translation.engines.base import BadReply, EngineError, QuotaExceeded, Refused, TermPair, UnsupportedPair

PREFIX = "newsroom-"
_KEPT = timedelta(days=1)
_MOST_TERMS = 5_000  # a glossary is sent with one request

Ask = Callable[[Callable[[DeepLClient], Any]], Any]


class Glossaries:
    """Finds or makes glossaries, each looked up once in a process. Codes are DeepL's, without variants ("EN", "ZH")."""

    def __init__(self) -> None:
        # Pair -> its latest glossary: the name, and the id or why there is none. Two threads at once may make it twice;
        # that harms nothing.
        self._known: dict[tuple[str, str], tuple[str, str, str]] = {}
        # Pair -> the name of a glossary that is not there, and that the newsroom's own rate kept us from making.
        self._absent: dict[tuple[str, str], str] = {}

    def get(self, ask: Ask, source: str, target: str, terms: Sequence[TermPair]) -> tuple[str, str]:
        """Return the id of the glossary for these terms, or "" and why there is none. Raises a passing EngineError."""
        entries = entries_of(terms)
        if not entries:
            return "", ""
        name = name_of(source, target, entries)
        known = self._known.get((source, target))
        if known is None or known[0] != name:
            absent = self._absent.pop((source, target), "") == name
            try:
                found = "" if absent else self._found(ask, name, source, target)
                absent = not found
                known = (name, found or self._made(ask, name, source, target, entries), "")
            except (Refused, QuotaExceeded, UnsupportedPair) as error:
                # A pair without glossaries, or too many of them: better translate without; the checks see the terms.
                known = (name, "", str(error))
            except EngineError as error:
                error.lost = False  # nothing is charged for a glossary
                if absent and error.ours:  # looking it up again would use up the rate for ever
                    self._absent[source, target] = name
                raise
            self._known[source, target] = known
        return known[1:]

    def forget(self, source: str, target: str) -> None:
        """Look the glossary of a pair up again: somebody deleted it at DeepL."""
        self._known.pop((source, target), None)

    def _found(self, ask: Ask, name: str, source: str, target: str) -> str:
        listed: list[MultilingualGlossaryInfo] = ask(lambda client: client.list_multilingual_glossaries())
        mine = [one for one in listed if isinstance(one.name, str) and one.name.startswith(PREFIX)]
        ids = [_id_of(one) for one in mine if one.name == name]
        if not ids:
            self._tidy(ask, [one for one in mine if _serves(one, source, target)])
        return ids[0] if ids else ""

    def _made(self, ask: Ask, name: str, source: str, target: str, entries: dict[str, str]) -> str:
        dictionary = MultilingualGlossaryDictionaryEntries(source, target, entries)
        return _id_of(ask(lambda client: client.create_multilingual_glossary(name, [dictionary])))

    def _tidy(self, ask: Ask, old: list[MultilingualGlossaryInfo]) -> None:
        for glossary in old:
            if glossary.creation_time < datetime.now(UTC) - _KEPT:
                try:
                    ask(partial(DeepLClient.delete_multilingual_glossary, glossary=_id_of(glossary)))
                except EngineError:
                    return  # what is left over harms nobody, and goes with the next change


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


def _serves(glossary: MultilingualGlossaryInfo, source: str, target: str) -> bool:
    return [(one.source_lang, one.target_lang) for one in glossary.dictionaries] == [(source, target)]


def _id_of(glossary: MultilingualGlossaryInfo) -> str:
    """Return the id, which becomes part of an address. Raises BadReply."""
    number = glossary.glossary_id
    if not (isinstance(number, str) and re.fullmatch(r"[\w-]{1,100}", number, re.ASCII)):
        raise BadReply("DeepL answered with a glossary without a proper id.", lost=False)
    return number
