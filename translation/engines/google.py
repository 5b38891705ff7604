"""Google Cloud Translation, v3 ("Advanced"): POST …:translateText, signed by a service account or with an access token.

A service account's file signs each hour's token here, by google-auth: no token is asked for over the network.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from newsroom.secrets import Secret
from translation.engines.base import Brief, EngineError, Limits, QuotaExceeded, RateLimited, Refused, Service
from translation.engines.base import UnsupportedPair as Unsupported
from translation.engines.net.http import HttpEngine, at
from translation.engines.net.transport import Request, Response

_CODES = {"zh-hans": "zh-CN", "pt": "pt"}  # pt is the Portuguese of Brazil there; sa and la are served
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:_-]*")
_AUDIENCE = "https://translation.googleapis.com/"


class GoogleEngine(HttpEngine):
    """Options: url (GOOGLE_TRANSLATE_URL), project, location, credentials (a service account's file), seconds,
    api_key (an access token instead), glossaries (`en>pt` to the name of a glossary)."""

    name = "google"
    label = "Google Cloud Translation"
    limits = Limits(texts=1024, characters=30_000, seconds=60)
    bounded = True
    price_unit = "characters"

    def __init__(
        self,
        project: str = "",
        location: str = "global",
        credentials: str = "",
        glossaries: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._parent = f"projects/{project}/locations/{location}"
        self._project, self._location, self._file = project, location, credentials
        self._glossaries = dict(glossaries or {})
        self._signer: Any = None
        self._tokens: tuple[Secret, ...] = ()  # the last two: another thread may sign one while an answer comes

    def problem(self) -> str:
        if not (self._file or self._key):
            return "set GOOGLE_APPLICATION_CREDENTIALS to a service account's file, or GOOGLE_ACCESS_TOKEN"
        if not _PART.fullmatch(self._project):
            return "set GOOGLE_PROJECT to the name or number of a project"
        if not all(map(_PART.fullmatch, (self._location, *self._glossaries.values()))):
            return "GOOGLE_LOCATION and the names in GOOGLE_GLOSSARIES must be names, such as us-central1"
        if self._glossaries and self._location == "global":
            return "GOOGLE_GLOSSARIES needs the GOOGLE_LOCATION where the glossaries are, such as us-central1"
        return self._address_problem("GOOGLE_TRANSLATE_URL")

    def serves(self, source: str, target: str) -> Service:
        problem = self.problem()
        return Service(not problem, problem)

    def request(self, texts: Sequence[str], source: str, target: str, brief: Brief) -> Request:
        payload: dict[str, object] = {
            "contents": list(texts),
            "mimeType": "text/html",
            "sourceLanguageCode": _CODES.get(source, source),
            "targetLanguageCode": _CODES.get(target, target),
        }
        if name := self._glossaries.get(f"{source}>{target}"):
            payload["glossaryConfig"] = {"glossary": f"{self._parent}/glossaries/{name}"}
        headers = {"Authorization": f"Bearer {(self._key or self._token()).reveal()}"}
        return Request("POST", f"{self._url}/v3/{self._parent}:translateText", payload, headers=headers)

    def targets(self, answer: object) -> object:
        rows = at(answer, "glossaryTranslations") or at(answer, "translations")
        return [at(row, "translatedText") for row in rows] if isinstance(rows, list) else None

    def said(self, answer: object) -> str:
        said = at(answer, "error", "message")
        return said if isinstance(said, str) else ""

    def failure(self, response: Response) -> EngineError:
        error = super().failure(response)
        said = str(error).lower()
        if response.status == 403 and "rate limit exceeded" in said:
            return RateLimited(str(error))
        if response.status == 403 and "daily limit exceeded" in said:
            return QuotaExceeded(str(error))
        return Unsupported(str(error)) if response.status == 400 and "language" in said else error

    def _secrets(self) -> list[Secret]:
        return [self._key, *self._tokens]

    def _token(self) -> Secret:
        """Return a token that the service account's key signs, the same for most of an hour. Raises Refused."""
        from google.auth import exceptions, jwt  # here, because it loads slowly and most newsrooms do without

        try:
            if self._signer is None:
                self._signer = jwt.Credentials.from_service_account_file(self._file, audience=_AUDIENCE)
            if not self._signer.valid:
                self._signer.refresh(None)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, exceptions.GoogleAuthError) as error:
            kind = type(error).__name__  # its text may hold lines of the file
            raise Refused(f"{self.label}: GOOGLE_APPLICATION_CREDENTIALS names no usable key file ({kind}).") from None
        signed = self._signer.token
        token = Secret(signed.decode() if isinstance(signed, bytes) else str(signed))
        if token not in self._tokens:
            self._tokens = (*self._tokens[-1:], token)
        return token
