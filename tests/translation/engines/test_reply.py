"""One call as an engine sees it: what it may send, what it has used, and the reply that it makes."""

from __future__ import annotations

import pytest

from translation.engines.base import QuotaExceeded
from translation.engines.net.transport import Request, Response, Wire, guarded
from translation.engines.reply import Call, Remark, Reply, Usage, moved

ASKED = Request("GET", "http://mt.example/")


def refuse(call: Call, seconds: float) -> None:
    raise QuotaExceeded("used up")


def test_the_first_request_was_admitted_with_the_call_and_each_further_one_asks_all_permits():
    asked: list[tuple[int, Usage, float]] = []
    call = Call([lambda call, seconds: asked.append((call.requests, call.expected, seconds))] * 2)
    call.request(9)
    call.expect(Usage(tokens_in=5))
    call.request(8)
    assert asked == [(1, Usage(tokens_in=5), 8)] * 2 and call.requests == 2


def test_a_request_that_is_not_permitted_is_not_counted():
    call = Call([refuse])
    call.request(9)
    with pytest.raises(QuotaExceeded):
        call.request(9)
    assert call.requests == 1


def test_the_reply_has_what_was_used_so_far_and_what_was_not_counted():
    call = Call()
    call.expect(Usage(tokens_in=7, tokens_out=3))
    call.lost()
    call.used(Usage(tokens_in=2, tokens_out=1))
    call.used(Usage(tokens_in=2))
    reply = call.reply(("a", "b"), [Remark(1, "Look.")])
    assert reply == Reply(["a", "b"], Usage(None, 4, 1), Usage(None, 7, 3), (Remark(1, "Look."),))
    call.used(Usage(tokens_in=100))
    assert reply.usage.tokens_in == 4


@pytest.mark.parametrize(("charged", "believed"), [(0, None), (-1, None), (1, 1), (12, 12), (13, None)])
def test_a_count_of_characters_that_cannot_be_is_not_believed(charged, believed):
    call = Call()
    call.charged(charged, ["ab", "c"])
    assert call.usage.characters == believed


def test_texts_are_reported_to_the_listener_if_there_is_one():
    heard: list[tuple[str, str]] = []
    Call().ready("a", "b")
    Call(listener=lambda text, target: heard.append((text, target))).ready("a", "b")
    assert heard == [("a", "b")]


def test_remarks_move_with_their_texts():
    remarks = [Remark(0, "one"), Remark(1, "two"), Remark(7, "of no text")]
    assert moved(remarks, {1: 0, 3: 1}) == [Remark(0, "two")]


@pytest.mark.parametrize("kind", ["wire", "function"])
def test_what_is_sent_for_a_call_asks_it_and_a_refusal_is_the_newsrooms_own(kind):
    sent: list[Request] = []
    wire = Wire("Engine", 60)  # would fail: nobody answers at this address

    def send(request: Request) -> Response:
        sent.append(request)
        return Response(200, {}, b"")

    call = Call([refuse])
    call.request(9)
    with pytest.raises(QuotaExceeded) as caught:
        guarded(wire if kind == "wire" else send, call, 2.0)(ASKED)
    assert caught.value.ours and not sent and call.requests == 1


def test_a_wire_for_a_call_has_the_deadline_that_is_left():
    asked: list[float] = []

    def refuse_late(call: Call, seconds: float) -> None:
        asked.append(seconds)
        raise QuotaExceeded("used up")

    call = Call([refuse_late])
    call.request(9)
    with pytest.raises(QuotaExceeded):
        guarded(Wire("Engine", 60), call, 2.0)(ASKED)
    assert 0 < asked[0] <= 2
