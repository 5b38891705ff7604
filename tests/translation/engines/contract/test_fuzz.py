"""Ten thousand odd replies to each engine: translations in the right number, or an EngineError, and nothing else.

Hypothesis chooses seeds; each seed makes replies of every kind, because ten thousand examples of hypothesis' own would
take minutes. A failure names its seed: the replies of a seed are always the same.
"""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.translation.engines.contract.cases import KEY, SECONDS, Case
from tests.translation.engines.contract.samples import MARKED
from translation.engines.base import NO_BRIEF, Brief, Engine, EngineError, Quota, TermPair
from translation.engines.net.transport import Request, Response, Wire
from translation.engines.reply import Reply

pytestmark = pytest.mark.long
SEEDS, EACH, EACH_LISTED, EACH_ASIDE = 100, 100, 25, 25
STATUSES = [*[200] * 12, 0, 201, 204, 302, 400, 401, 403, 404, 408, 413, 429, 456, 500, 502, 503, 529, 999]
WORDS = ["", "a", "<b>", "\x00", "\ud800", "‮", "é" * 40, "1e999", "null", "</strong>", "javascript:x", KEY]
LEAVES = [None, True, -1, 0, 1.5, 10**400, float("nan"), float("-inf"), {}, [], [[]], [None], {"": None}, *WORDS]
HEADERS = {
    "retry-after": ["", "1", "-1", "²", "9" * 400, "Mon, 99 Foo 2020", "Wed, 21 Oct 2015 07:28:00 GMT", "\x00"],
    "content-type": ["", "text/html", "application/json; charset=utf-7", ";;;", "image/png"],
    "x-metered-usage": ["", "-5", "many", "9" * 400, "1.5"],
    "content-length": ["-1", "x"],
}


Place = tuple[str, str, str]


class Tape:
    """A wire that remembers the right reply to each request, and the last for each method and path.

    An engine may ask in several rounds: what it asks last, or has never asked before, is what the fuzz tests spoil.
    """

    def __init__(self) -> None:
        self.replies: dict[Place, Response] = {}
        self.last: Place = ("", "", "")

    def over(self, wire: Wire) -> Any:
        def send(request: Request) -> Response:
            self.last = place(request)
            reply = self.replies[self.last] = self.replies[*self.last[:2], ""] = wire(request)
            return reply

        return send

    def right(self, request: Request) -> Response | None:
        """Return the right reply, or one of the same address; None for an address that was never asked."""
        method, path, asked = place(request)
        return self.replies.get((method, path, asked)) or self.replies.get((method, path, ""))

    def spoils(self, request: Request) -> bool:
        asked = place(request)
        return asked == self.last or (asked not in self.replies and asked[:2] == self.last[:2])


def place(request: Request) -> Place:
    """Return the method, the path, and what is asked for."""
    path = request.url.split("//", 1)[1].partition("/")[2].partition("?")[0]
    return request.method, path, f"{request.payload!r}{request.content!r}"


def odd_json(dice: random.Random, depth: int = 0) -> Any:
    kind = dice.random()
    if depth > 4 or kind < 0.5:
        return dice.choice(LEAVES)
    if kind < 0.75:
        return [odd_json(dice, depth + 1) for _ in range(dice.randrange(4))]
    names = ["translatedText", "translations", "choices", "message", "content", "error", "text", "code", "usage", "x"]
    return {dice.choice(names): odd_json(dice, depth + 1) for _ in range(dice.randrange(4))}


def mutated(value: Any, dice: random.Random, rate: float) -> Any:
    """Return parsed JSON with some of its parts replaced, dropped or doubled; also JSON that stands in a string."""
    if dice.random() < rate:
        return odd_json(dice)
    if isinstance(value, dict):
        return {key: mutated(part, dice, rate) for key, part in value.items() if dice.random() > rate / 2}
    if isinstance(value, list):
        parts = [mutated(part, dice, rate) for part in value]
        if parts and dice.random() < rate:
            parts.insert(dice.randrange(len(parts)), dice.choice(parts))
        return parts[: len(parts) - (dice.random() < rate)]
    if isinstance(value, str) and value[:1] in ("{", "[") and dice.random() < 0.8:
        try:
            return json.dumps(mutated(json.loads(value), dice, rate))
        except ValueError:
            return value
    return value


def odd_body(right: bytes, dice: random.Random) -> bytes:
    kind = dice.random()
    if kind < 0.1:
        return dice.randbytes(dice.randrange(200))
    if kind < 0.25:
        return json.dumps(odd_json(dice)).encode()
    if kind < 0.85:
        try:
            return json.dumps(mutated(json.loads(right), dice, dice.choice([0.02, 0.1, 0.3]))).encode()
        except ValueError:
            return right
    body = bytearray(right)
    for _ in range(dice.randrange(1, 6)):
        if body:
            body[dice.randrange(len(body))] = dice.randrange(256)
    return bytes(body[: dice.randrange(len(body) + 1)] if kind > 0.95 else body)


def odd(right: Response, dice: random.Random) -> Response:
    headers = {name: dice.choice(values) for name, values in HEADERS.items() if dice.random() < 0.3}
    return Response(dice.choice(STATUSES), {**right.headers, **headers}, odd_body(right.body, dice))


def recorded(case: Case, server: Any, brief: Brief = NO_BRIEF) -> Tape:
    tape = Tape()
    case.make(server, send=tape.over(Wire("tape", SECONDS, ["127.0.0.1"]))).translate(MARKED, *case.pair, brief)
    return tape


