"""What one language says otherwise than the others is stored, shown on its segment, and named by the gate."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Article
from translation import desk
from translation.models import Segment, SegmentFinding
from translation.qa import recheck
from translation.sample import loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(settings, tmp_path) -> Article:
    """An article of the sample newsroom: fourteen translations, all published."""
    settings.MEDIA_ROOT = tmp_path
    sample = next(one for one in loader.samples() if one.key == "harbour-battery")
    return loader.load(sample, loader.load_sections())


def across(**where):
    return SegmentFinding.objects.filter(scope="across", **where)


def test_a_changed_number_is_found_shown_and_blocked_by_the_gate_until_it_is_fixed(published, admin_user, admin_client):
    assert not across(severity="critical").exists()
    row = Segment.objects.get(version__article=published, version__language="de", target__contains="283,82")
    right, wrong = row.target, row.target.replace("283,82", "238,82")
    row = desk.edit_segment(row, wrong, user=admin_user, revision=row.revision)

    finding = across().get(severity="critical")
    assert (finding.segment, finding.check_name) == (row, "across_numbers")
    assert finding.message == "13 of 14 versions have “283.82”; German has “238,82”."
    assert [row.target[start:end] for start, end in finding.target_spans] == ["238,82"]

    version = published.versions.get(language="de")
    page = admin_client.get(reverse("translation:editor", args=[version.pk]))
    assert finding.message in page.content.decode()
    with pytest.raises(publishing.NotPublishable) as caught:
        publishing.publish(version)
    assert any(finding.message in reason for reason in caught.value.reasons)

    desk.edit_segment(row, right, user=admin_user, revision=row.revision)
    assert not across(severity="critical").exists()
    publishing.publish(version)


def test_nothing_is_compared_again_when_nothing_changed(published):
    assert not recheck.article(published.pk).anything
