"""Every column with a limit, every way in: a person is told the field and both lengths, a machine's text is kept whole.

FIELDS is read from the models: a new column must be in a form, have choices, or be in MADE, or the first test fails.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import models
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.body.blocks import _walk
from articles.body.document import (
    HELD,
    LONGEST,
    Document,
    as_plain,
)
from articles.importing.bylines import Credited
from articles.importing.errors import ImportRefused
from articles.importing.page import ParsedArticle
from articles.importing.store import store
from articles.models import Article, Image, LanguageVersion
from articles.publishing import slugs
from newsroom import engine_options
from newsroom.languages import CODES, DEFAULT_CODES, column
from tests import factories
from tests.translation.conftest import document, translate
from translation import desk, wording
from translation.checks import registry
from translation.dispatch import pricing, results
from translation.models import CheckSetting, EngineCall, MemoryEntry, Segment, SegmentFinding
from translation.qa import policy
from translation.sample import loader
from translation.segments.units import (
    HEAD_FIELDS,
    extract,
    pair_hash,
    text_hash,
)
from translation.system_checks import check_engines

pytestmark = pytest.mark.django_db
FIELDS = [
    field
    for app in ("articles", "translation")
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.get_fields()
    if isinstance(field, models.CharField) and field.max_length
]
# The texts of an article, each in a column for every language.
TEXTS = {column(name, code) for name in LONGEST for code in CODES} | set(LONGEST)
SLUGS = {column("slug", code) for code in CODES} | {"slug"}


def keys() -> list[str]:
    """Return the longest keys that a body can have, with the kinds of their texts."""
    long = iter(f"{number:x<16}" for number in range(100, 999))
    body = [
        {"id": next(long), "type": "quote", "text": "x", "attribution": "x", "language": ""},
        {"id": next(long), "type": "figure", "image": None, "caption": "x", "alt": "x", "credit": ""},
        {"id": next(long), "type": "list", "ordered": False, "items": [{"id": next(long), "text": "x"}]},
        {"id": next(long), "type": "table", "header": False,
         "rows": [{"id": next(long), "cells": [{"id": next(long), "text": "x"}]}]},
        {"id": next(long), "type": "heading", "level": 2, "text": "x"},
        {"id": next(long), "type": "paragraph", "text": "x"},
    ]  # fmt: skip
    cleaned = Document("x", body=body).cleaned().body
    assert [block["id"] for block in cleaned] == [block["id"] for block in body], "these are the longest ids"
    return list(HEAD_FIELDS) + [key for key, *_rest in _walk(cleaned)]


def kinds() -> list[str]:
    return [*HEAD_FIELDS, "quote", "attribution", "caption", "alt", "item", "cell", "heading", "paragraph"]


def checks() -> list[str]:
    return [*registry.names(), results.REMARK]


def engines() -> list[str]:
    return [*settings.ENGINES, *Segment.Origin.values, "source"]


def digests() -> list[str]:
    return [hashlib.sha256(b"x").hexdigest(), text_hash("x")]


def stamps() -> list[str]:
    return [policy._stamp({"numbers": "off"}), policy._stamp({})]


# Columns that only the code writes: the longest values it can make.
MADE: dict[str, Callable[[], list[str]]] = {
    "articles.Article.import_digest": lambda: [*digests(), *(f"sample:{sample.key}" for sample in loader.samples())],
    "articles.LanguageVersion.digest": digests,
    "articles.LanguageVersion.made_from": digests,
    "articles.PublicAddress.slug": lambda: ["x" * Article._meta.get_field("slug").max_length],
    "translation.TranslationJob.engine": engines,
    "translation.TranslationJob.requester": lambda: ["x" * get_user_model()._meta.get_field("username").max_length],
    "translation.EngineCall.engine": engines,
    "translation.EngineCall.currency": lambda: [engine_options.currency({"ENGINE_CURRENCY": "EUR"})],
    "translation.Segment.key": keys,
    "translation.Segment.kind": kinds,
    "translation.Segment.source_hash": digests,
    "translation.Segment.made_from": digests,
    "translation.Segment.engine": engines,
    "translation.Segment.proposal_engine": engines,
    "translation.Segment.proposal_made_from": digests,
    "translation.Segment.checked_with": stamps,
    "translation.SegmentFinding.source_key": keys,
    "translation.SegmentFinding.check_name": checks,
    "translation.SegmentFinding.code": lambda: list(wording.CATALOGUE),
    "translation.SegmentFinding.text_hash": lambda: [pair_hash("x", "y")],
    "translation.FindingJudgement.key": keys,
    "translation.FindingJudgement.engine": engines,
    "translation.FindingJudgement.check_name": checks,
    "translation.FindingJudgement.code": lambda: list(wording.CATALOGUE),
    "translation.FindingJudgement.text_hash": lambda: [pair_hash("x", "y")],
    "translation.CheckSetting.check_name": checks,
    "translation.CheckRun.scope": lambda: [f"only:{name}" for name in checks()],
    "translation.CheckRun.language": lambda: list(CODES),
    "translation.MemoryEntry.source_hash": digests,
}


def name_of(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def form_class(model: type[models.Model]) -> type | None:
    """Return the form by which people write rows of a model in the admin, None if there is none."""
    found = admin.site._registry.get(model)
    request = RequestFactory().get("/")
    request.user = get_user_model()(is_superuser=True, is_active=True, is_staff=True)
    return found.get_form(request) if found and found.has_add_permission(request) else None


FORMS = {name_of(field) for field in FIELDS if field.name in getattr(form_class(field.model), "base_fields", {})}
BY_FORM = [field for field in FIELDS if name_of(field) in FORMS and not field.choices and name_of(field) not in MADE]


def test_every_column_with_a_limit_is_covered():
    known = {name_of(field) for field in FIELDS if field.choices} | FORMS | set(MADE)
    known |= {f"articles.Article.{name}" for name in TEXTS | SLUGS} | {"articles.Section.name"}  # with its base column
    # Forms show the editions that are published; the others' names have the same field.
    known |= {f"articles.Section.{column('name', code)}" for code in CODES if code not in DEFAULT_CODES}
    assert [name_of(field) for field in FIELDS if name_of(field) not in known] == []
    assert len(FIELDS) > 140 and len(BY_FORM) > 20


@pytest.mark.parametrize("field", [field for field in FIELDS if field.choices], ids=name_of)
def test_every_choice_fits(field):
    assert max(len(value) for value, _label in field.flatchoices) <= field.max_length


@pytest.mark.parametrize("name", MADE)
def test_what_the_code_makes_fits(name):
    app, model, field = name.split(".")
    longest = apps.get_model(app, model)._meta.get_field(field).max_length
    assert [value for value in MADE[name]() if len(value) > longest] == []


def test_an_engines_name_that_no_column_holds_is_found_at_the_start(settings):
    settings.ENGINES = {"x" * 41: "translation.engines.pseudo.PseudoEngine"}
    settings.TRANSLATION_ENGINES = []
    (found,) = [one for one in check_engines() if one.id == "translation.E006"]
    assert "41" in found.msg and "40" in found.msg


# --- forms ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("field", BY_FORM, ids=name_of)
def test_a_form_names_the_field_and_both_lengths(field):
    given = "x" * (field.max_length + 1)
    if isinstance(field, models.URLField):
        given = f"https://a.example/{given}"[: field.max_length + 1]
    shown = form_class(field.model)({field.name: given})
    assert f"at most {field.max_length} characters (it has {field.max_length + 1})" in shown.errors[field.name][0]
    assert given in str(shown[field.name]), "what was typed is still there"
    assert "maxlength" not in shown.fields[field.name].widget.attrs, "a browser would cut it without a word"


@pytest.fixture
def chief(client, db):
    client.force_login(factories.make_user("chief", superuser=True))
    return client


SOURCE = {"kicker": "text_kicker", "headline": "text_headline", "seo_description": "text_description"}


def typed(**changes: str) -> dict[str, str]:
    return {
        "source_language": "en", "date": "2026-11-01", "text_headline": "A headline", "text_body": "A text.",
        "contributions-TOTAL_FORMS": "0", "contributions-INITIAL_FORMS": "0", **changes,
    }  # fmt: skip


# Each is one character as it is stored, or as many as named.
UNITS = [("x", 1), ("é", 1), ("字", 1), ("𝒳", 1), ("&amp;", 1), ("<em>x</em>", 1), ("\u0958", 2), ("e\u0301", 1)]


@pytest.mark.parametrize(("unit", "stored"), UNITS, ids=[unit for unit, _stored in UNITS])
@pytest.mark.parametrize("name", LONGEST)
def test_the_articles_form_counts_what_is_stored(chief, name, unit, stored):
    """U+0958 is two characters once it is normalised: 300 of them were a headline that no column held."""
    fits, over = LONGEST[name] // stored, LONGEST[name] // stored + 1
    answer = chief.post(reverse("admin:articles_article_add"), typed(**{SOURCE[name]: unit * over}))
    assert answer.status_code == 200
    form = answer.context["adminform"].form
    assert set(form.errors) == {SOURCE[name]}
    assert f"at most {LONGEST[name]} characters (it has {over * stored})" in form.errors[SOURCE[name]][0]
    assert html.escape(unit * over) in answer.content.decode()
    answer = chief.post(reverse("admin:articles_article_add"), typed(**{SOURCE[name]: unit * fits}))
    assert answer.status_code == 302
    assert len(getattr(Article.objects.get(), column(name, "en"))) == fits * stored


def test_a_slug_that_was_typed_is_never_cut(chief):
    answer = chief.post(reverse("admin:articles_article_add"), typed(text_slug="x" * (slugs.MAX_LENGTH + 1)))
    said = answer.context["adminform"].form.errors["text_slug"][0]
    assert f"at most {slugs.MAX_LENGTH} characters (it has {slugs.MAX_LENGTH + 1})" in said
    assert chief.post(reverse("admin:articles_article_add"), typed(text_slug="x" * 80)).status_code == 302
    assert Article.objects.get().slug_en == "x" * 80


@pytest.mark.parametrize("text", ["x" * 300, "字" * 300, "long words " * 27, "क्षेत्र " * 37, "İ" * 300])
def test_slugs_of_long_headlines_fit_also_with_a_number(db, text):
    longest = Article._meta.get_field("slug").max_length
    made = [factories.make_article(headline=text.strip(), published=False) for _number in range(12)]
    found = {Article.objects.get(pk=article.pk).slug_en for article in made}
    assert len(found) == 12 and max(map(len, found)) <= longest


# --- engines, memory, proposals -------------------------------------------------------------------------------------
FIELD_WORDS = {"kicker": "kicker", "headline": "headline", "seo_description": "search description"}


def source_with(name: str) -> Article:
    """Return an article whose field is as long as a person may write it."""
    text = (f"{FIELD_WORDS[name]} words " * 40)[: LONGEST[name]].strip()
    return publishing.create_article("en", document(["One text."], **{name: text}), date=timezone.localdate())


def of_length(count: int, unit: str, stored: int) -> str:
    """Return a text that is so long when it is stored, with a unit in it that counts otherwise where it stands."""
    return "x" * (count - 20 * stored) + 20 * unit


def answering(name: str, answer: str) -> Callable:
    """Return an engine's behaviour: this answer for the field, something short for the rest."""
    start = f"{FIELD_WORDS[name]} words"
    return lambda texts, source, target: [answer if text.startswith(start) else f"{target} x" for text in texts]


