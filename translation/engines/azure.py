"""Azure Translator, API version 3.0: POST /translate with a key and, where the resource has one, a region.

Terms are not sent: the dynamic dictionary wants English on one side and knows no inflection; translations are
checked for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from newsroom.languages import BY_CODE, CODES
from translation.engines.base import BadReply, Brief, EngineError, Limits, QuotaExceeded, Service, UnsupportedPair
from translation.engines.net.http import HttpEngine, at
from translation.engines.net.transport import Request, Response, parsed

_CODES = {"zh-hans": "zh-Hans", "pt": "pt"}  # pt is the Portuguese of Brazil there
_WITHOUT = frozenset({"sa", "la"})
# The service's own six-digit codes: a language or a pair that it does not have, and a free plan that is used up.
_UNSUPPORTED = frozenset({"400019", "400023", "400035", "400036"})
_USED_UP = "403001"


class AzureEngine(HttpEngine):
    """Options: url, api_key, region (AZURE_TRANSLATOR_URL, AZURE_TRANSLATOR_KEY, AZURE_TRANSLATOR_REGION), seconds."""

    name = "azure"
    label = "Azure Translator"
    briefed = False
    limits = Limits(texts=1000, characters=50_000, seconds=60)
    bounded = True
    languages = frozenset(CODES) - _WITHOUT
    price_unit = "characters"

    def __init__(self, region: str = "", **options: Any) -> None:
        super().__init__(**options)
        self._region = region

    def problem(self) -> str:
        if not self._key:
            return "set AZURE_TRANSLATOR_KEY to the key of a Translator resource"
        return self._address_problem("AZURE_TRANSLATOR_URL")

    def serves(self, source: str, target: str) -> Service:
        if problem := self.problem():
            return Service(False, problem)
        for code in (source, target):
            if code in _WITHOUT:
                return Service(False, f"{self.label} has no {BY_CODE[code].english_name}")
        return Service(True)

    def request(self, texts: Sequence[str], source: str, target: str, brief: Brief) -> Request:
        if not (service := self.serves(source, target)):
            raise UnsupportedPair(f"{self.label}: {service.reason}.")
        pair = {"from": _CODES.get(source, source), "to": _CODES.get(target, target)}
        query = urlencode({"api-version": "3.0", **pair, "textType": "html"})
        return Request(
            "POST", f"{self._url}/translate?{query}", [{"Text": text} for text in texts], headers=self._own()
        )

    def targets(self, answer: object) -> object:
        if not isinstance(answer, list):
            return None
        return [at(row, "translations", 0, "text") for row in answer]

    def counted(self, response: Response) -> int:
        counted = response.headers.get("x-metered-usage", "")
        # Longer ones are not read: Python takes no more than 4,300 digits.
        return int(counted) if counted.isascii() and counted.isdecimal() and len(counted) < 12 else 0

    def said(self, answer: object) -> str:
        said = at(answer, "error", "message")
        return f"{said} ({at(answer, 'error', 'code')})" if isinstance(said, str) else ""

    def failure(self, response: Response) -> EngineError:
        error = super().failure(response)
        try:
            code = str(at(parsed(response, self.label), "error", "code"))
        except BadReply:
            return error
        if code in _UNSUPPORTED:
            return UnsupportedPair(str(error))
        return QuotaExceeded(str(error)) if code == _USED_UP else error

    def _own(self) -> dict[str, str]:
        region = {"Ocp-Apim-Subscription-Region": self._region} if self._region else {}
        return {"Ocp-Apim-Subscription-Key": self._key.reveal(), **region}
