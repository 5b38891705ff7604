"""An article page: what it shows, in which language, and where it says the text came from."""

import pytest
from django.test import Client
from django.utils import translation

from articles.public.addresses import article_url
from articles.public.provenance import label as label_of
from articles.publishing import Credit
from tests.articles.html import Page, words
from tests.factories import DATE, make_article, make_image, make_section, make_version, paragraph, slug_of

pytestmark = pytest.mark.django_db


def read(client: Client, article, language: str = "en") -> Page:
    response = client.get(article_url(language, DATE, slug_of(article, language)))
    assert response.status_code == 200
    return Page(response.content)


def test_the_opening_shows_kicker_headline_dek_names_date_and_source(client: Client) -> None:
    article = make_article(
        "en",
        "Ferry <late>",
        texts={"kicker": "Harbour", "dek": "By <em>two</em> hours"},
        section=make_section("city", en="City"),
        credits=(Credit("author", "Ada Holm"), Credit("author", "Jun Sato"), Credit("editor", "Ole Brandt")),
        dateline="Marrowby",
        source_name="Harbour Office",
        source_url="https://example.org/tides",
    )
    page = read(client, article)
    assert page.one("html")["lang"] == "en"
    assert words(page.one("h1")) == article.headline_en
    assert words(page.one("p", "kicker")) == "CityHarbour"
    assert words(page.one("p", "dek")) == "By two hours"
    assert [words(line) for line in page.all("span") if line.parents[-1].classes == ["byline"]] == [
        "by Ada Holm and Jun Sato",
        "edited by Ole Brandt",
    ]
    assert words(page.one("p", "dateline")) == "Marrowby August 13, 2024"
    source = page.one("a", href="https://example.org/tides")
    assert (words(source), source["rel"]) == ("Harbour Office", "noopener")


def test_every_kind_of_block_is_shown(client: Client) -> None:
    image = make_image(1600, 900, credit="A. Painter")
    cells = [[{"text": "Line"}, {"text": "Minutes"}], [{"text": "2"}, {"text": "4.15"}]]
    body = [
        paragraph('It <em>rained</em> &amp; <a href="https://example.org/">poured</a>.'),
        {"type": "heading", "level": 3, "text": "Why"},
        {"type": "list", "ordered": True, "items": [{"text": "one"}, {"text": "two"}]},
        {"type": "quote", "text": "Wait.", "attribution": "Shen", "language": "de"},
        {"type": "quote", "text": "„Halt.“", "attribution": "", "language": ""},
        {"type": "figure", "image": image.pk, "caption": "The pier", "credit": "", "alt": 'A "pier"'},
        {"type": "figure", "image": None, "caption": "No picture yet", "credit": "Zuma", "alt": ""},
        {"type": "table", "header": True, "rows": [{"cells": row} for row in cells]},
        {"type": "embed", "url": "https://video.example.org/1"},
    ]
    page = read(client, make_article(body=body))
    assert words(page.one("h3")) == "Why"
    assert [words(item) for item in page.all("li") if item.parents[-1].tag == "ol"] == ["one", "two"]
    bare, marked = page.all("blockquote")
    assert [p.classes for p in page.all("p") if p.parents[-1].tag == "blockquote"] == [["bare"], []]
    assert (words(bare), words(marked)) == ("Wait.", "„Halt.“")
    assert "originally in German" in words(page.all("figcaption")[0])
    picture = page.one("img")
    assert (picture["width"], picture["height"], picture["alt"]) == ("1600", "900", 'A "pier"')
    assert [words(caption) for caption in page.all("figcaption")[1:]] == [
        "▲ The pier (A. Painter)",
        "▲ No picture yet (Zuma)",
    ]
    assert [cell["scope"] for cell in page.all("th")] == ["col", "col", "row"]
    assert [words(cell) for cell in page.all("td")] == ["4.15"]
    assert page.one("a", href="https://video.example.org/1")["rel"] == "noopener"
    assert not page.all("iframe")


@pytest.mark.parametrize(
    ("provenance", "reviewed", "label"),
    [
        ("human", False, "human translation from English"),
        ("machine", False, "machine translation from English, not reviewed"),
        ("machine", True, "machine translation from English, reviewed"),
        ("post-edited", True, "machine translation from English, revised and reviewed"),
        ("post-edited", False, "machine translation from English, partly revised, not reviewed"),
    ],
)
def test_a_translation_says_where_it_comes_from(provenance: str, reviewed: bool, label: str) -> None:
    with translation.override("en"):
        assert label_of(provenance, reviewed, "en", "en") == label


