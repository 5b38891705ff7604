"""Whoever may not publish changes nothing that readers see: their work waits for somebody who may."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, LanguageVersion
from articles.public.addresses import article_url
from tests.articles.html import Page, words
from tests.factories import make_user
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk, pipeline
from translation.models import CheckSetting, MemoryEntry, SegmentFinding
from translation.segments.units import pair_hash, text_hash

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]

WAITING = "Readers keep the version they have: its changes are not published yet."


@pytest.fixture
def deskonly():
    account = make_user("deskonly")
    account.groups.set(Group.objects.filter(name="Translation desk"))
    return account


@pytest.fixture
def public(article, client):
    """Publish the German version; return what readers get of it now."""
    translate(article)
    publishing.publish(german(article))
    return seen(client, article)


def german(article) -> LanguageVersion:
    return article.versions.get(language="de")


def seen(client, article) -> str:
    """Return what readers read at the German address: title, text, origin and review, and whether robots may."""
    article = Article.objects.get(pk=article.pk)
    client.logout()
    answer = client.get(article_url("de", article.date, article.slug_de))
    assert answer.status_code == 200
    page = Page(answer.content)
    # Whether the original has changed since is no matter of this text.
    told = "".join(words(note) for note in page.all("p", "outdated"))
    robots = [meta["content"] for meta in page.all("meta", name="robots")]
    read = words(page.one("article")).replace(told, "").split()
    return f"{page.one('title').text} {' '.join(read)} {robots}"


def edit(article, text, user, position=1, **options):
    row = segment(article, position)
    return desk.edit_segment(row, text, user=user, revision=row.revision, **options)


def find(article, **fields):
    row = segment(article, 1)
    given = {"check_name": "bad_word", "severity": "critical", "params": {"text": "So so."}, **fields}
    return SegmentFinding.objects.create(segment=row, text_hash=pair_hash(row.source, row.target), **given)


# --- every way in -----------------------------------------------------------------------------------------------------
def by_editing(article, person):
    edit(article, "Von Hand.", person, 0)


def by_emptying(article, person):
    edit(article, "", person)
    edit(article, "Von Hand.", person, 0)


def by_approving(article, person):
    for position in range(4):
        desk.approve_segment(segment(article, position), person)


def by_approving_all(article, person):
    desk.approve_version(german(article), person)


def by_a_fix(article, person):
    desk.apply_fix(find(article, severity="minor", fix="Von Hand."), person)


def with_a_proposal(article, person):
    """Change the source under a person's words, and let a machine propose; readers see an older text."""
    edit(article, "Von Menschenhand.", None, 3)
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Nobody slept, the harbour pilot said."]))
    translate(article, user=person)
    assert segment(article, 3).proposal


def by_accepting(article, person):
    desk.accept_proposal(segment(article, 3), person)


def by_rejecting(article, person):
    desk.reject_proposal(segment(article, 3), person)


def by_waiving(article, person):
    found = find(article)
    edit(article, "Von Hand.", None, 0)  # held: a critical finding is open
    desk.waive(found, person)


def by_attaching(article, person):
    desk.detach(german(article), person)
    publishing.save_source(article, document([*PARAGRAPHS[:2]]))
    desk.attach(german(article), person)


def by_check_settings(article, person):
    find(article)
    edit(article, "Von Hand.", None, 0)
    CheckSetting.objects.create(check_name="bad_word", off=True)
    desk.settings_changed("bad_word", person)


def by_a_job(article, person):
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Somebody slept."]))
    translate(article, user=person)


def by_a_job_from_memory(article, person):
    source = "Somebody slept."
    MemoryEntry.objects.create(
        source_language="en", target_language="de", source_hash=text_hash(source), source=source, target="Von Hand."
    )
    publishing.save_source(article, document([*PARAGRAPHS[:2], source]))
    assert translate(article, user=person).memory == 1


def by_a_retried_job(article, person):
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Somebody slept."]))
    job = translate(article, user=person)
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Nobody slept again."]))
    pipeline.run(desk.retry(job, person).jobs[0].pk)


