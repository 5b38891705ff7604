"""Front pages and sections: order, sections, pages, and what an empty edition says."""

import datetime

import pytest
from django.test import Client

from articles.public.addresses import article_url
from tests.articles.html import Page, words
from tests.factories import make_article, make_image, make_section, make_version

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2024, 1, 1)


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


def figure() -> list[dict]:
    return [{"type": "figure", "image": make_image().pk, "caption": "", "credit": "", "alt": ""}]


def titles(page: Page) -> list[str]:
    return [words(element) for element in page.elements if "title" in element.classes]


def front(client: Client, path: str = "/en/") -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page(response.content)


def test_an_edition_shows_its_own_texts_newest_first(client: Client) -> None:
    older = make_article("de", "Alt", date=day(1))
    make_version(older, "en", "Old")
    make_article("en", "New", date=day(2))
    assert titles(front(client, "/en/")) == ["New", "Old"]
    page = front(client, "/de/")
    assert titles(page) == ["Alt"]
    assert page.one("html")["lang"] == "de"


def test_the_newest_story_with_a_picture_leads(client: Client) -> None:
    make_article("en", "Pictured", date=day(1), body=figure())
    make_article("en", "Newest", date=day(2))
    page = front(client)
    assert titles(page) == ["Pictured", "Newest"]
    picture = page.one("img")
    assert (picture["width"], picture["height"], picture["alt"]) == ("16", "9", "")


def test_an_old_picture_does_not_displace_the_news(client: Client) -> None:
    make_article("en", "Pictured", date=day(0), body=figure())
    for number in range(1, 6):
        make_article("en", f"Story {number}", date=day(number))
    assert titles(front(client))[0] == "Story 5"


def test_the_rest_stands_by_section_in_the_sections_order(client: Client) -> None:
    culture = make_section("culture", position=2, en="Culture", de="Kultur")
    city = make_section("city", position=1, en="City")
    for number in range(5):
        make_article("en", f"Top {number}", date=day(20 + number), section=culture)
    make_article("en", "Opera", date=day(9), section=culture)
    make_article("en", "Bridge", date=day(8), section=city)
    make_article("en", "Nowhere", date=day(10))
    page = front(client)
    parts = [words(element) for element in page.elements if "part-name" in element.classes]
    assert parts == ["City", "Culture", "More articles"]
    assert titles(page)[5:] == ["Bridge", "Opera", "Nowhere"]
    nav = page.one("nav", "sections")
    assert [words(a) for a in page.all("a") if nav in a.parents] == ["City", "Culture"]
    assert not front(client, "/de/").all("nav", "sections")


def test_unreviewed_machine_text_is_marked_in_lists(client: Client) -> None:
    article = make_article("de", "Alt")
    make_version(article, "en", "Old", provenance="machine")
    make_version(article, "fr", "Vieux", provenance="machine", reviewed=True)
    assert words(front(client).one("span", "origin")) == "machine translation from German, not reviewed"
    assert not front(client, "/fr/").all("span", "origin")


@pytest.mark.parametrize("path", ["/la/", "/sa/", "/zh-hans/"])
def test_an_empty_edition_says_so_with_200(client: Client, path: str) -> None:
    make_article("en")
    page = front(client, path)
    assert page.one("p", "empty")
    assert not titles(page)


def test_a_section_shows_its_articles_in_its_language(client: Client) -> None:
    city = make_section("city", en="City", de="Stadt")
    article = make_article("en", "Bridge", section=city)
    make_version(article, "de", "Brücke")
    make_article("en", "Elsewhere", date=day(3))
    page = front(client, "/de/section/city/")
    assert words(page.one("h1")) == "Stadt"
    assert titles(page) == ["Brücke"]
    assert page.one("a", href=article_url("de", article.date, "brücke"))
    empty = front(client, "/fi/section/city/")
    assert empty.one("p", "empty")
    assert empty.one("meta", name="robots")["content"] == "noindex"


def test_front_pages_name_each_other_to_search_engines(client: Client) -> None:
    page = front(client, "/ja/")
    alternates = page.alternates()
    assert len(alternates) == 16
    assert alternates["zh-Hans"] == "http://testserver/zh-hans/"
    assert alternates["x-default"] == "http://testserver/"
    assert page.one("link", rel="canonical")["href"] == "http://testserver/ja/"
