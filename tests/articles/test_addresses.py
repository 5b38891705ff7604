"""Addresses: right ones, nearly right ones, absent languages, what was withdrawn, what must not be known."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.addresses import article_url
from tests.factories import DATE, make_article, make_version, set_publication, slug_of

pytestmark = pytest.mark.django_db


def test_addresses_keep_the_script_of_their_language() -> None:
    url = article_url("sa", datetime.date(2024, 8, 3), "नौका")
    assert url == "/sa/2024/08/03/%E0%A4%A8%E0%A5%8C%E0%A4%95%E0%A4%BE/"
    kwargs = {"language": "zh-hans", "year": "2024", "month": "08", "day": "03", "slug": "a"}
    assert reverse("articles:article", kwargs=kwargs) == "/zh-hans/2024/08/03/a/"


@pytest.mark.parametrize("slug", ["渡轮晚点", "паром-опоздал", "नौका-विलम्बते", "die-fähre"])
def test_articles_are_found_by_slugs_in_any_script(client: Client, slug: str) -> None:
    article = make_article("en", slug=slug)
    assert slug_of(article, "en") == slug
    assert client.get(f"/en/2024/08/13/{slug}/").status_code == 200


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/en/2024/08/13/the-ferry-is-late", "/en/2024/08/13/the-ferry-is-late/"),  # no slash
        ("/en/2024/08/13/The-Ferry-Is-Late/", "/en/2024/08/13/the-ferry-is-late/"),  # other case
        ("/en/2023/01/01/the-ferry-is-late/", "/en/2024/08/13/the-ferry-is-late/"),  # other date
        ("/EN/2024/08/13/the-ferry-is-late/?a=1", "/en/2024/08/13/the-ferry-is-late/?a=1"),
        ("/zh_Hans/", "/zh-hans/"),
        ("/zh-CN/", "/zh-hans/"),
        ("/pt-BR/section/x/", "/pt/section/x/"),
        ("/de", "/de/"),
    ],
)
def test_nearly_right_addresses_lead_to_the_page(client: Client, asked: str, target: str) -> None:
    make_article("en", slug="the-ferry-is-late")
    assert client.get(asked, follow=False).status_code == 301
    assert client.get(asked).headers["Location"] == target


def test_a_redirect_never_leaves_the_site(client: Client) -> None:
    assert client.get("/DE//example.org/").headers["Location"].startswith("/de/")


def test_a_slug_of_two_days_is_not_guessed(client: Client) -> None:
    make_article(slug="weather", date=datetime.date(2024, 8, 1))
    make_article(slug="weather", date=datetime.date(2024, 8, 2))
    assert client.get("/en/2024/08/03/weather/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/xx/",
        "/en/nothing/",
        "/en/2024/13/45/x/",
        "/en/0000/01/01/x/",
        "/en/2024/8/3/x/",
        "/en/2024/08/13/none/",
        "/en/2024/08/13/%00/",
        "/en/2024/08/13/%ff%fe/",
        "/en/2024/08/13/" + "x" * 3000 + "/",
        "/en/section/no/",
    ],
)
def test_what_is_not_there_is_404_in_the_language_with_a_way_on(client: Client, path: str) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="en"' in page
    assert 'href="/en/"' in page
    assert 'href="/ja/"' in page


def test_an_absent_language_says_so_with_200_and_links_to_those_that_exist(client: Client) -> None:
    article = make_article("en", "The ferry is late")
    make_version(article, "de", "Die Fähre")
    make_version(article, "fr", "Brouillon", publication="draft")
    response = client.get(article_url("ja", DATE, slug_of(article, "en")))
    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="ja"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert 'hreflang="en">The ferry is late</a>' in page
    assert 'hreflang="de">Die Fähre</a>' in page
    assert "Brouillon" not in page


def test_another_languages_slug_leads_to_the_version_that_exists(client: Client) -> None:
    article = make_article("en")
    make_version(article, "de", "Die Fähre")
    response = client.get(article_url("de", DATE, slug_of(article, "en")))
    # Not permanent: what is absent today is here tomorrow, and the other way round.
    assert (response.status_code, response.headers["Location"]) == (302, article_url("de", DATE, "die-fähre"))


def test_a_slug_that_means_two_articles_is_not_guessed(client: Client) -> None:
    make_article("de", slug="helio")
    make_article("fr", slug="helio")
    assert client.get("/ja/2024/08/13/helio/").status_code == 404


def test_a_withdrawn_version_is_gone_and_its_headline_with_it(client: Client) -> None:
    article = make_article("en", "The ferry is late")
    set_publication(article.versions.get(), "withdrawn")
    response = client.get(article_url("en", DATE, slug_of(article, "en")))
    assert response.status_code == 410
    assert "ferry is late" not in response.content.decode()


def test_a_new_article_at_a_withdrawn_ones_slug_elsewhere_is_no_surprise(client: Client) -> None:
    article = make_article("en", slug="a")
    make_version(article, "de", slug="b")
    set_publication(article.versions.get(language="de"), "withdrawn")
    # By its own address it is gone; the bar of the English page says that it is not available.
    assert client.get("/de/2024/08/13/b/").status_code == 410
    assert client.get("/de/2024/08/13/a/").status_code == 200


def _draft(article) -> None:
    set_publication(article.versions.get(), "draft")


def _future(article) -> None:
    set_publication(article.versions.get(), "scheduled", timezone.now() + datetime.timedelta(days=1))


def _embargo(article) -> None:
    article.embargo_until = timezone.now() + datetime.timedelta(days=1)
    article.save(update_fields=["embargo_until"])


def _embargoed_and_withdrawn(article) -> None:
    _embargo(article)
    set_publication(article.versions.get(), "withdrawn")


@pytest.mark.parametrize("hide", [_draft, _future, _embargo, _embargoed_and_withdrawn])
def test_nothing_tells_of_what_is_not_public(client: Client, hide) -> None:
    article = make_article("en", "Secret merger")
    hide(article)
    paths = ["/en/2024/08/13/secret-merger/", "/en/2024/08/13/SECRET-merger/", "/en/2024/08/12/secret-merger/"]
    paths += ["/de/2024/08/13/secret-merger/"]
    for path in paths:
        response = client.get(path)
        assert response.status_code == 404, path
        assert "Secret merger" not in response.content.decode()
    for path in ["/en/", "/en/feed.xml", "/en/sitemap.xml"]:
        assert "ecret" not in client.get(path).content.decode(), path
