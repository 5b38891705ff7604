"""make bench-in-flight: calls an article costs by each engine's limits; fourteen languages at once from a slow service.

The service is a local server that takes a second (--seconds) for a call; a real network worker asks it. The exit status
is 1 if a batch could have been fuller, or if fewer languages were in flight than the limit allows.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
KEY = "key-of-the-bench"
os.environ |= {"GOOGLE_PROJECT": "courier", "GOOGLE_ACCESS_TOKEN": KEY, "ENGINE_PRIVATE_HOSTS": "127.0.0.1"}

import django

django.setup()
logging.disable(logging.WARNING)

from django.conf import settings

from articles import publishing
from articles.body.document import Document
from bench.texts import document, paragraphs
from newsroom.languages import DEFAULT_CODES
from tests.servers import google
from tests.servers.gate import Gate
from translation import desk
from translation.engines import routing
from translation.models import TranslationJob
from translation.segments.units import extract

OTHERS = [code for code in DEFAULT_CODES if code != "en"]
START_SECONDS = 60


@contextmanager
def worker(url: str, at_once: int) -> Iterator[None]:
    """Run the network worker that asks the server at `url`, with so many places."""
    env = {**os.environ, "GOOGLE_TRANSLATE_URL": url, "ENGINE_AT_ONCE": f"google={at_once}", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-W", "ignore", "-m", "newsroom.workers", "network", "--loglevel", "error"]
    silent = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, stdout=silent, stderr=silent)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


def translate(source: Document, languages: list[str]) -> float:
    """Ask for a new article in these languages and return the seconds until all jobs have ended."""
    article = publishing.create_article("en", source)
    started = time.perf_counter()
    request = desk.request_translation(article, languages, engine="google")
    if request.refused:
        sys.exit(request.refused[0].reason)
    open_jobs = TranslationJob.objects.filter(batch=request.batch, state__in=TranslationJob.OPEN)
    while open_jobs.exists():
        if time.perf_counter() - started > START_SECONDS + 600:
            sys.exit("The worker does not come to an end.")
        time.sleep(0.05)
    rows = TranslationJob.objects.filter(batch=request.batch).exclude(state="done")
    if wrong := [(row.language, row.state, row.message) for row in rows]:
        sys.exit(f"Jobs did not end done: {wrong}")
    return time.perf_counter() - started


def print_calls(source: Document) -> bool:
    """Print the calls that a language of an article costs by each engine; return whether no batch could be fuller."""
    texts = [unit.source for unit in extract(source)]
    print(f"One language of an article of {len(texts)} texts, {sum(map(len, texts)):,} characters:")
    full = True
    for name in routing.names():
        limits = routing.engine(name).limits
        groups = [[texts[index] for index in group] for group in routing.batches(texts, limits)]
        # A batch is full when the first text of the next one does not fit any more.
        for group, following in itertools.pairwise(groups):
            room = limits.characters - sum(map(len, group))
            full = full and (len(group) == limits.texts or len(following[0]) > room)
        largest = f"largest {max(map(len, groups))} texts, {max(sum(map(len, group)) for group in groups):,} characters"
        print(
            f"  {name:15}{len(groups):3} calls  ({limits.texts:,} texts, {limits.characters:,} characters; {largest})"
        )
    print(f"  batches {'are full: the next text would break a limit' if full else 'COULD BE FULLER'}\n")
    return full


def measure(source: Iterator[str], count: int, at_once: int, seconds: float) -> bool:
    """Translate an article into all languages with so many places; print it beside its bound; return if all held."""
    with google.running(KEY) as server:
        gate = Gate(server, seconds=seconds)
        settings.ENGINE_OPTIONS["google"]["url"] = server.url
        with worker(server.url, at_once):
            translate(document(1, source), ["de"])  # the worker is up
            asked = gate.asked
            taken = translate(document(count, source), OTHERS)
        calls = (gate.asked - asked) // len(OTHERS)
    rounds = math.ceil(len(OTHERS) / at_once)
    bound = rounds * calls * seconds
    held = gate.most == min(at_once, len(OTHERS))
    print(
        f"  {at_once:2} at once: {taken:5.1f} s; of these the calls, at least, {bound:4.1f} s "
        f"({rounds} × {calls} × {seconds:g} s); most in flight {gate.most}{'' if held else ': NOT AS ALLOWED'}"
    )
    return held


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paragraphs", type=int, default=60, help="paragraphs of the article (default 60)")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long the service takes for a call (default 1)")
    options = parser.parse_args()
    source = paragraphs()
    held = [print_calls(document(options.paragraphs, source))]
    print(f"{len(OTHERS)} languages of an article of {options.paragraphs} paragraphs, one worker:")
    held += [measure(source, options.paragraphs, at_once, options.seconds) for at_once in (1, 4, len(OTHERS))]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
