"""The migrations run on a newsroom that has findings and waivers already."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.translation.conftest import segment, translate
from translation.models import FindingJudgement, SegmentFinding, TranslationJob
from translation.segments.units import pair_hash


@pytest.mark.django_db(transaction=True)
def test_waivers_that_exist_become_judgements_and_hold(article, scripted, user):
    translate(article)
    row = segment(article, 1)
    SegmentFinding.objects.all().delete()
    texts = (row.source, row.target)
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("translation", "0002_groups")])
        old = executor.loader.project_state([("translation", "0002_groups")]).apps
        old.get_model("translation", "TranslationJob").objects.update(message="One.\nTwo.")
        finding = old.get_model("translation", "SegmentFinding")
        for message, waived_by in (("Open.", None), ("Waived.", user.pk)):
            finding.objects.create(
                segment_id=row.pk,
                check_name="numbers",
                severity="critical",
                message=message,
                waived_by_id=waived_by,
                waived_at=waived_by and "2026-01-01T12:00Z",
            )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(newest)
    (job,) = TranslationJob.objects.all()
    assert (job.message, [message.code for message in job.said]) == ("One.\nTwo.", ["", ""])
    judged = FindingJudgement.objects.get()
    assert (judged.message, judged.verdict, judged.judged_by, judged.engine) == ("Waived.", "waived", user, "scripted")
    assert (judged.article, judged.language, judged.finding.message) == (article, "de", "Waived.")
    assert judged.text_hash == judged.finding.text_hash == pair_hash(*texts)
    assert SegmentFinding.objects.filter(scope="segment", fix="").count() == 2
