"""An address that was public answers for ever: with its article, a redirect to it, or 410; never with another story."""

from __future__ import annotations

import datetime
import importlib
import unicodedata
import xml.etree.ElementTree as ET
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.body.document import Document
from articles.models import Article, LanguageVersion, PublicAddress
from articles.public.addresses import article_url
from articles.publishing.shared_fields import save_shared
from newsroom.languages import DEFAULT_CODES
from tests.factories import DATE, make_article, make_document, make_section, make_user, make_version, slug_of

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NEXT_DAY = DATE + datetime.timedelta(days=1)
# A headline before and after it changes, in each language's script, with letters that have two Unicode spellings.
HEADLINES = {
    "zh-hans": ("渡轮晚点两小时", "新桥今日开通"),
    "ko": ("여객선이 늦었다", "새 다리가 열렸다"),
    "ru": ("Паром опоздал, ёлки", "Новый мост открыт"),
    "en": ("The ferry is late", "The naïve bridge"),
    "fr": ("L’été à la plage", "Le pont où l’on rêve"),
    "id": ("Feri terlambat", "Jembatan baru"),
    "sa": ("नौका विलम्बते", "नूतनः सेतुः"),
    "ja": ("フェリーが遅れた", "新しい橋が開通"),
    "de": ("Die Fähre fährt spät", "Über die Brücke"),
    "pt": ("A balsa não chegou", "A ponte é nova"),
    "el": ("Το πλοίο άργησε πολύς", "Η νέα γέφυρα"),
    "es": ("El año del ferri", "Abrió el puente"),
    "it": ("Il traghetto è in ritardo", "Il ponte c’è"),
    "fi": ("Lautta myöhästyi", "Silta avattiin tänään"),
    "la": ("Linter sero venit", "Pons novus"),
}


def publish(article: Article, language: str = "") -> None:
    publishing.publish(article.versions.get(language=language or article.source_language))


def public_article(language: str = "en", **options) -> Article:
    article = make_article(language, published=False, **options)
    publish(article)
    return article


def rename(article: Article, slug: str, language: str = "") -> None:
    """Change the slug of the source version, or of a translation."""
    article = Article.objects.get(pk=article.pk)
    if not language or language == article.source_language:
        publishing.save_source(article, publishing.read_document(article, article.source_language), slug=slug)
        return
    version = LanguageVersion.objects.get(article=article, language=language)
    document = publishing.read_document(article, language)
    publishing.store_translation(
        version, document, made_from=version.made_from, provenance="human", reviewed=True, slug=slug
    )


def move(article: Article, date: datetime.date) -> None:
    article = Article.objects.get(pk=article.pk)
    article.date = date
    save_shared(article, ["date"])


def answer(client: Client, path: str) -> tuple[int, str]:
    response = client.get(path)
    return response.status_code, response.headers.get("Location", "")


def test_all_languages_have_headlines_to_test_with() -> None:
    assert set(HEADLINES) == set(DEFAULT_CODES)


@pytest.mark.parametrize("as_source", [True, False], ids=["source", "translation"])
@pytest.mark.parametrize("language", DEFAULT_CODES)
def test_an_old_slug_leads_to_the_new_one(client: Client, language: str, as_source: bool) -> None:
    before, after = HEADLINES[language]
    if as_source:
        article = public_article(language, headline=before)
    else:
        article = public_article("en" if language != "en" else "de", headline="Other")
        make_version(article, language, before, publication="draft", provenance="human")
        publish(article, language)
    old = slug_of(article, language)
    assert client.get(article_url(language, DATE, old)).status_code == 200
    rename(article, after, language)
    new = article_url(language, DATE, slug_of(article, language))
    assert client.get(new).status_code == 200
    path = f"/{language}/2024/08/13/{old}/"
    assert answer(client, path) == (301, new)
    assert answer(client, quote(path).lower()) == (301, new)
    assert answer(client, unicodedata.normalize("NFD", path)) == (301, new)
    assert answer(client, f"/{language}/2024/08/13/{old.upper()}/") == (301, new)
    assert answer(client, f"/{language}/2024/8/13/{old}/") == (301, new)
    assert answer(client, path + "?utm=ä&b=1") == (301, new + "?utm=%C3%A4&b=1")
    assert client.get(path.rstrip("/"), follow=True).redirect_chain[-1] == (new, 301)