def asked(engine: Any, case: Case, brief: Brief = NO_BRIEF) -> Reply | EngineError:
    """Ask once and return how it ended; any other exception is the failure that this file looks for."""
    try:
        reply = engine.translate(MARKED, *case.pair, brief)
    except EngineError as error:
        assert KEY not in str(error)
        return error
    assert isinstance(reply, Reply) and isinstance(reply.texts, list) and len(reply.texts) == len(MARKED)
    assert all(isinstance(text, str) for text in reply.texts)
    return reply


def outcome(engine: Any, case: Case, brief: Brief = NO_BRIEF) -> str:
    """Ask once and return what kind of end it took."""
    end = asked(engine, case, brief)
    return "translated" if isinstance(end, Reply) else type(end).__name__


FUZZ = settings(
    max_examples=SEEDS,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_ten_thousand_odd_replies_to_the_texts(served, server):
    tape = recorded(served, server)
    answered = {"replies": 0}
    ends: dict[str, int] = {}

    @FUZZ
    @given(st.integers(0, 2**32))
    def fuzz(seed: int) -> None:
        dice = random.Random(seed)

        def send(request: Request) -> Response:
            right = tape.right(request)
            if right is None:
                return Response(404, {}, b"")
            if not tape.spoils(request):
                return right
            answered["replies"] += 1
            return odd(right, dice)

        engine = served.make_with_send(send)
        for _ in range(EACH):
            end = outcome(engine, served)
            ends[end] = ends.get(end, 0) + 1

    fuzz()
    assert answered["replies"] >= 10_000
    assert {"translated", "BadReply", "Refused", "RateLimited"} <= set(ends), ends


def test_odd_replies_to_every_request(served, server):
    tape = recorded(served, server)

    @FUZZ
    @given(st.integers(0, 2**32))
    def fuzz(seed: int) -> None:
        dice = random.Random(seed)

        def send(request: Request) -> Response:
            right = tape.right(request) or Response(404, {}, b"")
            return odd(right, dice) if dice.random() < 0.7 else right

        for _ in range(EACH_LISTED):
            engine = served.make_with_send(send)
            outcome(engine, served)
            assert isinstance(engine.serves(*served.pair).reason, str)

    fuzz()


TERMS = Brief(terms=(TermPair("battery", "Akku"), TermPair("Helio-2.5X", "Helio-2.5X")))


def test_odd_replies_about_the_glossary(served, server):
    """What an engine asks for its terms' sake alone is spoilt, of an engine that has not asked before each time."""
    plain, tape = recorded(served, server), recorded(served, server, TERMS)
    always = {asked[:2] for asked in plain.replies}
    if not {asked[:2] for asked in tape.replies} - always:
        pytest.skip(f"the terms cost {served.name} no request of their own")
    answered: dict[str, int] = {}
    ends: dict[str, int] = {}

    @FUZZ
    @given(st.integers(0, 2**32))
    def fuzz(seed: int) -> None:
        dice = random.Random(seed)

        def send(request: Request) -> Response:
            right = tape.right(request) or Response(404, {}, b"")
            if place(request)[:2] in always:
                return right
            answered[request.method] = answered.get(request.method, 0) + 1
            # The first of them stays right now and then, so that the others are reached.
            return odd(right, dice) if dice.random() < 0.8 else right

        for _ in range(EACH_ASIDE):
            end = asked(served.make_with_send(send), served, TERMS)
            name = "translated" if isinstance(end, Reply) else type(end).__name__
            if isinstance(end, Reply) and any("without the newsroom's glossary" in one.message for one in end.remarks):
                name += ", told"
            ends[name] = ends.get(name, 0) + 1

    fuzz()
    assert answered["GET"] >= SEEDS * EACH_ASIDE and answered["POST"] >= 500, answered
    assert {"translated", "translated, told", "BadReply", "RateLimited", "Unreachable"} <= set(ends), ends


def test_odd_replies_about_the_account(served, server):
    if type(served.make(server)).quota is Engine.quota:
        pytest.skip(f"{served.name} cannot tell what the account has used")
    tape = Tape()
    right = served.make(server, send=tape.over(Wire("tape", SECONDS, ["127.0.0.1"]))).quota()
    assert isinstance(right, Quota) and right.limit
    ends: set[str] = set()

    @FUZZ
    @given(st.integers(0, 2**32))
    def fuzz(seed: int) -> None:
        dice = random.Random(seed)
        engine = served.make_with_send(lambda request: odd(tape.replies[tape.last], dice))
        for _ in range(EACH_ASIDE):
            try:
                quota = engine.quota()
            except EngineError as error:
                assert KEY not in str(error)
                ends.add(type(error).__name__)
            else:
                ends.add(type(quota).__name__)
                if quota:
                    assert type(quota.used) is int and quota.used >= 0
                    assert quota.limit is None or (type(quota.limit) is int and quota.limit > 0)

    fuzz()
    assert {"Quota", "NoneType", "BadReply", "Refused", "RateLimited", "QuotaExceeded", "Unreachable"} <= ends


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe", b"9" * 5000, b'"\\ud800"'])
def test_bodies_that_have_broken_parsers(served, server, body):
    tape = recorded(served, server)

    def send(request: Request) -> Response:
        right = tape.right(request)
        return Response(200, {}, body) if right is None or tape.spoils(request) else right

    with pytest.raises(EngineError):
        served.make_with_send(send).translate(MARKED, *served.pair)
