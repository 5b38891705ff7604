"""The language bar keeps the reader on the article and says what stands behind each name."""

import pytest
from django.test import Client

from articles.public.addresses import article_url
from newsroom import editions
from tests.articles.html import Page, words
from tests.factories import DATE, make_article, make_section, make_version, slug_of

pytestmark = pytest.mark.django_db


def bar_of(client: Client, path: str) -> dict[str, tuple]:
    """Return {endonym: (href, state class, words for screen readers, active)} of a page's bar."""
    page = Page(client.get(path).content)
    nav = page.one("nav", "languages")
    found = {}
    for link in page.all("a"):
        if nav in link.parents:
            assert link["lang"] == link["hreflang"]
            name, _, said = words(link).partition(" (")
            state = "".join(link.parents[-1].classes).removeprefix("is-")
            found[name] = (link["href"], state, said.rstrip(")"), link.attributes.get("aria-current"))
    return found


def test_all_endonyms_stand_in_the_bar_of_every_page(client: Client) -> None:
    make_section("city")
    article = make_article("en")
    for path in ("/de/", "/en/section/city/", article_url("en", DATE, slug_of(article, "en")), "/en/nothing/"):
        assert list(bar_of(client, path)) == [edition.endonym for edition in editions.active()], path


def test_states_are_marked_and_said_in_words(client: Client) -> None:
    article = make_article("de", "Die Fähre")
    make_version(article, "en", "The ferry", provenance="human")
    make_version(article, "fr", "Le ferry", provenance="machine")
    make_version(article, "ja", "フェリー", provenance="machine", reviewed=True)
    make_version(article, "fi", "Lautta", provenance="human", made_from="0" * 64)
    make_version(article, "it", "Bozza", publication="draft")
    here = article_url("en", DATE, "the-ferry")
    bar = bar_of(client, here)
    assert bar["Deutsch"] == (article_url("de", DATE, "die-fähre"), "original", "original", None)
    assert bar["English"] == (here, "reviewed", "reviewed", "page")
    assert bar["français"][1:3] == ("machine", "machine translation")
    assert bar["日本語"][:2] == (article_url("ja", DATE, "フェリー"), "reviewed")
    assert bar["suomi"][1:3] == ("outdated", "older than the original")
    assert bar["italiano"][1:3] == bar["Latina"][1:3] == ("absent", "not available")
    page = Page(client.get(here).content)
    assert words(page.one("p", "legend")) == (
        "original reviewed machine translation older than the original not available"
    )


def test_every_name_in_the_bar_leads_to_a_page(client: Client) -> None:
    article = make_article("de", "Die Fähre")
    make_version(article, "zh-hans", "渡轮")
    make_version(article, "fr", "Le ferry", publication="withdrawn")
    for start in ("de", "zh-hans"):
        for name, (href, state, _, _) in bar_of(client, article_url(start, DATE, slug_of(article, start))).items():
            response = client.get(href)
            assert response.status_code == (410 if name == "français" else 200), (start, name)
            assert ("headline" in response.content.decode()) == (state != "absent"), (start, name)


def test_the_bar_of_a_front_page_leads_to_the_other_fronts(client: Client) -> None:
    bar = bar_of(client, "/ja/")
    assert bar["日本語"] == ("/ja/", "", "", "page")
    assert bar["Bahasa Indonesia"] == ("/id/", "", "", None)


def test_the_bar_of_a_section_stays_in_the_section(client: Client) -> None:
    make_section("city")
    assert bar_of(client, "/en/section/city/")["Deutsch"][0] == "/de/section/city/"
