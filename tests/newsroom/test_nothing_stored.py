"""A step that the database does not store, an article that is gone: a message or 404, never a page of status 500."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from articles import publishing
from articles.publishing.locks import ArticleGone, lock_article
from newsroom.database.transactions import NotStored
from newsroom.middleware import NothingStoredMiddleware
from tests.factories import make_article, make_user, make_version
from translation import desk

WORDS = "The database did not store this (OperationalError)"


@pytest.fixture
def editor(client, db):
    client.force_login(make_user("chief", superuser=True))
    return client


def failing(*args, **options):
    raise NotStored(OperationalError("deadlock"))


@pytest.mark.parametrize("do", ["publish:en", "withdraw:en", "schedule:en", "publish-all"])
def test_the_publication_panel_says_what_was_not_stored(editor, monkeypatch, do):
    article = make_article(published=False)
    for name in ("publish", "withdraw"):
        monkeypatch.setattr(publishing, name, failing)
    address = reverse("admin:articles_article_publication", args=[article.pk])
    page = editor.post(address, {"do": do, "at-en": "2099-01-01T10:00"}, follow=True)
    assert page.status_code == 200 and WORDS in page.text


def test_publishing_all_goes_on_with_the_next_language(editor, monkeypatch):
    article = make_article(published=False)
    make_version(article, "de", publication="draft")
    real = publishing.publish

    def publish(version, *args, **options):
        return failing() if version.language == "en" else real(version, *args, **options)

    monkeypatch.setattr(publishing, "publish", publish)
    address = reverse("admin:articles_article_publication", args=[article.pk])
    page = editor.post(address, {"do": "publish-all"}, follow=True)
    assert WORDS in page.text and "Published: Deutsch." in page.text


def test_asking_for_translations_too(editor, monkeypatch):
    monkeypatch.setattr(desk, "request_translation", failing)
    ids = f"{make_article().pk},{make_article().pk}"
    address = f"{reverse('admin:translation_request_many')}?ids={ids}"
    page = editor.post(
        address, {"language": ["de"], "engine": ""}, follow=True, HTTP_REFERER=f"http://testserver{address}"
    )
    assert page.status_code == 200 and WORDS in page.text


class TestTheAnswerThatNoViewHasGiven:
    def answer(self, error, **headers):
        request = RequestFactory().post("/admin/x/", **headers)
        request._messages = type("Store", (list,), {"add": lambda self, level, text, tags: self.append(text)})()
        answer = NothingStoredMiddleware(lambda _request: HttpResponse()).process_exception(request, error)
        return answer, request._messages

    def test_a_page_comes_back_with_a_message(self):
        error = NotStored(OperationalError("deadlock"))
        answer, said = self.answer(error, HTTP_REFERER="http://testserver/admin/y/?q=1")
        assert (answer.status_code, answer["Location"]) == (302, "http://testserver/admin/y/?q=1")
        assert WORDS in said[0]

    def test_no_redirect_leads_to_another_site(self):
        error = NotStored(OperationalError("deadlock"))
        answer, _said = self.answer(error, HTTP_REFERER="https://evil.example/")
        assert answer["Location"] == reverse("admin:index")

    def test_a_script_gets_a_status_and_the_words(self):
        answer, _said = self.answer(NotStored(OperationalError("deadlock")), HTTP_SEC_FETCH_MODE="cors")
        assert answer.status_code == 503 and WORDS in answer.text

    def test_other_errors_are_left_alone(self):
        assert self.answer(ValueError("x"))[0] is None


@pytest.mark.django_db
def test_locking_or_translating_a_deleted_article_raises_article_gone():
    article = make_article()
    copy = type(article).objects.get(pk=article.pk)
    article.delete()
    with pytest.raises(ArticleGone):
        lock_article(copy.pk)
    with pytest.raises(ArticleGone):
        desk.request_translation(copy, ["de"])


def test_an_article_deleted_between_page_and_request_is_a_message_or_404(editor, monkeypatch):
    gone, kept = make_article(), make_article()
    real = desk.request_translation

    def request(article, *args, **options):
        if article.pk == gone.pk:
            type(article).objects.filter(pk=gone.pk).delete()
        return real(article, *args, **options)

    monkeypatch.setattr(desk, "request_translation", request)
    address = f"{reverse('admin:translation_request_many')}?ids={gone.pk},{kept.pk}"
    page = editor.post(address, {"language": ["de"], "engine": "pseudo"}, follow=True)
    assert page.status_code == 200 and "was deleted meanwhile" in page.text
    monkeypatch.setattr(desk, "request_translation", lambda *args, **options: lock_article(gone.pk))
    assert (
        editor.post(reverse("admin:articles_article_publication", args=[gone.pk]), {"do": "publish:en"}).status_code
        == 404
    )