def test_a_redirect_is_asked_for_again_because_a_slug_may_change_back(client: Client) -> None:
    article = public_article(slug="one")
    rename(article, "two")
    assert client.get("/en/2024/08/13/one/").headers["Cache-Control"] == "no-cache"
    rename(article, "one")
    assert client.get("/en/2024/08/13/one/").status_code == 200
    assert answer(client, "/en/2024/08/13/two/") == (301, "/en/2024/08/13/one/")


def test_a_chain_of_changes_leads_straight_to_the_present_address(client: Client) -> None:
    article = public_article(slug="one")
    rename(article, "two")
    move(article, NEXT_DAY)
    rename(article, "three")
    for old in ("13/one", "13/two", "14/two"):
        assert answer(client, f"/en/2024/08/{old}/") == (301, "/en/2024/08/14/three/"), old


def test_a_date_and_all_slugs_move_together(client: Client) -> None:
    article = public_article(slug="one")
    make_version(article, "ja", slug="渡し船", publication="draft")
    publish(article, "ja")
    move(article, NEXT_DAY)
    rename(article, "two")
    assert answer(client, "/en/2024/08/13/one/") == (301, "/en/2024/08/14/two/")
    assert answer(client, "/ja/2024/08/13/渡し船/") == (301, article_url("ja", NEXT_DAY, "渡し船"))


def _renamed(article: Article) -> None:
    rename(article, "other")


def _withdrawn(article: Article) -> None:
    publishing.withdraw(article.versions.get())
    rename(article, "other")


def _moved(article: Article) -> None:
    move(article, NEXT_DAY)


def _deleted(article: Article) -> None:
    Article.objects.get(pk=article.pk).delete()


def _deleted_in_bulk(article: Article) -> None:
    Article.objects.filter(pk=article.pk).delete()


LEAVE = [_renamed, _withdrawn, _moved, _deleted, _deleted_in_bulk]


@pytest.mark.parametrize("leave", LEAVE)
def test_a_public_address_is_reserved_for_its_article(client: Client, leave) -> None:
    leave(public_article("en", slug="ferry"))
    assert slug_of(make_article("en", slug="ferry"), "en") == "ferry-2"
    assert slug_of(make_article("pt", slug="ferry"), "pt") == "ferry-3"
    assert client.get("/en/2024/08/13/ferry/").status_code in (301, 410)
    assert "Ferry" not in client.get("/pt/2024/08/13/ferry/").text


@pytest.mark.parametrize("leave", LEAVE)
def test_an_article_moved_to_that_day_gets_a_number(client: Client, leave) -> None:
    other = public_article("en", slug="ferry", date=NEXT_DAY + datetime.timedelta(days=3))
    leave(public_article("en", slug="ferry"))
    move(other, DATE)
    assert slug_of(other, "en") == "ferry-2"
    assert client.get("/en/2024/08/13/ferry-2/").status_code == 200
    assert answer(client, "/en/2024/08/17/ferry/") == (301, "/en/2024/08/13/ferry-2/")


@pytest.mark.parametrize("leave", LEAVE)
def test_what_was_never_public_reserves_nothing(client: Client, leave) -> None:
    article = make_article("en", slug="ferry", published=False)
    leave(article)
    assert not PublicAddress.objects.exists()
    assert client.get("/en/2024/08/13/ferry/").status_code == 404
    assert slug_of(make_article("en", slug="ferry"), "en") == "ferry"


def test_a_deleted_articles_address_is_gone_for_ever(client: Client) -> None:
    article = public_article("en", slug="ferry")
    number = article.pk
    article.delete()
    row = PublicAddress.objects.get()
    assert (row.article, row.article_number) == (None, number)
    assert client.get("/en/2024/08/13/ferry/").status_code == 410
    assert client.get("/de/2024/08/13/ferry/").status_code == 410  # where the language bar led
    # Nor is an article of the same slug on another day taken for it.
    public_article("en", slug="ferry", date=NEXT_DAY)
    assert client.get("/en/2024/08/13/ferry/").status_code == 410


def test_the_database_knows_an_address_once() -> None:
    article = public_article("en", slug="ferry")
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicAddress.objects.create(language="en", date=DATE, slug="ferry", article=article, article_number=0)


