"""Feeds and sitemaps pass the same gate as pages."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from articles.public import sitemaps
from articles.public.addresses import article_url
from tests.factories import DATE, make_article, make_version

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def locations(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/xml")
    return [element.text or "" for element in ET.fromstring(response.content).iterfind(".//s:loc", MAP)]


def test_a_feed_is_atom_in_its_language_with_full_addresses(client: Client, settings) -> None:
    settings.SITE_URL = "https://courier.example"
    article = make_article("zh-hans", "渡轮 & 桥", texts={"dek": "晚<em>两</em>小时"})
    make_version(article, "en", "The ferry & the bridge")
    response = client.get("/zh-hans/feed.xml")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)
    assert feed.attrib[XML_LANG] == "zh-Hans"
    entry = feed.find("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "渡轮 & 桥"
    assert entry.findtext("a:summary", namespaces=ATOM) == "晚<em>两</em>小时"
    link = "https://courier.example" + article_url("zh-hans", DATE, "渡轮-桥")
    assert entry.find("a:link", ATOM).attrib["href"] == link


def test_a_feed_marks_unreviewed_machine_text(client: Client) -> None:
    article = make_article("de", "Die Fähre")
    make_version(article, "en", "The ferry", dek="Late")
    entry = ET.fromstring(client.get("/en/feed.xml").content).find("a:entry", ATOM)
    assert entry.findtext("a:summary", namespaces=ATOM) == "Late (machine translation from German, not reviewed)"
    assert entry.find("a:category", ATOM).attrib["term"] == "machine"


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    assert ET.fromstring(client.get("/la/feed.xml").content).tag.endswith("feed")


def test_sitemaps_list_fronts_and_indexable_pages_only(client: Client) -> None:
    article = make_article("de", "Die Fähre")
    make_version(article, "en", "The ferry", provenance="machine")
    make_version(article, "fr", "Le ferry", provenance="machine", reviewed=True)
    index = locations(client, "/sitemap.xml")
    assert len(index) == 15
    assert "http://testserver/zh-hans/sitemap.xml" in index
    assert locations(client, "/de/sitemap.xml") == [
        "http://testserver/de/",
        "http://testserver" + article_url("de", DATE, "die-fähre"),
    ]
    assert locations(client, "/en/sitemap.xml") == ["http://testserver/en/"]
    assert len(locations(client, "/fr/sitemap.xml")) == 2


def test_large_sitemaps_are_split_and_the_index_knows(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    for number in range(3):
        make_article("en", slug=f"story-{number}")
    parts = [address for address in locations(client, "/sitemap.xml") if "/en/" in address]
    assert parts == ["http://testserver/en/sitemap.xml", "http://testserver/en/sitemap.xml?page=2"]
    listed = [address for part in parts for address in locations(client, part.removeprefix("http://testserver"))]
    assert len(listed) == len(set(listed)) == 4  # the front page and three articles
    for number in ("3", "0", "x"):
        assert client.get("/en/sitemap.xml", {"page": number}).status_code == 404


def test_files_of_a_sitemap_stay_what_they_are_while_articles_come_and_go(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 3)
    articles = [make_article("en", slug=f"story-{number}") for number in range(11)]
    make_version(articles[0], "fr", slug="histoire", provenance="human")

    def files(language: str) -> dict[str, list[str]]:
        parts = [address for address in locations(client, "/sitemap.xml") if f"/{language}/" in address]
        return {part: locations(client, part.removeprefix("http://testserver")) for part in parts}

    before = files("en")
    listed = [address for part in before.values() for address in part]
    assert len(listed) == len(set(listed)) == 12
    assert all(len(part) <= 4 for part in before.values())
    # An edition with few articles: its other files hold the front page, since a sitemap must not be empty.
    french = [address for part in files("fr").values() for address in part]
    assert set(french) == {"http://testserver/fr/", "http://testserver" + article_url("fr", DATE, "histoire")}
    assert list(files("fi")) == ["http://testserver/fi/sitemap.xml"]
    articles[5].delete()
    make_article("en", slug="story-11")
    after = files("en")
    full = [part for part in before if "page=" in part]
    gone = "http://testserver" + article_url("en", DATE, "story-5")
    assert {part: after[part] for part in full} == {
        part: [address for address in before[part] if address != gone] or ["http://testserver/en/"] for part in full
    }
    for number in (str(len(after) + 1), "0", "-1", "x", "", "1e3", "٣", "9" * 30):
        assert client.get("/en/sitemap.xml", {"page": number}).status_code == 404, number
