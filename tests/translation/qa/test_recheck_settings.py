"""A check that an edition switches off or changes in severity: what is stored follows at once."""

import pytest

from articles import publishing
from newsroom.messages import verbatim
from tests.translation.conftest import segment, translate
from translation import desk
from translation.checks.base import Finding
from translation.models import CheckSetting, SegmentFinding
from translation.qa import policy, recheck

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]


def edit(row, text, user, **options):
    return desk.edit_segment(row, text, user=user, revision=row.revision, **options)


def found(**where):
    return [(row.check_name, row.message) for row in SegmentFinding.objects.filter(**where).order_by("pk")]


def test_a_check_is_switched_off_or_changed_for_one_edition(article, scripted):
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    CheckSetting.objects.create(check_name="bad_word", language="de", off=True)
    CheckSetting.objects.create(check_name="bad_word", severity="minor")
    assert translate(article, "de").findings == 0
    assert translate(article, "fr").findings == 4
    assert set(SegmentFinding.objects.values_list("severity", flat=True)) == {"minor"}


def test_stored_findings_follow_a_setting_at_once_and_waivers_survive_it(article, scripted, user):
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    translate(article)
    row = segment(article, 1)
    desk.waive(row.findings.get(), user)
    setting = CheckSetting.objects.create(check_name="bad_word", severity="minor")
    assert desk.settings_changed("bad_word") == 4
    assert set(SegmentFinding.objects.values_list("severity", flat=True)) == {"minor"}
    setting.off = True
    setting.save()
    assert desk.settings_changed("bad_word") == 4
    assert not found()
    setting.delete()
    assert recheck.article(article.pk).segments == 4
    assert SegmentFinding.objects.count() == 4
    again = row.findings.get()
    assert (again.waived_by, again.severity) == (user, "critical")


def test_a_version_that_was_held_is_assembled_when_its_check_is_switched_off(article, scripted, publisher):
    translate(article)
    version = article.versions.get(language="de")
    publishing.publish(version)
    edit(segment(article, 1), "Der bad Hafen.", publisher)
    article.refresh_from_db()
    assert "bad" not in article.body_de[0]["text"]
    CheckSetting.objects.create(check_name="bad_word", language="de", off=True)
    desk.settings_changed("bad_word")
    article.refresh_from_db()
    assert article.body_de[0]["text"] == "Der bad Hafen."


def test_settings_are_read_in_one_query_for_all_editions(article, django_assert_num_queries):
    CheckSetting.objects.create(check_name="bad_word", off=True)
    CheckSetting.objects.create(check_name="bad_word", language="de")
    with django_assert_num_queries(1):
        policies = policy.load()
        stamps = {policies.of(code).stamp for code in ("de", "fr", "it")}
    finding = Finding("bad_word", "major", verbatim("…"))
    assert policies.of("de").apply([finding]) == [finding]
    assert policies.of("fr").apply([finding]) == []
    assert len(stamps) == 2
