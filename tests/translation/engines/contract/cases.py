"""The engines that the contract suite tests, each against a local server that speaks its protocol. One entry an engine.

An engine without a server (it works on this machine) has `running=None`: it passes test_contract.py alone.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from newsroom.engine_options import ENGINES
from newsroom.secrets import Secret
from tests.servers import apertium, azure, deepl, google, libretranslate, openai
from tests.servers.base import Server
from tests.translation.engines.contract import plain
from translation.engines.base import BadReply, Engine, EngineError
from translation.engines.net.transport import Send
from translation.engines.registry import _load

KEY = "canary-5f1e77c0ffee"
SECONDS = 10.0  # deadline of a call: a busy machine is slow
SHORT = 1.0  # the same, where the call is meant to reach it
NOWHERE = "http://127.0.0.1:9"
LACKS_CTRANSLATE2 = (
    ""
    if importlib.util.find_spec("ctranslate2") and importlib.util.find_spec("sentencepiece")
    else "needs requirements-ctranslate2.txt, which is not installed"
)


@dataclass(frozen=True)
class Case:
    """How to start and ask one engine.

    running: starts the local server for a key; None if there is none. options: what the engine's class takes beside
    url, api_key, seconds, private_hosts and send. texts: the texts in a request's parsed body, in order. wrap: a right
    answer's body for a request's body and the values that shall stand where the translations stand; None where no
    single answer holds the texts. expect: other errors than usual, by the fault's name. mends: unusable answers whose
    right part the engine takes. immune: suspect answers that its service cannot give, because tags never reach it.
    unserved: a pair that the engine refuses without asking, None if it serves all. huge: characters of one text far
    over the limit. most: characters of one request, where the service's own limit is below the engine's. together: the
    answer is one text for all, so that one far too long spoils the others. lacks: why this machine cannot run it.
    """

    name: str
    running: Callable[[str], AbstractContextManager[Any]] | None
    options: Mapping[str, object] = field(default_factory=dict)
    texts: Callable[[Any], list[str]] | None = None
    wrap: Callable[[Any, Any], object] | None = None
    pair: tuple[str, str] = ("en", "de")
    unserved: tuple[str, str] | None = None
    expect: Mapping[str, type[EngineError]] = field(default_factory=dict)
    mends: frozenset[str] = frozenset()
    immune: frozenset[str] = frozenset()
    huge: int = 60_000
    most: int = 1_000_000
    together: bool = False
    lacks: str = ""

    def given(self, server: Server | None, **more: object) -> dict[str, object]:
        """Return the options of an engine that asks `server`, or that has no server to ask."""
        if self.running is None:
            return {**self.options, **more}
        own = {
            "url": server.url if server else NOWHERE,
            "api_key": Secret(KEY),
            "seconds": SECONDS,
            "private_hosts": ["127.0.0.1"],
        }
        return {**own, **self.options, **more}

    def make(self, server: Server | None = None, **more: object) -> Engine:
        """Return the engine, as its entry in ENGINES names it."""
        return _load(self.name, ENGINES[self.name])(**self.given(server, **more))

    def make_with_send(self, send: Send) -> Engine:
        """Return the engine with `send` in the place of the network."""
        return self.make(None, send=send)


def _tiny_models() -> str:
    if LACKS_CTRANSLATE2:
        return ""
    from tests.translation.engines.tiny_models import made_once

    return str(made_once())


CASES: tuple[Case, ...] = (
    Case("pseudo", None),
    Case(
        "apertium",
        apertium.running,
        texts=plain.texts,
        wrap=plain.wrap,
        immune=frozenset({"script link"}),
        most=1_000,
        together=True,
        pair=("en", "es"),
        unserved=("en", "la"),
    ),
    Case(
        "ctranslate2",
        None,
        pair=("en", "fr"),
        unserved=("en", "la"),
        options={"models_dir": _tiny_models()},
        huge=6_000,
        lacks=LACKS_CTRANSLATE2,
    ),
    Case("firefox", None, pair=("en", "pt"), unserved=("en", "la"), options={"seconds": 20.0}, huge=15_000),
    Case(
        "deepl",
        deepl.running,
        texts=lambda body: body["text"],
        wrap=lambda body, values: {"translations": [{"text": text, "billed_characters": 9} for text in values]},
    ),
    Case(
        "openai",
        openai.running,
        options={"model": openai.MODEL},
        texts=openai.texts,
        wrap=lambda body, values: openai.completion(
            [{"id": number, "text": value} for number, value in enumerate(values, 1)]
        ),
        mends=frozenset({"too many"}),
        expect={"413": BadReply},  # it has asked for less by then
    ),
    Case(
        "google",
        google.running,
        options={"project": "courier"},
        texts=lambda body: body["contents"],
        wrap=lambda body, values: {"translations": [{"translatedText": value} for value in values]},
    ),
    Case(
        "azure",
        azure.running,
        options={"region": "westeurope"},
        texts=lambda body: [row["Text"] for row in body],
        wrap=lambda body, values: [{"translations": [{"text": value, "to": "de"}]} for value in values],
        unserved=("en", "la"),
    ),
    Case(
        "libretranslate",
        libretranslate.running,
        texts=lambda body: body["q"],
        wrap=lambda body, values: {"translatedText": values},
        unserved=("en", "la"),
    ),
)
SERVED = tuple(case for case in CASES if case.running)
SCRIPTED = tuple(case for case in SERVED if case.wrap)
