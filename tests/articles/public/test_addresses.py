"""Addresses: right ones, nearly right ones, absent languages, what was withdrawn, what must not be known."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.public.addresses import article_url
from articles.publishing.slugs import make_slug
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


@pytest.mark.parametrize("path", ["/en/2024/8/3/x/", "/en/2024/08/3/x/", "/en/2024/8/03/x/"])
def test_a_date_without_zeros_leads_to_the_one_with_them(client: Client, path: str) -> None:
    make_article("en", slug="x", date=datetime.date(2024, 8, 3))
    response = client.get(path, {"a": "1"})
    assert (response.status_code, response.headers["Location"]) == (301, "/en/2024/08/03/x/?a=1")
    absent = client.get(path.replace("/en/", "/la/"))
    assert (absent.status_code, absent.headers["Location"]) == (301, "/la/2024/08/03/x/")
    assert client.get(path.replace("/x/", "/y/")).status_code == 404
    assert client.get(path.replace("/8/", "/99/").replace("/3/", "/00/")).status_code == 404


@pytest.mark.parametrize(
    ("spelling", "target", "status"),
    [
        ("zh-TW", "zh-hans", 302),
        ("zh_Hant", "zh-hans", 302),
        ("zh-HK", "zh-hans", 302),
        ("zh", "zh-hans", 301),
        ("ZH-HANS", "zh-hans", 301),
        ("pt-PT", "pt", 302),
        ("pt_br", "pt", 301),
        ("en-GB", "en", 302),
        ("en-US", "en", 301),
        ("de-abc", "de", 302),
        ("JA", "ja", 301),
    ],
)
def test_a_variety_that_may_get_an_edition_is_sent_elsewhere_for_now(
    client: Client, spelling: str, target: str, status: int
) -> None:
    response = client.get(f"/{spelling}/section/x/?a=1")
    assert (response.status_code, response.headers["Location"]) == (status, f"/{target}/section/x/?a=1")


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


def test_a_slug_of_another_articles_language_gets_a_number(client: Client) -> None:
    article = make_article("de", slug="helio")
    assert client.get("/fr/2024/08/13/helio/").status_code == 200  # "not available in this language yet"
    other = make_article("fr", slug="helio")
    assert slug_of(other, "fr") == "helio-2"
    assert article_url("de", DATE, slug_of(article, "de")) in client.get("/fr/2024/08/13/helio/").text


def test_a_slug_that_means_two_articles_is_not_guessed(client: Client) -> None:
    """An archive from before slugs of other languages were looked at may have such."""
    make_article("de", slug="helio")
    other = make_article("fr", slug="other")
    Article.objects.filter(pk=other.pk).update(slug_fr="helio")
    assert client.get("/ja/2024/08/13/helio/").status_code == 404


def test_a_withdrawn_version_is_gone_and_its_headline_with_it(client: Client) -> None:
    article = make_article("en", "The ferry is late")
    set_publication(article.versions.get(), "withdrawn")
    response = client.get(article_url("en", DATE, slug_of(article, "en")))
    assert response.status_code == 410
    assert "ferry is late" not in response.content.decode()


def test_a_withdrawn_version_is_gone_at_its_address_and_in_the_language_bar(client: Client) -> None:
    article = make_article("en", "The ferry is late", slug="a")
    make_version(article, "de", "Die Fähre", slug="b")
    make_version(article, "ja", "渡し船", slug="c")
    set_publication(article.versions.get(language="de"), "withdrawn")
    for slug in ("a", "b", "c"):
        response = client.get(f"/de/2024/08/13/{slug}/")
        assert response.status_code == 410, slug
        assert '<html lang="de"' in response.text
        assert "Dieser Artikel wurde zurückgezogen." in response.text
        assert 'href="/en/2024/08/13/a/" hreflang="en">The ferry is late</a>' in response.text
        assert 'href="/ja/2024/08/13/c/" hreflang="ja">渡し船</a>' in response.text
        assert "Die Fähre" not in response.text


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


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("عودة العبّارة إلى مارو", "عودة-العبارة-إلى-مارو"),
        ("نُشِرَ الخبر", "نشر-الخبر"),
        ("फ़िल्म की नौका", "फ़िल्म-की-नौका"),
        ("が行のガ", "が行のガ"),
        ("Noe\u0308l à Łódź", "noël-à-łódź"),
    ],
)
def test_marks_on_letters_break_no_word_of_a_slug(headline: str, slug: str) -> None:
    assert make_slug(headline) == slug
