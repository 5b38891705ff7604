"""Rows that are deleted while another process writes what points to them: nobody fails, and no word is lost."""

from __future__ import annotations

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.urls import reverse

from articles import publishing
from articles.models import Article, Contribution, Image, Person
from articles.publishing import documents
from newsroom.messages import verbatim
from tests import factories
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from tests.translation.jobs.test_concurrent_saves import (
    PATIENCE,
    Beside,
    save,
    until_somebody_waits,
)
from translation import desk, pipeline
from translation.dispatch import results
from translation.models import FindingJudgement, Segment, SegmentFinding
from translation.qa import findings

pytestmark = pytest.mark.django_db(transaction=True)


def bad(texts, source, target):
    return [f"bad {text}" for text in texts]


@pytest.fixture
def storing(monkeypatch):
    """Hold the worker between the targets it has written and their findings, until somebody waits for it."""
    written, stored = threading.Event(), findings.store

    def slowly(found, *arguments):
        if "engine" in found and not written.is_set():
            written.set()
            until_somebody_waits()
        return stored(found, *arguments)

    monkeypatch.setattr(results.findings, "store", slowly)
    return written


@pytest.mark.usefixtures("steered")
def test_an_editor_removes_a_paragraph_whose_findings_a_worker_is_storing(article, scripted, storing):
    scripted.behaviour = bad
    job = desk.request_translation(article, ["de"]).jobs[0]

    def remove() -> None:
        assert storing.wait(PATIENCE)
        with transaction.atomic():
            save(article, PARAGRAPHS[2:])

    editor = Beside(remove)
    pipeline.run(job.pk)
    editor.wait()
    job.refresh_from_db()
    assert (job.state, job.total) == ("done", 2)
    assert Segment.objects.filter(version__language="de").count() == 2
    assert set(SegmentFinding.objects.values_list("segment", flat=True)) <= set(
        Segment.objects.values_list("pk", flat=True)
    )


@pytest.mark.usefixtures("steered")
def test_a_worker_stores_what_an_editor_is_removing(article, scripted):
    """The other way round: the worker waits for the save, finds the rows gone, and stores nothing for them."""
    scripted.behaviour = bad
    translate(article)
    rows = list(Segment.objects.filter(version__language="de"))
    Segment.objects.update(target="", made_from="", origin="")
    removed = threading.Event()

    def remove() -> None:
        with transaction.atomic():
            save(article, PARAGRAPHS[2:])
            removed.set()
            until_somebody_waits()

    editor = Beside(remove)
    assert removed.wait(PATIENCE)
    writes = [
        results.Write(row, f"bad {row.source}", [findings.Finding("bad_word", "critical", verbatim("bad"))])
        for row in rows
    ]
    taken = results.write_targets(writes, origin="machine", engine="scripted", job_id=rows[0].job_id, checked_with="")
    editor.wait()
    assert taken == set(Segment.objects.values_list("pk", flat=True))
    assert len(taken) == 2


@pytest.mark.usefixtures("steered")
def test_a_finding_is_waived_while_a_worker_replaces_its_text(article, scripted, user, storing, monkeypatch):
    scripted.behaviour = bad
    storing.set()
    translate(article)
    finding = SegmentFinding.objects.filter(segment=segment(article, 1)).get()
    Segment.objects.update(revision=7, made_from="older")
    storing.clear()
    scripted.behaviour = None
    job = desk.request_translation(article, ["de"]).jobs[0]
    refused = []

    def waive() -> None:
        assert storing.wait(PATIENCE)
        try:
            desk.waive(finding, user)
        except desk.FindingGone as error:
            refused.append(error)

    person = Beside(waive)
    assert pipeline.run(job.pk) == "done"
    person.wait()
    assert len(refused) == 1
    assert not FindingJudgement.objects.exists()


@pytest.mark.usefixtures("steered")
def test_an_article_is_deleted_while_a_worker_stores(article, scripted, storing):
    scripted.behaviour = bad
    job = desk.request_translation(article, ["de"]).jobs[0]

    def delete() -> None:
        assert storing.wait(PATIENCE)
        Article.objects.get(pk=article.pk).delete()

    chief = Beside(delete)
    pipeline.run(job.pk)
    chief.wait()
    assert not Article.objects.exists()
    assert not Segment.objects.exists()
    assert not SegmentFinding.objects.exists()


