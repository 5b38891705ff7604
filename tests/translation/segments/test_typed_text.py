"""A "<" that is text stays text at the desk: in the editor, from engines and memory, through fixes, to the page."""

import html

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import publishing
from articles.body import clean_inline, strip_tags
from articles.models import Article, LanguageVersion
from newsroom.languages import DEFAULT_CODES
from tests.articles.body.test_inline import TEXTS
from tests.factories import make_user
from tests.translation.conftest import document, translate
from tests.translation.desk.test_admin_editor import fields
from translation import desk
from translation.checks import registry
from translation.checks.base import Pair
from translation.models import CheckSetting, EditionStyle, MemoryEntry, Segment, SegmentFinding, Term
from translation.sample import loader
from translation.segments.units import extract, text_hash

pytestmark = pytest.mark.django_db
TYPED = "p<q, <Ctrl>+C, <<Oui>>, <ada@marrow.example> & <!-- Notiz --> <a"
STORED = html.escape(TYPED, quote=False)
LINE = "Nobody slept, the harbour master said."
FIGURE = {"type": "figure", "image": None, "caption": "The pier", "credit": "", "alt": "A pier"}


@pytest.fixture
def story(steered, scripted):
    article = publishing.create_article("en", document([LINE], kicker="Port", dek="Late", seo_description="Late."))
    body = [*article.body_en, FIGURE]
    publishing.save_source(article, document([], kicker="Port", dek="Late", seo_description="Late.", body=body))
    return Article.objects.get(pk=article.pk)


def rows(article, language="de"):
    return list(Segment.objects.filter(version__article=article, version__language=language).order_by("position"))


def shown(article, language="de"):
    """Return the texts of the language's columns, as readers see them."""
    stored = publishing.read_document(Article.objects.get(pk=article.pk), language)
    return [strip_tags(unit.source) for unit in extract(stored)]


def test_what_a_translator_types_is_stored_in_every_field(client, story):
    translate(story)
    user = make_user("desk")
    user.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(user)
    version = LanguageVersion.objects.get(article=story, language="de")
    address = reverse("translation:editor", args=[version.pk])
    typed = {f"t{row.pk}": f"{TYPED} {row.kind}" for row in rows(story)}
    client.post(address, fields(client, address, **typed) | {"do": "save"})
    assert [row.target for row in rows(story)] == [f"{STORED} {row.kind}" for row in rows(story)]
    assert shown(story) == [f"{TYPED} {row.kind}" for row in rows(story)]
    revisions = [row.revision for row in rows(story)]
    client.post(address, fields(client, address) | {"do": "save"})
    assert [row.revision for row in rows(story)] == revisions, "sent back as it was shown, it is no change"


def test_the_editor_shows_proposals_and_stored_texts_as_readers_see_them(client, story, scripted):
    client.force_login(make_user("chief", superuser=True))
    translate(story)
    row = rows(story)[0]
    Segment.objects.filter(pk=row.pk).update(proposal=f"{STORED} <em>x</em>", proposal_engine="scripted")
    address = reverse("translation:editor", args=[row.version_id])
    data = fields(client, address, **{f"t{row.pk}": "Mine."})
    Segment.objects.filter(pk=row.pk).update(target=f"Theirs: {STORED}", revision=row.revision + 1)
    page = client.post(address, data | {"do": "save"})
    with_tags = f'{STORED} <span class="desk-tag">&lt;em&gt;</span>x<span class="desk-tag">&lt;/em&gt;</span>'
    assert f">Theirs: {STORED}</p>" in page.text
    assert f">{with_tags}</p>" in page.text


def test_a_plain_field_gets_no_markup_from_its_segment(story, scripted):
    """What is stored of a translation is cleaned: a headline is no HTML."""
    user = make_user("desk")
    translate(story)
    for row in rows(story):
        text = "Fisch &amp; <em>Pommes</em>,<br>&lt;b&gt; &amp;amp;"
        desk.edit_segment(row, text, user=user, revision=row.revision)
    stored = Article.objects.get(pk=story.pk)
    plain = "Fisch & Pommes, <b> &amp;"
    assert (stored.headline_de, stored.kicker_de, stored.seo_description_de) == (plain, plain, plain)
    assert stored.dek_de == "Fisch &amp; <em>Pommes</em>,<br>&lt;b&gt; &amp;amp;"
    assert stored.body_de[-1]["alt"] == "Fisch & Pommes, <b> &amp;"


@pytest.mark.parametrize("reply", [STORED, TYPED, html.escape(TYPED)])
def test_what_an_engine_answers_is_text_with_references_and_without(story, scripted, reply):
    publishing.save_source(story, document([TYPED], headline="&lt;b&gt; and p<q"))
    scripted.behaviour = lambda texts, source, target: [reply if "Ctrl" in text else text for text in texts]
    translate(story)
    assert scripted.asked[0] == ["&lt;b&gt; and p&lt;q", STORED]
    assert [row.target for row in rows(story)] == ["&lt;b&gt; and p&lt;q", STORED]
    assert shown(story) == ["<b> and p<q", TYPED]


