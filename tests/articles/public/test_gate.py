"""Article.objects.published is the one gate to what readers see."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article, LanguageVersion
from tests.factories import make_article, make_version, set_publication

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def seen(language: str = "en", **options) -> list[int]:
    return [article.pk for article in Article.objects.published(language, **options)]


def test_published_versions_pass_in_their_language_only() -> None:
    article = make_article("en")
    assert seen("en") == [article.pk]
    assert seen("de") == []


@pytest.mark.parametrize("publication", ["draft", "withdrawn"])
def test_drafts_and_withdrawn_versions_do_not_pass(publication: str) -> None:
    article = make_article("en")
    set_publication(article.versions.get(), publication)
    assert seen() == []


def test_a_scheduled_version_passes_when_it_is_due() -> None:
    article = make_article("en")
    version = article.versions.get()
    due = timezone.now() + HOUR
    set_publication(version, "scheduled", due)
    assert seen() == []
    assert seen(now=due) == [article.pk]


def test_an_embargo_holds_all_languages_until_its_hour() -> None:
    end = timezone.now() + HOUR
    article = make_article("en", embargo_until=end)
    make_version(article, "de")
    assert seen("en") == seen("de") == []
    assert not LanguageVersion.objects.public().exists()
    assert seen("de", now=end) == [article.pk]


def test_search_engines_get_no_unreviewed_machine_text() -> None:
    article = make_article("en")
    make_version(article, "de", provenance="machine")
    make_version(article, "fr", provenance="machine", reviewed=True)
    make_version(article, "fi", provenance="human")
    indexable = {code for code in ("en", "de", "fr", "fi") if seen(code, indexable=True)}
    assert indexable == {"en", "fr", "fi"}
    # The gate's condition and the model's property say the same.
    assert indexable == {version.language for version in article.versions.all() if version.indexable}


def test_newest_comes_first() -> None:
    old = make_article(date=datetime.date(2024, 8, 12))
    new = make_article(date=datetime.date(2024, 8, 14))
    assert seen() == [new.pk, old.pk]


def test_outdated_is_derived_from_the_sources_digest() -> None:
    article = make_article("en")
    make_version(article, "de")
    make_version(article, "fr", made_from="0" * 64)
    outdated = {version.language: version.outdated for version in article.versions.all().with_source_digest()}
    assert outdated == {"en": False, "de": False, "fr": True}
