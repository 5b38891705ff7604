"""Texts without a letter: by rule, asked of no engine, waiting for no approval, never over a person's words."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import publishing
from articles.body.document import Document
from articles.models import Article, LanguageVersion
from tests.factories import make_user
from tests.translation.conftest import translate
from translation import desk
from translation.models import EngineCall, MemoryEntry, Segment, SegmentFinding
from translation.qa import feedback
from translation.reports import findings
from translation.segments.units import text_hash

pytestmark = pytest.mark.django_db
CELLS = ["2019", "1,200", "4.35", "<strong>50%</strong>", "—", "9:30", "$3.50"]
GERMAN = ["2019", "1.200", "4,35", "<strong>50\u00a0%</strong>", "—", "9:30", "3,50\u00a0$"]


def document(cells: list[str] = CELLS, text: str = "Nobody slept.", headline: str = "Ferries") -> Document:
    row = {"id": "r1", "cells": [{"id": f"c{place}", "text": cell} for place, cell in enumerate(cells)]}
    table = {"type": "table", "id": "t1", "header": False, "rows": [row]}
    return Document(headline=headline, body=[{"type": "paragraph", "id": "p1", "text": text}, table])


@pytest.fixture
def article(db: None) -> Article:
    """Two texts with words, and a table of figures."""
    return publishing.create_article("en", document(), date=datetime.date(2026, 11, 1))


def save(article: Article, new: Document) -> None:
    publishing.save_source(article, new)
    desk.source_saved(article)


def cells(article: Article, language: str = "de") -> list[Segment]:
    return list(Segment.objects.filter(version__article=article, version__language=language, kind="cell"))


def version(article: Article, language: str = "de") -> LanguageVersion:
    return article.versions.select_related("article").get(language=language)


def by_hand(article: Article, language: str, user: Any) -> None:
    """Write the texts that have words."""
    for row in Segment.objects.filter(version__article=article, version__language=language).exclude(kind="cell"):
        desk.edit_segment(row, f"{language}: {row.source}", user=user, revision=row.revision)


def test_no_engine_is_asked_and_the_counts_equal_the_rows(article, scripted):
    job = translate(article)
    assert scripted.asked == [["Ferries", "Nobody slept."]]
    assert [row.target for row in cells(article)] == GERMAN
    assert {(row.origin, row.engine, row.state, row.job) for row in cells(article)} == {
        ("rule", "", "translated", None)
    }
    assert (job.state, job.total, job.machine, job.kept, job.memory, job.requested) == ("done", 9, 2, 7, 0, 2)
    assert EngineCall.objects.get().segments == 2
    stored = Article.objects.get(pk=article.pk).body_de[1]["rows"][0]["cells"]
    assert [cell["text"] for cell in stored] == GERMAN


@pytest.mark.parametrize("language", ["zh-hans", "ru", "fr", "sa", "es"])
def test_nothing_is_found_in_them_and_they_make_no_text_a_machines(article, scripted, user, language):
    translate(article, language)
    assert not SegmentFinding.objects.filter(segment__kind="cell").exists()
    assert version(article, language).provenance == "machine"
    by_hand(article, language, user)
    assert version(article, language).provenance == "post-edited" and version(article, language).reviewed


def test_they_need_no_approval(article, scripted, user):
    translate(article)
    assert not version(article).reviewed
    for row in Segment.objects.filter(version__article=article).exclude(kind="cell"):
        desk.approve_segment(row, user)
    assert version(article).reviewed
    assert {row.state for row in cells(article)} == {"translated"}


def test_approving_all_leaves_them_to_the_rule(article, scripted, user):
    translate(article)
    SegmentFinding.objects.all().delete()
    desk.approve_version(version(article), user)
    assert version(article).reviewed and {row.state for row in cells(article)} == {"translated"}
    assert not MemoryEntry.objects.filter(source__in=CELLS).exists()
    save(article, document(["2020", *CELLS[1:]]))
    assert cells(article)[0].target == "2020" and cells(article)[0].current


def test_a_figure_that_was_approved_follows_its_source_all_the_same(article, scripted, user):
    translate(article)
    desk.approve_segment(cells(article)[1], user)
    save(article, document(["2019", "1,300", *CELLS[2:]]))
    row = cells(article)[1]
    assert (row.target, row.origin, row.state, row.proposal) == ("1.300", "rule", "translated", "")


def test_a_figure_that_was_emptied_comes_back(article, scripted, user):
    translate(article)
    row = cells(article)[1]
    desk.edit_segment(row, "", user=user, revision=row.revision)
    translate(article)
    assert (cells(article)[1].target, cells(article)[1].origin) == ("1.200", "rule")


def test_a_changed_figure_follows_its_source_at_once_and_asks_nobody(article, scripted):
    translate(article)
    save(article, document(["2019", "1,300", *CELLS[2:]]))
    row = cells(article)[1]
    assert (row.target, row.origin, row.current) == ("1.300", "rule", True)
    assert desk.outdated_languages(article) == ["de"], "readers get it from a job, not from a save of the source"
    job = translate(article)
    assert (job.state, job.requested, job.kept) == ("done", 0, 9)
    assert desk.outdated_languages(article) == []
    assert Article.objects.get(pk=article.pk).body_de[1]["rows"][0]["cells"][1]["text"] == "1.300"


def test_a_person_who_writes_another_figure_is_not_overwritten(article, scripted, user):
    translate(article)
    row = cells(article)[1]
    desk.edit_segment(row, "rund 1.200", user=user, revision=row.revision)
    translate(article)
    row = cells(article)[1]
    assert (row.target, row.origin, row.state) == ("rund 1.200", "human", "reviewed")

    save(article, document(["2019", "1,300", *CELLS[2:]]))
    row = cells(article)[1]
    assert (row.target, row.proposal, row.proposal_engine) == ("rund 1.200", "1.300", "rule")
    assert translate(article).requested == 0
    row = desk.accept_proposal(row, user)
    assert (row.target, row.origin, row.engine, row.current) == ("1.300", "rule", "", True)


def test_a_text_that_gets_words_is_the_engines_and_back_again(article, scripted):
    translate(article)
    save(article, document(["In 2019", *CELLS[1:]]))
    translate(article)
    assert (cells(article)[0].target, cells(article)[0].origin) == ("de In 2019", "machine")
    save(article, document())
    row = cells(article)[0]
    assert (row.target, row.origin, row.engine) == ("2019", "rule", "")


def test_what_a_machine_had_made_of_a_figure_is_rewritten_and_what_a_person_approved_is_not(article, scripted):
    translate(article)
    old = {"origin": "machine", "engine": "scripted"}
    Segment.objects.filter(kind="cell").update(**old, target="2019 2019")
    Segment.objects.filter(pk=cells(article)[1].pk).update(state="reviewed")
    job = translate(article)
    assert job.requested == 0
    assert [row.target for row in cells(article)] == [GERMAN[0], "2019 2019", *GERMAN[2:]]
    assert Article.objects.get(pk=article.pk).body_de[1]["rows"][0]["cells"][0]["text"] == "2019"


def test_memory_is_not_asked_for_figures(article, scripted):
    MemoryEntry.objects.create(
        source_language="en", target_language="de", source="1,200", source_hash=text_hash("1,200"), target="1,200"
    )
    assert translate(article).memory == 0
    assert cells(article)[1].target == "1.200"


def test_where_no_engine_serves_the_pair_a_job_writes_figures_all_the_same(article, scripted, user):
    refused = desk.request_translation(article, ["la"])
    assert refused.refused and not refused.jobs, "there are words that nobody has translated"
    desk.attach(LanguageVersion.objects.create(article=article, language="la", detached=True), user)
    by_hand(article, "la", user)
    save(article, document(["2020", "1,300", *CELLS[2:]]))
    job = translate(article, "la")
    assert (job.state, job.engine, job.requested) == ("done", "", 0)
    assert [row.target for row in cells(article, "la")][:3] == ["2020", "1.300", "4,35"]
    assert version(article, "la").provenance == "human"
    save(article, document(["2020"], text="Everybody slept."))
    assert desk.request_translation(article, ["la"]).refused


def test_the_segment_editor_shows_them_without_asking_for_approval(article, scripted, client):
    translate(article)
    person = make_user("desk")
    person.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(person)
    page = client.get(reverse("translation:editor", args=[version(article).pk]))
    assert page.context["attention_count"] == 2
    assert page.text.count("<span>rule</span>") == 7 and page.text.count('value="approve:') == 2


def test_the_report_counts_them_apart_from_translators(article, scripted):
    translate(article)
    assert {tally.name: tally.segments for tally in findings.make().writers} == {"scripted": 2, "rule": 7}
    assert feedback.engine_of(cells(article)[0]) == "rule"


def test_a_persons_figure_that_stands_twice_is_found(article, scripted, user):
    translate(article)
    for row in (cells(article)[0], cells(article)[3]):
        desk.edit_segment(row, f"{row.target} {row.target}", user=user, revision=row.revision)
    found = SegmentFinding.objects.filter(segment__in=cells(article), severity="major", check_name="numbers")
    assert found.values("segment").distinct().count() == 2
