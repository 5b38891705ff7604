"""A source is checked before anyone pays to translate it, when it changes, and at the latest by the gate."""

import pytest

from articles import publishing
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk
from translation.models import FindingJudgement, SegmentFinding
from translation.qa import recheck

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]


def found(**where):
    return [(row.check_name, row.message) for row in SegmentFinding.objects.filter(**where).order_by("pk")]


STRAY = [f"{PARAGRAPHS[0]} Anders.", *PARAGRAPHS[1:]]


def test_a_source_is_checked_before_anyone_pays_and_blocks_its_own_publication(article, user):
    publishing.save_source(article, document(STRAY))
    desk.request_translation(article, ["de"])
    [finding] = SegmentFinding.objects.all()
    assert (finding.scope, finding.check_name, finding.segment) == ("source", "stray_word", None)
    source = article.versions.get(language="en")
    with pytest.raises(publishing.NotPublishable) as caught:
        publishing.publish(source)
    assert caught.value.reasons == [
        f"Segment {finding.source_key}, “The town of Marrowby will buy 283 hecta…”: “Anders.” stands alone."
    ]
    desk.waive(finding, user)
    publishing.publish(source)
    assert recheck.source(article.pk).source == 0


def test_an_unchecked_source_is_checked_by_the_gate(article):
    publishing.save_source(article, document(STRAY))
    with pytest.raises(publishing.NotPublishable):
        publishing.publish(article.versions.get(language="en"))


def test_a_source_is_checked_when_it_changes_and_what_its_writer_mends_counts_as_fixed(article, user):
    publishing.save_source(article, document(STRAY))
    desk.source_saved(article, user)
    publishing.save_source(article, document([*STRAY[:2], "Everybody slept."]))
    assert [recheck.source(article.pk).source, recheck.source(article.pk).source] == [4, 0]
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Everybody slept."]))
    desk.source_saved(article, user)
    assert not found()
    judged = FindingJudgement.objects.get()
    assert (judged.verdict, judged.language, judged.engine, judged.judged_by) == ("fixed", "en", "source", user)


def test_a_fix_is_put_into_the_source_and_the_translations_follow(article, user):
    publishing.save_source(article, document(STRAY))
    translate(article)
    desk.apply_fix(SegmentFinding.objects.get(scope="source"), user)
    article.refresh_from_db()
    assert article.body_en[0]["text"] == PARAGRAPHS[0]
    assert not found()
    assert not segment(article, 1).current