def finding(article: Article, name: str, language: str = "de") -> SegmentFinding | None:
    rows = SegmentFinding.objects.filter(segment__version__article=article, segment__version__language=language)
    return rows.filter(segment__key=name, check_name="field_length").first()


@pytest.mark.usefixtures("steered")
@pytest.mark.parametrize(("unit", "stored"), UNITS, ids=[unit for unit, _stored in UNITS])
@pytest.mark.parametrize("name", LONGEST)
def test_an_engines_text_that_fits_its_column_is_stored_with_a_finding(scripted, name, unit, stored):
    article = source_with(name)
    scripted.behaviour = answering(name, of_length(HELD[name], unit, stored))
    job = translate(article)
    assert (job.state, job.message) == ("done", "")
    assert len(getattr(Article.objects.get(), column(name, "de"))) == HELD[name]
    found = finding(article, name)
    assert found.severity == "major"
    assert f"{FIELD_WORDS[name]} has {HELD[name]} characters; the limit is {LONGEST[name]}" in found.message


@pytest.mark.usefixtures("steered")
@pytest.mark.parametrize("way", ["engine", "memory"])
@pytest.mark.parametrize(("unit", "stored"), UNITS, ids=[unit for unit, _stored in UNITS])
@pytest.mark.parametrize("name", LONGEST)
def test_a_text_that_no_column_holds_is_kept_whole_and_no_page_is_made(scripted, name, unit, stored, way):
    article = source_with(name)
    answer = of_length(HELD[name] + 1, unit, stored)
    if way == "memory":
        source = next(one.source for one in extract(publishing.read_document(article, "en")) if one.key == name)
        entry = {"source_language": "en", "target_language": "de", "source_hash": text_hash(source)}
        MemoryEntry.objects.create(**entry, source=source, target=answer)
    scripted.behaviour = answering(name, answer)
    job = translate(article)
    assert job.state == "partial" and job.finished_at
    assert f"{FIELD_WORDS[name]} has {HELD[name] + 1} characters" in job.message
    assert str(HELD[name]) in job.message
    assert (job.total, job.machine + job.memory) == (len(extract(publishing.read_document(article, "en"))),) * 2
    row = Segment.objects.get(version__article=article, version__language="de", key=name)
    assert len(as_plain(row.target)) == HELD[name] + 1, "whole"
    found = finding(article, name)
    assert (found.severity, found.target_spans != []) == ("critical", True)
    stored_row = Article.objects.get()
    assert not stored_row.headline_de and not stored_row.body_de
    assert desk.retry(job).jobs, "it can be asked again"


