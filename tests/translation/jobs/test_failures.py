"""Promise 5: whatever goes wrong in a job, foreseen or not, it ends in a truthful state, and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DataError, IntegrityError, OperationalError, ProgrammingError, connection, transaction

from articles import publishing
from articles.models import LanguageVersion
from newsroom.secrets import Secret
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk, jobs, pipeline
from translation.checks import registry
from translation.dispatch import results
from translation.engines import routing
from translation.engines.base import Limits
from translation.models import EngineCall, MemoryEntry, Segment, SegmentFinding, TranslationJob
from translation.qa import recheck
from translation.segments import memory
from translation.segments.units import text_hash

ERRORS = [
    KeyError("b7xq"),
    RecursionError("too deep"),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    AttributeError("'NoneType' object has no attribute 'text'"),
    AssertionError("sk-hidden-key"),
    DataError("value too long for type character varying(300)"),
    ProgrammingError("column does not exist"),
    ImproperlyConfigured("The engine “scripted” has no such module."),
]
# Where a job can be interrupted: before the engine, between batches, at the end.
STEPS = ["translation.pipeline.sync", "translation.jobs.renew", "translation.pipeline.assemble_version"]


def raising(error: Exception) -> Callable[..., None]:
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    return fail


def raised_in_database(state: str) -> Callable[..., None]:
    """Return what PostgreSQL itself ends with an error of this SQLSTATE."""

    def fail(*_arguments: object, **_options: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'sk-hidden-key' USING ERRCODE = '{state}'; END $$")

    return fail


def counts_equal_rows(job: TranslationJob) -> bool:
    rows = Segment.objects.filter(version__article=job.article_id, version__language=job.language)
    current = [row for row in rows if row.current]
    return (job.total, job.memory + job.machine + job.kept) == (rows.count(), len(current))


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_job_with_an_unexpected_error_ends(article, scripted, monkeypatch, caplog, error, step):
    monkeypatch.setattr(step, raising(error))
    job = translate(article)
    assert job.state in ("failed", "partial")
    assert job.finished_at and job.lease is None
    assert counts_equal_rows(job)
    named = str(error) if isinstance(error, ImproperlyConfigured) else type(error).__name__
    assert named in job.message
    assert "Traceback" not in job.message and "hidden" not in job.message and "b7xq" not in job.message
    if not isinstance(error, ImproperlyConfigured):
        assert "Ask again" in job.message
        assert any("Traceback" in (record.exc_text or record.getMessage()) for record in caplog.records)
    monkeypatch.undo()


@pytest.mark.parametrize("step", [*STEPS, "translation.qa.findings.check"])
def test_a_job_that_runs_out_of_memory_ends_and_the_error_is_raised(article, scripted, monkeypatch, step):
    job = desk.request_translation(article, ["de"]).jobs[0]
    monkeypatch.setattr(step, raising(MemoryError()))
    with pytest.raises(MemoryError):
        pipeline.run(job.pk)
    job.refresh_from_db()
    assert job.state in ("failed", "partial") and "memory" in job.message
    assert counts_equal_rows(job)


@pytest.mark.parametrize("state", ["40P01", "40001", "23503", "23505", "53100"])
def test_a_job_that_the_database_stopped_is_tried_again_within_its_attempts(
    article, scripted, settings, monkeypatch, state
):
    settings.TRANSLATION_JOB_ATTEMPTS = 2
    monkeypatch.setattr("translation.pipeline.assemble_version", raised_in_database(state))
    job = desk.request_translation(article, ["de"]).jobs[0]
    for attempt in (1, 2):
        assert pipeline.run(job.pk) == "queued"
        job.refresh_from_db()
        assert (job.attempts, job.lease) == (attempt, None)
        assert "database" in job.message and "hidden" not in job.message
    assert len(scripted.asked) == 2, "nothing is bought twice"
    pipeline.run(job.pk)
    job.refresh_from_db()
    assert job.state in ("failed", "partial") and "2 attempts" in job.message
    assert counts_equal_rows(job)


@pytest.mark.parametrize("state", ["22001", "42703", "22P02", "XX000"])
def test_an_error_of_the_database_that_does_not_pass_ends_the_job(article, scripted, monkeypatch, state):
    monkeypatch.setattr("translation.pipeline.assemble_version", raised_in_database(state))
    job = translate(article)
    assert (job.state, job.machine) == ("partial", 4)
    assert "Error" in job.message and "hidden" not in job.message


def test_a_job_whose_connection_is_lost_is_queued_again(article, scripted, monkeypatch):
    monkeypatch.setattr("translation.pipeline.sync", raising(OperationalError("the connection is closed")))
    job = desk.request_translation(article, ["de"]).jobs[0]
    assert pipeline.run(job.pk) == "queued"
    job.refresh_from_db()
    assert "connection" in job.message and "closed" not in job.message


# --- one text ---------------------------------------------------------------------------------------------------------
def test_a_check_that_fails_costs_neither_the_text_nor_the_job(article, scripted, monkeypatch, caplog):
    def broken(source, target, pair):
        if "slept" in target:
            raise RecursionError
        return []

    monkeypatch.setattr(registry, "CHECKS", (broken, *registry.CHECKS[:1]))
    monkeypatch.setattr(registry, "ARTICLE_CHECKS", ())
    job = translate(article)
    assert (job.state, job.machine) == ("done", 4)
    found = SegmentFinding.objects.get(check_name="broken")
    assert found.segment == segment(article, 3)
    assert (found.severity, "RecursionError" in found.message) == ("major", True)
    assert "Traceback" in caplog.text
    recheck.article(article.pk, languages=["de"])
    assert SegmentFinding.objects.filter(check_name="broken").count() == 1


@pytest.mark.parametrize("kind", ["SOURCE_CHECKS", "SOURCE_ARTICLE_CHECKS", "ARTICLE_CHECKS", "ACROSS_CHECKS"])
def test_a_check_of_several_texts_that_fails_is_one_finding(article, scripted, monkeypatch, kind):
    def broken(*_texts):
        raise KeyError("x")

    monkeypatch.setattr(registry, kind, (broken,))
    assert {translate(article, code).state for code in ("de", "fr")} == {"done"}
    assert SegmentFinding.objects.filter(check_name="broken", params__error="KeyError").exists()


def test_a_person_saves_although_a_check_fails(article, scripted, user, monkeypatch):
    translate(article)
    monkeypatch.setattr(registry, "CHECKS", (raising(UnicodeError()),))
    monkeypatch.setattr(registry.CHECKS[0], "__name__", "broken", raising=False)
    row = segment(article, 3)
    desk.edit_segment(row, "Niemand schlief.", user=user, revision=row.revision)
    assert segment(article, 3).target == "Niemand schlief."


def test_an_engine_that_fails_on_one_text_costs_that_text_alone(article, scripted, monkeypatch, caplog):
    def broken(texts, source, target):
        if any("slept" in text for text in texts):
            raise KeyError("sk-hidden-key")
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = broken
    monkeypatch.setitem(routing.engine("scripted").options, "key", Secret("sk-hidden-key"))
    job = translate(article)
    assert (job.state, job.machine) == ("partial", 3)
    assert segment(article, 3).key in job.message and "KeyError" in job.message
    assert not EngineCall.objects.filter(outcome="open").exists()
    assert "Traceback" in caplog.text
    said = [job.message, caplog.text, *EngineCall.objects.values_list("error", flat=True)]
    assert not [text for text in said if "hidden" in text]


def test_an_engine_that_always_fails_is_left_after_a_few_calls(article, scripted, monkeypatch):
    monkeypatch.setattr(scripted, "limits", Limits(texts=32, characters=20_000))
    scripted.behaviour = raising(ZeroDivisionError())
    job = translate(article)
    assert job.state == "queued", "it may work later: an engine's code can be mended"
    assert "ZeroDivisionError" in job.message
    assert len(scripted.asked) < 10


@pytest.mark.parametrize("state", ["22001", "22021", "XX000"])
def test_a_text_that_cannot_be_stored_costs_the_others_nothing(article, scripted, monkeypatch, state):
    write, fail = results.write_targets, raised_in_database(state)

    def refuse(writes, **options):
        if any("slept" in one.target for one in writes):
            fail()
        return write(writes, **options)

    monkeypatch.setattr(scripted, "limits", Limits(texts=32, characters=20_000))
    monkeypatch.setattr("translation.dispatch.results.write_targets", refuse)
    job = translate(article)
    assert (job.state, job.machine) == ("partial", 3)
    assert segment(article, 3).key in job.message
    assert len(scripted.asked) == 1, "it is not bought again"
    assert list(EngineCall.objects.values_list("outcome", flat=True)) == ["answered"]


@pytest.mark.django_db(transaction=True)
def test_what_was_bought_is_stored_the_second_time(article, scripted, monkeypatch):
    """A deadlock at the storing of an answer is no crash: nothing is bought twice."""
    write, fail, tried = results.write_targets, raised_in_database("40P01"), []

    def once(writes, **options):
        tried.append(1)
        if len(tried) == 1:
            fail()
        return write(writes, **options)

    monkeypatch.setattr("translation.dispatch.results.write_targets", once)
    job = translate(article)
    assert (job.state, job.requested, job.attempts) == ("done", 4, 1)


def test_a_text_that_cannot_be_cleaned_costs_the_others_nothing(article, scripted, monkeypatch):
    def broken(text):
        if "slept" in text:
            raise UnicodeDecodeError("utf-8", b"x", 0, 1, "bad")
        return text

    monkeypatch.setattr("translation.dispatch.results.clean_inline", broken)
    job = translate(article)
    assert (job.state, job.machine) == ("partial", 3)


def test_what_memory_holds_and_cannot_be_stored_is_asked_of_an_engine(article, scripted, monkeypatch):
    MemoryEntry.objects.create(
        source_language="en", target_language="de", source_hash=text_hash(PARAGRAPHS[2]), source="x", target="broken"
    )

    def broken(text):
        if text == "broken":
            raise RecursionError
        return text

    monkeypatch.setattr("translation.dispatch.results.clean_inline", broken)
    job = translate(article)
    assert (job.state, job.memory, job.machine) == ("done", 0, 4)


# --- rows that are gone -----------------------------------------------------------------------------------------------
def test_a_version_is_deleted_while_its_job_runs(article, scripted):
    def delete(texts, source, target):
        LanguageVersion.objects.filter(article=article, language="de").delete()
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = delete
    job = translate(article)
    assert job.state == "failed"
    assert "deleted" in job.message
    assert len(scripted.asked) == 1, "nothing is bought for a version that is gone"


@pytest.mark.django_db(transaction=True)
def test_an_article_is_deleted_while_its_job_runs(article, scripted, caplog):
    def delete(texts, source, target):
        article.delete()
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = delete
    job = desk.request_translation(article, ["de"]).jobs[0]
    assert pipeline.run(job.pk) is None
    assert len(scripted.asked) == 1
    assert "Traceback" not in caplog.text
    assert not EngineCall.objects.filter(outcome="open").exists()


def test_an_engine_is_taken_out_of_the_settings_after_asking(article, scripted, settings):
    job = desk.request_translation(article, ["de"], engine="scripted").jobs[0]
    settings.ENGINES = {"pseudo": settings.ENGINES["pseudo"]}
    routing.close_all()
    assert pipeline.run(job.pk) == "failed"
    job.refresh_from_db()
    assert "scripted" in job.message


# --- sweeps -----------------------------------------------------------------------------------------------------------
def test_one_article_that_cannot_be_checked_does_not_stop_the_others(article, scripted, monkeypatch, capsys):
    other = publishing.create_article("en", document(["Another text."]))
    for one in (article, other):
        translate(one)
    checked = recheck.article

    def broken(article_id, **options):
        if article_id == article.pk:
            raise KeyError("b7xq")
        return checked(article_id, **options)

    monkeypatch.setattr("translation.qa.bulk_check.recheck.article", broken)
    with pytest.raises(SystemExit) as ended:
        call_command("check_translations", "--json")
    assert ended.value.code == 3
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert answer["checked"]["articles"] == 2
    assert answer["failed"] == [{"article": article.pk, "kind": "KeyError"}]
    assert f"Article {article.pk} could not be checked (KeyError)" in said.err
    with pytest.raises(SystemExit):
        call_command("check_translations")
    assert "b7xq" not in capsys.readouterr().out


def test_one_late_job_that_cannot_be_ended_does_not_stop_the_sweep(article, scripted, monkeypatch):
    late, broken, waiting = desk.request_translation(article, ["de", "fr", "it"]).jobs
    TranslationJob.objects.update(due_at="2020-01-01T00:00Z", sent_at=None)
    TranslationJob.objects.filter(pk__in=[late.pk, broken.pk]).update(deadline="2020-01-01T00:00Z")
    end = jobs.end

    def refuse(job, *messages):
        if job.pk == broken.pk:
            raise IntegrityError("no")
        return end(job, *messages)

    monkeypatch.setattr(jobs, "end", refuse)
    assert list(jobs.due()) == [waiting.pk]
    late.refresh_from_db()
    assert late.state == "failed"


# --- memory -----------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("steered")
def test_a_machines_unreviewed_text_never_enters_memory(article, scripted, user):
    """Not when its paragraph leaves the source, not when its version is approved around it."""
    translate(article)
    row = segment(article, 1)
    desk.edit_segment(row, "Ein Mensch schrieb das.", user=user, revision=row.revision)
    publishing.save_source(article, document(PARAGRAPHS[1:2]))
    desk.source_saved(article)
    assert list(MemoryEntry.objects.values_list("target", flat=True)) == ["Ein Mensch schrieb das."]
    rows = list(Segment.objects.all())
    memory.remember(rows, "en", "de", article.pk)
    assert MemoryEntry.objects.count() == 1


def test_a_stale_article_does_not_erase_what_was_written_in_another_language(article, scripted, user):
    """The trap that design and decision 3 name: a worker's whole row, read before a person wrote."""
    for code in ("de", "fr"):
        translate(article, code)
    stale = type(article).objects.get(pk=article.pk)
    row = segment(article, 3, "fr")
    desk.edit_segment(row, "Personne ne dormit.", user=user, revision=row.revision)
    version = article.versions.get(language="de")
    version.article = stale
    german = publishing.read_document(stale, "de")
    publishing.store_translation(version, german, made_from="x", provenance="machine", reviewed=False)
    stored = type(article).objects.get(pk=article.pk)
    assert stored.body_fr[2]["text"] == "Personne ne dormit."
    assert stored.body_de == stale.body_de
