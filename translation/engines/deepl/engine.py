"""DeepL: POST /v2/translate, glossaries of the newsroom's terms (/v3/glossaries), GET /v2/usage."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from translation.engines.base import (
    NO_BRIEF,
    BadReply,
    Brief,
    EngineError,
    Limits,
    Quota,
    Refused,
    Rejected,
    Service,
    Unreachable,
    UnsupportedPair,
)
from translation.engines.deepl.glossary import Glossaries
from translation.engines.net.http import RemoteEngine, at, texts_of
from translation.engines.net.transport import Request, Response, Wire, guarded, parsed
from translation.engines.reply import Call, Remark, Reply

PRO, FREE = "https://api.deepl.com", "https://api-free.deepl.com"
_CONTEXT = 2_000  # characters
# Targets that know polite and familiar speech, by the language without its variant.
_FORMAL = frozenset({"DE", "ES", "FR", "IT", "JA", "PT", "RU"})
_ABOUT_GLOSSARIES = re.compile("glossar|dictionar", re.I)  # a glossary holds a dictionary for each pair
VARIANTS = {"en": ("en-GB", "en-US"), "pt": ("pt-BR", "pt-PT")}


class GlossaryGone(Refused):
    """The glossary that a request names is not there (any more)."""


class GlossaryRefused(Rejected):
    """DeepL will not translate with the glossary that a request names."""


class DeepLEngine(RemoteEngine):
    """Options: url (DEEPL_URL), api_key (DEEPL_API_KEY), english and portuguese (variants of these targets).

    All fifteen languages are served, Sanskrit and Latin too (SA, LA: by DeepL's newer models, which are used when no
    model is asked for). The source language is always named: nothing is detected.
    """

    name = "deepl"
    label = "DeepL"
    # DeepL takes 128 KiB. A character of 4 bytes fits as well: 120,000 bytes, and the rest for the context.
    limits = Limits(texts=50, characters=30_000, seconds=60)
    price_unit = "characters"

    def __init__(self, english: str = "en-GB", portuguese: str = "pt-BR", **options: Any) -> None:
        super().__init__(english=english, portuguese=portuguese, **options)
        self._variants = {"en": english, "pt": portuguese}
        self._glossaries = Glossaries()

    def problem(self) -> str:
        if not self._key:
            return "set DEEPL_API_KEY"
        for language, variable in (("en", "DEEPL_ENGLISH"), ("pt", "DEEPL_PORTUGUESE")):
            if self._variants[language] not in VARIANTS[language]:
                return f"{variable} must be {' or '.join(VARIANTS[language])}"
        return self._address_problem("DEEPL_URL") if self._url else ""

    def serves(self, source: str, target: str) -> Service:
        problem = self.problem()
        return Service(not problem, problem)

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        if problem := self.problem():
            raise Refused(f"{self.label}: {problem}.")
        call = call or Call()
        ends = time.monotonic() + self._seconds
        pair = (_base(source), _base(target))
        glossary, why = self._glossaries.get(partial(self._ask, ends, call), *pair, brief.terms)
        if glossary:
            try:
                return call.reply(self._translated(texts, source, target, brief, glossary, ends, call))
            except GlossaryGone:
                # It was deleted at DeepL since it was looked up: the next attempt finds or makes another.
                self._glossaries.forget(*pair, glossary)
                raise BadReply("DeepL has lost the glossary; it is made anew.", lost=False) from None
            except GlossaryRefused as error:
                # One pair's glossary must not cost the newsroom its engine; the checks see the terms.
                why = str(error)
                self._glossaries.refuse(*pair, glossary, why)
        remarks = [Remark(0, f"Translated without the newsroom's glossary: {why}")] if why else []
        return call.reply(self._translated(texts, source, target, brief, "", ends, call), remarks)

    def quota(self) -> Quota | None:
        """Return the characters of this billing period."""
        if problem := self.problem():
            raise Refused(f"{self.label}: {problem}.")
        usage = self._ask(time.monotonic() + self._seconds, Call(), "GET", "/v2/usage")
        used, limit = (_count(at(usage, name)) for name in ("character_count", "character_limit"))
        if used is None or used < 0:
            return None
        return Quota(used, limit if limit and limit > 0 else None)

    def said(self, answer: object) -> str:
        return ": ".join(said for key in ("message", "detail") if isinstance(said := at(answer, key), str) and said)

    def failure(self, response: Response) -> EngineError:
        error = super().failure(response)
        if response.status in (400, 404) and _ABOUT_GLOSSARIES.search(str(error)):
            return GlossaryGone(str(error)) if response.status == 404 else GlossaryRefused(str(error))
        if response.status == 400 and "_lang" in str(error) and "not supported" in str(error):
            return UnsupportedPair(str(error))
        return error

    def _translated(
        self, texts: Sequence[str], source: str, target: str, brief: Brief, glossary: str, ends: float, call: Call
    ) -> list[str]:
        sent = [_shielded(text) for text in texts]
        payload = self._payload(sent, source, target, brief, glossary)
        rows = at(self._ask(ends, call, "POST", "/v2/translate", payload), "translations")
        if not isinstance(rows, list):
            raise BadReply(f"{self.label} answered without translations.")
        billed = [count for row in rows if (count := _count(at(row, "billed_characters"))) is not None]
        if len(billed) < len(rows):
            raise BadReply(f"{self.label} answered without the number of characters that it charges.")
        if all(count > 0 for count in billed):  # where one is not told, neither is their sum
            call.charged(sum(billed), sent)
        return [_bare(text) for text in texts_of([at(row, "text") for row in rows], len(texts), self.label)]

    def _payload(
        self, texts: Sequence[str], source: str, target: str, brief: Brief, glossary: str
    ) -> dict[str, object]:
        payload: dict[str, object] = {
            "text": list(texts),
            "source_lang": _base(source),
            "target_lang": self._variants.get(target, target).upper(),
            "tag_handling": "html",
            "tag_handling_version": "v2",
            "show_billed_characters": True,
        }
        if context := "\n".join(filter(None, (brief.headline, brief.dek, brief.before)))[:_CONTEXT]:
            payload["context"] = context
        if brief.formality and _base(target) in _FORMAL:
            payload["formality"] = f"prefer_{brief.formality}"
        if glossary:
            payload["glossary_id"] = glossary
        return payload

    def _ask(self, ends: float, call: Call, method: str, path: str, payload: object = None) -> object:
        """Send one request, once. Return the JSON of the answer, None for an empty one. Raises EngineError.

        ends: when the answer must have come: the glossary's requests and the translation share one deadline.
        """
        left = round(ends - time.monotonic(), 1)
        if left <= 0 and isinstance(self._send, Wire):
            raise Unreachable(f"{self.label} gave no whole answer within {self._seconds:g} seconds.", lost=False)
        send = guarded(self._send, call, left)
        response = send(Request(method, f"{self._base_url()}{path}", payload, headers=self._headers()))
        if not 200 <= response.status < 300:
            raise self.failure(response)
        return parsed(self._redacted(response), self.label) if response.body else None

    def _base_url(self) -> str:
        """Return DEEPL_URL, else DeepL's own address, which depends on the key."""
        return self._url or (FREE if self._key.reveal().endswith(":fx") else PRO)

    def _headers(self) -> dict[str, str]:
        """Return what names the key. Keep it in no variable: a report of an error shows those."""
        return {"Authorization": f"DeepL-Auth-Key {self._key.reveal()}"}

    def _redacted(self, response: Response) -> Response:
        """Return the response without the key, which a server may repeat: a report of an error shows what was read."""
        if self._key.reveal().encode() not in response.body:
            return response
        return replace(response, body=self._key.redact(response.body.decode("utf-8", "replace")).encode())


def _count(value: object) -> int | None:
    """Return a number of characters, None for what is no number. Raises BadReply for one without end."""
    if isinstance(value, float) and not math.isfinite(value):
        raise BadReply("DeepL answered with an infinite number of characters.")
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _base(code: str) -> str:
    """Return DeepL's code of an edition as a source: the language alone."""
    return code.partition("-")[0].upper()


def _shielded(text: str) -> str:
    """Return the text with code marked as not to be translated, as HTML has it and DeepL heeds it."""
    return text.replace("<code>", '<code translate="no">')


def _bare(text: str) -> str:
    return text.replace('<code translate="no">', "<code>")
