"""A "<" that a person types is text: through the form and back, on the page, in feeds, in every other field."""

import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles import publishing
from articles.body import strip_tags, texts
from articles.models import Article, Image, Person, Section
from articles.public.addresses import article_url
from articles.publishing import Credit
from tests.articles.admin.test_article_form import form_of, save
from tests.articles.body.test_inline import TEXTS
from tests.articles.html import Page, words
from tests.factories import DATE, make_article, make_image, make_section, make_user, make_version, slug_of

pytestmark = pytest.mark.django_db
TYPED = "p<q, <Ctrl>+C, <<Oui>>, <ada@marrow.example> & <!-- a note --> <a"
HIDDEN = "A\u202ed\u200ba\u2066 \u200fe\u0301\ufeff\n&  <Oui>"
SHOWN = "Ada é & <Oui>"
EVERYWHERE = [
    {"type": "paragraph", "text": TYPED},
    {"type": "paragraph", "text": f"&lt;b&gt; and {TYPED}\n<em>{TYPED}</em>\n&gt; &amp;lt;"},
    {"type": "heading", "level": 2, "text": TYPED},
    {"type": "list", "ordered": False, "items": [{"text": TYPED}, {"text": "<Non>"}]},
    {"type": "quote", "text": f"{TYPED}\n&lt;p&gt;", "attribution": f"Ada {TYPED}", "language": "fr"},
    {"type": "figure", "image": None, "caption": TYPED, "credit": TYPED, "alt": f"{TYPED} <b>&lt;</b>"},
    {"type": "table", "header": True, "rows": [{"cells": [{"text": TYPED}, {"text": "a|b<c"}]}] * 2},
]


@pytest.fixture
def chief(client):
    client.force_login(make_user("chief", superuser=True))
    return client