@pytest.mark.usefixtures("steered")
def test_two_people_and_a_worker_take_rows_in_one_order(article, scripted, user):
    """Positions have another order than ids: one that locks by position and one by id would wait for each other."""
    translate(article)
    with transaction.atomic():
        save(article, ["A new first paragraph.", *PARAGRAPHS])
    translate(article)
    by_position = list(Segment.objects.order_by("position").values_list("pk", flat=True))
    assert by_position != sorted(by_position)
    locks = _Locks()
    with connection.execute_wrapper(locks), transaction.atomic():
        desk.approve_version(article.versions.get(language="de"), user)
        desk.settings_changed("bad_word")
        with transaction.atomic():
            save(article, PARAGRAPHS)
    assert locks.statements >= 2 and not locks.unordered


class _Locks:
    """Collects statements that lock several segments, and those of them that name no order."""

    def __init__(self) -> None:
        self.statements, self.unordered = 0, []

    def __call__(self, execute, sql, params, many, context):
        lock = sql.rpartition(" FOR ")[2]
        if 'FROM "translation_segment"' in sql and lock.startswith(("UPDATE", "NO KEY")) and "SKIP" not in lock:
            self.statements += 1
            if 'ORDER BY "translation_segment"."id" ASC' not in sql and "LIMIT 21" not in sql:
                self.unordered.append(sql)
        return execute(sql, params, many, context)


# --- what people typed --------------------------------------------------------------------------------------------
@pytest.fixture
def chief(client):
    client.force_login(factories.make_user("chief", superuser=True))
    return client


def form(article: Article, **changes: str) -> dict[str, str]:
    return {
        "date": "2026-11-01", "text_headline": "Harbour town buys a battery", "text_body": "\n\n".join(PARAGRAPHS),
        "digest": article.versions.get(language="en").digest,
        "contributions-TOTAL_FORMS": "0", "contributions-INITIAL_FORMS": "0", **changes,
    }  # fmt: skip


def undone(times: int, state: str):
    """Return what undoes a transaction at its end so many times, as the database does, and the list of its calls."""
    calls = []

    def undo(*_arguments, **_options):
        calls.append(1)
        if len(calls) <= times:
            with connection.cursor() as cursor:
                cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'undone' USING ERRCODE = '{state}'; END $$")

    return undo, calls


@pytest.mark.parametrize("state", ["40P01", "40001", "23503", "57014"])
def test_a_save_that_the_database_undid_once_is_run_again(chief, article, monkeypatch, state):
    undo, calls = undone(1, state)
    monkeypatch.setattr("translation.desk.source_saved", undo)
    address = reverse("admin:articles_article_change", args=[article.pk])
    answer = chief.post(address, form(article, text_kicker="Harbours"), follow=True)
    assert answer.redirect_chain, answer.context["errors"]
    assert len(calls) == 2
    assert len(answer.context["messages"]) == 1, "what was undone is not announced"
    assert Article.objects.get(pk=article.pk).kicker_en == "Harbours"


@pytest.mark.parametrize("state", ["40P01", "23503", "22001", "XX000"])
def test_a_save_that_fails_all_the_same_gives_the_form_back_with_what_was_typed(chief, article, monkeypatch, state):
    undo, _calls = undone(9, state)
    monkeypatch.setattr("translation.desk.source_saved", undo)
    address = reverse("admin:articles_article_change", args=[article.pk])
    answer = chief.post(address, form(article, text_body="What was typed stays, ä and 字."))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "What was typed stays, ä and 字." in page
    assert "The database did not store this" in page
    assert "successfully" not in page
    assert Article.objects.get(pk=article.pk).body_en[0]["text"] == PARAGRAPHS[0]
    monkeypatch.undo()
    again = chief.post(address, form(article, text_body="What was typed stays, ä and 字."))
    assert again.status_code == 302


def test_a_new_article_that_is_not_stored_keeps_what_was_typed(chief, article, monkeypatch):
    undo, _calls = undone(9, "40P01")
    monkeypatch.setattr("translation.desk.source_saved", undo)
    typed = form(article, source_language="de", text_body="Noch nicht gespeichert.")
    answer = chief.post(reverse("admin:articles_article_add"), typed)
    assert "Noch nicht gespeichert." in answer.content.decode()
    assert Article.objects.count() == 1


