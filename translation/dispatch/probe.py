"""Try an engine out by hand: two words, through the same door as jobs, written into the same ledger."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass

from translation import wording
from translation.dispatch.call import ask
from translation.engines import routing
from translation.engines.base import NO_BRIEF, EngineError, Quota, QuotaExceeded
from translation.engines.net.transport import within
from translation.models import EngineCall
from translation.rights import NotAllowed

TEXT = "Hello, world"
SECONDS = 15.0  # a person waits, and a thread of the web server; engines that compute here keep their own deadline


@dataclass(frozen=True, slots=True)
class Probe:
    """How a probe went: the answer, or why there is none. via: the pivot's code, or "".

    problem: a service's own text, else in the active language; problem_language: "en" if it is in English there.
    """

    engine: str
    source: str
    target: str
    answer: str = ""
    problem: str = ""
    via: str = ""
    milliseconds: int = 0
    quota: Quota | None = None
    quota_problem: str = ""
    problem_language: str = ""


def probe(engine: str, source: str, target: str, *, user_id: int | None) -> Probe:
    """Translate TEXT, whatever the source language, and ask what the account has used.

    Every failure of the engine is told in the Probe. Raises languages.UnknownLanguage, ImproperlyConfigured.
    """
    start = time.monotonic()
    via = answer = problem = quota_problem = language = ""
    quota, used_up = None, False
    with within(SECONDS):
        try:
            route = routing.find_route(source, target, engine)
            via = route.via
            with ExitStack() as calls:
                reason = EngineCall.Reason.PROBE
                answer = ask(None, route, [TEXT], NO_BRIEF, calls, reason=reason, user_id=user_id).texts[0]
        except (EngineError, NotAllowed) as error:
            problem, used_up = wording.render(error.said), isinstance(error, QuotaExceeded)
            language = wording.language_of(error.said)
        milliseconds = round(1000 * (time.monotonic() - start))
        if answer or used_up:  # just where nothing is left, a person wants to see the account
            try:
                quota = routing.engine(engine).quota()
            except EngineError as error:
                quota_problem = str(error)
    if engine in routing.names() and routing.engine(engine).local:
        # Models are large, and the web server's processes have other work.
        routing.engine(engine).close()
    return Probe(engine, source, target, answer, problem, via, milliseconds, quota, quota_problem, language)
