"""Fixes by one click, what people judge of findings, and the gate that names what blocks."""

import pytest

from articles import publishing
from tests.translation.conftest import PARAGRAPHS, segment, translate
from translation import desk
from translation.models import FindingJudgement, Segment, SegmentFinding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]


def edit(row, text, user, **options):
    return desk.edit_segment(row, text, user=user, revision=row.revision, **options)


def found(**where):
    return [(row.check_name, row.message) for row in SegmentFinding.objects.filter(**where).order_by("pk")]


def test_a_fix_is_a_persons_edit_that_leaves_the_state(article, scripted, user):
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    translate(article)
    row = segment(article, 1)
    desk.apply_fix(row.findings.get(), user, revision=row.revision)
    row.refresh_from_db()
    assert row.target == f"good {PARAGRAPHS[0]}"
    assert (row.origin, row.state, row.updated_by) == ("post-edited", "translated", user)
    judged = FindingJudgement.objects.get()
    assert (judged.verdict, judged.engine, judged.judged_by, judged.finding) == ("fixed", "scripted", user, None)


def test_a_fix_for_words_that_changed_is_refused(article, scripted, user):
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    translate(article)
    row = segment(article, 1)
    finding = row.findings.get()
    with pytest.raises(desk.StaleSegment):
        desk.apply_fix(finding, user, revision=row.revision - 1)
    Segment.objects.filter(pk=row.pk).update(target="bad and other words")
    with pytest.raises(desk.FindingGone):
        desk.apply_fix(finding, user)
    finding.delete()
    finding.pk = 0
    with pytest.raises(desk.FindingGone):
        desk.apply_fix(finding, user)


def test_emptying_or_half_mending_a_text_is_no_fix(article, scripted, user):
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    translate(article)
    edit(segment(article, 1), "", user)
    assert not found(segment=segment(article, 1))
    edit(segment(article, 2), "bad, but otherwise.", user)
    assert not FindingJudgement.objects.exists()


def test_judgements_outlive_text_and_article(article, scripted, user):
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    translate(article)
    edit(segment(article, 1), "Gut.", user)
    article.delete()
    assert FindingJudgement.objects.get().article is None


def test_the_gate_names_what_blocks_in_the_order_of_the_article_with_first_words(article, scripted, user):
    translate(article)
    for position in (3, 1):
        row = segment(article, position)
        SegmentFinding.objects.create(
            segment=row, check_name="bad_word", severity="critical", params={"text": f"Fault {position}."}
        )
    SegmentFinding.objects.create(
        segment=segment(article, 2), check_name="bad_word", severity="major", params={"text": "Not so bad."}
    )
    with pytest.raises(publishing.NotPublishable) as caught:
        publishing.publish(article.versions.get(language="de"))
    keys = [segment(article, position).key for position in (1, 3)]
    assert caught.value.reasons == [
        f"Segment {keys[0]}, “de The town of Marrowby will buy 283 he…”: Fault 1.",
        f"Segment {keys[1]}, “de Nobody slept, the harbour master sai…”: Fault 3.",
    ]