@pytest.mark.parametrize("times", [1, 9])
def test_the_other_forms_keep_what_was_typed(chief, db, monkeypatch, times):
    undo, _calls = undone(times, "40P01")
    monkeypatch.setattr("translation.desk.settings_changed", undo)
    monkeypatch.setattr("django.contrib.admin.options.ModelAdmin.log_addition", undo)
    for name, typed in {
        "translation_checksetting": {"check_name": "numbers", "note": "kept note"},
        "articles_person": {"name": "kept note", "kind": "person"},
        "translation_term": {"kind": "preferred", "source_language": "en", "term": "kept note", "target": "x"},
    }.items():
        answer = chief.post(reverse(f"admin:{name}_add"), typed)
        assert answer.status_code == 302 or "kept note" in answer.content.decode()
        if times == 9:
            assert "The database did not store this" in answer.content.decode()


@pytest.mark.usefixtures("steered")
@pytest.mark.parametrize("times", [1, 9])
def test_a_segment_that_is_not_stored_keeps_what_was_typed(chief, article, scripted, monkeypatch, times):
    translate(article)
    row = segment(article, 3)
    undo, _calls = undone(times, "40P01")
    monkeypatch.setattr("translation.desk.review.assemble_version", undo)
    address = reverse("translation:editor", args=[row.version_id])
    typed = {f"target-{row.pk}": "Niemand schlief.", f"seen-{row.pk}": f"{row.revision}:other", "do": f"save:{row.pk}"}
    answer = chief.post(address, typed)
    if times == 1:
        assert answer.status_code == 302
        assert segment(article, 3).target == "Niemand schlief."
    else:
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Niemand schlief." in page and "The database did not store this" in page
        assert segment(article, 3).target == row.target


@pytest.mark.usefixtures("steered")
def test_what_was_typed_for_a_text_that_left_the_article_comes_back(chief, article, scripted):
    translate(article)
    row = segment(article, 3)
    with transaction.atomic():
        save(article, PARAGRAPHS[:2])
    typed = {f"target-{row.pk}": "Niemand schlief.", f"seen-{row.pk}": f"{row.revision}:other", "do": f"save:{row.pk}"}
    answer = chief.post(reverse("translation:editor", args=[row.version_id]), typed, follow=True)
    assert "Niemand schlief." in answer.content.decode()
    assert "was removed from the article" in answer.content.decode()


def test_the_account_of_who_saves_is_deleted_meanwhile(article, scripted, user):
    """The text is not stored, and the desk is told so by name, not by a foreign key."""
    translate(article)
    row = segment(article, 3)
    gone = get_user_model().objects.get(pk=user.pk)
    get_user_model().objects.filter(pk=user.pk).delete()
    with pytest.raises(desk.NotStored):
        desk.edit_segment(row, "Niemand schlief.", user=gone, revision=row.revision)
    assert segment(article, 3).target == row.target


def test_a_picture_is_deleted_while_an_article_that_shows_it_is_saved(article, monkeypatch):
    picture = factories.make_image()
    looked, kept = [], documents._store_columns

    def store_and_delete(*arguments, **options):
        kept(*arguments, **options)
        if not looked:
            looked.append(1)
            deleting = Beside(lambda: Image.objects.filter(pk=picture.pk).delete())
            deleting.wait()

    monkeypatch.setattr(documents, "_store_columns", store_and_delete)
    figure = {"type": "figure", "image": picture.pk, "caption": "The harbour", "credit": "", "alt": "ships"}
    body = [*document().body, figure]
    publishing.save_source(article, document([]).__class__("Harbour town", body=body))
    stored = Article.objects.get(pk=article.pk)
    assert stored.headline_en == "Harbour town" and stored.lead_image is None


def test_a_person_is_deleted_while_an_article_names_them(db, monkeypatch):
    ada = Person.objects.create(name="Ada Marrow")
    created = Contribution.objects.bulk_create

    def delete_then_create(rows, **options):
        if Person.objects.filter(pk=ada.pk).exists():
            Beside(lambda: Person.objects.filter(pk=ada.pk).delete()).wait()
        return created(rows, **options)

    monkeypatch.setattr(Contribution.objects, "bulk_create", delete_then_create)
    made = publishing.create_article("en", document(), credits=[publishing.Credit("author", "Ada Marrow")])
    assert [row.person.name for row in made.contributions.all()] == ["Ada Marrow"]
