"""`manage.py models offer`, which `make run` calls: prompt once for languages, and fetch their models.

Unlike the other actions it continues after errors: without a network the newsroom starts anyway.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from newsroom import editions
from newsroom.languages import PIVOT, edition
from translation.engines.firefox.catalogue import Releases, directions, refusal
from translation.engines.firefox.downloads import Source, megabytes
from translation.engines.firefox.folder import Folder, ModelsError
from translation.engines.firefox.languages import fetch, missing, sizes

NOTE = ".asked"
NO = ("no", "none")
OFFLINE = "offline"  # the list could not be read; newsroom.local.run calls this again after a day
STALL = 5.0  # seconds that the server of the list may take to answer
LATER = "later: MODELS=de,fr make run, or the Translate page"


class BadAnswer(ValueError):
    """An answer contains an unknown language; the message lists the known ones."""


@dataclass
class Offer:
    """One offer. answer: MODELS, or ""; ask: reads a line, and raises EOFError if there is none."""

    source: Source
    folder: Folder
    answer: str = ""
    ask: Callable[[str], str] = input

    def make(self) -> None:
        """Fetch the models of the present or a stored answer, or prompt. Raises BadAnswer, ModelsError."""
        noted = self._noted()
        try:
            if self.answer in NO:
                self._note("no")
            elif self.answer:
                self._fetch(self.answer)
            elif noted not in ("", "no", OFFLINE) and not noted.startswith("done"):
                say(f"continuing with the models of {noted}")
                self._fetch(noted)
            elif noted in ("", OFFLINE):
                self._question()
        except OSError as error:
            raise ModelsError(f"{error.filename or self.folder.path}: {error.strerror or error}.") from error

    def _question(self) -> None:
        """Prompt for the languages to fetch, and store the answer."""
        try:
            offered = self._releases()
        except ModelsError as error:
            say(f"no models are offered: {error}")
            self._note(OFFLINE)
            return
        choice = self._choice(offered)
        if not choice:
            return
        say("articles are translated on this machine, by models; those for these languages can be fetched now:")
        for code, size in choice.items():
            print(f"    {code:<8} {edition(code).english_name:<20} {megabytes(size):>6}", file=sys.stderr)
        say("this is asked once; Ctrl-C stops everything")
        try:
            codes = self._codes(choice)
        except EOFError:
            return
        if codes:
            self._fetch(",".join(codes), offered)
        else:
            say(f"none is fetched; {LATER}")
            self._note("no")

    def _codes(self, choice: Mapping[str, int]) -> list[str]:
        """Return the languages that are typed; prompts again if one is not offered. Raises EOFError."""
        for _attempt in range(3):
            said = self.ask("newsroom: which? (such as “de fr”, “all”, or Enter for none) ")
            try:
                return parsed(said, list(choice))
            except BadAnswer as error:
                say(str(error))
        return []

    def _fetch(self, answer: str, offered: Releases | None = None) -> None:
        """Fetch languages; an error is printed in one line, and the next start continues. Raises BadAnswer."""
        names = [code for code in editions.codes() if code != PIVOT and not refusal(code)]
        codes = parsed(answer, names)
        left = [code for code in codes if missing(self.folder, code)]
        self._note(",".join(codes))
        for code in list(left):
            try:
                offered = offered or self._releases()
                fetch(self.source, self.folder, code, Line(code).progress, offered)
                left.remove(code)
            except ModelsError as error:
                if offered is None:
                    say(f"no models of {', '.join(left)}, the next start continues with them: {error}")
                    return
                say(f"{edition(code).english_name}: {error}")
        if not left:
            self._note(f"done {answer}")

    def _releases(self) -> Releases:
        return Source(self.source.url, self.source.private_hosts, STALL).releases()

    def _choice(self, offered: Releases) -> dict[str, int]:
        """Return the languages that can be fetched and are missing, with their bytes to download."""
        known, found = sizes(offered), {}
        for code in editions.codes():
            pairs = [] if code == PIVOT or refusal(code) else missing(self.folder, code)
            if pairs and all(pair in known for pair in directions(code)):
                found[code] = sum(known[pair] for pair in pairs)
        return found

    def _noted(self) -> str:
        path = self.folder.path / NOTE
        return path.read_text().strip() if path.is_file() else ""

    def _note(self, words: str) -> None:
        self.folder.path.mkdir(parents=True, exist_ok=True)
        (self.folder.path / NOTE).write_text(f"{words}\n")


class Line:
    """One line about a language's download: it grows on a terminal, elsewhere it is written at the end."""

    def __init__(self, code: str) -> None:
        self._name = edition(code).english_name
        self._shown = -1

    def progress(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 100
        if percent == self._shown or (percent < 100 and not sys.stderr.isatty()):
            return
        self._shown = percent
        text = f"newsroom: {self._name}: {percent} % of {megabytes(total)}"
        print(f"\r{text}" if sys.stderr.isatty() else text, end="", file=sys.stderr, flush=True)
        if percent == 100:
            print(file=sys.stderr, flush=True)


def parsed(answer: str, names: Sequence[str]) -> list[str]:
    """Return the codes of an answer, [] for none. Raises BadAnswer for one that is not among `names`."""
    words = [word.lower() for word in re.split(r"[\s,;]+", answer.strip()) if word]
    if words == ["all"]:
        return list(names)
    if not words or words[0] in NO:
        return []
    if unknown := [word for word in words if word not in names]:
        raise BadAnswer(f"“{unknown[0]}” is not among {', '.join(names)}.")
    return list(dict.fromkeys(words))


def say(text: str) -> None:
    """Print one line."""
    print(f"newsroom: {text}", file=sys.stderr, flush=True)
