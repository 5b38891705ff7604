"""The long race (make test-races): editors save, correct and waive at full speed beside jobs in all languages."""

from __future__ import annotations

import random
import threading
from collections import Counter

import pytest
from django.db import connection, transaction

from articles import publishing
from newsroom.languages import DEFAULT_CODES
from tests.translation.conftest import document
from tests.translation.jobs.test_concurrent_saves import Beside, save
from translation import desk, jobs, pipeline
from translation.engines.base import Limits
from translation.models import Segment, SegmentFinding, TranslationJob

pytestmark = [pytest.mark.races, pytest.mark.timeout(900), pytest.mark.django_db(transaction=True)]
SAVES = 40
WORKERS = 4
MOST = 100_000  # acts of one thread: far more than the saves leave time for
TEXTS = [f"Paragraph {number} tells of {number + 3} ships, and nobody slept." for number in range(70)]


class Desk:
    """What runs at the same time, until the editor has saved often enough; `ended` counts how acts ended."""

    def __init__(self, article, user):
        self.article, self.user, self.over = article, user, threading.Event()
        self.ended: Counter[str] = Counter()
        self._queue: list[int] = []
        self._lock = threading.Lock()

    def work(self) -> None:
        for _job in range(MOST):
            if self.over.is_set():
                return
            with self._lock:
                if not self._queue:
                    languages = [code for code in DEFAULT_CODES if code not in ("en", "la")]
                    Segment.objects.filter(origin="machine", state="translated").update(made_from="older")
                    request = desk.request_translation(self.article, languages)
                    self._queue += [job.pk for job in request.jobs]
                job = self._queue.pop() if self._queue else None
            if job:
                self.ended[str(pipeline.run(job))] += 1

    def judge(self) -> None:
        dice = random.Random(10)
        for _act in range(MOST):
            if self.over.is_set():
                return
            finding = SegmentFinding.objects.filter(segment__isnull=False).order_by("?").first()
            row = Segment.objects.exclude(target="").order_by("?").first()
            if not finding or not row:
                continue
            try:
                if dice.random() < 0.5:
                    desk.waive(finding, self.user)
                    self.ended["waived"] += 1
                else:
                    desk.edit_segment(row, f"Worte {dice.random()}", user=self.user, revision=row.revision)
                    self.ended["edited"] += 1
            except (desk.FindingGone, desk.StaleSegment, desk.SegmentGone) as error:
                self.ended[type(error).__name__] += 1


@pytest.mark.usefixtures("steered")
def test_no_save_fails_beside_running_jobs(scripted, user, monkeypatch):
    monkeypatch.setattr(scripted, "limits", Limits(texts=8, characters=20_000))
    scripted.behaviour = lambda texts, source, target: [f"bad {target} {text}" for text in texts]
    article = publishing.create_article("en", document(TEXTS))
    race = Desk(article, user)
    threads = [Beside(race.work) for _number in range(WORKERS)] + [Beside(race.judge)]
    dice = random.Random(4)
    try:
        for _save in range(SAVES):
            with transaction.atomic():  # not retried: the first failure fails the test
                save(article, dice.sample(TEXTS, dice.randrange(5, len(TEXTS))))
            race.ended["saved"] += 1
            race.over.wait(dice.uniform(0, 0.4))
    finally:
        race.over.set()
        for thread in threads:
            thread.wait(120)
    print("\n", dict(race.ended))
    assert race.ended["saved"] == SAVES
    assert race.ended["done"] + race.ended["partial"] > 20
    assert race.ended["edited"] and race.ended["waived"]
    # A job is failed where every text was replaced while it ran; it says so.
    ended = TranslationJob.objects.exclude(state__in=("done", "partial", "queued")).exclude(
        messages=[jobs.CHANGED.as_json()]
    )
    assert list(ended.values_list("state", "messages")) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        assert cursor.fetchone()[0] == 0