def test_a_translation_shows_its_label_and_leads_to_the_original(client: Client) -> None:
    article = make_article("de", "Die Fähre")
    make_version(article, "en", "The ferry")
    page = read(client, article, "en")
    assert words(page.one("p", "provenance")).startswith("machine translation from German, not reviewed")
    assert page.one("article", "article")["data-provenance"] == "machine"
    link = next(a for a in page.all("a") if a.parents[-1].classes == ["provenance"])
    assert (link["href"], link["hreflang"]) == (article_url("de", DATE, "die-fähre"), "de")
    original = read(client, article, "de")
    assert not [a for a in original.all("a") if a.parents[-1].classes == ["provenance"]]


def test_an_outdated_translation_says_so_quietly_and_is_still_there(client: Client) -> None:
    article = make_article("de", "Die Fähre")
    make_version(article, "en", "The ferry", made_from="0" * 64)
    make_version(article, "fr", "Le ferry")
    assert read(client, article, "en").one("p", "outdated")
    assert not read(client, article, "fr").all("p", "outdated")


def test_texts_of_other_languages_are_marked_as_such(client: Client) -> None:
    article = make_article("de", "Die Fähre", dateline="Köln")
    make_version(article, "zh-hans", "渡轮")
    page = read(client, article, "zh-hans")
    assert page.one("html")["lang"] == "zh-Hans"
    assert [element.language for element in page.all("span") if words(element) == "Köln"] == ["de"]
    assert "Die Fähre" not in page.text
    names = {
        words(a).split(" (")[0]: a.language
        for a in page.all("a")
        if a.parents[-1].tag == "li" and "lang" in a.attributes
    }
    assert (names["日本語"], names["Deutsch"], len(names)) == ("ja", "de", 15)


def test_search_engines_are_told_of_public_and_reviewed_versions_only(client: Client, settings) -> None:
    settings.SITE_URL = "https://courier.example"
    article = make_article("de", "Die Fähre")
    make_version(article, "en", "The ferry", provenance="human")
    make_version(article, "fr", "Le ferry", provenance="machine")
    make_version(article, "zh-hans", "渡轮", provenance="machine", reviewed=True)
    make_version(article, "fi", "Lautta", provenance="human", publication="draft")
    source = "https://courier.example" + article_url("de", DATE, "die-fähre")

    page = read(client, article, "en")
    alternates = page.alternates()
    assert set(alternates) == {"de", "en", "zh-Hans", "x-default"}
    assert alternates["x-default"] == alternates["de"] == source
    assert page.one("link", rel="canonical")["href"] == alternates["en"]
    assert not page.all("meta", name="robots")

    machine = read(client, article, "fr")
    assert machine.one("meta", name="robots")["content"] == "noindex"
    assert machine.one("link", rel="canonical")["href"].startswith("https://courier.example/fr/")


def test_descriptions_come_from_their_field_or_the_dek_or_the_text(client: Client) -> None:
    first = make_article(slug="a", texts={"seo_description": "For “engines”", "dek": "Dek"})
    second = make_article(slug="b", texts={"dek": "By <em>two</em> hours"})
    third = make_article(slug="c", body=[paragraph("It rained & rained. " * 20)])
    shown = [read(client, article).one("meta", name="description")["content"] for article in (first, second, third)]
    assert shown[:2] == ["For “engines”", "By two hours"]
    assert shown[2].startswith("It rained & rained.")
    assert len(shown[2]) == 160


def test_nothing_comes_from_another_host_and_no_style_or_script_is_inline(client: Client) -> None:
    body = [{"type": "embed", "url": "https://video.example.org/1"}, paragraph("x")]
    response = client.get(article_url("en", DATE, slug_of(make_article(body=body), "en")))
    page = Page(response.content)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    loaded = [link["href"] for link in page.all("link") if link["rel"] in ("stylesheet", "icon", "preload")]
    loaded += [element["src"] for element in page.elements if "src" in element.attributes]
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert not page.all("style")
    assert not [element for element in page.elements if "style" in element.attributes]
    assert [script["type"] for script in page.all("script")] == ["application/ld+json"]
