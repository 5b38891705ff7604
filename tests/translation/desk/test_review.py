"""Promise 1: no human word is overwritten by a machine. And what people may do with segments."""

import pytest

from articles import publishing
from articles.models import Article
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk
from translation.models import MemoryEntry, Segment, SegmentFinding

# The scripted engine writes no language at all: the real checks would say so in every test.
pytestmark = pytest.mark.usefixtures("steered")


def edit(row, text, user, **options):
    return desk.edit_segment(row, text, user=user, revision=row.revision, **options)


def columns(article):
    return Article.objects.get(pk=article.pk)


def test_a_correction_reaches_the_page_and_names_its_origin(article, scripted, user):
    translate(article)
    edit(segment(article, 3), "Niemand schlief.", user)

    row = segment(article, 3)
    assert (row.origin, row.state, row.updated_by) == ("post-edited", "reviewed", user)
    assert columns(article).body_de[2]["text"] == "Niemand schlief."
    version = article.versions.get(language="de")
    assert (version.provenance, version.reviewed) == ("machine", False)


def test_a_human_target_survives_a_new_run(article, scripted, user):
    translate(article)
    edit(segment(article, 3), "Niemand schlief.", user)
    job = translate(article)

    assert segment(article, 3).target == "Niemand schlief."
    assert (job.requested, job.kept) == (0, 4)


def test_a_changed_source_under_human_words_gets_a_proposal_beside_them(article, scripted, user):
    translate(article)
    edit(segment(article, 3), "Niemand schlief.", user)
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Nobody slept, the harbour pilot said."]))
    job = translate(article)

    row = segment(article, 3)
    assert row.target == "Niemand schlief."
    assert row.proposal == "de Nobody slept, the harbour pilot said."
    assert (job.state, job.requested) == ("partial", 1)
    assert "proposal" in job.message
    assert desk.outdated_languages(article) == ["de"]
    assert translate(article).requested == 0, "the proposal is there: nothing is bought twice"


def test_an_accepted_proposal_makes_the_version_current(article, scripted, user):
    test_a_changed_source_under_human_words_gets_a_proposal_beside_them(article, scripted, user)
    desk.accept_proposal(segment(article, 3), user)

    row = segment(article, 3)
    assert (row.target, row.proposal, row.current) == ("de Nobody slept, the harbour pilot said.", "", True)
    assert desk.outdated_languages(article) == []


def test_a_rejected_proposal_keeps_the_persons_words_as_current(article, scripted, user):
    test_a_changed_source_under_human_words_gets_a_proposal_beside_them(article, scripted, user)
    desk.reject_proposal(segment(article, 3), user)

    row = segment(article, 3)
    assert (row.target, row.proposal, row.current) == ("Niemand schlief.", "", True)
    assert desk.outdated_languages(article) == []


def test_what_a_person_types_while_the_machine_thinks_wins(article, scripted, user):
    translate(article)
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Nobody slept, the harbour pilot said."]))
    desk.source_saved(article)

    def slow(texts, source, target):
        edit(segment(article, 3), "Keiner schlief, sagte die Lotsin.", user)
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = slow
    job = translate(article)
    row = segment(article, 3)
    assert (row.target, row.origin) == ("Keiner schlief, sagte die Lotsin.", "post-edited")
    assert job.state == "done"


def test_a_source_that_changes_while_the_machine_thinks_takes_no_stale_target(article, scripted, user):
    def slow(texts, source, target):
        if scripted.asked == [list(texts)]:
            publishing.save_source(article, document(["Quite another text.", *PARAGRAPHS[1:]]))
            desk.source_saved(article)
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = slow
    job = translate(article)
    assert job.state == "partial"
    assert segment(article, 1).target == ""


def test_a_stale_editor_is_told_and_nothing_is_lost(article, scripted, user):
    translate(article)
    row = segment(article, 1)
    edit(row, "Erste Fassung.", user)
    with pytest.raises(desk.StaleSegment) as caught:
        edit(row, "Zweite Fassung.", user)
    assert caught.value.segment.target == "Erste Fassung."


def test_another_languages_column_is_never_touched(article, scripted):
    translate(article, "de")
    Article.objects.filter(pk=article.pk).update(headline_fr="Ce qu'une personne écrit en ce moment")
    translate(article, "it")
    assert columns(article).headline_fr == "Ce qu'une personne écrit en ce moment"


