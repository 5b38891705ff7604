"""Lists are paged by place: the same cost at any depth, and nothing is shown twice or left out while news comes in."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from articles.models import Article, LanguageVersion
from articles.public import listings
from tests.articles.html import Page, words
from tests.factories import DATE, make_article, make_section, make_version, set_publication

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture(autouse=True)
def small_pages(monkeypatch) -> None:
    monkeypatch.setattr(listings, "PER_PAGE", 3)


def make_list(count: int, language: str = "en", **options) -> list[str]:
    """Publish articles, three to a day, and return their headlines, newest first."""
    names = [f"Story {number}" for number in range(count)]
    for number, name in enumerate(names):
        make_article(language, name, date=DATE + datetime.timedelta(days=number // 3), **options)
    return names[::-1]


def titles(page: Page) -> list[str]:
    return [words(element) for element in page.elements if "title" in element.classes]


def get(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200, path
    return Page(response.content)


def link(page: Page, rel: str) -> str:
    """Return where a page's rel="next" or "prev" leads, "" if nowhere; head and text must agree."""
    head, text = page.all("link", rel=rel), page.all("a", rel=rel)
    assert len(head) == len(text) <= 1
    assert not head or head[0]["href"].endswith(text[0]["href"])
    return head[0]["href"].removeprefix(HERE) if head else ""


def walk(client: Client, path: str, rel: str) -> list[list[str]]:
    """Return the titles of a page and of those that follow."""
    pages = []
    for _ in range(50):
        page = get(client, path)
        pages.append(titles(page))
        path = link(page, rel)
        if not path:
            break
    return pages


def test_older_pages_lead_to_the_end_and_newer_ones_back(client: Client) -> None:
    names = make_list(11)
    pages = walk(client, "/en/", "next")
    assert pages == [names[:3], names[3:6], names[6:9], names[9:]]
    last = Article.objects.get(headline_en=names[8])
    assert walk(client, f"/en/?before={last.date}.{last.pk}", "prev") == [names[9:], names[6:9], names[3:6], names[:3]]
    assert link(get(client, link(get(client, "/en/"), "next")), "prev") == "/en/"


@pytest.mark.parametrize("path", ["/en/", "/en/section/city/"])
def test_articles_of_one_day_are_told_apart_by_their_number(client: Client, path: str) -> None:
    city = make_section("city", en="City")
    for number in range(10):
        make_article("en", f"Story {number}", section=city)
    shown = [title for page in walk(client, path, "next") for title in page]
    assert shown == [f"Story {number}" for number in range(9, -1, -1)]


def test_news_that_come_in_meanwhile_shift_nothing(client: Client) -> None:
    names = make_list(9)
    first = get(client, "/en/")
    make_article("en", "News", date=DATE + datetime.timedelta(days=30))
    make_article("en", "Late, of the last day shown", date=DATE + datetime.timedelta(days=2))
    Article.objects.get(headline_en=names[2]).delete()  # the place itself
    shown = titles(first) + [title for page in walk(client, link(first, "next"), "next") for title in page]
    assert shown == names


def test_the_way_back_leaves_nothing_out_either(client: Client) -> None:
    names = make_list(9)
    second = link(get(client, "/en/"), "next")
    for number in range(4):
        make_article("en", f"News {number}", date=DATE + datetime.timedelta(days=30))
    pages = walk(client, second, "prev")[::-1]
    newest = [f"News {number}" for number in (3, 2, 1, 0)]
    # The first page always shows the newest, so that it may repeat what the second begins with.
    assert pages == [newest[:3], newest[1:], names[:3], names[3:6]]


def test_later_pages_say_what_they_are(client: Client) -> None:
    make_list(7)
    first = get(client, "/en/")
    assert first.one("link", rel="canonical")["href"] == f"{HERE}/en/"
    assert not first.all("meta", name="robots")
    second = get(client, link(first, "next"))
    assert not second.all("link", rel="canonical")
    assert second.one("meta", name="robots")["content"] == "noindex"  # its address changes with the news
    assert words(second.one("title")).endswith("– Older articles – August 14, 2024")
    assert [words(a) for a in second.all("a") if "rel" in a.attributes] == ["Newer articles", "Older articles"]
    assert not second.all("h1", "headline")


def test_a_place_that_reaches_the_newest_shows_the_first_page(client: Client) -> None:
    names = make_list(7)
    second = Article.objects.get(headline_en=names[3])
    page = get(client, f"/en/?after={second.date}.{second.pk}")
    assert titles(page) == names[:3]
    assert page.one("link", rel="canonical")["href"] == f"{HERE}/en/"


