"""make bench-chrf DATA=FOLDER: chrF of firefox from English through the whole pipeline, against the engine alone.

The sentences become paragraphs of articles, real jobs translate and store them, and what readers would get is compared
with a human translation: as they are, and with tags put in by a seed. The exit status is 1 if a bound is missed.
"""

from __future__ import annotations

import argparse
import html
import logging
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()
logging.disable(logging.WARNING)

from sacrebleu.metrics import CHRF

from articles import publishing
from articles.body import strip_tags
from articles.body.document import Document
from bench.injected import Row, inject, sentences
from translation import desk, pipeline
from translation.engines import routing
from translation.engines.base import Engine
from translation.engines.firefox.model import Model, ModelFiles, find_model
from translation.engines.text.paragraphs import translate_plain
from translation.models import Segment, TranslationJob

PLAIN_BOUND, MARKUP_BOUND = 0.2, 1.0
AN_ARTICLE = 100


def chrf(outputs: list[str], rows: list[Row]) -> float:
    """Return chrF (0 to 100) of texts, their tags left out, against the rows' human translations."""
    return CHRF().corpus_score([strip_tags(text) for text in outputs], [[row.reference for row in rows]]).score


def through_the_pipeline(texts: list[str], target: str) -> list[str]:
    """Return what jobs stored for the texts, in their order."""
    stored: list[str] = []
    for number, chunk in enumerate(_cut(texts)):
        body = [{"type": "paragraph", "text": text} for text in chunk]
        headline = f"Measured sentences, part {number} of {len(texts)}"
        article = publishing.create_article("en", Document(headline=headline, body=body).cleaned())
        request = desk.request_translation(article, [target], engine="firefox")
        if request.refused:
            sys.exit(request.refused[0].reason)
        (job,) = request.jobs
        pipeline.run(job.pk)
        job = TranslationJob.objects.get(pk=job.pk)
        if job.state != TranslationJob.State.DONE:
            sys.exit(f"The job did not end done: {job.state} {job.message}")
        segments = Segment.objects.filter(version__article=article, version__language=target, kind="paragraph")
        found = list(segments.order_by("position").values_list("target", flat=True))
        if len(found) != len(chunk):
            sys.exit(f"{len(chunk)} sentences became {len(found)} segments.")
        stored += found
    return stored


def _cut(texts: list[str]) -> list[list[str]]:
    return [texts[start : start + AN_ARTICLE] for start in range(0, len(texts), AN_ARTICLE)]


def by_engine(engine: Engine, texts: list[str], target: str) -> list[str]:
    """Return the engine's translations, nothing around it."""
    return [engine.translate([text], "en", target).texts[0] for text in texts]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder of en-XX.jsonl.gz")
    parser.add_argument("--target", default="pt")
    parser.add_argument("--sentences", type=int, default=0, help="only the first so many")
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    target, files = options.target, find_model("en", options.target, "")
    if not isinstance(files, ModelFiles):
        sys.exit(files)
    model, engine = Model(files), routing.engine("firefox")

    rows = sentences(options.data, target, options.sentences)
    texts = [html.escape(row.source, quote=False) for row in rows]
    bare = chrf([html.escape(model.sentence(row.source), quote=False) for row in rows], rows)
    alone = chrf(by_engine(engine, texts, target), rows)
    whole = chrf(through_the_pipeline(texts, target), rows)
    tagged = inject(rows, lambda words: translate_plain(words, "en", target, model).target, options.seed)
    untagged_alone = chrf(by_engine(engine, [html.escape(row.source, quote=False) for row in tagged], target), tagged)
    marked = through_the_pipeline([row.marked for row in tagged], target)
    tagged_whole = chrf(marked, tagged)
    kept = sum(text.count("</") for text in marked)
    tags = sum(len(row.tags) for row in tagged)

    lines = [
        ("the model alone, sentence by sentence", rows, bare),
        ("the engine `firefox` alone", rows, alone),
        ("through the whole pipeline", rows, whole),
        ("the engine alone, only sentences that tags can be put into, without tags", tagged, untagged_alone),
        (f"the same with {tags} tags ({kept} came back) through the whole pipeline", tagged, tagged_whole),
    ]
    print(f"| en → {target} | sentences | chrF |\n|---|---|---|")
    for name, measured, score in lines:
        print(f"| {name} | {len(measured)} | {score:.2f} |")
    good = whole >= max(alone, bare) - PLAIN_BOUND and tagged_whole >= untagged_alone - MARKUP_BOUND and kept == tags
    print(f"\nbounds {PLAIN_BOUND} and {MARKUP_BOUND}: {'hold' if good else 'MISSED'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
