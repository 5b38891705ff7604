"""Which engine translates a pair, directly or through English, and the one door through which texts go to it.

    route = find_route("de", "fr")          the first engine of TRANSLATION_ENGINES that serves the pair
    for group in batches(texts, engine(route.engine).limits):
        translate(route, [texts[index] for index in group])

No ORM; settings are read when asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from django.core.exceptions import ImproperlyConfigured

from newsroom import editions
from newsroom.languages import PIVOT, edition
from newsroom.messages import N_, render, say, verbatim
from translation.engines.base import (
    NO_BRIEF,
    BadReply,
    Brief,
    Engine,
    PartialReply,
    Service,
    UnsupportedPair,
    permitted,
)
from translation.engines.batching import batches
from translation.engines.registry import UnknownEngine, close_all, engine, names, preferred
from translation.engines.reply import Call, Remark, Reply, moved
from translation.engines.text.length_limits import too_long

__all__ = [
    "NoRoute", "Route", "Row", "UnknownEngine",
    "batches", "close_all", "engine", "find_route", "find_routes", "names", "preferred", "route_by", "table",
    "translate",
]  # fmt: skip

MESSAGES = {
    "no_route.pair": N_("No engine translates from %(language_source)s into %(language_target)s. %(why)s"),
    "no_route.no_engine": N_("TRANSLATION_ENGINES names no engine."),
}


@dataclass(frozen=True, slots=True)
class Route:
    """An engine's name and the pairs it is asked for in turn: one direct step, or two through English."""

    engine: str
    steps: tuple[tuple[str, str], ...]

    @property
    def via(self) -> str:
        """The pivot language's code, or "" for a direct route."""
        return self.steps[0][1] if len(self.steps) > 1 else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of the table: the engine and pivot that serve it, or "" and the reasons why none does."""

    source: str
    target: str
    engine: str = ""
    via: str = ""
    reason: str = ""


RouteBy = Callable[[Engine, str, str, str], "Route | str"]  # see route_by


class NoRoute(UnsupportedPair):
    """No engine serves the pair. The message names it in words and, engine by engine, what to configure.

    `reasons`: (engine, reason) in the order of preference, then those that would serve if they were configured; `why`:
    the same as sentences.
    """

    def __init__(self, source: str, target: str, reasons: Sequence[tuple[str, str]]) -> None:
        self.source, self.target, self.reasons = source, target, tuple(reasons)
        hints = " ".join(f"{name}: {reason.rstrip('.')}." for name, reason in reasons)
        why = verbatim(hints) if reasons else say("no_route.no_engine")
        said = say("no_route.pair", language_source=source, language_target=target, why=why)
        self.why = render(why, MESSAGES)
        super().__init__(render(said, MESSAGES), said=said)


def route_by(
    candidate: Engine, name: str, source: str, target: str, serves: Callable[[str, str], Service] | None = None
) -> Route | str:
    """Return the route by this engine, or the reason why there is none. serves: as Engine.serves, which it replaces."""
    serves = serves or candidate.serves
    if source == target:
        return "source and target are the same language"
    direct = serves(source, target)
    if direct:
        return Route(name, ((source, target),))
    if PIVOT in (source, target):
        return direct.reason
    legs = ((source, PIVOT), (PIVOT, target))
    refusals = [service.reason for service in (serves(*leg) for leg in legs) if not service]
    if not refusals:
        return Route(name, legs)
    return "; ".join(dict.fromkeys(refusals))


def find_route(source: str, target: str, name: str | None = None, by: RouteBy = route_by) -> Route:
    """Return the route for a pair of language codes: by the engine `name`, or by the first preferred one serving it.

    Each engine is tried directly, then through English; an explicit-only engine serves only when named.
    by: tells what an engine serves; by default what it serves on this machine.
    Raises NoRoute, UnknownEngine, or languages.UnknownLanguage for a code that is no edition.
    """
    reasons: list[tuple[str, str]] = []
    for route in _routes(source, target, name, reasons, by):
        return route
    raise NoRoute(source, target, reasons)


def find_routes(source: str, target: str, name: str | None = None) -> list[Route]:
    """Return the routes by all engines that serve a pair, best first; by `name` alone if one is named.

    Raises what find_route raises.
    """
    reasons: list[tuple[str, str]] = []
    if found := list(_routes(source, target, name, reasons)):
        return found
    raise NoRoute(source, target, reasons)


def _routes(
    source: str, target: str, name: str | None, reasons: list[tuple[str, str]], by: RouteBy = route_by
) -> Iterator[Route]:
    """Yield routes, best first, as they are asked for: each may cost a question to a server."""
    source, target = edition(source).code, edition(target).code
    for candidate in [name] if name else preferred(source, target):
        found = by(engine(candidate), candidate, source, target)
        if isinstance(found, Route):
            yield found
        else:
            reasons.append((candidate, found))
    if not name and source != target:
        reasons += _would_serve(source, target, by)


def _would_serve(source: str, target: str, by: RouteBy) -> Iterator[tuple[str, str]]:
    """Yield the engines that nobody prefers and that have both languages, and what it takes for them to serve."""
    for name in names():
        try:
            candidate = engine(name)
        except ImproperlyConfigured:  # nobody asked for it: `manage.py engines` says what is wrong with it
            continue
        if name in preferred(source, target) or candidate.explicit_only or not candidate.languages >= {source, target}:
            continue
        if problem := candidate.problem():
            yield name, problem
        elif isinstance(found := by(candidate, name, source, target), str):
            yield name, found
        else:
            yield name, "it would serve, but TRANSLATION_ENGINES does not name it"


def table() -> list[Row]:
    """Return a row for each of the pairs of different editions, in the editions' order."""
    return [_row(source, target) for source, target in permutations(editions.codes(), 2)]