@pytest.mark.parametrize("path", ["/en/", "/en/section/city/"])
@pytest.mark.parametrize("number", ["1", "2", "500"])
def test_numbers_of_former_pages_lead_to_the_first(client: Client, path: str, number: str) -> None:
    make_section("city", en="City")
    response = client.get(path, {"page": number})
    assert (response.status_code, response.headers["Location"]) == (301, path)


BAD = [
    "",
    "x",
    "0",
    "-1",
    "2024-08-13",
    "2024-08-13.",
    "2024-08-13.-1",
    "2024-08-13.1.1",
    " 2024-08-13.1",
    "2024-8-13.1",
]
BAD += [
    "2024-13-01.1",
    "2024-02-30.1",
    "0000-01-01.1",
    "99999-01-01.1",
    "2024-08-13.x",
    "2024-08-13.1e3",
    "٢٠٢٤-٠٨-١٣.١",
]
BAD += ["2024-08-13." + "9" * 19, "2024-08-13." + "9" * 4000, "2024-08-13.1\x00", "2024-08-13.1\n", "');--", "\ud83d"]


@pytest.mark.parametrize("name", ["before", "after"])
@pytest.mark.parametrize("path", ["/en/", "/en/section/city/"])
def test_a_place_that_is_none_is_404(client: Client, path: str, name: str) -> None:
    make_section("city", en="City")
    make_article("en")
    for place in BAD:
        quoted = place.encode("utf-8", "surrogatepass")
        assert client.get(path, {name: quoted}).status_code == 404, place
    assert client.get(f"{path}?{name}=%ff%fe").status_code == 404
    for number in ("0", "-1", "x", "1e3", "", "9" * 30, "٣"):
        assert client.get(path, {"page": number}).status_code == 404, number


def test_any_real_place_shows_what_is_there(client: Client) -> None:
    names = make_list(7)
    make_version(Article.objects.get(headline_en=names[0]), "de", "Nachricht")
    assert titles(get(client, "/en/?before=9999-12-31.999999999999999999")) == names[:3]
    assert titles(get(client, "/en/?after=0001-01-01.0")) == names[:-4:-1][::-1]
    assert client.get("/en/?before=0001-01-01.0").status_code == 404
    assert titles(get(client, "/en/?after=9999-12-31.1")) == names[:3]
    english = Article.objects.get(headline_en=names[3])
    assert titles(get(client, f"/de/?after={english.date}.{english.pk}")) == ["Nachricht"]
    assert client.get(f"/de/?before={english.date}.{english.pk}").status_code == 404
    assert client.get(f"/en/?before={english.date}.{english.pk}&after={english.date}.{english.pk}").status_code == 404


def test_only_what_is_public_is_on_any_page(client: Client) -> None:
    names = make_list(9)
    now = datetime.datetime.now(datetime.UTC)
    for name, publication, at in ((names[1], "scheduled", now + datetime.timedelta(days=1)), (names[4], "draft", None)):
        set_publication(Article.objects.get(headline_en=name).versions.get(), publication, at)
    Article.objects.filter(headline_en=names[5]).update(embargo_until=now + datetime.timedelta(days=1))
    shown = [title for page in walk(client, "/en/", "next") for title in page]
    assert shown == [name for name in names if name not in (names[1], names[4], names[5])]


@pytest.mark.parametrize("way", ["before", "after"])
def test_a_later_page_costs_four_queries(client: Client, django_assert_max_num_queries, way: str) -> None:
    names = make_list(12, section=make_section("city", en="City"))
    middle = Article.objects.get(headline_en=names[6])
    for path in ("/en/", "/en/section/city/"):
        with django_assert_max_num_queries(5 if "section" in path else 4):
            assert client.get(f"{path}?{way}={middle.date}.{middle.pk}").status_code == 200


def place_of(version: LanguageVersion) -> tuple:
    return LanguageVersion.objects.values_list("date", "section").get(pk=version.pk)


def test_a_version_has_its_articles_date_and_section_after_every_write() -> None:
    city, court = make_section("city"), make_section("court")
    article = make_article("en", section=city)
    source = article.versions.get()
    translation = make_version(article, "de")
    (bulk,) = LanguageVersion.objects.bulk_create([LanguageVersion(article=article, language="fi")])
    assert {place_of(version) for version in (source, translation, bulk)} == {(DATE, city.pk)}
    next_day = DATE + datetime.timedelta(days=1)
    article.date = next_day
    article.save(update_fields=["date"])
    Article.objects.filter(pk=article.pk).update(section=court)
    assert {place_of(version) for version in (source, translation, bulk)} == {(next_day, court.pk)}
    source.date = None
    source.save()
    LanguageVersion.objects.filter(pk=bulk.pk).update(date=DATE, section=None)
    assert {place_of(version) for version in (source, bulk)} == {(next_day, court.pk)}
    Article.objects.filter(pk=article.pk).update(section=None)
    assert place_of(source) == (next_day, None)
