"""Editors and workers at the same article at the same time: nobody's words go, and nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from articles import publishing
from articles.models import Article, LanguageVersion
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk, jobs, pipeline
from translation.models import CheckSetting, Segment
from translation.segments import assembly
from translation.segments.sync import source_document, sync
from translation.segments.units import extract

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 10  # seconds


class Beside:
    """A thread with a connection of its own; what goes wrong in it is raised when it is waited for."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work, self._error = work, None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - raised by wait()
            self._error = error
        finally:
            connection.close()

    def wait(self, seconds: float = PATIENCE) -> None:
        self._thread.join(seconds)
        assert not self._thread.is_alive()
        if self._error:
            raise self._error


def save(article: Article, paragraphs: list[str]) -> None:
    """Write the source as Django's admin does it; call it in a transaction."""
    row = Article.objects.get(pk=article.pk)
    publishing.save_source(row, document(paragraphs))
    desk.source_saved(row)


def keys(article: Article) -> tuple[list[str], list[str]]:
    """Return the keys of the source's texts, and of the German version's segments."""
    rows = Segment.objects.filter(version__article=article, version__language="de").order_by("position")
    return [unit.key for unit in extract(source_document(article.pk)[1])], [row.key for row in rows]


def until_somebody_waits() -> None:
    """Return once a connection waits for a lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    for _try in range(500):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            # A transaction goes on seeing what it saw first, unless told to look again.
            cursor.execute("SELECT pg_sleep(0.01), pg_stat_clear_snapshot()")
    pytest.fail("nobody waits for a lock")


def test_a_job_that_begins_while_an_editor_saves_translates_what_was_saved(article, scripted):
    translate(article)
    job = desk.request_translation(article, ["de"]).jobs[0]
    saved = threading.Event()

    def edit() -> None:
        with transaction.atomic():
            save(article, [*PARAGRAPHS, "A new last paragraph about 7 ships."])
            saved.set()
            until_somebody_waits()

    editor = Beside(edit)
    assert saved.wait(PATIENCE)
    pipeline.run(job.pk)
    editor.wait()
    job.refresh_from_db()
    assert (job.state, job.machine + job.kept) == ("done", 5)
    wanted, there = keys(article)
    assert there == wanted
    digests = LanguageVersion.objects.filter(article=article).values_list("made_from", flat=True)
    assert len(set(digests)) == 1


def test_an_editor_who_saves_while_a_job_ends_is_not_thrown_out(article, scripted, monkeypatch):
    translate(article)
    with transaction.atomic():
        save(article, [*PARAGRAPHS[:2], "Nobody slept at all, he said."])
    job = desk.request_translation(article, ["de"]).jobs[0]
    assembling = threading.Event()
    store = assembly.store_translation

    def slowly(*arguments: object, **options: object) -> None:
        if not assembling.is_set():
            assembling.set()
            until_somebody_waits()
        store(*arguments, **options)

    monkeypatch.setattr(assembly, "store_translation", slowly)

    def edit() -> None:
        assert assembling.wait(PATIENCE)
        with transaction.atomic():
            save(article, [*PARAGRAPHS[:2], "Everybody slept, he said."])

    editor = Beside(edit)
    pipeline.run(job.pk)
    editor.wait()
    assert segment(article, 3).source == "Everybody slept, he said."
    assert not segment(article, 3).current


def test_a_job_whose_source_is_changed_meanwhile_says_so(article, scripted):
    def edits_meanwhile(texts, source, target):
        with transaction.atomic():
            save(article, [*PARAGRAPHS, "A new last paragraph about 7 ships."])
        scripted.behaviour = None
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = edits_meanwhile
    job = translate(article)
    assert (job.state, job.said) == ("partial", [jobs.CHANGED])
    assert translate(article).state == "done"


@pytest.mark.usefixtures("steered")
def test_a_check_is_switched_off_while_somebody_corrects(article, scripted, user, monkeypatch):
    translate(article)
    row = segment(article, 1)
    desk.edit_segment(row, "bad words", user=user, revision=row.revision)
    row = segment(article, 1)
    CheckSetting.objects.create(check_name="bad_word", language="", off=True)
    inside = threading.Event()
    assemble = desk.findings.assemble_version

    def slowly(*given: object) -> None:
        inside.set()
        until_somebody_waits()
        assemble(*given)

    monkeypatch.setattr(desk.findings, "assemble_version", slowly)

    def correct() -> None:
        assert inside.wait(PATIENCE)
        desk.edit_segment(row, "good words", user=user, revision=row.revision)

    editor = Beside(correct)
    assert desk.settings_changed("bad_word") == 1
    editor.wait()
    assert segment(article, 1).target == "good words"


def test_two_workers_make_each_segment_once(article, scripted):
    LanguageVersion.objects.create(article=article, language="de")
    _source, text = source_document(article.pk)
    read = threading.Event()

    def first() -> None:
        with transaction.atomic():
            sync(article.pk, "de", text, "en")
            read.set()
            until_somebody_waits()

    worker = Beside(first)
    assert read.wait(PATIENCE)
    sync(article.pk, "de", text, "en")
    worker.wait()
    wanted, there = keys(article)
    assert there == wanted