def test_withdrawn_and_published_again_under_another_slug(client: Client) -> None:
    article = public_article("en", slug="one")
    publishing.withdraw(article.versions.get())
    assert client.get("/en/2024/08/13/one/").status_code == 410
    rename(article, "two")
    assert client.get("/en/2024/08/13/one/").status_code == 410
    assert client.get("/en/2024/08/13/two/").status_code == 404  # nobody ever could read it there
    publish(article)
    assert answer(client, "/en/2024/08/13/one/") == (301, "/en/2024/08/13/two/")


def test_an_article_withdrawn_everywhere_is_gone_at_every_address_of_its_bar(client: Client) -> None:
    article = public_article("en", slug="one")
    publishing.withdraw(article.versions.get())
    for language in DEFAULT_CODES:
        response = client.get(f"/{language}/2024/08/13/one/")
        assert response.status_code == 410, language
        assert 'href="/ja/"' in response.text


@pytest.mark.parametrize("change", ["rename", "withdraw", "delete", "move"])
def test_a_scheduled_version_whose_time_has_passed_was_public(client: Client, change: str) -> None:
    article = make_article("en", slug="one", published=False)
    version = article.versions.get()
    publishing.publish(version, timezone.now() + datetime.timedelta(hours=1))
    assert client.get("/en/2024/08/13/one/").status_code == 404
    assert not PublicAddress.objects.exists()
    # The hour passes; nothing runs at that moment.
    LanguageVersion.objects.update(publish_at=timezone.now() - datetime.timedelta(minutes=1))
    version.refresh_from_db()
    match change:
        case "rename":
            rename(article, "two")
        case "withdraw":
            publishing.withdraw(version)
        case "delete":
            article.delete()
        case "move":
            move(article, NEXT_DAY)
    assert client.get("/en/2024/08/13/one/").status_code == (301 if change in ("rename", "move") else 410)
    assert slug_of(make_article("en", slug="one"), "en") == "one-2"


def test_withdrawn_before_its_time_it_never_was_public(client: Client) -> None:
    article = make_article("en", slug="one", published=False)
    version = article.versions.get()
    publishing.publish(version, timezone.now() + datetime.timedelta(hours=1))
    publishing.withdraw(version)
    version.refresh_from_db()
    assert version.publish_at is None
    assert client.get("/en/2024/08/13/one/").status_code == 404


def test_an_embargo_that_comes_late_hides_the_text_but_not_that_it_was_public(client: Client) -> None:
    article = public_article("en", headline="Secret merger", slug="merger")
    article.embargo_until = timezone.now() + datetime.timedelta(hours=1)
    save_shared(article, ["embargo_until"])
    rename(article, "secret-buyer")
    for path in ("/en/2024/08/13/merger/", "/de/2024/08/13/merger/"):
        response = client.get(path)
        assert response.status_code == 410
        assert "ecret" not in response.text
    assert client.get("/en/2024/08/13/secret-buyer/").status_code == 404
    article.embargo_until = None
    save_shared(article, ["embargo_until"])
    assert answer(client, "/en/2024/08/13/merger/") == (301, "/en/2024/08/13/secret-buyer/")


def test_under_embargo_from_the_start_nothing_is_recorded_or_shown(client: Client) -> None:
    article = make_article(
        "en", slug="one", published=False, embargo_until=timezone.now() + datetime.timedelta(hours=1)
    )
    publish(article)
    rename(article, "two")
    move(article, NEXT_DAY)
    assert not PublicAddress.objects.exists()
    for path in ("13/one", "13/two", "14/one", "14/two"):
        assert client.get(f"/en/2024/08/{path}/").status_code == 404
        assert client.get(f"/de/2024/08/{path}/").status_code == 404


@pytest.mark.parametrize("language", [code for code in DEFAULT_CODES if code != "en"])
def test_the_language_bars_address_stays_with_its_article(client: Client, language: str) -> None:
    article = public_article("en", slug="helio")
    path = f"/{language}/2024/08/13/helio/"
    assert client.get(path).status_code == 200
    other = public_article(language, slug="helio")
    assert slug_of(other, language) == "helio-2"
    rename(article, "boreal")
    assert slug_of(public_article(language, slug="helio"), language) == "helio-3"
    page = client.get(path)
    assert page.status_code == 200
    assert "/en/2024/08/13/boreal/" in page.text
    make_version(article, language, HEADLINES[language][0], publication="draft")
    publish(article, language)
    assert answer(client, path) == (302, article_url(language, DATE, slug_of(article, language)))
    publishing.withdraw(article.versions.get(language=language))
    assert client.get(path).status_code == 410


