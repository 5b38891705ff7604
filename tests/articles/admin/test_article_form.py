"""The article's form and list: the source as one document, nothing typed is lost, one column for fifteen languages."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles import publishing
from articles.models import Article, LanguageVersion
from newsroom.languages import DEFAULT_CODES
from tests.factories import make_article, make_document, make_image, make_section, make_user, make_version, paragraph

pytestmark = pytest.mark.django_db
CHANGELIST = "/admin/articles/article/"


@pytest.fixture
def chief(client):
    client.force_login(make_user("chief", superuser=True))
    return client


def form_of(client, article, **changes):
    """Return what a browser would send back from the article's form, with some fields typed over."""
    form = client.get(reverse("admin:articles_article_change", args=[article.pk])).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items() if value is not False}
    data |= {"embargo_until_0": "", "embargo_until_1": "", "contributions-TOTAL_FORMS": 0}
    return data | {"contributions-INITIAL_FORMS": 0} | changes


def save(client, article, data):
    return client.post(reverse("admin:articles_article_change", args=[article.pk]), data)


def test_an_article_is_written_in_one_form_in_the_language_chosen(chief):
    section, image = make_section(), make_image()
    answer = chief.post(
        f"{CHANGELIST}add/",
        {
            "source_language": "fi",
            "text_headline": "Lautta on myöhässä",
            "text_kicker": "Satama",
            "text_dek": "Taas <em>kerran</em>.",
            "text_body": f"Satoi & tuuli.\r\n\r\n## Laituri\r\n\r\n▲ Lautta\r\nimage: {image.pk}\r\nalt: Lautta",
            "text_description": "",
            "text_slug": "",
            "date": "2024-08-13",
            "section": section.pk,
            "embargo_until_0": "",
            "embargo_until_1": "",
            "contributions-TOTAL_FORMS": 0,
            "contributions-INITIAL_FORMS": 0,
        },
    )
    assert answer.status_code == 302, answer.context["errors"]
    article = Article.objects.get()
    assert (article.source_language, article.section, article.lead_image) == ("fi", section, image)
    assert (article.headline_fi, article.slug_fi, article.kicker_fi) == (
        "Lautta on myöhässä",
        "lautta-on-myöhässä",
        "Satama",
    )
    assert [block["type"] for block in article.body_fi] == ["paragraph", "heading", "figure"]
    assert article.body_fi[0]["text"] == "Satoi &amp; tuuli."
    # Nothing went into the column of the language that the editor's browser speaks.
    assert not article.headline_en
    version = article.versions.get()
    assert (version.language, version.publication, version.provenance) == ("fi", "draft", "source")
    assert LogEntry.objects.get().object_id == str(article.pk)


def test_saving_again_keeps_ids_and_says_when_nothing_changed(chief):
    article = make_article("de", "Die Fähre", body=[paragraph("Es regnete."), paragraph("Niemand kam.")])
    before = article.body_de
    data = form_of(chief, article, text_body="Neu davor.\n\nEs regnete.\n\nNiemand kam.", dateline="Marrowby")
    assert save(chief, article, data).status_code == 302
    article.refresh_from_db()
    assert [block["text"] for block in article.body_de] == ["Neu davor.", "Es regnete.", "Niemand kam."]
    assert [block["id"] for block in article.body_de[1:]] == [block["id"] for block in before]
    assert article.dateline == "Marrowby"
    assert article.slug_de == "die-fähre"


def test_the_source_language_is_fixed_after_creation(chief):
    article = make_article("de", "Die Fähre")
    assert save(chief, article, form_of(chief, article, source_language="fr")).status_code == 302
    article.refresh_from_db()
    assert article.source_language == "de"


@pytest.mark.parametrize(
    ("body", "words"),
    [("Good.\n\n# Title", "Line 3: a heading begins"), ("▲ c\nimage: 999999", "Line 2: there is no picture 999999")],
)
def test_a_fault_in_the_body_is_named_at_the_field_with_its_line(chief, body, words):
    article = make_article()
    answer = save(chief, article, form_of(chief, article, text_body=body))
    assert answer.status_code == 200
    [error] = answer.context["adminform"].form.errors["text_body"]
    assert error.startswith(words)
    assert body.splitlines()[-1] in answer.text
    article.refresh_from_db()
    assert article.body_en[0]["text"] == "It rained."


def test_two_editors_at_once_lose_nothing(chief):
    article = make_article()
    data = form_of(chief, article, text_body="Mine is this.", text_kicker="Port")
    publishing.save_source(article, make_document(body=[paragraph("Theirs is that.")]))
    answer = save(chief, article, data)
    assert answer.status_code == 200
    assert "Another person saved this article" in answer.text
    assert "Theirs is that." in answer.text
    assert answer.context["adminform"].form["text_body"].value() == "Mine is this."
    article.refresh_from_db()
    assert article.body_en[0]["text"] == "Theirs is that."
    # Sending the same again still overwrites nothing; only the box that names the text seen does.
    assert save(chief, article, data).status_code == 200
    assert save(chief, article, data | {"overwrite": answer.context["clash"].digest}).status_code == 302
    article.refresh_from_db()
    assert (article.body_en[0]["text"], article.kicker_en) == ("Mine is this.", "Port")