def test_approving_all_makes_a_version_reviewed_and_memory_richer(article, scripted, user):
    translate(article)
    desk.approve_version(article.versions.get(language="de"), user)

    version = article.versions.get(language="de")
    assert (version.provenance, version.reviewed, version.indexable) == ("machine", True, True)
    assert MemoryEntry.objects.count() == 4


def test_memory_serves_the_next_article_and_no_engine_is_asked(article, scripted, user):
    translate(article)
    desk.approve_version(article.versions.get(language="de"), user)
    scripted.asked.clear()
    twin = publishing.create_article("en", document([PARAGRAPHS[0], "A line of its own."]))
    job = translate(twin)

    assert (job.state, job.memory, job.machine, job.requested) == ("done", 2, 1, 1)
    assert segment(twin, 1).origin == "memory"


def test_unapproved_machine_text_is_not_remembered(article, scripted):
    translate(article)
    assert not MemoryEntry.objects.exists()


def test_a_version_with_gaps_cannot_be_approved(article, scripted, user):
    translate(article)
    edit(segment(article, 2), "", user)
    with pytest.raises(desk.NotApprovable) as caught:
        desk.approve_version(article.versions.get(language="de"), user)
    assert segment(article, 2).key in caught.value.reasons[0]


def test_a_removed_paragraph_leaves_its_human_words_in_memory(article, scripted, user):
    translate(article)
    edit(segment(article, 3), "Niemand schlief.", user)
    publishing.save_source(article, document(PARAGRAPHS[:2]))
    translate(article)

    assert not Segment.objects.filter(target="Niemand schlief.").exists()
    assert MemoryEntry.objects.get(source=PARAGRAPHS[2]).target == "Niemand schlief."


def test_a_version_that_is_given_back_follows_the_source_of_today(article, scripted, user):
    translate(article)
    version = article.versions.get(language="de")
    desk.detach(version, user)
    publishing.save_source(article, document([PARAGRAPHS[0].replace("283", "999"), *PARAGRAPHS[1:], "A new one."]))
    desk.source_saved(article)
    assert version.segments.count() == 4, "translation leaves it alone"
    desk.attach(version, user)
    rows = list(version.segments.order_by("position"))
    assert [row.current for row in rows] == [True, False, True, True, False]
    assert rows[1].checked_with, "and is checked against it"


def test_a_detached_version_is_left_alone(article, scripted, user):
    translate(article)
    version = article.versions.get(language="de")
    desk.detach(version, user)
    Article.objects.filter(pk=article.pk).update(headline_de="Von Hand")

    refused = desk.request_translation(article, ["de"]).refused
    assert "taken over" in refused[0].reason
    publishing.save_source(article, document(["Another text."]))
    desk.source_saved(article)
    assert columns(article).headline_de == "Von Hand"


def finding(article, **options):
    fields = {"check_name": "numbers", "severity": "critical", "params": {"text": "“283” is “238” here."}}
    return SegmentFinding.objects.create(segment=segment(article, 1), **{**fields, **options})


def test_a_critical_finding_keeps_a_version_from_being_published(article, scripted, user):
    translate(article)
    found = finding(article)
    version = article.versions.get(language="de")
    with pytest.raises(publishing.NotPublishable) as caught:
        publishing.publish(version)
    assert "“238”" in caught.value.reasons[0]

    desk.waive(found, user)
    publishing.publish(version)
    assert Article.objects.published("de").filter(pk=article.pk).exists()


def test_readers_keep_the_good_text_while_a_critical_finding_is_open(article, scripted, publisher):
    translate(article)
    version = article.versions.get(language="de")
    publishing.publish(version)
    found = finding(article)
    publishing.save_source(article, document([PARAGRAPHS[0], "It lasts 14 hours.", PARAGRAPHS[2]]))
    job = translate(article)

    assert job.state == "partial"
    assert "critical" in job.message
    assert columns(article).body_de[1]["text"] == f"de {PARAGRAPHS[1]}"
    desk.waive(found, publisher)
    assert columns(article).body_de[1]["text"] == "de It lasts 14 hours."


def test_a_waiver_survives_until_the_words_change(article, scripted, user):
    translate(article)
    row = segment(article, 1)
    row = edit(row, "Die Stadt kauft einen bad Hafen.", user)
    desk.waive(row.findings.get(severity="critical"), user)

    row = edit(segment(article, 1), "Der Ort Marrowby kauft einen bad Hafen.", user)
    assert row.findings.get().waived_at
    row = edit(segment(article, 1), "Der Ort kauft einen bad, bad Hafen.", user)
    assert row.findings.filter(severity="critical", waived_at=None).exists()