def test_a_draft_written_before_gets_its_number_when_it_is_published(client: Client) -> None:
    """Archives from before this rule, and the sample's translations, hold slugs that free_slug has not seen."""
    public_article("en", slug="helio")
    draft = make_article("pt", slug="other", published=False)
    Article.objects.filter(pk=draft.pk).update(slug_pt="helio")
    publish(draft)
    assert slug_of(draft, "pt") == "helio-2"
    assert "/en/2024/08/13/helio/" in client.get("/pt/2024/08/13/helio/").text


def test_an_address_beats_a_guess_at_another_day(client: Client) -> None:
    gone = public_article("en", slug="weather")
    publishing.withdraw(gone.versions.get())
    public_article("en", slug="weather", date=NEXT_DAY)
    assert client.get("/en/2024/08/13/weather/").status_code == 410


def test_a_slug_without_letters_leaves_the_public_one(client: Client) -> None:
    article = public_article("en", slug="one")
    rename(article, "???")
    assert client.get("/en/2024/08/13/one/").status_code == 200


def test_listings_feeds_and_sitemaps_know_the_present_address_only(client: Client) -> None:
    article = public_article("en", slug="old-words", section=make_section("city"))
    rename(article, "new-words")
    for path in ("/en/", "/en/section/city/", "/en/sitemap.xml", "/en/2024/08/13/new-words/"):
        text = client.get(path).text
        assert "new-words" in text, path
        assert "old-words" not in text, path


def test_a_feeds_entry_keeps_its_id_when_its_address_changes(client: Client) -> None:
    article = public_article("ja", headline="渡し船", slug="古い")

    def entry() -> tuple[str, str]:
        found = ET.fromstring(client.get("/ja/feed.xml").content).find("a:entry", ATOM)
        return found.findtext("a:id", namespaces=ATOM), found.find("a:link", ATOM).attrib["href"]

    first = "http://testserver" + article_url("ja", DATE, "古い")
    assert entry() == (first, first)
    rename(article, "新しい")
    move(article, NEXT_DAY)
    assert entry() == (first, "http://testserver" + article_url("ja", NEXT_DAY, "新しい"))


def test_editors_move_and_rename_through_the_form(client: Client) -> None:
    client.force_login(make_user(superuser=True))
    article = public_article("en", slug="one")
    version = article.versions.get()
    data = {
        "date": "2024-08-14",
        "text_headline": "The ferry is late",
        "text_body": "It rained.",
        "text_slug": "two",
        "digest": version.digest,
    }
    inline = {f"contributions-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    response = client.post(f"/admin/articles/article/{article.pk}/change/", data | inline)
    assert response.status_code == 302
    assert answer(client, "/en/2024/08/13/one/") == (301, "/en/2024/08/14/two/")
    assert client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"}).status_code == 302
    assert client.get("/en/2024/08/13/one/").status_code == client.get("/en/2024/08/14/two/").status_code == 410


def test_a_document_that_is_saved_again_changes_no_address(client: Client) -> None:
    article = public_article("en", slug="one")
    publishing.save_source(Article.objects.get(pk=article.pk), make_document("Quite another headline"))
    publishing.save_source(Article.objects.get(pk=article.pk), Document(headline="And another"))
    assert [row.slug for row in PublicAddress.objects.all()] == ["one"]
    assert client.get("/en/2024/08/13/one/").status_code == 200


def test_the_migration_keeps_what_is_public_now() -> None:
    hour = datetime.timedelta(hours=1)
    seen = [make_article("en", slug="a"), make_article("sa", slug="नौका")]
    make_version(seen[0], "id", slug="b")
    make_version(seen[0], "fr", slug="c", publication="withdrawn")
    make_version(seen[0], "de", slug="d", publication="draft")
    make_version(seen[0], "fi", slug="e", publication="scheduled", at=timezone.now() + hour)
    make_article("en", slug="f", embargo_until=timezone.now() + hour)
    PublicAddress.objects.all().delete()
    migration = importlib.import_module("articles.migrations.0004_public_addresses")
    migration.keep_present_addresses(apps, connection.schema_editor())
    kept = PublicAddress.objects.values_list("language", "date", "slug", "article", "article_number")
    first, second = (article.pk for article in seen)
    assert set(kept) == {
        ("en", DATE, "a", first, first),
        ("id", DATE, "b", first, first),
        ("fr", DATE, "c", first, first),
        ("sa", DATE, "नौका", second, second),
    }
