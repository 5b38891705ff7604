"""Findings stand for the texts and checks of today; only what changed is checked; a waiver holds while its words do."""

import threading

import pytest
from django.db import connection, transaction

from articles import publishing
from newsroom.messages import verbatim
from tests.translation.checking import bad_word
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk
from translation.checks import registry
from translation.checks.base import Finding
from translation.models import CheckRun, FindingJudgement, Segment, SegmentFinding, Term
from translation.qa import recheck

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]


def edit(row, text, user, **options):
    return desk.edit_segment(row, text, user=user, revision=row.revision, **options)


def found(**where):
    return [(row.check_name, row.message) for row in SegmentFinding.objects.filter(**where).order_by("pk")]


def test_what_a_job_has_stored_is_checked_and_is_not_checked_again(article):
    translate(article)
    assert set(Segment.objects.values_list("checked_with", flat=True)) == {str(registry.CHECKS_VERSION)}
    assert not recheck.article(article.pk).anything


def test_one_edited_segment_is_one_segment_to_check(article, user, monkeypatch):
    translate(article, "de")
    translate(article, "fr")
    row = segment(article, 1)
    Segment.objects.filter(pk=row.pk).update(target="bad Hafen", revision=row.revision + 1, checked_with="")
    outcome = recheck.article(article.pk)
    assert (outcome.source, outcome.segments, outcome.versions, outcome.across) == (0, 1, 1, 1)
    assert found(segment=row) == [("bad_word", "“bad” stands here.")]


def test_newer_checks_look_at_everything_again_and_keep_waivers_though_they_say_it_otherwise(
    article, user, monkeypatch
):
    translate(article)
    row = edit(segment(article, 1), "Der bad Hafen.", user)
    desk.waive(row.findings.get(), user)

    def reworded(source, target, pair):
        return [
            Finding("bad_word", "critical", verbatim("New words."), target_spans=f.target_spans)
            for f in bad_word("", target, pair)
        ]

    monkeypatch.setattr(registry, "CHECKS", (reworded,))
    monkeypatch.setattr(registry, "CHECKS_VERSION", registry.CHECKS_VERSION + 1)
    assert recheck.article(article.pk).segments == 4
    kept = row.findings.get()
    assert (kept.message, kept.waived_by) == ("New words.", user)


def test_a_waiver_comes_back_with_its_words(article, user):
    translate(article)
    row = edit(segment(article, 1), "Der bad Hafen.", user)
    desk.waive(row.findings.get(), user)
    edit(segment(article, 1), "Der Hafen.", user)
    assert not found(segment=row)
    edit(segment(article, 1), "Der bad Hafen.", user)
    assert row.findings.get().waived_by == user
    edit(segment(article, 1), "Der bad, bad Hafen.", user)
    assert [finding.waived_at is None for finding in row.findings.order_by("pk")] == [False, True]


def test_a_waiver_taken_back_stays_back(article, user):
    translate(article)
    row = edit(segment(article, 1), "Der bad Hafen.", user)
    desk.waive(row.findings.get(), user)
    desk.unwaive(row.findings.get(), user)
    edit(segment(article, 1), "Der Hafen.", user)
    edit(segment(article, 1), "Der bad Hafen.", user)
    assert row.findings.get().waived_at is None
    assert not FindingJudgement.objects.filter(verdict="waived").exists()


def test_a_machine_that_writes_the_same_words_again_leaves_the_waiver(article, scripted, user):
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    translate(article)
    row = segment(article, 1)
    desk.waive(row.findings.get(), user)
    Segment.objects.filter(pk=row.pk).update(made_from="")  # as if it were missing
    assert translate(article).requested == 1
    assert row.findings.get().waived_by == user


def test_a_whole_version_is_looked_at_when_a_job_or_a_person_has_written(article, scripted, user):
    scripted.behaviour = lambda texts, source, target: ["Hafenstadt." for _text in texts]
    job = translate(article)
    assert job.findings == 0
    edit(segment(article, 3), "Der Hafenort.", user)
    assert len(found(scope="article", segment__version__language="de")) == 3
    edit(segment(article, 3), "Die Hafenstadt.", user)
    assert not found(scope="article")


