"""What engines over HTTP have in common: a request for each call; its status, JSON and texts, all distrusted."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Sequence
from typing import ClassVar

from newsroom.secrets import Secret
from translation.engines.base import NO_BRIEF, BadReply, Brief, Engine, EngineError, Refused, Rejected
from translation.engines.net.address_guard import url_problem
from translation.engines.net.transport import Request, Response, Send, Wire, failure, guarded, parsed, shown
from translation.engines.reply import Call, Reply


class RemoteEngine(Engine):
    """What engines that send one request in a call share with those that send several.

    Options: url, api_key, seconds (deadline of a call), private_hosts (see addresses.resolve), send (a wire).
    """

    def __init__(
        self,
        url: str = "",
        api_key: Secret | None = None,
        seconds: float | None = None,
        private_hosts: Collection[str] = (),
        send: Send | None = None,
        **options: object,
    ) -> None:
        super().__init__(url=url, seconds=seconds, **options)
        self._url = url.rstrip("/")
        self._key = api_key or Secret()
        self._seconds = self.limits.seconds
        self._send = send or Wire(self.label, self._seconds, tuple(private_hosts))

    def said(self, answer: object) -> str:
        """Return the service's own message in its answer to a refused request, "" if there is none."""
        return ""

    def failure(self, response: Response) -> EngineError:
        """Return the error that a response other than 200 means; without the keys, which a server may repeat."""
        try:
            said = self.said(parsed(response, self.label))
        except BadReply:
            said = ""
        return failure(response, self.label, shown(said, *self._secrets()))

    def _secrets(self) -> list[Secret]:
        """Return what is sent to the service and must not be shown."""
        return [self._key]

    def _address_problem(self, setting: str) -> str:
        """Return why the URL of the engine, which `setting` holds, cannot be used, or ""."""
        return url_problem(self._url, setting)


class HttpEngine(RemoteEngine):
    """An engine that asks with one request and finds the texts in one answer.

    bounded: the service itself takes no more characters in a request than `limits` says.
    """

    bounded: ClassVar[bool] = False

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        if problem := self.problem():
            raise Refused(f"{self.label}: {problem}.")
        self._fits(texts)
        call = call or Call()
        response = guarded(self._send, call)(self.request(texts, source, target, brief))
        if response.status != 200:
            raise self.failure(response)
        call.charged(self.counted(response), texts)
        return call.reply(texts_of(self.targets(parsed(response, self.label)), len(texts), self.label))

    def _fits(self, texts: Sequence[str]) -> None:
        """Raise Rejected, without asking, for what the service would refuse for its length: a text longer than a call
        goes alone, and only that one is to be given to another engine."""
        length, most = sum(map(len, texts)), self.limits.characters
        if self.bounded and length > most:
            what = "The text has" if len(texts) == 1 else "The texts have"
            raise Rejected(
                f"{what} {length:,} characters; {self.label} takes {most:,} in a request, so it was not asked."
            )

    def counted(self, response: Response) -> int:
        """Return how many characters the service says it charges for the texts, 0 where it does not say."""
        return 0

    @abstractmethod
    def request(self, texts: Sequence[str], source: str, target: str, brief: Brief) -> Request:
        """Return the request that asks for these translations. Raises UnsupportedPair or Refused."""

    @abstractmethod
    def targets(self, answer: object) -> object:
        """Return what stands where the texts should stand in the service's answer; None if there is no such place."""


def texts_of(found: object, expected: int, name: str) -> list[str]:
    """Return what an answer holds as texts. Raises BadReply if it is not a list of as many strings."""
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        del found  # a report of the error shows variables, and a server may repeat a key
        raise BadReply(f"{name} answered without a list of texts.")
    if (came := len(found)) != expected:
        del found
        raise BadReply(f"{name} answered with {came} texts to {expected}.")
    return found


def at(answer: object, *path: str | int) -> object:
    """Return what stands at a path of keys and indices in parsed JSON, None where the path breaks off."""
    for step in path:
        if isinstance(step, int) and isinstance(answer, list) and -len(answer) <= step < len(answer):
            answer = answer[step]
        elif isinstance(step, str) and isinstance(answer, dict):
            answer = answer.get(step)
        else:
            return None
    return answer
