"""Texts that a model has refused, and whether it refuses these or whatever it is asked.

What was refused is known for some minutes: whoever asks for the rest of a call again, in halves, need not pay for the
same refusals each time.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

KEPT = 600.0  # seconds: a job asks again at once; a person who tries again later is not answered from memory
_MOST_KEPT = 200  # texts of a pair
# Texts that were refused alone with none right between: of a model that has translated nothing lately, and of one that
# has, where an article may well have several that it does not like in a row.
_ALL, _ALL_SUDDENLY = 3, 10


@dataclass(frozen=True, slots=True)
class Refusal:
    """The last refusal of a text. size: how many texts were asked for together, of which one may be to blame."""

    why: str
    size: int
    until: float


@dataclass(slots=True)
class Refusals:
    """What one engine's model refused of one pair. Several threads may share it: what they lose is asked for again."""

    _texts: dict[str, Refusal] = field(default_factory=dict)
    _in_row: int = 0
    _right_at: float | None = None

    def refused(self, texts: Collection[str], why: str) -> None:
        """Remember texts that were refused together, or one that was refused alone."""
        if len(texts) == 1:
            self._in_row += not any((found := self._texts.get(text)) and found.size == 1 for text in texts)
        self._texts |= dict.fromkeys(texts, Refusal(why, len(texts), time.monotonic() + KEPT))
        for oldest in list(self._texts)[:-_MOST_KEPT]:
            self._texts.pop(oldest, None)

    def translated(self) -> None:
        """Remember that the model has translated something."""
        self._in_row, self._right_at = 0, time.monotonic()

    def known(self, texts: Mapping[int, str]) -> dict[int, Refusal]:
        """Return by id the last refusal of those of the texts that were refused, lately."""
        now = time.monotonic()
        found = {number: self._texts[text] for number, text in texts.items() if text in self._texts}
        return {number: refusal for number, refusal in found.items() if refusal.until > now}

    def willing(self) -> bool:
        """Tell whether the model has translated something lately."""
        return self._right_at is not None and time.monotonic() - self._right_at < KEPT

    def everything(self) -> bool:
        """Tell whether the model refuses whatever it is asked, as far as one can see."""
        return self._in_row >= (_ALL_SUDDENLY if self.willing() else _ALL)
