"""A target without a word, whichever way it comes: from an engine it is no text, from memory or a person a finding."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from articles import publishing
from articles.body.document import Document
from tests.translation.actors import ASKED, BEHAVIOUR, actors, german, run  # noqa: F401
from tests.translation.conftest import PARAGRAPHS, segment, translate
from translation import desk
from translation.models import MemoryEntry, Segment, SegmentFinding
from translation.segments.units import text_hash

BODY = [
    {"type": "paragraph", "id": "p1", "text": "It rained all night."},
    {"type": "heading", "id": "h1", "text": "What the pilots saw"},
    {"type": "list", "id": "l1", "items": [{"id": "i1", "text": "Ropes and lamps"}]},
    {"type": "quote", "id": "q1", "text": "Nobody slept.", "attribution": "A pilot", "language": ""},
    {"type": "figure", "id": "f1", "image": None, "caption": "A dawn", "credit": "", "alt": "A grey harbour"},
    {"type": "table", "id": "t1", "header": False, "rows": [{"id": "r1", "cells": [{"id": "c1", "text": "Ferries"}]}]},
]  # fmt: skip
HEAD = {
    "kicker": "Harbours",
    "headline": "The harbour reopened",
    "dek": "After a year.",
    "seo_description": "A harbour.",
}


def every_kind(language: str = "en"):
    return publishing.create_article(language, Document(**HEAD, body=BODY), date=datetime.date(2026, 11, 1))


def critical() -> set[tuple[str, str]]:
    rows = SegmentFinding.objects.filter(severity="critical", waived_at__isnull=True)
    return set(rows.values_list("segment__kind", "check_name"))


@pytest.mark.django_db
def test_a_persons_mark_is_critical_in_every_kind_of_text_and_blocks_the_version(scripted, user):
    article = every_kind()
    translate(article)
    rows = list(Segment.objects.filter(version__article=article))
    for row in rows:
        desk.edit_segment(row, "…", user=user, revision=row.revision)
    assert critical() == {(row.kind, "no_words") for row in rows}
    assert len({row.kind for row in rows}) == 12
    with pytest.raises(publishing.NotPublishable) as refusal:
        publishing.publish(article.versions.select_related("article").get(language="de"))
    assert len(refusal.value.reasons) == len(rows)


@pytest.mark.django_db
def test_what_memory_holds_comes_with_its_finding(scripted):
    article = every_kind()
    MemoryEntry.objects.create(
        source_language="en", target_language="de", source="Ferries", source_hash=text_hash("Ferries"), target="—"
    )
    job = translate(article)
    assert (job.memory, job.machine) == (1, 11) and ("cell", "no_words") in critical()
    assert Segment.objects.get(version__language="de", kind="cell").target == "—"


@pytest.mark.usefixtures("actors")
@pytest.mark.parametrize("mark", [".", "2019"])
def test_no_engine_is_asked_for_ever_for_what_all_answer_without_a_word(article, mark):
    BEHAVIOUR.update({name: lambda texts: [mark] * len(texts) for name in ("first", "second", "third")})
    job = run(article)
    assert "with nothing" in job.message and not Segment.objects.exclude(target="").exists()
    assert len(ASKED) < 20


@pytest.mark.usefixtures("actors")
def test_a_second_opinion_without_a_word_is_no_better(article):
    def wrong(texts: Sequence[str]) -> list[str]:
        return [text.replace("283", "238, 777 und 12345") for text in german(texts)]

    BEHAVIOUR.update(first=wrong, second=lambda texts: ["."], third=lambda texts: ["…"])
    run(article)
    assert segment(article, 1).engine == "first" and "238" in segment(article, 1).target


@pytest.mark.django_db
def test_nothing_is_asked_for_a_pivot_without_a_word(scripted):
    """From German through English into Finnish: what came back as a mark is not sent on."""
    scripted.only_english = True
    article = publishing.create_article(
        "de", Document(headline="Hafen wieder offen", body=[{"type": "paragraph", "text": PARAGRAPHS[2]}]),
        date=datetime.date(2026, 11, 1),
    )  # fmt: skip

    def lose(texts, source, target):
        return ["." if "slept" in text or text == "." else f"{target} {text}" for text in texts]

    scripted.behaviour = lose
    job = translate(article, "fi")
    assert (job.state, job.machine) == ("partial", 1)
    assert not any("." in texts for texts in scripted.asked)


@pytest.mark.django_db
def test_figures_that_say_what_the_source_says_are_taken(scripted):
    article = publishing.create_article(
        "en", Document(headline="Five per cent", body=[{"type": "paragraph", "text": "August 13, 2024"}]),
        date=datetime.date(2026, 11, 1),
    )  # fmt: skip
    right = {"Five per cent": "5\u00a0%", "August 13, 2024": "13.8.2024"}
    scripted.behaviour = lambda texts, source, target: [right[text] for text in texts]
    assert translate(article).state == "done"
    assert not SegmentFinding.objects.filter(check_name="no_words").exists()
