"""One request to an OpenAI-compatible server (POST /chat/completions), and what came of it.

What a server cannot do (a JSON schema, JSON at all, a temperature) it says once; it is remembered for this process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from newsroom.secrets import Secret
from translation.engines.base import BadReply, EngineError, QuotaExceeded, Refused
from translation.engines.net.http import at
from translation.engines.net.transport import Request, Response, Send, failure, parsed, shown
from translation.engines.reply import Call, Usage

_FORMATS = ("json_schema", "json_object", "text")
_ABOUT_FORMAT = re.compile(r"response.?format|json.?schema|json.?object|structured|guided|grammar", re.I)
_ABOUT_LENGTH = re.compile(
    r"context.?(?:length|window|size)|maximum context|too many tokens|too long|reduce the length", re.I
)
_NO_MONEY = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
_FILTERED = frozenset({"content_filter", "content_policy_violation"})
# Tokens of an answer: nobody knows before how long a model thinks, but today's give 128,000 at most, thoughts included.
_MOST_OUT = 128 * 1024


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a server with a model is known to take: the index in _FORMATS, and whether a temperature."""

    format: int = 0
    temperature: bool = True


_abilities: dict[tuple[str, str], Abilities] = {}  # by base URL and model


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said. broken_off: it did not get to the end; refused: why it will not, "" if it did not refuse."""

    content: str
    broken_off: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ChatClient:
    """A server's base URL, a model there and the key; label: the engine's name, as a sentence begins with it."""

    label: str
    url: str
    model: str
    key: Secret

    def ask(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, object], send: Send, call: Call
    ) -> Answer:
        """Send messages and return the model's answer; what it used is noted in the call.

        call.expected: what the request uses at most (token_limits.py), unless the model thinks before it answers. A
        text too long for the model is an answer that broke off. Raises EngineError.
        """
        for _attempt in range(len(_FORMATS) + 1):
            known = _abilities.get((self.url, self.model), Abilities())
            with _noted_if_lost(call):
                response = self._post(messages, schema, send, known)
                if response.status == 200:
                    body = parsed(response, self.label)
                else:
                    code, said = self._said(response)
                    less = _less(known, response.status, said)
                    if less is None:
                        return self._failed(response, code, said)
                    _abilities[self.url, self.model] = less
                    continue
            return self._answer(body, call)
        raise Refused(f"{self.label} refuses every form of the request.")

    def _post(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, object], send: Send, known: Abilities
    ) -> Response:
        """Send one request, once. Return the response whatever its status."""
        payload: dict[str, object] = {"model": self.model, "messages": [dict(message) for message in messages]}
        if known.temperature:
            payload["temperature"] = 0
        if kind := _format(known, schema):
            payload["response_format"] = kind
        return send(Request("POST", f"{self.url}/chat/completions", payload, headers=self._headers()))

    def _headers(self) -> dict[str, str]:
        """Return what names the key, nothing without one. Keep it in no variable: a report of an error shows those."""
        return {"Authorization": f"Bearer {self.key.reveal()}"} if self.key else {}

    def _answer(self, body: object, call: Call) -> Answer:
        content = at(body, "choices", 0, "message", "content")
        if usage := _usage(at(body, "usage"), bool(content), call.expected):
            call.used(usage)
        else:
            call.lost()
        finish = at(body, "choices", 0, "finish_reason")
        refusal = at(body, "choices", 0, "message", "refusal")
        if isinstance(refusal, str) and refusal.strip():
            return Answer("", refused=shown(refusal, self.key))
        if finish == "content_filter":
            return Answer("", refused="its content filter")
        if finish == "length":
            return Answer(content if isinstance(content, str) else "", broken_off=True)
        if not isinstance(content, str):
            raise BadReply(f"{self.label} answered without a message.")
        return Answer(content)

    def _failed(self, response: Response, code: str, said: str) -> Answer:
        """Return the answer that an error amounts to where asking for less may help. Raises EngineError."""
        if code in _FILTERED:
            return Answer("", refused=said or code)
        if response.status == 413 or code == "context_length_exceeded":
            return Answer("", broken_off=True)
        if response.status in (400, 422) and _ABOUT_LENGTH.search(said):
            return Answer("", broken_off=True)
        raise self._error(response, code, said)

    def _error(self, response: Response, code: str, said: str) -> EngineError:
        if response.status == 429 and code in _NO_MONEY:
            return QuotaExceeded(f"{self.label} has no quota left: {said.rstrip('.') or code}.")
        if response.status == 404:
            return Refused(
                f"{self.label} has no model “{self.model}”, or nothing at this address (status 404): "
                f"see OPENAI_MODEL and OPENAI_BASE_URL{': ' + said.rstrip('.') if said else ''}."
            )
        return failure(response, self.label, said)

    def _said(self, response: Response) -> tuple[str, str]:
        """Return the server's own code and message in an error, "" for what it does not say."""
        try:
            body = parsed(response, self.label)
        except BadReply:
            return "", ""
        places = [at(body, "error"), body]  # Ollama and old vLLM differ
        codes = _strings(at(place, name) for place in places for name in ("code", "type"))
        texts = _strings([*(at(place, name) for place in places for name in ("message", "detail")), at(body, "error")])
        known = [code for code in codes if code in _NO_MONEY | _FILTERED]
        return next(iter([*known, *codes]), ""), shown(next(iter(texts), ""), self.key)


def _strings(values: Iterable[object]) -> list[str]:
    return [value for value in values if isinstance(value, str)]


@contextmanager
def _noted_if_lost(call: Call) -> Iterator[None]:
    """Note in the call an answer that may have been charged and did not come."""
    try:
        yield
    except EngineError as error:
        if error.lost:
            call.lost()
        raise


def _format(known: Abilities, schema: Mapping[str, object]) -> dict[str, object] | None:
    kind = _FORMATS[known.format]
    if kind == "json_schema":
        return {"type": kind, "json_schema": {"name": "translations", "strict": True, "schema": dict(schema)}}
    return {"type": kind} if kind == "json_object" else None


def _less(known: Abilities, status: int, said: str) -> Abilities | None:
    """Return what to ask for instead after a refusal that names what the server cannot do; None if it names nothing."""
    if status not in (400, 422, 501):
        return None
    if known.temperature and "temperature" in said.lower():
        return replace(known, temperature=False)
    if known.format < len(_FORMATS) - 1 and _ABOUT_FORMAT.search(said):
        return replace(known, format=known.format + 1)
    return None


def _usage(said: object, answered: bool, most: Usage) -> Usage | None:
    """Return what a server says that a request used, both ways; None where it does not say, or what cannot be.

    answered: whether text came back, which is at least a token. Every request has a token at least, and no more than it
    has bytes.
    """
    sent, received = _count(at(said, "prompt_tokens")), _count(at(said, "completion_tokens"))
    if sent is None or received is None:
        return None
    believed = 0 < sent <= (most.tokens_in or 0) and answered <= received <= max(_MOST_OUT, most.tokens_out or 0)
    return Usage(tokens_in=sent, tokens_out=received) if believed else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