def test_what_is_typed_in_the_form_is_stored_shown_again_and_saved_unchanged(chief):
    article = make_article()
    typed = {f"text_{name}": TYPED for name in ("kicker", "headline", "dek", "description")}
    typed["text_body"] = f"{TYPED}\n\n## {TYPED}\n\n▲ {TYPED}\nalt: {TYPED}\n\n| {TYPED} | <Non> |"
    assert save(chief, article, form_of(chief, article, **typed)).status_code == 302

    article.refresh_from_db()
    assert (article.headline_en, article.kicker_en, article.seo_description_en) == (TYPED,) * 3
    assert (
        article.body_en[0]["text"]
        == article.dek_en
        == TYPED.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    assert article.body_en[2]["alt"] == TYPED
    form = form_of(chief, article)
    assert {name: form[name].replace("\r", "") for name in typed} == typed
    assert_saved_unchanged(chief, article)


def test_every_kind_of_block_is_opened_and_saved_unchanged(chief):
    headline = "a &lt;b&gt; &amp;amp; &lt;/title&gt; p<q"
    article = make_article("en", headline, body=EVERYWHERE, texts={"dek": "&lt;i&gt;"})
    assert article.headline_en == "a <b> &amp; </title> p<q"
    assert_saved_unchanged(chief, article)


def assert_saved_unchanged(client, article):
    before = Article.objects.filter(pk=article.pk).values("headline_en", "kicker_en", "dek_en", "body_en").get()
    digest = article.versions.get(language="en").digest
    assert save(client, article, form_of(client, article)).status_code == 302
    assert article.versions.get(language="en").digest == digest
    assert Article.objects.filter(pk=article.pk).values(*before).get() == before


@pytest.mark.parametrize("text", TEXTS)
def test_readers_see_what_was_typed_and_nothing_runs(client, text):
    body = [{**block, "text": text} for block in EVERYWHERE[:1]] + EVERYWHERE[5:]
    article = make_article("en", text, body=body, texts={"dek": text, "seo_description": text}, slug="x")
    page = Page(client.get(article_url("en", DATE, "x")).content)
    shown = " ".join(text.split())
    assert words(page.one("h1")) == words(page.one("p", "dek")) == shown
    assert shown in [words(found) for found in page.all("p")[1:]]
    assert words(page.one("title")).startswith(shown)
    assert page.one("meta", name="description")["content"] == shown
    assert json.loads(page.one("script").text)["headline"] == article.headline_en == text
    assert any(TYPED in words(found) for found in page.all("figcaption"))
    assert any(words(found) == TYPED for found in page.all("th"))
    atom = {"a": "http://www.w3.org/2005/Atom"}
    entry = ET.fromstring(client.get("/en/feed.xml").content).find("a:entry", atom)
    assert entry.findtext("a:title", namespaces=atom) == text
    assert Page(f"<p>{entry.findtext('a:summary', namespaces=atom)}</p>".encode()).text == text


@pytest.mark.parametrize("code", ["de", "ja", "sa", "zh-hans"])
def test_a_translation_is_cleaned_when_it_is_stored(code):
    """Its texts come as HTML, in plain fields too."""
    article = make_article()
    make_version(
        article,
        code,
        "Fish &amp; <em>chips</em>: &lt;b&gt;, p&lt;q\u202e",
        kicker="R&amp;D\n<br>x",
        dek="<p>One.</p><p>Two &lt;3</p>",
        seo_description="<strong>5</strong> &gt; 3",
        body=[{"type": "paragraph", "text": "<u>a</u>\u200b p<q"}],
    )
    stored = publishing.read_document(Article.objects.get(pk=article.pk), code)
    assert (stored.headline, stored.kicker) == ("Fish & chips: <b>, p<q", "R&D x")
    assert (stored.dek, stored.seo_description) == ("One. Two &lt;3", "5 > 3")
    assert stored.body[0]["text"] == "a p&lt;q"
    assert slug_of(article, code)


def test_an_imported_page_keeps_it_and_is_saved_unchanged(chief, tmp_path):
    page = tmp_path / "page.txt"
    lines = ["2024-08-13", f"Why <b> and {TYPED}", "By Anna <Oui> Berg", f"<p>It {TYPED}</p>.", f"▲ A pier {TYPED}"]
    page.write_text("\n".join([*lines, f"1. One {TYPED}", f"2. Two \u202e\u061c{TYPED}", "It ended on Monday."]))
    call_command("import_article", str(page), "--language", "en", stdout=io.StringIO())
    article = Article.objects.get()
    assert article.headline_en == f"Why <b> and {TYPED}"
    kept = [strip_tags(ref.text) for ref in texts(article.body_en)]
    assert kept == [f"<p>It {TYPED}</p>.", f"A pier {TYPED}", f"One {TYPED}", f"Two {TYPED}", "It ended on Monday."]
    assert_saved_unchanged(chief, article)


def test_what_is_read_from_the_columns_is_stored_again_as_it_was():
    article = make_article("en", "a &lt;b&gt; &amp;amp;", texts={"kicker": "&lt;em&gt;"})
    document = replace(publishing.read_document(article, "en"), dek="Late")
    publishing.save_source(article, document)
    article.refresh_from_db()
    assert (article.headline_en, article.kicker_en, article.dek_en) == ("a <b> &amp;", "<em>", "Late")


# --- one line of plain text, outside documents ---------------------------------------------------------------------
def test_names_places_and_lines_lose_invisible_characters_in_forms(chief):
    chief.post("/admin/articles/person/add/", {"name": HIDDEN, "kind": "person"})
    assert Person.objects.get().name == SHOWN
    section = make_section("culture", en="Culture")
    names = {"name_en": HIDDEN, "name_zh_hans": "文\u202e化", "name_sa": "क्\u200dष"}
    chief.post(f"/admin/articles/section/{section.pk}/change/", {"key": "culture", "position": 0, **names})
    section = Section.objects.get()
    assert (section.name_en, section.name_zh_hans, section.name_sa) == (SHOWN, "文化", "क्\u200dष")
    image = make_image()
    chief.post(f"/admin/articles/image/{image.pk}/change/", {"description": HIDDEN, "credit": HIDDEN})
    image = Image.objects.get()
    assert (image.description, image.credit) == (SHOWN, SHOWN)
    article = make_article()
    shared = {"dateline": HIDDEN, "source_name": HIDDEN, "source_url": "https://a.example/\u200bx\u202e"}
    assert save(chief, article, form_of(chief, article, **shared)).status_code == 302
    article.refresh_from_db()
    assert (article.dateline, article.source_name, article.source_url) == (SHOWN, SHOWN, "https://a.example/x")


def test_a_name_of_nothing_to_see_is_no_name(chief):
    answer = chief.post("/admin/articles/person/add/", {"name": "\u200b\u202e", "kind": "person"})
    assert answer.context["errors"] and not Person.objects.exists()


def test_names_and_lines_are_cleaned_on_every_other_way_in():
    article = make_article(
        credits=(Credit("author", HIDDEN), Credit("author", "Ada\u200b é & <Oui>")),
        dateline=HIDDEN,
        source_name=HIDDEN,
        section=make_section("culture", en=HIDDEN),
    )
    assert Person.objects.get().name == SHOWN, "who is written with a hidden mark is the same person"
    article = Article.objects.get(pk=article.pk)
    assert (article.dateline, article.source_name, article.section.name_en) == (SHOWN, SHOWN, SHOWN)
    Article.objects.filter(pk=article.pk).update(dateline="\u202eTarn")
    assert Article.objects.get(dateline="Tarn\u200b").dateline == "Tarn"
    Person.objects.bulk_create([Person(name="\u2067Jun")])
    assert Person.objects.filter(name="Jun").exists()


def test_credits_and_addresses_of_a_body_lose_invisible_characters(chief):
    body = f"▲ Pier\ncredit: {HIDDEN.splitlines()[0]}\n\nhttps://video.example/\u200b1"
    article = make_article()
    save(chief, article, form_of(chief, article, text_body=body))
    article.refresh_from_db()
    assert (article.body_en[0]["credit"], article.body_en[1]["url"]) == ("Ada é", "https://video.example/1")
    page = chief.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert not set("\u202e\u200b\u2066\u200f\ufeff") & set(page.text)
