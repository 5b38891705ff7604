"""The article as linked data."""

import json

import pytest
from django.test import Client

from articles.public.addresses import article_url
from articles.publishing import Credit
from tests.articles.html import Page
from tests.factories import DATE, make_article, make_version, slug_of

pytestmark = pytest.mark.django_db


def data_of(client: Client, article, language: str) -> dict:
    page = Page(client.get(article_url(language, DATE, slug_of(article, language))).content)
    return json.loads(page.one("script").text)


def test_a_translation_names_its_language_origin_and_original(client: Client) -> None:
    credits = (
        Credit("author", "Ada Holm"),
        Credit("compiler", "Zhidongxi", "organisation"),
        Credit("editor", "Yun Peng"),
    )
    article = make_article("de", "Die Fähre", credits=credits)
    version = make_version(article, "en", "The ferry")
    data = data_of(client, article, "en")
    assert data["@type"] == "NewsArticle"
    assert (data["headline"], data["inLanguage"]) == ("The ferry", "en")
    assert data["datePublished"] == version.publish_at.isoformat(timespec="seconds")
    assert data["author"] == [{"@type": "Person", "name": "Ada Holm"}, {"@type": "Organization", "name": "Zhidongxi"}]
    assert data["editor"] == [{"@type": "Person", "name": "Yun Peng"}]
    assert data["creditText"] == "machine translation from German, not reviewed"
    assert data["translationOfWork"]["inLanguage"] == "de"
    assert data["translationOfWork"]["url"] == "http://testserver" + article_url("de", DATE, "die-fähre")


def test_the_original_is_a_translation_of_nothing(client: Client) -> None:
    data = data_of(client, make_article("en"), "en")
    assert "translationOfWork" not in data
    assert data["creditText"] == "original version"


def test_an_original_that_is_not_public_is_not_named(client: Client) -> None:
    article = make_article("de", "Geheim", published=False)
    make_version(article, "en", "The ferry")
    assert "translationOfWork" not in data_of(client, article, "en")


def test_a_headline_cannot_leave_the_data_block(client: Client) -> None:
    article = make_article("en", "a &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; b", slug="x")
    response = client.get(article_url("en", DATE, "x"))
    assert b"<script>" not in response.content
    assert json.loads(Page(response.content).one("script").text)["headline"] == article.headline_en
