"""Odd output of the programs that engines run: texts, or an EngineError, and the next call is not answered by it."""

from __future__ import annotations

import json
import random
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translation.engines.contract.samples import MARKED
from tests.translation.engines.contract.test_fuzz import FUZZ, SEEDS, mutated, odd_body, odd_json
from translation.engines.apertium import cli
from translation.engines.apertium.engine import ApertiumEngine
from translation.engines.base import BadReply, EngineError, Refused, UnsupportedPair
from translation.engines.firefox import process
from translation.engines.firefox.engine import FirefoxEngine

LINES = [
    json.dumps({"text": "O porto.", "doubts": []}).encode(),
    json.dumps({"text": "Ele <em>fez</em>.", "doubts": ["The emphasis “did” may stand at the wrong words."]}).encode(),
    json.dumps({"error": "UnsupportedPair", "message": "firefox: no model."}).encode(),
    json.dumps({"error": "KeyboardInterrupt", "message": "odd"}).encode(),
]


def test_ten_thousand_odd_lines_of_the_models_process():
    ends: dict[str, int] = {}

    @FUZZ
    @given(st.integers(0, 2**32))
    def fuzz(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(100):
            line = dice.choice(LINES)
            if dice.random() < 0.3:
                line = json.dumps(mutated({**json.loads(line), "text": odd_json(dice)}, dice, 0.05)).encode()
            elif dice.random() < 0.9:
                line = odd_body(line, dice)
            try:
                text, doubts = process.answered(line)
            except EngineError as error:
                end = type(error).__name__
            else:
                assert isinstance(text, str) and isinstance(doubts, list)
                assert all(isinstance(doubt, str) for doubt in doubts)
                end = "translated"
            ends[end] = ends.get(end, 0) + 1

    fuzz()
    assert sum(ends.values()) >= SEEDS * 100
    assert {"translated", "BadReply", "UnsupportedPair", "Refused"} == set(ends), ends


@pytest.fixture
def firefox(monkeypatch):
    """Make an engine whose process answers each request by a line of Python."""
    made: list[FirefoxEngine] = []

    def make(code: str) -> FirefoxEngine:
        loop = f"import sys, os, json\nfor number, line in enumerate(sys.stdin):\n    {code}\n    sys.stdout.flush()\n"
        monkeypatch.setattr(process, "_COMMAND", (sys.executable, "-S", "-c", loop))
        made.append(FirefoxEngine(seconds=5))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


ONE = """print(json.dumps({"text": "um", "doubts": []}))"""


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("print('Traceback (most recent call last):')", BadReply),
        ("""print('{"text": "um", "doub')""", BadReply),
        ("print()", BadReply),
        ("print('[' * 100_000)", BadReply),
        ("print('[]')", BadReply),
        ("""print('{"text": null, "doubts": []}')""", BadReply),
        ("""print('{"text": "um"}')""", BadReply),
        ("""print('{"text": "um", "doubts": [1]}')""", BadReply),
        ("""print('{"error": ["BadReply"], "message": "x"}')""", BadReply),
        ("""print('{"error": "Odd"}')""", BadReply),
        ("""print('{"error": "Odd", "message": "x"}')""", Refused),
        ("""print('{"error": "UnsupportedPair", "message": "x"}')""", UnsupportedPair),
        ("os.write(1, bytes([255, 254, 10]))", BadReply),
        ("os.write(1, b' ' * 9_000_000)", BadReply),
        ("sys.exit(3)", BadReply),
    ],
)
def test_what_is_no_answer_is_an_error_and_ends_the_process(firefox, code, error):
    engine = firefox(code)
    with pytest.raises(error):
        engine.translate(["one"], "en", "pt")
    assert engine._process is None, "the next call has another one"


def test_what_was_said_too_much_is_no_answer_to_the_next_call(firefox):
    engine = firefox(f"{ONE}; print(line)")
    assert engine.translate(["one"], "en", "pt").texts == ["um"]
    with pytest.raises(BadReply, match="more than it was asked"):
        engine.translate(["another"], "en", "pt")
    assert engine.translate(["one"], "en", "pt").texts == ["um"], "from a new process"


def test_two_thousand_odd_outputs_of_apertiums_command(monkeypatch):
    right: dict[str, bytes] = {}
    ends: dict[str, int] = {}

    def recording(self: cli.Command, arguments: list[str], text: str, end: float) -> str:
        return "eng-spa\n" if arguments == ["-l"] else right.setdefault(text, text.upper().encode()).decode()

    monkeypatch.setattr(cli.Command, "installed", lambda self: True)
    monkeypatch.setattr(cli.Command, "_run", recording)
    ApertiumEngine().translate(MARKED, "en", "es")

    @FUZZ
    @given(st.integers(0, 2**32))
    def fuzz(seed: int) -> None:
        dice = random.Random(seed)

        def odd(self: cli.Command, arguments: list[str], text: str, end: float) -> str:
            said = right.get(text, text.encode())
            return cli.decoded(b"eng-spa" if arguments == ["-l"] else odd_body(said, dice))

        monkeypatch.setattr(cli.Command, "_run", odd)
        engine = ApertiumEngine()
        for _ in range(20):
            try:
                translated = engine.translate(MARKED, "en", "es").texts
            except EngineError as error:
                end = type(error).__name__
            else:
                assert len(translated) == len(MARKED) and all(isinstance(text, str) for text in translated)
                end = "translated"
            ends[end] = ends.get(end, 0) + 1

    fuzz()
    assert sum(ends.values()) >= SEEDS * 20
    assert {"translated", "BadReply"} == set(ends), ends