def test_terms_are_given_to_the_checks_of_a_version_and_change_them(article, monkeypatch):
    seen = []

    def spy(rows, pair, terms=()):
        seen.append((pair.target, [(rule.kind, rule.term, rule.target) for rule in terms], [row.key for row in rows]))
        return {}

    monkeypatch.setattr(registry, "ARTICLE_CHECKS", (spy,))
    translate(article)
    Term.objects.create(source_language="en", term="harbour", target_language="de", target="Hafen")
    Term.objects.create(source_language="en", term="harbour", target_language="fr", target="port")
    Term.objects.create(kind="do-not-translate", source_language="en", term="Helio-2.5X")
    assert recheck.article(article.pk).versions == 1
    assert [call[1] for call in seen] == [
        [],
        [("preferred", "harbour", "Hafen"), ("do-not-translate", "Helio-2.5X", "")],
    ]
    assert seen[0][2][0] == "headline" and len(seen[0][2]) == 4


def test_the_version_that_disagrees_with_the_others_is_flagged_there_and_freed_by_a_correction(article, scripted, user):
    scripted.behaviour = lambda texts, source, target: [
        text.replace("283", "238") if target == "de" else text for text in texts
    ]
    for code in ("fr", "it", "de", "es"):
        translate(article, code)
    assert found(scope="across") == [("outlier", "3 say 283; de says 238.")]
    row = segment(article, 1)
    assert row.findings.get().severity == "critical"
    edit(row, "Die Stadt kauft 283 Hektar.", user)
    assert not found(scope="across")
    judged = FindingJudgement.objects.get()
    assert (judged.verdict, judged.check_name, judged.engine, judged.language) == ("fixed", "outlier", "scripted", "de")


def test_an_outdated_version_has_no_vote(article, scripted, user):
    for code in ("fr", "it", "de"):
        translate(article, code)
    changed = [PARAGRAPHS[0].replace("283", "300"), *PARAGRAPHS[1:]]
    publishing.save_source(article, document(changed))
    desk.source_saved(article, user)
    translate(article, "de")
    assert not found(scope="across")


def test_one_article_costs_the_same_number_of_queries_in_two_languages_and_in_six(
    article, user, django_assert_max_num_queries
):
    for code in ("de", "fr"):
        translate(article, code)
    Segment.objects.update(checked_with="", revision=90)
    with django_assert_max_num_queries(20) as two:
        recheck.article(article.pk)
    for code in ("it", "es", "pt", "fi"):
        translate(article, code)
    Segment.objects.update(checked_with="", revision=91)
    with django_assert_max_num_queries(len(two.captured_queries)):
        assert recheck.article(article.pk).segments == 24
    with django_assert_max_num_queries(9):
        assert not recheck.article(article.pk).anything


def test_an_edit_costs_the_same_number_of_queries_in_an_article_of_any_length(
    article, user, django_assert_max_num_queries
):
    translate(article)
    row = segment(article, 1)
    with django_assert_max_num_queries(45) as short:
        edit(row, "Der bad Hafen.", user)
    longer = document([*PARAGRAPHS, *(f"Line {number} of the story." for number in range(40))])
    publishing.save_source(article, longer)
    translate(article)
    with django_assert_max_num_queries(len(short.captured_queries)):
        edit(segment(article, 1), "Der andere bad Hafen.", user)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_is_writing_is_left_to_its_writer(article, user):
    translate(article)
    translate(article, "fr")  # to be compared with
    row = segment(article, 1)
    Segment.objects.filter(pk=row.pk).update(target="bad", revision=row.revision + 1, checked_with="")
    holding, release = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            Segment.objects.select_for_update().get(pk=row.pk)
            holding.set()
            release.wait(10)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert holding.wait(10)
        assert recheck.article(article.pk).segments == 0
        assert CheckRun.objects.filter(scope="article").exists()
    finally:
        release.set()
        writer.join()
    outcome = recheck.article(article.pk)
    assert (outcome.segments, outcome.versions, outcome.across) == (1, 1, 1)


def test_one_language_alone_is_compared_with_nothing_until_there_is_another(article):
    translate(article)
    assert recheck.across(article.pk).across == 0
    translate(article, "fr")
    assert CheckRun.objects.filter(scope="across").exists(), "the last job has compared them"
    article.versions.get(language="fr").delete()
    assert recheck.across(article.pk).across == 4, "what was said of both is looked at again"


@pytest.mark.parametrize("forgotten", [False, True])
def test_what_was_said_of_a_language_goes_with_those_that_it_was_compared_with(article, user, forgotten):
    for language in ("de", "fr", "it"):
        translate(article, language)
    row = segment(article, 1, "fr")
    desk.edit_segment(row, "There are 999 ships", user=user, revision=row.revision)
    assert found(scope="across")
    if forgotten:  # as a changed setting of another check does
        CheckRun.objects.all().delete()
    for language in ("de", "it"):
        desk.detach(article.versions.get(language=language), user)
    recheck.across(article.pk)
    assert not found(scope="across")