def translate(route: Route, texts: Sequence[str], brief: Brief = NO_BRIEF, call: Call | None = None) -> Reply:
    """Translate inline HTML texts along a route; as many come back, in the same order.

    Blank texts pass as they are. Texts over the engine's limits are spread over several groups; before each but the
    first the call is asked, unless the engine sends requests and asks before each of them.
    Raises EngineError; BadReply if the engine's reply is not as many strings, PartialReply with the others if some are
    too long to be translations.
    """
    call = call or Call()
    served_by = engine(route.engine)
    current = list(texts)
    remarks: list[Remark] = []
    for number, (step, indices) in enumerate(_groups(route, served_by, current)):
        if number and not call.requests:
            permitted(call.admit, served_by.limits.seconds)
        asked = [current[index] for index in indices]
        try:
            reply = _validated(route.engine, served_by.translate(asked, *step, brief, call), asked)
        except PartialReply as partial:
            raise _partly(partial, asked, indices, final=step == route.steps[-1]) from None
        for index, text in zip(indices, reply.texts, strict=True):
            current[index] = text
        remarks += moved(reply.remarks, dict(enumerate(indices)))
    return call.reply(current, remarks)


def _groups(route: Route, served_by: Engine, current: list[str]) -> Iterator[tuple[tuple[str, str], list[int]]]:
    """Yield each step of a route with the indices of texts to ask for together; `current` changes from step to step."""
    for step in route.steps:
        filled = [index for index, text in enumerate(current) if text.strip()]
        for group in batches([current[index] for index in filled], served_by.limits):
            yield step, [filled[position] for position in group]


def _partly(partial: PartialReply, asked: Sequence[str], indices: Sequence[int], *, final: bool) -> BadReply:
    """Return the error with indices of the whole call; what came half way, in the pivot language, is of no use."""
    fit = [at for at, text in partial.texts.items() if 0 <= at < len(asked) and not too_long(asked[at], text)]
    if not final or (partial.texts and not fit):
        return BadReply(str(partial))
    remarks = moved(partial.remarks, {at: indices[at] for at in fit})
    return PartialReply(str(partial), {indices[at]: partial.texts[at] for at in fit}, remarks)


def _validated(name: str, reply: object, asked: Sequence[str]) -> Reply:
    """Return the reply if it is what the contract promises; engines are not trusted, whoever wrote them.

    Raises BadReply; PartialReply if some of the texts may be translations by their length and others not.
    """
    if not isinstance(reply, Reply):
        raise BadReply(f"{name} replied with {type(reply).__name__}, not with a Reply.")
    texts: object = reply.texts
    if not isinstance(texts, list):
        raise BadReply(f"{name} replied with {type(texts).__name__}, not with a list of texts.")
    if len(texts) != len(asked):
        raise BadReply(f"{name} replied with {len(texts)} texts to {len(asked)}.")
    if not all(isinstance(text, str) for text in texts):
        raise BadReply(f"{name} replied with something that is not text.")
    fit = {at: text for at, text in enumerate(texts) if not too_long(asked[at], text)}
    if len(fit) == len(texts):
        return reply
    first = next(at for at in range(len(texts)) if at not in fit)
    lengths = f"{len(texts[first]):,} characters to one of {len(asked[first]):,}"
    message = f"{name} replied with a text of {lengths} (text {first + 1} of the call)."
    raise PartialReply(message, fit, reply.remarks) if fit else BadReply(message)


def _row(source: str, target: str) -> Row:
    try:
        route = find_route(source, target)
    except NoRoute as error:
        return Row(source, target, reason=error.why)
    return Row(source, target, route.engine, route.via)
