"""Findings stand for the texts and checks of today; only what changed is checked; a waiver holds while its words do."""

import threading

import pytest
from django.db import connection, transaction

from articles import publishing
from tests.translation.checking import bad_word
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk, policy, recheck
from translation.checks import registry
from translation.checks.base import Finding
from translation.models import CheckRun, CheckSetting, FindingJudgement, Segment, SegmentFinding, Term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]


def edit(row, text, user, **options):
    return desk.edit_segment(row, text, user=user, revision=row.revision, **options)


def found(**where):
    return list(SegmentFinding.objects.filter(**where).order_by("pk").values_list("check_name", "message"))


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
            Finding("bad_word", "critical", "New words.", target_spans=f.target_spans)
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


# --- the source -------------------------------------------------------------------------------------------------------
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


def test_a_source_that_nobody_checked_is_checked_by_the_gate(article):
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


# --- settings ---------------------------------------------------------------------------------------------------------
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


def test_a_version_that_was_held_is_assembled_when_its_check_is_switched_off(article, scripted, user):
    translate(article)
    version = article.versions.get(language="de")
    publishing.publish(version)
    edit(segment(article, 1), "Der bad Hafen.", user)
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
    finding = Finding("bad_word", "major", "…")
    assert policies.of("de").apply([finding]) == [finding]
    assert policies.of("fr").apply([finding]) == []
    assert len(stamps) == 2


# --- fixes and judgements ---------------------------------------------------------------------------------------------
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
            segment=row, check_name="bad_word", severity="critical", message=f"Fault {position}."
        )
    SegmentFinding.objects.create(
        segment=segment(article, 2), check_name="bad_word", severity="major", message="Not so bad."
    )
    with pytest.raises(publishing.NotPublishable) as caught:
        publishing.publish(article.versions.get(language="de"))
    keys = [segment(article, position).key for position in (1, 3)]
    assert caught.value.reasons == [
        f"Segment {keys[0]}, “de The town of Marrowby will buy 283 he…”: Fault 1.",
        f"Segment {keys[1]}, “de Nobody slept, the harbour master sai…”: Fault 3.",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_is_writing_is_left_to_its_writer(article, user):
    translate(article)
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
