"""The process that holds the models: `python -m translation.engines.firefox MODELS_DIR MEMORY`, asked by process.py.

Each line of standard input is a request, {"texts": [...], "source": ..., "target": ...}. Each of its texts is answered
by a line as soon as it is translated, {"text": ..., "doubts": [...]}; one that cannot be is answered by {"error": the
name of an EngineError, "message": ...}, and the texts after it by nothing. It ends when standard input does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import IO

from translation.engines.base import EngineError
from translation.engines.firefox.loaded import LoadedModels


def main(models_dir: str, memory: str) -> None:
    """Answer requests until there are no more."""
    # Who asks decides when this ends; Ctrl-C is meant for them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    models = LoadedModels(models_dir, int(memory))
    # Whatever a library prints goes to the log, not among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        request = json.loads(line)
        try:
            for text in request["texts"]:
                translated, doubts = models.translate(text, request["source"], request["target"])
                _say(answers, {"text": translated, "doubts": doubts})
        except EngineError as error:
            _say(answers, {"error": type(error).__name__, "message": str(error)})


def _say(answers: IO[str], answer: dict[str, object]) -> None:
    print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BrokenPipeError:  # who asked has gone, and with it the reason to be here
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
