"""Any OpenAI-compatible chat endpoint: OpenAI, vLLM, Ollama, llama.cpp server. See docs/how-to/language-models.md.

Texts go out as JSON rows with ids; rows that do not come back as they should are asked for again, fewer at a time.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from newsroom.secrets import Secret
from translation.engines.base import (
    NO_BRIEF,
    BadReply,
    Brief,
    Engine,
    EngineError,
    Limits,
    PartialReply,
    Refused,
    Rejected,
    Service,
)
from translation.engines.chat.client import Answer, ChatClient
from translation.engines.chat.preambles import doubtful
from translation.engines.chat.prompt import SCHEMA, messages
from translation.engines.chat.refusals import Refusals
from translation.engines.chat.row_order import misplaced
from translation.engines.chat.rows import faults, read
from translation.engines.chat.token_limits import most
from translation.engines.net.address_guard import url_problem
from translation.engines.net.transport import Send, Wire, guarded
from translation.engines.reply import Call, Remark, Reply, Usage
from translation.engines.text.entities import escaped
from translation.engines.text.length_limits import too_long

OPENAI = "https://api.openai.com/v1"
MOST_CALLS = 12  # to the server in one translate()
_SPOKEN = "The language model"  # in messages that are a sentence about it
_TRIES = 2  # of a text, the last of them alone


class OpenAIEngine(Engine):
    """Options: url (the base, mostly with /v1), api_key, model, seconds (for all of a call), private_hosts, send."""

    name = "openai"
    label = "Language model"
    limits = Limits(texts=40, characters=8_000, seconds=100.0)
    price_unit = "tokens"

    def __init__(
        self,
        url: str = "",
        api_key: Secret | None = None,
        model: str = "",
        seconds: float | None = None,
        private_hosts: Collection[str] = (),
        send: Send | None = None,
        **options: object,
    ) -> None:
        super().__init__(url=url, model=model, seconds=seconds, **options)
        self._given = bool(url)
        self._refusals: dict[tuple[str, str], Refusals] = {}  # by source and target
        self._client = ChatClient(_SPOKEN, url.rstrip("/") or OPENAI, model, api_key or Secret())
        self._seconds = self.limits.seconds
        self._send = send or Wire(_SPOKEN, self._seconds, tuple(private_hosts))

    def problem(self) -> str:
        if not self._given and not self._client.key:
            return "set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own"
        if not self._client.model:
            return "set OPENAI_MODEL"
        return url_problem(self._client.url, "OPENAI_BASE_URL")

    def serves(self, source: str, target: str) -> Service:
        problem = self.problem()
        return Service(not problem, problem)

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        """See Engine.translate. Raises PartialReply with what came right where not every text did."""
        if problem := self.problem():
            raise Refused(f"{self.label}: {problem}.")
        call = call or Call()
        refusals = self._refusals.setdefault((source, target), Refusals())
        work = _Work(dict(enumerate(texts, start=1)), time.monotonic() + self._seconds)
        work.begin(refusals)
        while work.waiting and work.calls < MOST_CALLS and time.monotonic() < work.end:
            asked = work.next()
            try:
                answer = self._answer(work, asked, source, target, brief, call)
            except EngineError as error:
                if not work.done:  # without the frames it came through: they hold what was sent, the key too
                    raise error.with_traceback(None) from None
                work.error = error
                break
            if answer.refused:
                work.refuse(asked, answer.refused)
                refusals.refused(asked.values(), answer.refused)
                if refusals.everything():
                    break
            elif work.take(asked, answer, target):
                refusals.translated()
        return call.reply(work.result(self.label, refusals), work.remarks())

    def _answer(self, work: _Work, asked: dict[int, str], source: str, target: str, brief: Brief, call: Call) -> Answer:
        """Ask the model once, with what is left of the time for the whole call. Raises EngineError."""
        told = messages(asked, source, target, work.brief(brief, asked), work.notes)
        call.expect(most(told, asked, source, target))
        send = guarded(self._send, call, max(0.001, work.end - time.monotonic()))
        return self._client.ask(told, SCHEMA, send, call)

    def most(self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF) -> Usage:
        asked = dict(enumerate(texts, start=1))
        return most(messages(asked, source, target, brief, {}), asked, source, target)


@dataclass(slots=True)
class _Work:
    """The state of one translate(): what came right, and what is to be asked for (again). Ids count from 1."""

    texts: dict[int, str]
    end: float
    waiting: deque[list[int]] = field(default_factory=deque)
    done: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)  # what was wrong with the last answer, by id
    earlier: dict[int, str] = field(default_factory=dict)  # what was wrong before this call; the model is not told
    tries: dict[int, int] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)  # what the last answer refused
    calls: int = 0
    error: EngineError | None = None  # that ended the work early

    def begin(self, refusals: Refusals) -> None:
        """Put down what to ask for first: all at once, but nothing that was refused a moment ago as it was then."""
        known = refusals.known(self.texts)
        self.refused = {*known}
        self.earlier = {number: f"the model refused a few minutes ago: {was.why}" for number, was in known.items()}
        suspected = {number: was.size for number, was in known.items() if was.size > 1}
        self.tries = dict.fromkeys(suspected, 1)
        parts = [[number for number in self.texts if number not in known]]
        for size in sorted({*suspected.values()}):
            together = [number for number in self.texts if suspected.get(number) == size]
            parts += [together[at : at + size // 2] for at in range(0, len(together), size // 2)]
        self.waiting.extend(part for part in parts if part)

    def next(self) -> dict[int, str]:
        """Return the texts to ask for now, by id."""
        self.calls += 1
        return {number: self.texts[number] for number in self.waiting.popleft()}

    def brief(self, brief: Brief, asked: dict[int, str]) -> Brief:
        """Return the brief with the text that stands before the first of these."""
        first = next(iter(asked))
        return brief if first == 1 else replace(brief, before=self.texts[first - 1])

    def sort(self, asked: dict[int, str], rows: dict[int, str], wrong: dict[int, str]) -> None:
        """Keep the rows that are right and put the others back: in halves, and at last alone."""
        self.done |= {number: rows[number] for number in asked if number not in wrong}
        self.notes |= wrong
        for number in wrong:
            self.tries[number] = self.tries.get(number, 0) + 1
        again = [number for number in asked if number in wrong]
        if len(asked) == 1:
            again = [number for number in again if self.tries[number] < _TRIES]
        half = len(again) if len(again) <= len(asked) // 2 else (len(again) + 1) // 2
        self.waiting.extend(part for part in (again[:half], again[half:]) if part)

    def refuse(self, asked: dict[int, str], why: str) -> None:
        """Put back what the model refused."""
        self.sort(asked, {}, dict.fromkeys(asked, f"the model refused: {why}"))
        self.refused |= asked.keys()

    def take(self, asked: dict[int, str], answer: Answer, target: str) -> bool:
        """Sort the rows of an answer; tell whether any of them is right."""
        self.refused -= asked.keys()
        rows, odd, starts = read(answer.content)
        known = {number: escaped(rows[number], asked[number]) for number in asked if number in rows}
        absent = "the answer broke off before it" if answer.broken_off else "no row came for it"
        wrong = {number: absent for number in asked if number not in rows}
        wrong |= dict.fromkeys(odd & asked.keys(), "several rows came for it")
        fit = {number: text for number, text in known.items() if not too_long(asked[number], text)}
        wrong |= misplaced(fit, asked, starts) | faults(known, asked, target)
        self.sort(asked, known, wrong)
        return len(wrong) < len(asked)

    def remarks(self) -> list[Remark]:
        """Return which of the translations may begin with words of the model's own."""
        found = {number: doubtful(self.texts[number], text) for number, text in self.done.items()}
        return [
            Remark(number - 1, f"It begins like a remark of the model: “{words}”.")
            for number, words in found.items()
            if words
        ]

    def result(self, label: str, refusals: Refusals) -> list[str]:
        """Return the translations in order. Raises PartialReply, or Refused or BadReply where nothing came right.

        A model that refuses these texts, and has translated others, is not to be given up for them: PartialReply too.
        """
        absent = [number for number in self.texts if number not in self.done]
        if not absent:
            return [self.done[number] for number in self.texts]
        message = self._message(label, absent)
        if not self.done and not self.refused.issuperset(absent):
            raise BadReply(message)
        if not self.done and refusals.everything():
            raise Refused(message)
        if not self.done and not refusals.willing():
            raise Rejected(message)
        raise PartialReply(message, {number - 1: text for number, text in self.done.items()}, self.remarks())

    def _message(self, label: str, absent: list[int]) -> str:
        """Return which texts did not come right, and why."""
        notes = self.earlier | self.notes
        whys = dict.fromkeys(notes.get(number, "it was not answered in time") for number in absent)
        reason = str(self.error or f"{label}: {'; '.join(whys)}.")
        named = ", ".join(str(number) for number in absent[:10]) + (", …" if len(absent) > 10 else "")
        return f"{len(absent)} of {len(self.texts)} texts did not come right (text {named} of the call). {reason}"