def test_the_box_replaces_only_the_text_that_was_shown(chief):
    article = make_article()
    data = form_of(chief, article, text_body="Mine.")
    publishing.save_source(article, make_document(body=[paragraph("Theirs.")]))
    seen = save(chief, article, data).context["clash"].digest
    publishing.save_source(article, make_document(body=[paragraph("Theirs, once more.")]))
    assert save(chief, article, data | {"overwrite": seen}).status_code == 200
    article.refresh_from_db()
    assert article.body_en[0]["text"] == "Theirs, once more."


@pytest.mark.parametrize(
    ("changes", "proposed"),
    [({}, True), ({"headline_confirmed": "on"}, False), ({"text_headline": "Ferry late"}, False)],
)
def test_a_proposed_headline_warns_until_it_is_written_or_confirmed(chief, changes, proposed):
    article = publishing.create_article("en", make_document(), headline_proposed=True)
    page = chief.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert "The headline is only proposed." in page.text
    assert save(chief, article, form_of(chief, article, **changes)).status_code == 302
    assert LanguageVersion.objects.get().headline_proposed is proposed


def test_moving_to_a_day_where_the_address_is_taken_is_refused(chief):
    make_article(date=datetime.date(2024, 8, 1), headline="Same", published=False)
    article = make_article(headline="Same", published=False)
    answer = save(chief, article, form_of(chief, article, date="2024-08-01"))
    assert "has the same address" in answer.context["adminform"].form.errors["date"][0]


def test_raw_columns_are_never_fields(chief):
    article = make_article()
    form = chief.get(reverse("admin:articles_article_change", args=[article.pk])).context["adminform"].form
    assert not [
        name for name in form.fields if name.startswith(("headline_", "body_", "slug")) and name != "headline_confirmed"
    ]


def test_the_list_shows_every_language_in_shape_and_words(chief):
    article = make_article()
    make_version(article, "de", provenance="machine")
    make_version(article, "fr", provenance="human", publication="draft")
    make_version(article, "ja", provenance="machine", reviewed=True, made_from="older")
    page = chief.get(CHANGELIST)
    for words in (
        "English: published, original",
        "Deutsch: published, machine translation, not reviewed",
        "français: draft, human translation",
        "日本語: published, machine translation, reviewed, outdated",
        "suomi: missing",
    ):
        assert f'title="{words}"' in page.text
        assert f'<span class="visually-hidden">{words}</span>' in page.text
    assert page.text.count("visually-hidden") >= len(DEFAULT_CODES)


def test_a_list_of_a_hundred_stays_at_a_handful_of_queries(chief, django_assert_max_num_queries):
    section = make_section()
    for number in range(100):
        article = make_article(DEFAULT_CODES[number % 15], f"Story {number}", section=section)
        make_version(article, DEFAULT_CODES[(number + 1) % 15])
    chief.get(CHANGELIST)
    with django_assert_max_num_queries(11) as captured:
        page = chief.get(f"{CHANGELIST}?all=")
    assert page.text.count("desk-glance") > 100
    loading = [query["sql"] for query in captured.captured_queries if "source_headline" in query["sql"]]
    assert loading and not any('"body_de"' in sql for sql in loading)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("translations=outdated", {"old"}),
        ("translations=missing", {"old", "alone"}),
        ("translations=complete", {"full"}),
        ("missing_in=de", {"alone"}),
        ("written_in=fi", {"alone"}),
        ("q=vanha", {"old"}),
        ("q=nothing", set()),
    ],
)
def test_filters_and_search_find(chief, query, found):
    old = make_article("en", "old")
    make_version(old, "de", "vanha", made_from="older")
    full = make_article("en", "full")
    for code in DEFAULT_CODES:
        if code != "en":
            make_version(full, code)
    make_article("fi", "alone")
    page = chief.get(f"{CHANGELIST}?{query}")
    assert {article.source_headline for article in page.context["cl"].result_list} == found


def test_staff_who_may_only_look_see_the_text_and_no_buttons(client):
    looker = make_user("looker")
    looker.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(looker)
    article = make_article()
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert page.status_code == 200
    assert "It rained." in page.text
    assert 'value="publish:en"' not in page.text
    assert save(client, article, {"text_headline": "x"}).status_code == 403


def test_sections_people_and_pictures_have_their_forms(chief):
    section, image = make_section("culture", en="Culture", zh_hans="文化"), make_image()
    page = chief.get(f"/admin/articles/section/{section.pk}/change/")
    assert 'name="name_zh_hans" value="文化"' in page.text
    assert "//cdn" not in page.text and "jquery-ui" not in page.text
    assert "13 missing" in chief.get("/admin/articles/section/").text
    assert image.file.url in chief.get("/admin/articles/image/").text
    assert chief.get("/admin/articles/person/").status_code == 200