@pytest.mark.usefixtures("steered")
def test_readers_keep_the_page_that_they_have(scripted, user):
    article = source_with("headline")
    scripted.behaviour = answering("headline", "Kurz")
    translate(article)
    publishing.publish(article.versions.get(language="de"))
    Segment.objects.filter(key="headline").update(made_from="older")
    scripted.behaviour = answering("headline", "x" * (HELD["headline"] + 1))
    job = translate(article)
    assert job.state == "partial" and "1200" in job.message
    stored = Article.objects.get()
    assert stored.headline_de == "Kurz"
    assert LanguageVersion.objects.get(article=article, language="de").is_public
    # Waived or not, no column holds it.
    desk.waive(finding(article, "headline"), factories.make_user("chief", superuser=True))
    assert Article.objects.get().headline_de == "Kurz"
    with pytest.raises(publishing.NotPublishable):
        publishing.publish(article.versions.get(language="de"))
    row = Segment.objects.get(key="headline")
    chief = get_user_model().objects.get(username="chief")
    desk.edit_segment(row, "Kürzer", user=chief, revision=row.revision)
    assert Article.objects.get().headline_de == "Kürzer"


@pytest.mark.usefixtures("steered")
def test_a_headline_that_grows_in_every_language_is_done_in_every_language(scripted):
    """264 characters of English that came back longer than 300 left nine jobs of twelve running for ever."""
    article = publishing.create_article("en", document(["One text."], headline=("Harbour words " * 19)[:264].strip()))
    scripted.behaviour = lambda texts, source, target: [
        f"{target} {'worte ' * 60}".strip() if text.startswith("Harbour words") else f"{target} x" for text in texts
    ]
    languages = [code for code in DEFAULT_CODES if code not in ("en", "la")]
    for code in languages:
        job = translate(article, code)
        assert (job.state, job.attempts) == ("done", 1), (code, job.message)
        assert finding(article, "headline", code).severity == "major"
    stored = Article.objects.get()
    assert all(len(stored.in_language("headline", code)) > 350 for code in languages)


