"""make bench-pipeline: segments/s with pseudo, and firefox's words/s through the pipeline over the engine alone.

Rounds of engine and pipeline alternate on one database, with the same texts, so that neither a busy machine nor an easy
text is an advantage; with a long article and with one of usual length, whose texts are a single call. The models in
this very process, without the pipe to theirs, are shown beside them. The last lines say whether the bound holds; the
exit status is 1 if it does not.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()
logging.disable(logging.WARNING)


from articles import publishing
from articles.body.document import Document
from bench.texts import document, paragraphs, words
from newsroom.languages import DEFAULT_CODES
from translation import desk, pipeline
from translation.engines import routing
from translation.engines.firefox.loaded import LoadedModels
from translation.models import TranslationJob
from translation.segments.units import extract

BOUND = 0.95


def run_jobs(source: Document, languages: list[str], engine: str) -> tuple[float, int]:
    """Create an article, run its jobs here; return (seconds in the pipeline, segments)."""
    article = publishing.create_article("en", source)
    request = desk.request_translation(article, languages, engine=engine)
    if request.refused:
        sys.exit(request.refused[0].reason)
    started = time.perf_counter()
    for job in request.jobs:
        pipeline.run(job.pk)
    seconds = time.perf_counter() - started
    rows = TranslationJob.objects.filter(batch=request.batch)
    if any(row.state != "done" for row in rows):
        sys.exit(f"A job did not end done: {[(row.language, row.state, row.message) for row in rows]}")
    return seconds, sum(row.total for row in rows)


def engine_alone(source: Document) -> float:
    """Return the seconds that the firefox engine takes for a document's segments, in the pipeline's batches."""
    route = routing.find_route("en", "pt", "firefox")
    texts = [unit.source for unit in extract(source)]
    started = time.perf_counter()
    for group in routing.batches(texts, routing.engine("firefox").limits):
        routing.translate(route, [texts[index] for index in group])
    return time.perf_counter() - started


def models_here(models: LoadedModels, source: Document) -> float:
    """Return the seconds that the models take for a document's segments in this process."""
    texts = [unit.source for unit in extract(source)]
    started = time.perf_counter()
    for text in texts:
        models.translate(text, "en", "pt")
    return time.perf_counter() - started


def measure(count: int, rounds: int, source: Iterator[str]) -> float:
    """Print each round with articles of `count` paragraphs; return the median of pipeline over engine.

    In a round both are asked for the same two articles, in the order engine, pipeline, pipeline, engine: what becomes
    slower or faster meanwhile does so for both. The engine remembers no text.
    """
    models = LoadedModels("", 600_000_000)
    models_here(models, document(2, source))
    ratios = []
    for number in range(1, rounds + 1):
        first, second = document(count, source), document(count, source)
        seconds = [
            engine_alone(first),
            run_jobs(first, ["pt"], "firefox")[0],
            run_jobs(second, ["pt"], "firefox")[0],
            engine_alone(second),
        ]
        alone = (words(first) + words(second)) / (seconds[0] + seconds[3])
        through = (words(first) + words(second)) / (seconds[1] + seconds[2])
        here = words(second) / models_here(models, second)
        ratios.append(through / alone)
        print(
            f"firefox  {count} paragraphs, round {number}: models here {here:,.0f} words/s, engine {alone:,.0f}, "
            f"pipeline {through:,.0f}: {ratios[-1]:.3f} of the engine",
            flush=True,
        )
    return statistics.median(ratios)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paragraphs", type=int, nargs="+", default=[120, 24], help="of an article (default 120 24)")
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds of firefox with the longest article (default 5); more with others"
    )
    options = parser.parse_args()
    source = paragraphs()

    languages = [code for code in DEFAULT_CODES if code != "en"]
    run_jobs(document(10, source), ["pt"], "pseudo")  # connections and imports warm
    seconds, segments = run_jobs(document(options.paragraphs[0], source), languages, "pseudo")
    print(f"pseudo   {segments} segments in {len(languages)} languages: {segments / seconds:,.0f} segments/s")

    # The model is loaded, and the tables of the language that the checks compile when they first meet it.
    engine_alone(document(5, source))
    run_jobs(document(10, source), ["pt"], "firefox")
    held = True
    for count in options.paragraphs:
        # One processor that is busy elsewhere for a moment is a large part of a short round.
        ratio = measure(count, options.rounds * max(options.paragraphs) // count, source)
        held = held and ratio >= BOUND
        verdict = "holds" if ratio >= BOUND else "MISSED"
        print(f"firefox, {count} paragraphs: pipeline over engine {ratio:.3f} (median), bound {BOUND}: {verdict}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
