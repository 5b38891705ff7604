"""The models' own process, seen from who asks it: it answers text by text, and is killed when it is late.

A model computes with Python's lock held and cannot be interrupted. In a process of its own it holds up no other thread,
its deadline can be kept, and one that crashes takes no worker with it.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from translation.engines.base import BadReply, Refused, Unreachable, UnsupportedPair
from translation.engines.net.transport import MOST_BYTES

_NAME = "firefox: the process of its models"
_ROOT = Path(__file__).resolve().parents[3]
# Its environment is made anew: keys of other engines are none of its business.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "TMPDIR")
_ERRORS = {error.__name__: error for error in (UnsupportedPair, BadReply)}
_COMMAND = (sys.executable, "-m", "translation.engines.firefox")


class ModelProcess:
    """One process of models, and the pipe to it. It is asked by one thread at a time. memory: bytes for its models."""

    def __init__(self, models_dir: str, memory: int) -> None:
        # The process runs elsewhere: there a relative path would lead to another folder. "" stays: no folder is set.
        command = [*_COMMAND, models_dir and os.path.abspath(models_dir), str(memory)]
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        try:
            # In a session of its own: a worker that is told to end may finish its job, and needs this for it.
            self._popen = subprocess.Popen(
                command, cwd=_ROOT, env={**passed_on, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise Unreachable(f"{_NAME} does not start: {error.strerror}.") from error
        assert self._popen.stdin
        os.set_blocking(self._popen.stdin.fileno(), False)
        self._unread = b""

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def alive(self) -> bool:
        return self._popen.poll() is None

    def ask(self, texts: Sequence[str], source: str, target: str, end: float) -> Iterator[tuple[str, list[str]]]:
        """Yield each translation with its doubts, in order, as soon as it is there. end: when to give up (monotonic).

        Raises EngineError, TimeoutError. Whoever does not read to the end must close the process.
        """
        self._nothing_left()
        request = json.dumps({"texts": list(texts), "source": source, "target": target})
        with suppress(BrokenPipeError):  # it has died; reading says so
            self._send(request.encode() + b"\n", end)
        for _text in texts:
            yield answered(self._line(end))

    def close(self) -> None:
        """End the process, whatever it does."""
        self._popen.kill()
        self._popen.wait()
        for pipe in (self._popen.stdin, self._popen.stdout):
            if pipe:
                pipe.close()

    def _send(self, data: bytes, end: float) -> None:
        assert self._popen.stdin
        with selectors.DefaultSelector() as selector:
            selector.register(self._popen.stdin, selectors.EVENT_WRITE)
            while data:
                _wait(selector, end)
                with suppress(BlockingIOError):
                    data = data[os.write(self._popen.stdin.fileno(), data) :]

    def _nothing_left(self) -> None:
        """Raise BadReply if the process has said more than it was asked: it would be taken for the next answer."""
        assert self._popen.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self._popen.stdout, selectors.EVENT_READ)
            if not self._unread and selector.select(0):
                self._unread = os.read(self._popen.stdout.fileno(), 65536)  # nothing if it has just died
        if self._unread:
            raise BadReply(f"{_NAME} said more than it was asked.")

    def _line(self, end: float) -> bytes:
        assert self._popen.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self._popen.stdout, selectors.EVENT_READ)
            while b"\n" not in self._unread:
                _wait(selector, end)
                block = os.read(self._popen.stdout.fileno(), 65536)
                if not block:
                    raise BadReply(f"{_NAME} has ended ({_status(self._popen.wait())}).")
                self._unread += block
                if len(self._unread) > MOST_BYTES:
                    raise BadReply(f"{_NAME} answered with more than {MOST_BYTES // 1024 // 1024} MB.")
        line, _, self._unread = self._unread.partition(b"\n")
        return line


def _wait(selector: selectors.BaseSelector, end: float) -> None:
    if not selector.select(max(0.0, end - time.monotonic())):
        raise TimeoutError


def answered(line: bytes) -> tuple[str, list[str]]:
    """Return the translation and its doubts that a line of the process holds.

    Raises the EngineError that it names, BadReply if it makes no sense.
    """
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        answer = None
    if isinstance(answer, dict):
        text, doubts = answer.get("text"), answer.get("doubts")
        name, message = answer.get("error"), answer.get("message")
        if isinstance(name, str) and isinstance(message, str):
            raise _ERRORS.get(name, Refused)(message)
        if isinstance(text, str) and isinstance(doubts, list) and all(isinstance(doubt, str) for doubt in doubts):
            return text, doubts
    raise BadReply(f"{_NAME} answered with something that is no answer.")


def _status(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"status {code}"
