"""The publication panel: one step per button, reasons at the row, nothing without permission or by GET."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import LanguageVersion
from tests.factories import make_article, make_document, make_user, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("editor")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def press(client, article, do, **data):
    address = reverse("admin:articles_article_publication", args=[article.pk])
    return client.post(address, {"do": do, **data}, follow=True)


def state(article, language):
    return LanguageVersion.objects.get(article=article, language=language).publication


def test_a_version_is_published_withdrawn_and_written_down(editor):
    article = make_article(published=False)
    press(editor, article, "publish:en")
    assert state(article, "en") == "published"
    press(editor, article, "withdraw:en")
    assert state(article, "en") == "withdrawn"
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == [
        "English published.",
        "English withdrawn.",
    ]


def test_a_time_ahead_schedules_and_a_time_past_is_refused(editor):
    article = make_article(published=False)
    ahead = timezone.localtime() + datetime.timedelta(days=2)
    page = press(editor, article, "schedule:en", **{"at-en": "2001-01-01T10:00"})
    assert "choose a time in the future" in page.text
    assert state(article, "en") == "draft"
    press(editor, article, "schedule:en", **{"at-en": "soon"})
    assert state(article, "en") == "draft"
    press(editor, article, "schedule:en", **{"at-en": ahead.strftime("%Y-%m-%dT%H:%M")})
    version = LanguageVersion.objects.get()
    assert version.publication == "scheduled"
    assert abs(version.publish_at - ahead) < datetime.timedelta(minutes=1)


def test_what_may_not_be_published_says_why_at_its_row(editor):
    article = publishing.create_article("en", make_document(), headline_proposed=True)
    page = press(editor, article, "publish:en")
    assert state(article, "en") == "draft"
    row = page.text.partition('id="version-en"')[2].partition("</tr>")[0]
    assert "The headline was only proposed from the lead" in row
    assert page.redirect_chain[-1][0].endswith("?refused=en#version-en")


def test_all_that_may_be_published_is_and_the_rest_is_named(editor):
    article = publishing.create_article("en", make_document(), headline_proposed=True)
    make_version(article, "de", publication="draft")
    make_version(article, "fr", publication="withdrawn")
    page = press(editor, article, "publish-all")
    assert [state(article, code) for code in ("en", "de", "fr")] == ["draft", "published", "withdrawn"]
    assert "Published: Deutsch." in page.text
    assert "Not published, see the reasons below: English." in page.text


def test_publication_needs_its_permission_and_a_post(client, editor):
    article = make_article(published=False)
    address = reverse("admin:articles_article_publication", args=[article.pk])
    assert editor.get(address).status_code == 405
    user = make_user("translator")
    user.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(user)
    assert client.post(address, {"do": "publish:en"}).status_code == 403
    client.logout()
    assert client.post(address, {"do": "publish:en"}).status_code == 302
    assert state(article, "en") == "draft"


@pytest.mark.parametrize("do", ["", "publish", "publish:xx", "explode:en"])
def test_a_button_that_does_not_exist_does_nothing(editor, do):
    assert press(editor, make_article(), do).status_code == 404


def test_a_draft_is_previewed_by_staff_in_its_own_language(client, editor):
    article = make_article(published=False)
    make_version(article, "ja", "見出し", publication="draft")
    address = reverse("admin:articles_article_preview", args=[article.pk, "ja"])
    page = editor.get(address)
    assert page.status_code == 200
    assert '<html lang="ja"' in page.text and "見出し" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert editor.get(reverse("admin:articles_article_preview", args=[article.pk, "fi"])).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302