def test_a_tag_that_an_engine_made_of_text_is_text(story, scripted):
    publishing.save_source(story, document(["&lt;b&gt; makes words <em>bold</em>."]))
    scripted.behaviour = lambda texts, source, target: [html.unescape(text) for text in texts]
    translate(story)
    assert rows(story)[-1].target == "&lt;b&gt; makes words <em>bold</em>."


def test_memory_proposals_and_fixes_keep_it(story, scripted):
    user = make_user("desk")
    translate(story)
    row = rows(story)[-3]
    assert row.kind == "paragraph"
    desk.edit_segment(row, f"bad {TYPED}", user=user, revision=row.revision)
    row.refresh_from_db()
    desk.apply_fix(row.findings.get(), user)
    row.refresh_from_db()
    assert row.target == f"good {STORED}"
    assert MemoryEntry.objects.get(source=LINE).target == f"good {STORED}"

    body = [{**Article.objects.get(pk=story.pk).body_en[0], "text": "Nobody slept, the harbour pilot said."}]
    publishing.save_source(story, document([], body=body))
    scripted.behaviour = lambda texts, source, target: [f"Neu: {TYPED}" for _text in texts]
    translate(story)
    row = rows(story)[-1]
    assert (row.target, row.proposal) == (f"good {STORED}", f"Neu: {STORED}")
    desk.accept_proposal(row, user)
    assert shown(story)[-1] == f"Neu: {TYPED}"

    other = publishing.create_article("en", document([LINE]))
    translate(other)
    assert (rows(other)[-1].origin, rows(other)[-1].target) == ("memory", f"good {STORED}")


def test_a_fix_of_the_source_keeps_it(story, scripted):
    headline = "&lt;b&gt; p<q"
    publishing.save_source(story, document([f"{TYPED} b. Anders."], headline=headline))
    desk.source_saved(story)
    desk.apply_fix(SegmentFinding.objects.get(source_version__article=story), make_user("desk"))
    assert shown(story, "en") == ["<b> p<q", f"{TYPED} b."]


def test_memory_that_is_typed_is_found_again(client, story, scripted):
    client.force_login(make_user("chief", superuser=True))
    typed = {"source_language": "en", "target_language": "de", "source": TYPED, "target": f"x {TYPED}\u202e"}
    client.post("/admin/translation/memoryentry/add/", typed)
    entry = MemoryEntry.objects.get()
    assert (entry.source, entry.target, entry.source_hash) == (STORED, f"x {STORED}", text_hash(STORED))
    publishing.save_source(story, document([TYPED], headline=TYPED))
    job = translate(story)
    assert (job.memory, scripted.asked) == (2, [])
    assert shown(story) == [f"x {TYPED}"] * 2


def test_memory_of_nothing_to_see_is_refused(client):
    client.force_login(make_user("chief", superuser=True))
    typed = {"source_language": "en", "target_language": "de", "source": "\u200b", "target": "<u></u>"}
    answer = client.post("/admin/translation/memoryentry/add/", typed)
    assert set(answer.context["adminform"].form.errors) == {"source", "target"}


def test_glossary_terms_lose_invisible_characters(client):
    client.force_login(make_user("chief", superuser=True))
    term = {"kind": "preferred", "source_language": "en", "target_language": "de", "note": "a\u202e\nb"}
    client.post("/admin/translation/term/add/", {**term, "term": "p<q\u200b", "target": "<Oui>\u2066"})
    assert Term.objects.values_list("term", "target", "note").get() == ("p<q", "<Oui>", "a b")
    client.post("/admin/translation/editionstyle/add/", {"language": "de", "style": "Short.\u202e\r\nSwiss <ss>."})
    assert EditionStyle.objects.get().style == "Short.\nSwiss <ss>."
    CheckSetting.objects.create(check_name="numbers", note="why\u200b")
    assert CheckSetting.objects.get().note == "why"


@pytest.mark.parametrize("code", [code for code in DEFAULT_CODES if code != "en"])
def test_checks_do_not_take_text_for_markup(code):
    markup = ["tags", "links", "link_texts", "code", "tag_spaces", "foreign_html", "leftovers", "placeholders"]
    for text in TEXTS:
        source = clean_inline(f"<em>So</em> {text}")
        assert not registry.run(source, source, Pair("en", code), only=[*markup, "garbled", "hidden_characters"])


def test_the_sample_may_hold_text_that_looks_like_a_tag(steered):
    body = [{"id": "p1", "type": "paragraph", "text": TYPED}]
    versions = {code: {"headline": f"&lt;b&gt; {TYPED}", "dek": TYPED, "body": body} for code in ("en", "de")}
    meta = {"source_language": "en", "date": "2026-01-01", "dateline": "Tarn\u202e"}
    article = loader.load(loader.Sample("one", meta, versions), {})
    for code in versions:
        assert shown(article, code) == [f"<b> {TYPED}", TYPED, TYPED]
    assert Article.objects.get().dateline == "Tarn"