@pytest.mark.usefixtures("steered")
def test_a_proposal_that_no_column_holds_is_kept_and_said(scripted, user):
    article = source_with("headline")
    scripted.behaviour = answering("headline", "Kurz")
    translate(article)
    row = Segment.objects.get(key="headline")
    desk.edit_segment(row, "Von einem Menschen", user=user, revision=row.revision)
    Segment.objects.filter(pk=row.pk).update(made_from="older")
    MemoryEntry.objects.all().delete()
    scripted.behaviour = answering("headline", "x" * 1201)
    assert translate(article).state == "partial"
    desk.accept_proposal(Segment.objects.get(pk=row.pk), user)
    assert len(Segment.objects.get(pk=row.pk).target) == 1201
    assert finding(article, "headline").severity == "critical"
    assert Article.objects.get().headline_de == "Von einem Menschen"


# --- people in the segment editor -----------------------------------------------------------------------------------
@pytest.mark.usefixtures("steered")
@pytest.mark.parametrize(("unit", "stored"), UNITS, ids=[unit for unit, _stored in UNITS])
@pytest.mark.parametrize("name", LONGEST)
def test_the_segment_editor_names_the_field_and_both_lengths(chief, scripted, name, unit, stored):
    article = source_with(name)
    translate(article)
    row = Segment.objects.get(version__article=article, version__language="de", key=name)
    other = Segment.objects.exclude(key__in=HEAD_FIELDS).get()
    over = LONGEST[name] // stored + 1
    Segment.objects.filter(pk=row.pk).update(target="kurz")
    post = {
        f"target-{row.pk}": unit * over, f"seen-{row.pk}": f"{row.revision}:other",
        f"target-{other.pk}": "Neu.", f"seen-{other.pk}": f"{other.revision}:other", "do": "save",
    }  # fmt: skip
    answer = chief.post(reverse("translation:editor", args=[row.version_id]), post)
    assert answer.status_code == 409
    page = html.unescape(answer.content.decode())
    assert f"{FIELD_WORDS[name]}: Ensure this value has at most {LONGEST[name]} characters" in page
    assert f"(it has {over * stored})" in page
    assert unit * over in page or html.unescape(unit * over) in page, "what was typed is still there"
    assert Segment.objects.get(pk=row.pk).target == "kurz"
    assert Segment.objects.get(pk=other.pk).target == "Neu.", "the other row is stored"