WAYS = [
    by_editing,
    by_emptying,
    by_approving,
    by_approving_all,
    by_a_fix,
    by_waiving,
    by_attaching,
    by_check_settings,
    by_a_job,
    by_a_job_from_memory,
    by_a_retried_job,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_readers_keep_their_text_until_somebody_with_the_right_publishes(
    client, article, public, deskonly, publisher, way
):
    way(article, deskonly)
    assert seen(client, article) == public
    assert german(article).unreleased == "right"
    with pytest.raises(PermissionDenied):
        publishing.publish(german(article), user=deskonly)
    if way is by_emptying:
        with pytest.raises(publishing.NotPublishable, match="is not complete"):
            publishing.publish(german(article), user=publisher)
        assert seen(client, article) == public
        edit(article, "Auch von Hand.", deskonly)
    publishing.publish(german(article), user=publisher)
    assert german(article).unreleased == ""
    assert seen(client, article) != public


@pytest.mark.parametrize("way", [by_accepting, by_rejecting], ids=lambda way: way.__name__)
def test_a_proposal_that_is_taken_or_left_waits_too(client, article, public, deskonly, publisher, way):
    with_a_proposal(article, deskonly)
    before = seen(client, article)
    made_from = german(article).made_from
    way(article, deskonly)
    assert seen(client, article) == before
    assert (german(article).unreleased, german(article).made_from) == ("right", made_from)
    publishing.publish(german(article), user=publisher)
    assert german(article).made_from == article.versions.get(language="en").digest


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_readers_see_at_once_what_somebody_with_the_right_does(client, article, public, publisher, way):
    way(article, publisher)
    if way is by_emptying:
        assert (seen(client, article), german(article).unreleased) == (public, "gaps")
        edit(article, "Auch von Hand.", publisher)
    assert german(article).unreleased == ""
    assert seen(client, article) != public


def test_what_waits_is_not_released_by_the_work_of_others(client, article, public, deskonly, publisher):
    edit(article, "Unveröffentlicht.", deskonly, 0)
    edit(article, "Von Hand.", publisher)
    desk.approve_segment(segment(article, 2), publisher)
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Somebody slept."]))
    for person in (publisher, None):
        job = translate(article, user=person)
        assert job.message == WAITING and job.state == "done"
    assert seen(client, article) == public
    publishing.publish(german(article), user=publisher)
    assert "Unveröffentlicht." in seen(client, article) and "Somebody slept." in seen(client, article)


def test_what_is_written_while_a_critical_finding_holds_a_version_waits_too(
    client, article, public, deskonly, publisher
):
    edit(article, "Ein bad Hafen.", publisher)
    assert german(article).unreleased == "finding"
    edit(article, "Unveröffentlicht.", deskonly, 0)
    edit(article, "Ein Hafen.", publisher)
    assert seen(client, article) == public
    assert german(article).unreleased == "right"


def test_what_is_taken_back_leaves_nothing_that_waits(article, public, deskonly):
    before = segment(article, 1).target
    edit(article, "Von Hand.", deskonly, state="translated")
    assert german(article).unreleased == "right"
    edit(article, before, deskonly, state="translated")
    assert german(article).unreleased == ""


def test_another_languages_public_text_is_not_changed_by_a_comparison(client, article, deskonly):
    for code in ("de", "fr", "it", "es"):
        translate(article, code)
    publishing.publish(german(article))
    public = seen(client, article)
    edit(article, "Es sind 999 Hektar.", None)
    assert german(article).unreleased == "finding"
    for code in ("fr", "it", "es"):  # now it is they who say something else
        row = segment(article, 1, code)
        desk.edit_segment(row, "999", user=deskonly, revision=row.revision)
    assert not SegmentFinding.objects.filter(segment__version=german(article)).exists()
    assert seen(client, article) == public


def test_a_version_that_is_scheduled_goes_public_as_it_was_scheduled(client, article, deskonly, publisher):
    translate(article)
    publishing.publish(german(article), timezone.now() + datetime.timedelta(hours=1), user=publisher)
    edit(article, "Unveröffentlicht.", deskonly, 0)
    assert (german(article).publication, german(article).unreleased) == ("scheduled", "right")
    article.versions.filter(language="de").update(publish_at=timezone.now())
    assert "Unveröffentlicht." not in seen(client, article)
    edit(article, "Auch nicht.", deskonly, 2)
    assert "Auch nicht." not in seen(client, article)


def test_drafts_follow_everybody(article, deskonly):
    translate(article)
    edit(article, "Von Hand.", deskonly, 0)
    article.refresh_from_db()
    assert (article.headline_de, german(article).unreleased) == ("Von Hand.", "")


def test_a_job_runs_with_the_rights_that_its_requester_has_then(client, article, public, publisher):
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Somebody slept."]))
    job = desk.request_translation(article, ["de"], user=publisher).jobs[0]
    publisher.groups.set(Group.objects.filter(name="Translation desk"))
    assert pipeline.run(job.pk) == "done"
    assert seen(client, article) == public


@pytest.mark.parametrize("kept", ["deskonly", "publisher"])
def test_a_job_whose_requester_is_gone_changes_nothing_public(client, article, public, request, kept):
    text = "Somebody slept."
    MemoryEntry.objects.create(
        source_language="en", target_language="de", source_hash=text_hash(text), source=text, target="Jemand schlief."
    )
    publishing.save_source(article, document([*PARAGRAPHS[:2], text]))
    account = request.getfixturevalue(kept)
    job = desk.request_translation(article, ["de"], user=account).jobs[0]
    account.delete()
    pipeline.run(job.pk)
    assert seen(client, article) == public


def test_publishing_and_withdrawing_ask_for_the_right(article, public, deskonly):
    for person in (deskonly, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            publishing.withdraw(german(article), user=person)
        with pytest.raises(PermissionDenied):
            publishing.publish(german(article), user=person)
    assert german(article).publication == "published"


# --- the original, which has no working text beside the public one ----------------------------------------------------
@pytest.fixture
def writer():
    account = make_user("writer")
    account.user_permissions.set(Permission.objects.filter(codename__in=["change_article", "view_article"]))
    return account


@pytest.mark.parametrize("when", [None, timezone.now() + datetime.timedelta(days=900)], ids=["public", "scheduled"])
def test_a_public_original_is_not_changed_by_somebody_without_the_right(client, article, writer, when):
    publishing.save_source(article, document([f"{PARAGRAPHS[0]} Anders.", *PARAGRAPHS[1:]]))
    desk.source_saved(article)
    for found in SegmentFinding.objects.all():
        desk.waive(found, None)
    publishing.publish(article.versions.get(language="en"), when)
    article.refresh_from_db()
    before = article.body_en
    with pytest.raises(PermissionDenied):
        publishing.save_source(article, document(["Other words."]), user=writer)
    with pytest.raises(PermissionDenied):
        desk.apply_fix(SegmentFinding.objects.get(), writer)

    client.force_login(writer)
    address = reverse("admin:articles_article_change", args=[article.pk])
    fields = client.get(address).context["adminform"].form
    data = {name: fields.initial.get(name) or "" for name in fields.fields}
    data |= {"text_body": "Half a thought", "date": "2026-11-01"}
    data |= {f"contributions-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    answer = client.post(address, data)
    assert "your account may not publish" in answer.text and "Half a thought" in answer.text
    article.refresh_from_db()
    assert article.body_en == before

    article.versions.filter(language="en").update(publication="draft")
    assert client.post(address, data).status_code == 302
    article.refresh_from_db()
    assert article.body_en[0]["text"] == "Half a thought"


# --- what the desk sees -----------------------------------------------------------------------------------------------
def row_of(client, article):
    form = client.get(reverse("admin:articles_article_change", args=[article.pk])).text
    return form.partition('id="version-de"')[2].partition("</tr>")[0]


def test_the_desk_sees_what_waits_and_a_button_releases_it(client, article, public, deskonly, publisher):
    client.force_login(publisher)
    assert 'value="publish:de"' not in row_of(client, article)
    client.force_login(deskonly)
    row = segment(article, 0)
    address = reverse("translation:editor", args=[german(article).pk])
    seen_row = next(one for one in client.get(address).context["rows"] if one.segment.pk == row.pk).seen
    form = {f"target-{row.pk}": "Von Hand.", f"seen-{row.pk}": seen_row, "do": f"save:{row.pk}"}
    answer = client.post(address, form, headers={"X-Requested-With": "fetch"})
    assert WAITING in answer.text, "whoever saved it is told"
    assert WAITING in client.get(address).text
    assert "with unreleased changes" in client.get(reverse("admin:articles_article_changelist")).text
    assert seen(client, article) == public

    client.force_login(deskonly)
    press = reverse("admin:articles_article_publication", args=[article.pk])
    assert client.post(press, {"do": "publish:de"}).status_code == 403
    client.force_login(publisher)
    shown = row_of(client, article)
    assert "published, with unreleased changes" in shown and WAITING in shown
    assert 'value="publish:de"' in shown and 'value="schedule:de"' not in shown
    client.post(press, {"do": "publish:de"})
    assert "Von Hand." in seen(client, article)
    client.force_login(publisher)
    assert "unreleased" not in row_of(client, article)


def test_viewing_the_reasons_releases_nothing_without_the_right_to_publish(client, article, public, deskonly):
    found = find(article)
    edit(article, "Von Hand.", None, 0)
    found.delete()  # as another check run would
    client.force_login(deskonly)
    client.get(reverse("admin:articles_article_change", args=[article.pk]), {"refused": "de"})
    assert seen(client, article) == public
