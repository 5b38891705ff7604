"""Apertium's command: text over standard input, no shell, one deadline, a cap on what it prints."""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import IO

from translation.engines.apertium.text import joined, parted
from translation.engines.base import BadReply, Unreachable
from translation.engines.net.transport import MOST_BYTES
from translation.engines.reply import Call

_LISTING_SECONDS = 5.0
_LONGEST_SAID = 300  # characters of its complaint that are shown


class Command:
    """The command `apertium`, by name or path."""

    def __init__(self, command: str = "apertium") -> None:
        self._command = command

    def installed(self) -> bool:
        return bool(shutil.which(self._command))

    def modes(self) -> set[str]:
        """Return the names of the installed pairs. Raises EngineError."""
        return set(self._run(["-l"], "", time.monotonic() + _LISTING_SECONDS).split())

    def ask(self, sentences: Sequence[str], mode: str, end: float, call: Call) -> list[str]:
        """Translate sentences by one pair, all in one process. end: when to give up. Raises EngineError.

        call: not asked; no request leaves this machine.
        """
        return parted(self._run(["-u", "-f", "txt", mode], joined(sentences), end), sentences)

    def _run(self, arguments: list[str], text: str, end: float) -> str:
        # Its environment is made anew: keys of other engines are none of its business.
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
            given.write(text.encode("utf-8", "replace"))
            given.seek(0)
            try:
                process = subprocess.Popen(
                    [self._command, *arguments],
                    stdin=given, stdout=subprocess.PIPE, stderr=said, env=environment, start_new_session=True,
                )  # fmt: skip
            except OSError as error:
                raise Unreachable(f"Apertium does not start: {error.strerror}.") from None
            try:
                assert process.stdout
                printed = _read(process.stdout, end)
                status = process.wait(max(0.001, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                raise _late() from None
            finally:
                _end(process)
            if status:
                said.seek(0)
                reason = said.read(_LONGEST_SAID).decode("utf-8", "replace").strip() or "it does not say why"
                raise BadReply(f"Apertium failed (status {status}): {reason.splitlines()[-1].rstrip('.')}.")
        return decoded(printed)


def decoded(printed: bytes) -> str:
    """Return what was printed as text. Raises BadReply."""
    try:
        return printed.decode()
    except UnicodeDecodeError:
        raise BadReply("Apertium answered with something that is no UTF-8.") from None


def _read(pipe: IO[bytes], end: float) -> bytes:
    """Read until the other side closes the pipe. Raises Unreachable at the end of the time, BadReply past the cap."""
    printed = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            left = end - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise _late()
            block = os.read(pipe.fileno(), 65536)
            if not block:
                return bytes(printed)
            printed += block
            if len(printed) > MOST_BYTES:
                raise BadReply(f"Apertium answered with more than {MOST_BYTES // 1024 // 1024} MB.")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the command and all that it started: it is a script around a pipeline of programs."""
    with suppress(ProcessLookupError):  # all of them have ended by themselves
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


def _late() -> Unreachable:
    return Unreachable("Apertium gave no whole answer in time.")
