"""What goes wrong, as (name, fault, errors that are right). Faults of contents need a case to write its protocol."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from tests.servers import base
from tests.servers.base import Fault, Handler, answering
from tests.translation.engines.contract.cases import Case
from tests.translation.engines.contract.samples import FRENCH, RIGHT, SOURCES
from translation.engines.base import (
    BadReply,
    QuotaExceeded,
    RateLimited,
    Refused,
    Rejected,
    Unreachable,
    UnsupportedPair,
)
from translation.engines.net.transport import LONGEST_WAIT

NETWORK: tuple[tuple[str, Fault, tuple[type[Exception], ...]], ...] = (
    ("302", answering(302, "", Location="http://127.0.0.1:1/"), (Refused,)),
    ("400", answering(400, {"error": "no"}), (Rejected,)),
    ("401", answering(401, {}), (Refused,)),
    ("402", answering(402, {}), (QuotaExceeded,)),
    ("403", answering(403, {}), (Refused,)),
    ("404", answering(404, "<h1>Not found</h1>"), (Refused, UnsupportedPair)),
    ("408", answering(408, {}), (Unreachable,)),
    ("413", answering(413, "too large"), (Rejected,)),
    ("429", answering(429, {}), (RateLimited,)),
    ("456", answering(456, {}), (QuotaExceeded,)),
    ("500", answering(500, {}), (BadReply,)),
    ("502", answering(502, "<html>Bad gateway</html>"), (Unreachable,)),
    ("503", answering(503, "<html>"), (Unreachable,)),
    ("504", answering(504, ""), (Unreachable,)),
    ("529", answering(529, {}), (RateLimited,)),
    ("reset", base.resetting, (Unreachable, BadReply)),
    ("closed", base.closing, (BadReply, Unreachable)),
    ("wrong length", base.shortening, (BadReply, Unreachable)),
    ("no HTTP", base.speaking_no_http, (BadReply, Unreachable)),
    ("100 MB", base.flooding, (BadReply,)),
    ("gzip bomb", base.packing, (BadReply,)),
    ("HTML page", answering(200, "<html><body>Welcome</body></html>"), (BadReply,)),
    ("nothing", answering(200, ""), (BadReply,)),
    ("deep JSON", answering(200, "[" * 200_000), (BadReply,)),
    ("other JSON", answering(200, {"surprise": [1, {"a": None}]}), (BadReply,)),
    ("JSON null", answering(200, None), (BadReply,)),
    ("JSON NaN", answering(200, "NaN"), (BadReply,)),
)
SLOW: tuple[tuple[str, Fault], ...] = (
    ("hang", base.hanging),
    ("one byte a second of the body", base.dripping_body),
    ("one byte a second of the head", base.dripping_head),
)
# What a server may write, and between which seconds the wait is then; None for no wait at all.
RETRY_AFTER: tuple[tuple[str | timedelta, float | None, float | None], ...] = (
    ("7", 7, 7),
    ("0", 0, 0),
    ("99999999", LONGEST_WAIT, LONGEST_WAIT),
    (timedelta(minutes=5), 250, 300),
    (timedelta(days=-1), 0, 0),
    (timedelta(days=9), LONGEST_WAIT, LONGEST_WAIT),
    ("", None, None),
    ("soon", None, None),
    ("-5", None, None),
    ("1.5", None, None),
    ("Wed, 99999999999 Oct 2099 07:28:00 GMT", None, None),
    (f"Wed, 21 Oct 2099 07:28:00 +{'9' * 26}", None, None),
)


def date(header: str | timedelta) -> str:
    """Return a Retry-After header; a timedelta is counted from now."""
    if isinstance(header, timedelta):
        return format_datetime(datetime.now(UTC) + header, usegmt=True)
    return header


# Replies that cannot be translations: they must give an error.
UNUSABLE: dict[str, Callable[[list[str], list[str]], Any]] = {
    "too few": lambda sources, right: right[:-1],
    "too many": lambda sources, right: [*right, "Noch ein Satz."],
    "none": lambda sources, right: [],
    "null for one": lambda sources, right: [*right[:-1], None],
    "null for all": lambda sources, right: [None] * len(right),
    "numbers": lambda sources, right: list(range(len(right))),
    "NaN": lambda sources, right: [float("nan")] * len(right),
    "lists": lambda sources, right: [[text] for text in right],
}
# Replies that look right: an error, or a finding or remark for each text at these indices.
SUSPECT: dict[str, tuple[tuple[int, ...], Callable[[list[str], list[str]], list[str]]]] = {
    "swapped": ((0, 1, 2, 3), lambda sources, right: right[::-1]),
    "duplicated": ((1, 2, 3), lambda sources, right: [right[0]] * len(right)),
    "echoed": ((0, 1, 2, 3), lambda sources, right: sources),
    "empty": ((0, 1, 2, 3), lambda sources, right: [""] * len(right)),
    "one empty": ((1,), lambda sources, right: [right[0], "", *right[2:]]),
    "other language": ((0, 1, 2, 3), lambda sources, right: FRENCH),
    "script": ((0, 1, 2, 3), lambda sources, right: [f"{text}<script>alert(1)</script>" for text in right]),
    "handler": ((0, 1, 2, 3), lambda sources, right: [f'{text}<img src=x onerror="alert(1)">' for text in right]),
    "script link": ((2,), lambda sources, right: [re.sub('https:[^"]*', "javascript:alert(1)", t) for t in right]),
    "chatter": ((0,), lambda sources, right: [f"Sure! Here is the translation:\n\n{right[0]}", *right[1:]]),
}  # fmt: skip

# Well-formed texts over which careless reading takes minutes: each is written again and again.
ENDLESS: dict[str, str] = {
    "letters": "a", "Cyrillic letters": "б", "code": "<code>", "half tags": "<a", "half attributes": '<a "',
    "emphasis": "<em>", "blanks in a tag": f"<a{' ' * 3000}x>", "wide blanks": "\u3000", "numbers": "12 ",
    "half references": "&#", "marks": "\u0301\u0316", "hyphens": "-", "stars": "* ", "rows": '{"id":[0,',
}  # fmt: skip


def answer(case: Case, body: Any, change: Callable[[list[str], list[str]], Any]) -> object:
    """Return what the service answers to a request's body, with the translations changed."""
    asked = case.texts(body) if case.texts else []
    known = dict(zip(SOURCES, RIGHT[case.pair[1]], strict=True))
    return case.wrap(body, change(asked, [known[text] for text in asked])) if case.wrap else {}


def saying(case: Case, change: Callable[[list[str], list[str]], Any]) -> Fault:
    """Return a fault that changes the translations of a right answer."""
    return lambda handler: handler.reply(200, answer(case, handler.server.requests[-1], change))


def truncated(case: Case) -> Fault:
    """Return a fault: a right answer whose last third is missing, its length told truly."""

    def fault(handler: Handler) -> None:
        text = json.dumps(answer(case, handler.server.requests[-1], lambda sources, right: right))
        handler.reply(200, text[: len(text) * 2 // 3])

    return fault


def endless(case: Case, text: str) -> Fault:
    """Return a fault: `text` for the second of the sample texts, or for every text where the others are not known."""

    def spoilt(sources: list[str], right: list[str]) -> list[str]:
        return [text if source == SOURCES[1] else fine for source, fine in zip(sources, right, strict=True)]

    return saying(case, spoilt) if case.wrap else alike(case, text)


def alike(case: Case, text: str) -> Fault:
    """Return a fault: this text for every text."""

    def fault(handler: Handler) -> None:
        body = handler.server.requests[-1]
        if case.wrap and case.texts:
            handler.reply(200, case.wrap(body, [text] * len(case.texts(body))))

    return fault
