"""A newsroom publishes the editions that EDITIONS names: the others have no page, list or job, and keep their data."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from newsroom import editions
from newsroom.languages import BUILT_IN, UnknownLanguage
from tests.factories import make_article, make_section, make_user, make_version, slug_of
from translation import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(settings):
    settings.EDITIONS, settings.DEFAULT_EDITION = ["de", "en"], "de"


def _story(source: str = "en", *others: str) -> Article:
    article = make_article(source, f"Story in {source}", section=make_section("news", en="News", de="Politik"))
    for code in others:
        make_version(article, code)
    return article


def _links(html: str) -> set[str]:
    """Return the first part of every path that a page links to."""
    return {path.split("/")[1] for path in re.findall(r'(?:href|content)="(?:http://testserver)?(/[^"]*)"', html)}


def test_all_built_in_languages_but_those_off_by_default_are_published_by_default():
    assert editions.codes() == tuple(edition.code for edition in BUILT_IN if edition.default)
    assert len(editions.codes()) == 15


def test_pages_name_the_chosen_editions_alone_and_in_their_order(two, client):
    article = _story("en", "de", "fr")
    french = slug_of(article, "fr")
    for path in ("/en/", "/de/section/news/", f"/en/2024/08/13/{article.in_language('slug', 'en')}/"):
        page = client.get(path)
        assert page.status_code == 200, path
        html = page.content.decode()
        bar = re.search(r'<nav[^>]*class="[^"]*languages.*?</nav>', html, re.S)
        assert bar and list(dict.fromkeys(re.findall(r' lang="([a-zA-Z-]+)"', bar[0]))) == ["de", "en"], path
        assert not _links(html) & {"fr", "zh-hans", "ja"}, path
    assert client.get(f"/fr/2024/08/13/{french}/").status_code == 404
    assert client.get("/fr/").status_code == 404
    assert client.get("/fr/feed.xml").status_code == 404
    assert client.get("/FR/").status_code == 404
    sitemaps = client.get("/sitemap.xml").content.decode()
    assert "/de/sitemap.xml" in sitemaps and "/fr/" not in sitemaps
    assert not Article.objects.published("fr").exists()


def test_what_is_left_out_keeps_its_data_and_comes_back(two, client, settings):
    article = _story("en", "fr")
    address = f"/fr/2024/08/13/{article.in_language('slug', 'fr')}/"
    assert client.get(address).status_code == 404
    settings.EDITIONS = ["en", "fr"]
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "place"),
    [("fr, de;q=0.8", "/de/"), ("de-AT", "/de/"), ("ja", "/de/"), ("", "/de/"), ("en-GB, de", "/en/")],
)
def test_the_entrance_leads_to_an_edition_that_there_is(two, client, accepted, place):
    assert client.get("/", headers={"accept-language": accepted}).headers["Location"] == place


def test_an_unknown_address_answers_in_an_edition(two, client):
    page = client.get("/nothing-here/", headers={"accept-language": "fr"})
    assert page.status_code == 404
    assert page.headers["Content-Language"] == "de"


def test_without_english(settings, client):
    settings.EDITIONS = ["ja", "ko"]
    settings.DEFAULT_EDITION = "ja"
    article = _story("ja", "ko")
    for path in (
        "/",
        "/ja/",
        f"/ko/2024/08/13/{article.in_language('slug', 'ko')}/",
        "/ko/feed.xml",
        "/ja/sitemap.xml",
    ):
        assert client.get(path, follow=True).status_code == 200, path
    assert client.get("/en/").status_code == 404


def test_an_old_article_whose_source_language_is_left_out(two, client):
    article = _story("fr", "de")
    page = client.get(f"/de/2024/08/13/{article.in_language('slug', 'de')}/").content.decode()
    assert "Französisch" in page  # where it comes from is said all the same
    client.force_login(make_user(superuser=True))
    assert "Story in fr" in client.get("/admin/articles/article/?q=Story").content.decode()
    form = client.get(f"/admin/articles/article/{article.pk}/change/")
    assert form.status_code == 200
    assert "written in français, in which this newsroom has no edition" in form.content.decode()
    preview = client.get(f"/admin/articles/article/{article.pk}/preview/fr/", follow=True)
    assert "no edition in français" in preview.content.decode()


def test_the_admin_shows_the_chosen_languages_alone(two, client):
    article = _story("en", "fr")
    client.force_login(make_user(superuser=True))
    section = article.section
    pages = [
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        f"/admin/articles/article/{article.pk}/change/",
        f"/admin/articles/article/{article.pk}/translate/",
        f"/admin/articles/section/{section.pk}/change/",
        "/admin/articles/section/",
        "/admin/translation/engines/",
    ]
    for path in pages:
        page = client.get(path)
        assert page.status_code == 200, path
        assert "français" not in page.content.decode(), path
        assert "日本語" not in page.content.decode(), path
    assert "2024-08-13" in client.get("/admin/articles/article/?translations=missing").content.decode()


def test_jobs_are_for_editions_alone(two):
    article = _story("en")
    assert desk.missing_languages(article) == ["de"]
    with pytest.raises(UnknownLanguage, match="no French edition"):
        desk.request_translation(article, ["fr"], user=make_user(superuser=True))
    with pytest.raises((UnknownLanguage, CommandError), match="no French edition"):
        call_command("translate", str(article.pk), to="fr")


@pytest.mark.parametrize(
    ("value", "message"),
    [("en,xx", "“xx” is no language that is built in"), ("en,de,EN", "“en” is named twice")],
)
def test_a_wrong_setting_names_what_is_wrong(value, message):
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, env={**os.environ, "EDITIONS": value}, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1 and "EDITIONS" in done.stderr and message in done.stderr
