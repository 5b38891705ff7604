"""What a page costs: few queries, whatever its size, and one language's columns."""

import datetime
import re

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.public.addresses import article_url
from articles.publishing import Credit
from newsroom.languages import BUILT_IN
from tests.factories import DATE, make_article, make_image, make_section, make_version, paragraph, slug_of

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "de", "ja", "zh-hans", "id")


def make_full_article(number: int):
    """Make an article with everything a page can show, in several languages."""
    figure = {"type": "figure", "image": make_image().pk, "caption": "c", "credit": "", "alt": "a"}
    article = make_article(
        "en",
        f"Story {number}",
        date=DATE + datetime.timedelta(days=number),
        body=[paragraph("text"), figure, figure],
        section=make_section(f"section-{number}", en="S", de="T", ja="U"),
        credits=tuple(Credit("author", f"Author {number} {place}") for place in range(3)),
    )
    for language in LANGUAGES[1:]:
        make_version(article, language, f"{language} {number}")
    return article


def columns_of(captured: CaptureQueriesContext) -> set[tuple[str, str]]:
    """Return (field, suffix) of the translated columns of articles that the queries read (not only compared)."""
    selected = " ".join(query["sql"].partition(" WHERE ")[0] for query in captured.captured_queries)
    suffixes = "|".join(edition.suffix for edition in BUILT_IN)
    return set(
        re.findall(rf'"articles_article"\."(kicker|headline|slug|dek|body|seo_description)_({suffixes})"', selected)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_costs_three_queries_and_one_languages_columns(
    client: Client, django_assert_num_queries, language: str
) -> None:
    article = make_full_article(0)
    url = article_url(language, article.date, slug_of(article, language))
    with django_assert_num_queries(3) as captured:
        assert client.get(url).status_code == 200
    suffix = next(edition.suffix for edition in BUILT_IN if edition.code == language)
    texts = {column for column in columns_of(captured) if column[0] != "slug"}
    assert texts == {(name, suffix) for name in ("kicker", "headline", "dek", "body", "seo_description")}


def test_an_article_without_pictures_costs_two(client: Client, django_assert_num_queries) -> None:
    make_article("en", slug="a")
    with django_assert_num_queries(2):
        assert client.get("/en/2024/08/13/a/").status_code == 200


@pytest.mark.parametrize("path", ["/de/", "/de/section/section-1/"])
@pytest.mark.parametrize("articles", [2, 12])
def test_a_front_page_costs_the_same_whatever_it_shows(
    client: Client, django_assert_max_num_queries, articles: int, path: str
) -> None:
    for number in range(articles):
        make_full_article(number)
    with django_assert_max_num_queries(4) as captured:
        assert client.get(path).status_code == 200
    assert columns_of(captured) == {(name, "de") for name in ("kicker", "headline", "slug", "dek")}


@pytest.mark.parametrize(("path", "most"), [("/en/feed.xml", 1), ("/en/sitemap.xml", 2), ("/sitemap.xml", 1)])
def test_feeds_and_sitemaps_cost_the_same_whatever_they_list(
    client: Client, django_assert_max_num_queries, path: str, most: int
) -> None:
    for number in range(6):
        make_full_article(number)
    with django_assert_max_num_queries(most) as captured:
        assert client.get(path).status_code == 200
    assert not {column for column in columns_of(captured) if column[0] == "body" or column[1] != "en"}


def test_an_absent_language_is_found_in_few_queries(client: Client, django_assert_max_num_queries) -> None:
    article = make_full_article(0)
    url = article_url("fi", article.date, slug_of(article, "en"))
    with django_assert_max_num_queries(7) as captured:
        assert client.get(url).status_code == 200
    # The first query looked for the article in Finnish; of the others, only addresses and headlines are read.
    others = {name for name, suffix in columns_of(captured) if suffix != "fi"}
    assert others == {"slug", "headline"}


def test_readers_are_not_asked_for_a_session(client: Client) -> None:
    article = make_article("en")
    for path in ("/en/", article_url("en", DATE, slug_of(article, "en"))):
        response = client.get(path)
        assert "Cookie" not in response.headers.get("Vary", "")
        assert not response.cookies


def test_all_codes_are_covered_by_the_pattern_of_this_file() -> None:
    assert len({edition.suffix for edition in BUILT_IN}) == len(BUILT_IN)