@pytest.mark.usefixtures("steered")
def test_what_a_machine_wrote_too_long_may_be_made_shorter_bit_by_bit(scripted, user):
    article = source_with("headline")
    scripted.behaviour = answering("headline", "x" * 400)
    translate(article)
    row = Segment.objects.get(key="headline")
    row = desk.edit_segment(row, "x" * 350, user=user, revision=row.revision)
    assert "350" in finding(article, "headline").message
    with pytest.raises(ValidationError, match="at most 350 characters"):
        desk.edit_segment(row, "x" * 351, user=user, revision=row.revision)
    desk.edit_segment(row, "x" * 300, user=user, revision=row.revision)
    assert finding(article, "headline") is None


# --- importer, sample, domain functions -----------------------------------------------------------------------------
@pytest.mark.parametrize("name", LONGEST)
def test_no_article_is_created_with_a_text_that_is_too_long(db, name):
    with pytest.raises(ValidationError) as refused:
        publishing.create_article("en", document(["x"], **{name: "x" * (LONGEST[name] + 1)}))
    assert list(refused.value.message_dict) == [name]
    assert not Article.objects.exists()


def page(**changes) -> ParsedArticle:
    made = ParsedArticle("en", headline="A headline", blocks=[{"type": "paragraph", "text": "x"}])
    made.took(1, "headline", "A headline")
    made.took(2, "author", "x" * 201)
    made.took(7, "source", "x")
    for name, value in changes.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"headline": "x" * 301}, "line 1: headline: Ensure this value has at most 300 characters (it has 301)."),
        ({"headline": "\u0958" * 151}, "line 1: headline: Ensure this value has at most 300 characters (it has 302)."),
        ({"credits": [Credited("author", "x" * 201)]}, "line 2: name: Ensure this value has at most 200 characters"),
        ({"source_name": "x" * 201}, "line 7: source_name: Ensure this value has at most 200 characters (it has 201)."),
        ({"source_url": "https://a.example/" + "x" * 483}, "line 7: source_url: Ensure this value has at most 500"),
    ],
)
def test_the_importer_names_line_field_and_both_lengths(changes, said):
    with pytest.raises(ImportRefused) as refused:
        store(page(**changes), "0" * 64)
    assert said in str(refused.value)
    assert not Article.objects.exists()


@pytest.fixture
def sample():
    found = next(one for one in loader.samples() if len(one.versions) > 1)
    return loader.Sample("probe", dict(found.meta), {code: dict(found.versions[code]) for code in ("en", "de")})


@pytest.mark.parametrize(
    ("code", "name", "length"),
    [
        ("en", "kicker", 81),
        ("en", "headline", 301),
        ("de", "kicker", 81),
        ("de", "seo_description", 321),
        ("de", "slug", 81),
    ],
)
def test_the_samples_loader_names_file_field_and_both_lengths(sample, code, name, length, monkeypatch):
    sample.versions[code][name] = "x" * length
    monkeypatch.setattr(loader, "samples", lambda: iter([sample]))
    with pytest.raises(CommandError) as refused:
        call_command("load_sample")
    said = str(refused.value)
    assert "probe" in said and f"{name}: " in said and f"at most {length - 1}" in said and str(length) in said
    assert not Article.objects.exists()


def test_the_samples_sections_and_pictures_are_checked_too(sample, monkeypatch, tmp_path):
    (tmp_path / "sections.json").write_text('{"culture": {"en": "' + "x" * 81 + '"}}')
    monkeypatch.setattr(loader, "HERE", tmp_path)
    with pytest.raises(loader.BadSample, match=r"sections.json: name_en: .* 80 .* 81"):
        loader.load_sections()
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.webp").write_bytes(b"x")
    with pytest.raises(loader.BadSample, match=r"a.webp: credit: .* 200 .* 201"):
        loader._image({"file": "a.webp", "credit": "x" * 201})
    assert not Image.objects.exists()


def test_what_a_service_counts_fits_the_ledger(article, scripted, monkeypatch):
    monkeypatch.setattr(pricing, "estimate", lambda *given: None)
    assert translate(article).state == "done"
    assert EngineCall.objects.exists() and not CheckSetting.objects.exists()
