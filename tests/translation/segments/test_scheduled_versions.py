"""Nothing goes public unseen: what a gate would refuse leaves the schedule; what is due is a published version."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles import publishing
from articles.models import Article, LanguageVersion
from articles.public.addresses import article_url
from newsroom.languages import DEFAULT_CODES
from tests.factories import make_user
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk
from translation.models import CheckSetting, Segment, SegmentFinding
from translation.qa import recheck

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]

HOUR = datetime.timedelta(hours=1)
CHANGED = document([PARAGRAPHS[0].replace("283", "777"), *PARAGRAPHS[1:]])


def german(article) -> LanguageVersion:
    return article.versions.get(language="de")


def its_time_comes(article, language="de") -> None:
    article.versions.filter(language=language).update(publish_at=timezone.now() - HOUR)


def page(client, article, language="de"):
    """Return what readers get at the address of a version."""
    article = Article.objects.get(pk=article.pk)
    return client.get(article_url(language, article.date, article.in_language("slug", language)))


@pytest.fixture
def scheduled(article):
    """Schedule a clean German version for an hour ahead."""
    translate(article)
    publishing.publish(german(article), timezone.now() + HOUR)
    return article


def is_off_the_schedule(client, article, why, language="de"):
    version = article.versions.get(language=language)
    assert (version.publication, version.publish_at, version.unscheduled) == ("draft", None, why)
    assert not Article.objects.published(language, timezone.now() + 2 * HOUR).exists()
    assert page(client, article, language).status_code != 200


# --- what takes a version off the schedule ----------------------------------------------------------------------------
def by_changed_source(article, person):
    publishing.save_source(article, CHANGED)


def by_edit(article, person):
    row = segment(article, 1)
    desk.edit_segment(row, "Ein bad Hafen.", user=person, revision=row.revision)


def by_recheck(article, person):
    Segment.objects.filter(pk=segment(article, 1).pk).update(target="Ein bad Hafen.", checked_with="")
    recheck.article(article.pk)


def by_other_languages(article, person):
    for code in ("fr", "it", "es"):
        translate(article, code)
        row = segment(article, 1, code)
        desk.edit_segment(row, "999 hectares", user=person, revision=row.revision)


def by_check_settings(article, person):
    row = segment(article, 1)
    SegmentFinding.objects.create(segment=row, check_name="bad_word", severity="minor", params={"text": "So so."})
    CheckSetting.objects.create(check_name="bad_word", language="de", severity="critical")
    desk.settings_changed("bad_word", person)


def by_a_waiver_taken_back(article, person):
    row = segment(article, 1)
    found = SegmentFinding.objects.create(
        segment=row, check_name="bad_word", severity="critical", params={"text": "So so."}, waived_at=timezone.now()
    )
    desk.unwaive(found, person)


WAYS = {
    by_changed_source: "source",
    by_edit: "finding",
    by_recheck: "finding",
    by_other_languages: "finding",
    by_check_settings: "finding",
    by_a_waiver_taken_back: "finding",
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("who", ["user", "publisher"])
def test_a_scheduled_version_is_scheduled_no_longer(client, scheduled, request, way, who):
    way(scheduled, request.getfixturevalue(who))
    is_off_the_schedule(client, scheduled, WAYS[way])


def test_a_job_that_brings_a_critical_finding_takes_its_version_off_the_schedule(client, scheduled, scripted):
    Segment.objects.filter(pk=segment(scheduled, 1).pk).update(target="", made_from="", state="initial")
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    job = translate(scheduled)
    is_off_the_schedule(client, scheduled, "finding")
    assert job.message == "No longer scheduled: a critical finding was opened."
    assert job.state == "done", "the job itself has nothing left to do"


def test_a_job_after_a_changed_source_says_that_the_version_is_not_scheduled(client, scheduled):
    publishing.save_source(scheduled, CHANGED)
    job = translate(scheduled)
    is_off_the_schedule(client, scheduled, "source")
    assert job.message == "No longer scheduled: the original was changed."


def test_all_scheduled_languages_of_an_article_leave_the_schedule_with_its_source(client, article):
    languages = [code for code in DEFAULT_CODES if code not in ("en", "la")]
    for code in languages:
        translate(article, code)
        publishing.publish(article.versions.get(language=code), timezone.now() + HOUR)
    publishing.save_source(article, CHANGED)
    for code in languages:
        is_off_the_schedule(client, article, "source", code)


def test_what_is_saved_unchanged_or_detached_or_of_no_weight_stays_scheduled(scheduled, user):
    publishing.save_source(scheduled, document())
    row = segment(scheduled, 1)
    SegmentFinding.objects.create(segment=row, check_name="bad_word", severity="major", params={"text": "So so."})
    SegmentFinding.objects.create(
        segment=row, check_name="bad_word", severity="critical", params={"text": "So so."}, waived_at=timezone.now()
    )
    recheck.article(scheduled.pk)
    assert german(scheduled).publication == "scheduled"
    desk.detach(german(scheduled), user)
    publishing.save_source(scheduled, CHANGED)
    assert german(scheduled).publication == "scheduled"


def test_an_outdated_version_may_be_scheduled_by_somebody_who_knows(scheduled):
    publishing.save_source(scheduled, CHANGED)
    desk.source_saved(scheduled)
    publishing.publish(german(scheduled), timezone.now() + HOUR)
    recheck.article(scheduled.pk)
    version = german(scheduled)
    assert (version.publication, version.unscheduled) == ("scheduled", "")


# --- the source version -----------------------------------------------------------------------------------------------
def test_a_scheduled_source_is_edited_and_stays_scheduled_unless_a_critical_finding_is_opened(client, article, user):
    source = article.versions.get(language="en")
    publishing.publish(source, timezone.now() + HOUR)
    publishing.save_source(article, CHANGED)
    desk.source_saved(article, user)
    assert article.versions.get(language="en").publication == "scheduled"
    publishing.save_source(article, document([f"{PARAGRAPHS[0]} Anders.", *PARAGRAPHS[1:]]))
    desk.source_saved(article, user)
    is_off_the_schedule(client, article, "finding", "en")


# --- at its time and after --------------------------------------------------------------------------------------------
def test_the_text_that_was_scheduled_goes_public_when_nothing_is_wrong(client, scheduled):
    assert page(client, scheduled).status_code != 200
    its_time_comes(scheduled)
    assert "de The town of Marrowby will buy 283 hectares" in page(client, scheduled).text


def test_after_its_time_a_critical_finding_holds_the_new_text_and_readers_keep_theirs(client, scheduled, publisher):
    its_time_comes(scheduled)
    row = segment(scheduled, 1)
    desk.edit_segment(row, "Ein bad Hafen.", user=publisher, revision=row.revision)
    text = page(client, scheduled).text
    assert "283" in text and "bad Hafen" not in text
    version = german(scheduled)
    assert (version.stage, version.unreleased) == ("published", "finding")


def test_after_its_time_a_changed_source_makes_it_outdated_and_no_draft(client, scheduled):
    its_time_comes(scheduled)
    publishing.save_source(scheduled, CHANGED)
    desk.source_saved(scheduled)
    assert page(client, scheduled).status_code == 200
    assert german(scheduled).stage == "published"
    assert desk.outdated_languages(scheduled) == ["de"]


def test_what_is_public_by_its_time_is_not_scheduled_again(client, scheduled):
    its_time_comes(scheduled)
    with pytest.raises(publishing.NotPublishable, match="Readers see this version already"):
        publishing.publish(german(scheduled), timezone.now() + HOUR)
    assert page(client, scheduled).status_code == 200
    when = german(scheduled).publish_at
    publishing.publish(german(scheduled))
    assert (german(scheduled).publication, german(scheduled).publish_at) == ("published", when)


def test_a_scheduled_version_that_is_withdrawn_was_never_public(client, scheduled):
    publishing.withdraw(german(scheduled))
    version = german(scheduled)
    assert (version.publication, version.publish_at) == ("withdrawn", None)
    assert page(client, scheduled).status_code == 404
    publishing.publish(version)
    publishing.withdraw(version)
    assert page(client, scheduled).status_code == 410


# --- what the desk sees -----------------------------------------------------------------------------------------------
@pytest.fixture
def editor(client):
    account = make_user("editor")
    account.groups.set(Group.objects.filter(name__in=["Editors", "Translation desk"]))
    client.force_login(account)
    return client


def row_of(client, article, language="de"):
    form = client.get(reverse("admin:articles_article_change", args=[article.pk])).text
    return form.partition(f'id="version-{language}"')[2].partition("</tr>")[0]


def test_a_due_version_looks_and_acts_as_a_published_one(editor, scheduled):
    shown = row_of(editor, scheduled)
    assert "scheduled" in shown and 'value="schedule:de"' in shown and 'value="publish:de"' in shown
    its_time_comes(scheduled)
    shown = row_of(editor, scheduled)
    assert "published" in shown and "scheduled" not in shown and "◷" not in shown
    assert 'value="schedule:de"' not in shown and 'value="publish:de"' not in shown
    assert 'value="withdraw:de"' in shown and ">View<" in shown
    assert 'class="is-published' in editor.get(reverse("admin:articles_article_changelist")).text
    ahead = (timezone.localtime() + HOUR).strftime("%Y-%m-%dT%H:%M")
    address = reverse("admin:articles_article_publication", args=[scheduled.pk])
    answer = editor.post(address, {"do": "schedule:de", "at-de": ahead}, follow=True)
    assert "Deutsch was not scheduled. Readers see this version already" in answer.text
    assert page(editor, scheduled).status_code == 200


def test_the_versions_table_says_why_a_version_is_scheduled_no_longer_in_the_readers_language(editor, scheduled):
    publishing.save_source(scheduled, CHANGED)
    assert "No longer scheduled: the original was changed." in row_of(editor, scheduled)
    with override("de"):
        words = german(scheduled).get_unscheduled_display()
    assert words != "No longer scheduled: the original was changed."
    publishing.publish(german(scheduled))
    assert "No longer scheduled" not in row_of(editor, scheduled)


def test_a_save_of_the_source_shows_which_versions_were_unscheduled(editor, scheduled):
    address = reverse("admin:articles_article_change", args=[scheduled.pk])
    form = editor.get(address).context["adminform"].form
    data = {name: form.initial.get(name) or "" for name in form.fields}
    data |= {"text_body": data["text_body"].replace("283", "777"), "date": "2026-11-01"}
    data |= {f"contributions-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    answer = editor.post(address, data, follow=True)
    assert "Deutsch: No longer scheduled: the original was changed." in answer.text
