"""Apertium: translation by rules and dictionaries, between related languages; on this machine or over apertium-apy."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from newsroom.languages import BY_CODE
from newsroom.secrets import Secret
from translation.engines.apertium.apy import Apy
from translation.engines.apertium.cli import Command
from translation.engines.apertium.pairs import MOST_HOPS, chain
from translation.engines.apertium.text import marks
from translation.engines.base import (
    NO_BRIEF,
    Brief,
    Engine,
    Heard,
    Limits,
    Refused,
    Service,
    UnsupportedPair,
)
from translation.engines.net.address_guard import url_problem
from translation.engines.net.transport import Send
from translation.engines.reply import Call, Reply
from translation.engines.served_pairs import Listed
from translation.engines.text.batched import Rounds, translate_in_rounds
from translation.engines.text.number_notation import renumbered


class ApertiumEngine(Engine):
    """Options: url (APERTIUM_URL; without it the command is run), api_key (APERTIUM_API_KEY), seconds (deadline of a
    call), private_hosts (see addresses.resolve), send (a wire), command (its name or path)."""

    name = "apertium"
    label = "Apertium"
    briefed = False
    limits = Limits(texts=32, characters=10_000, seconds=60)
    draft = True
    languages = frozenset({"en", "es", "fr", "it", "pt"})

    def __init__(
        self,
        url: str = "",
        api_key: Secret | None = None,
        seconds: float | None = None,
        private_hosts: Collection[str] = (),
        send: Send | None = None,
        command: str = "apertium",
        **options: object,
    ) -> None:
        super().__init__(url=url, seconds=seconds, command=command, **options)
        self._url = url.rstrip("/")
        self._seconds = self.limits.seconds
        self._command = Command(command)
        self._way = Apy(self._url, api_key or Secret(), private_hosts, send) if self._url else self._command
        self._listed = Listed(self._way.modes, "it")

    def problem(self) -> str:
        if self._url:
            return url_problem(self._url, "APERTIUM_URL")
        if self._command.installed():
            return ""
        return "install apertium on this machine, or set APERTIUM_URL to the address of an apertium-apy"

    def serves(self, source: str, target: str) -> Service:
        found = self._chain(source, target)
        return Service(False, found) if isinstance(found, str) else Service(True)

    def remembers(self, source: str, target: str) -> bool:
        known = self._listed.known()
        if known is None or self.problem() or _unknown(source, target):
            return False
        return not isinstance(_way(known, source, target), str)

    def heard(self) -> Heard:
        return self._listed.heard()

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        if problem := self.problem():
            raise Refused(f"{self.label}: {problem}.")
        call = call or Call()
        end = time.monotonic() + self._seconds
        pairs = self._chain(source, target)
        if isinstance(pairs, str):
            raise UnsupportedPair(f"{self.label}: {pairs}.")

        def ask(sentences: list[str]) -> list[str]:
            said = sentences
            for pair in pairs:
                said = self._way.ask(said, pair, end, call)
            # Its rules leave every number as the source writes it.
            return [renumbered(one, other, source, target) for one, other in zip(sentences, said, strict=True)]

        return call.reply(*translate_in_rounds(texts, source, target, Rounds(ask), end, marks))

    def _chain(self, source: str, target: str) -> tuple[str, ...] | str:
        """Return the pairs to go through, or why there is no way."""
        return _unknown(source, target) or _way(self.problem() or self._listed.ask(), source, target)


def _unknown(source: str, target: str) -> str:
    """Return which language no pair of Apertium's leads to, in words, or ""; nobody need be asked for that."""
    absent = next((code for code in (source, target) if code not in ApertiumEngine.languages), "")
    return f"Apertium has no pair that leads to {BY_CODE[absent].english_name}" if absent else ""


def _way(modes: set[str] | str, source: str, target: str) -> tuple[str, ...] | str:
    if isinstance(modes, str):
        return modes
    one, other = BY_CODE[source].english_name, BY_CODE[target].english_name
    return chain(modes, source, target) or f"no {MOST_HOPS} installed pairs lead from {one} to {other}"
