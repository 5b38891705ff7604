"""The segment editor: side by side, nothing typed is lost, nobody's words are overwritten."""

import html
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import LanguageVersion
from tests.articles.html import Page
from tests.factories import make_user
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk
from translation.models import SegmentFinding
from translation.segments.units import pair_hash
from translation.views.text_marks import difference, marked

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(client, scripted, article):
    user = make_user("desk")
    user.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(user)
    translate(article, "de")
    return client


@pytest.fixture
def address(translator, article):
    return reverse("translation:editor", args=[LanguageVersion.objects.get(article=article, language="de").pk])


def fields(client, address, **typed):
    """Return the form as a browser would send it, with some targets typed over: typed={"t12": "…"}."""
    rows = client.get(address).context["rows"]
    data = {}
    for row in rows:
        data[f"target-{row.segment.pk}"] = typed.get(f"t{row.segment.pk}", row.text)
        data[f"seen-{row.segment.pk}"] = row.seen
    return data


def test_source_and_target_stand_side_by_side_in_their_languages(translator, address):
    page = translator.get(address)
    assert page.text.count('class="desk-source" lang="en"') == 4
    assert page.text.count('lang="de" dir="ltr" spellcheck') == 4
    assert '<span class="desk-tag">&lt;strong&gt;</span>Helio-2.5X' in page.text


def test_a_correction_is_stored_and_the_page_goes_on_to_the_next(translator, address, article):
    row, following = segment(article, 1), segment(article, 2)
    data = fields(translator, address, **{f"t{row.pk}": "Marrowby kauft & baut."})
    answer = translator.post(address, data | {"do": f"save:{row.pk}"})
    assert answer.url == f"{address}#segment-{following.pk}"
    row.refresh_from_db()
    assert (row.target, row.origin, row.state) == ("Marrowby kauft &amp; baut.", "post-edited", "reviewed")
    following.refresh_from_db()
    assert following.state == "translated"


def test_every_button_stores_what_was_typed_in_other_rows(translator, address, article):
    typed, approved = segment(article, 1), segment(article, 2)
    data = fields(translator, address, **{f"t{typed.pk}": "Mit der Hand."})
    translator.post(address, data | {"do": f"approve:{approved.pk}"})
    typed.refresh_from_db()
    approved.refresh_from_db()
    assert typed.target == "Mit der Hand."
    assert (approved.state, approved.origin) == ("reviewed", "machine")


def test_a_segment_written_meanwhile_is_neither_overwritten_nor_lost(translator, address, article, user):
    row, other = segment(article, 1), segment(article, 2)
    data = fields(translator, address, **{f"t{row.pk}": "Mine.", f"t{other.pk}": "Mine too."})
    desk.edit_segment(row, "Theirs.", user=user, revision=row.revision)
    page = translator.post(address, data | {"do": "save"})
    assert page.status_code == 409
    assert "changed this segment since you opened it" in page.text
    shown = next(entry for entry in page.context["rows"] if entry.segment.pk == row.pk)
    assert (shown.text, shown.segment.target) == ("Mine.", "Theirs.")
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.target, other.target) == ("Theirs.", "Mine too.")
    # The page now carries the revision that was seen: saving again is a decision.
    data = {f"target-{row.pk}": "Mine.", f"seen-{row.pk}": shown.seen, "do": f"save:{row.pk}"}
    assert translator.post(address, data).status_code == 302
    row.refresh_from_db()
    assert row.target == "Mine."


def test_what_changed_unseen_is_not_approved(translator, address, article, user):
    row = segment(article, 1)
    data = fields(translator, address)
    desk.edit_segment(row, "Theirs.", user=user, revision=row.revision, state="translated")
    assert translator.post(address, data | {"do": f"approve:{row.pk}"}).status_code == 409
    row.refresh_from_db()
    assert row.state == "translated"


def test_a_script_gets_one_row_back(translator, address, article):
    row = segment(article, 1)
    data = fields(translator, address, **{f"t{row.pk}": "Kurz."})
    data = {name: value for name, value in data.items() if name.endswith(f"-{row.pk}")} | {"do": f"save:{row.pk}"}
    answer = translator.post(address, data, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 200
    assert answer.text.count("<section") == 1 and "Kurz." in answer.text
    stale = translator.post(address, data | {f"target-{row.pk}": "Lang."}, headers={"X-Requested-With": "fetch"})
    assert "is-stale" in stale.text and "is-stale" not in answer.text
    assert "Lang." in stale.text and "Kurz." in stale.text


@pytest.mark.parametrize(("button", "target"), [("accept", "de A new source."), ("reject", "Von Hand.")])
def test_a_proposal_is_taken_or_left(translator, address, article, user, button, target):
    row = segment(article, 3)
    desk.edit_segment(row, "Von Hand.", user=user, revision=row.revision)
    article.refresh_from_db()
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Nobody slept, the harbour mistress said."]))
    translate(article, "de")
    row.refresh_from_db()
    assert row.proposal
    page = translator.get(address)
    assert html.escape(row.proposal) in page.text
    expected = row.proposal if button == "accept" else target
    translator.post(address, fields(translator, address) | {"do": f"{button}:{row.pk}"})
    row.refresh_from_db()
    assert (row.target, row.proposal, row.current) == (expected, "", True)


def test_a_finding_is_shown_at_its_words_and_waived(translator, address, article):
    row = segment(article, 1)
    finding = SegmentFinding.objects.create(
        segment=row,
        check_name="numbers",
        severity="critical",
        params={"text": "283.82 is missing."},
        source_spans=[[38, 44]],
    )
    page = translator.get(address)
    assert "283.82 is missing." in page.text
    assert f"<mark>{row.source[38:44]}</mark>" in page.text
    translator.post(address, fields(translator, address) | {"do": f"waive:{finding.pk}"})
    finding.refresh_from_db()
    assert finding.waived_by.username == "desk"
    translator.post(address, fields(translator, address) | {"do": f"unwaive:{finding.pk}"})
    finding.refresh_from_db()
    assert finding.waived_at is None


def with_fix(article):
    """Give the second segment a finding with a fix, for its text as it stands."""
    row = segment(article, 1)
    return SegmentFinding.objects.create(
        segment=row,
        check_name="units",
        severity="minor",
        params={"text": "Say Hektar."},
        fix=row.target.replace("hectares", "Hektar"),
        text_hash=pair_hash(row.source, row.target),
    )


def test_a_fix_is_put_in_with_one_click_and_logged(translator, address, article):
    finding = with_fix(article)
    page = translator.get(address)
    assert "<del>hectares</del> → <ins>Hektar</ins>" in page.text
    answer = translator.post(address, fields(translator, address) | {"do": f"fix:{finding.pk}"})
    row = segment(article, 1)
    assert answer.url == f"{address}#segment-{row.pk}"
    assert (row.target, row.origin, row.state) == (finding.fix, "post-edited", "translated")
    assert LogEntry.objects.get().change_message == f"{row.key}: fix applied (units)."


def test_a_fix_does_not_overwrite_what_was_typed_or_written_meanwhile(translator, address, article, user):
    finding, row = with_fix(article), segment(article, 1)
    data = fields(translator, address, **{f"t{row.pk}": "Von Hand."})
    answer = translator.post(address, data | {"do": f"fix:{finding.pk}"})
    assert "This finding no longer exists" in translator.get(answer.url).text
    assert segment(article, 1).target == "Von Hand."
    desk.edit_segment(row, "Es sind 283 hectares.", user=user, revision=segment(article, 1).revision)
    finding = with_fix(article)
    data = fields(translator, address)
    desk.edit_segment(row, "Es sind viele hectares.", user=user, revision=segment(article, 1).revision)
    finding = with_fix(article)
    assert translator.post(address, data | {"do": f"fix:{finding.pk}"}).status_code == 409
    assert segment(article, 1).target == "Es sind viele hectares."


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It costs 1.5 million.", "It costs 1,5 million.", ("1.5", "1,5")),
        ("売上は１．５倍です", "売上は1.5倍です", ("売上は１．５倍です", "売上は1.5倍です")),
        ("a  b c", "a b c", ("a  b", "a b")),
        ("It rained. Anders.", "It rained.", ("rained. Anders.", "rained.")),
        ("<em>x</em> y", "<em>x</em> z", ("y", "z")),
        ("R&amp;D ok", "R&amp;D OK", ("ok", "OK")),
        ("<b>x", "x", ("<b>x", "x")),
    ],
)
def test_a_fix_shows_the_words_that_it_changes(before, after, shown):
    assert difference(before, after) == shown


def test_all_are_approved_at_once_unless_a_critical_finding_is_open(translator, address, article):
    version = LanguageVersion.objects.get(article=article, language="de")
    SegmentFinding.objects.filter(segment__version=version).delete()
    finding = SegmentFinding.objects.create(
        segment=segment(article, 1), check_name="numbers", severity="critical", params={"text": "A number is missing."}
    )
    page = translator.post(address, fields(translator, address) | {"do": "approve-all"}, follow=True)
    assert "A number is missing." in str(next(iter(page.context["messages"])))
    version.refresh_from_db()
    assert not version.reviewed
    finding.delete()
    translator.post(address, fields(translator, address) | {"do": "approve-all"})
    version.refresh_from_db()
    assert version.reviewed
    assert translator.get(address, {"show": "attention"}).context["rows"] == []


def test_looking_is_not_changing(client, translator, address, article):
    row = segment(article, 1)
    data = fields(translator, address, **{f"t{row.pk}": "Nein."})
    editor = make_user("editor")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    page = client.get(address)
    assert page.status_code == 200 and "readonly" in page.text and 'value="save' not in page.text
    assert client.post(address, data | {"do": "save"}).status_code == 403
    row.refresh_from_db()
    assert row.target != "Nein."
    assert client.put(address).status_code == 405


def test_a_long_text_comes_in_pages_with_few_queries(translator, address, article, django_assert_max_num_queries):
    version = LanguageVersion.objects.get(article=article, language="de")
    first = segment(article, 3)
    for number in range(250):
        first.pk, first.key, first.position = None, f"x{number}", 10 + number
        first.save()
    with django_assert_max_num_queries(16):
        page = translator.get(address)
    assert len(page.context["rows"]) == 100
    assert len(translator.get(address, {"page": 3}).context["rows"]) == version.segments.count() - 200


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("a &lt; b", [], "a &lt; b"),
        ("283,82 ha", [(0, 6)], "<mark>283,82</mark> ha"),
        ("x <em>y</em>", [(2, 7)], "x <mark>[&lt;em&gt;]</mark><mark>y</mark>[&lt;/em&gt;]"),
        ("価格 12", [(3, 99), (-4, 0)], "価格 <mark>12</mark>"),
        ("<script>alert(1)</script>", [], "[&lt;script&gt;]alert(1)[&lt;/script&gt;]"),
        ("", [(0, 3)], ""),
    ],
)
def test_marks_are_put_around_the_words_at_fault(text, spans, shown):
    tag = shown.replace("[", '<span class="desk-tag">').replace("]", "</span>")
    assert marked(text, spans) == tag


FETCH = {"X-Requested-With": "fetch"}


def one_row(client, address, row, do, **typed):
    """Return what a script sends of one row."""
    names = (f"target-{row.pk}", f"seen-{row.pk}")
    return {name: value for name, value in fields(client, address, **typed).items() if name in names} | {"do": do}


@pytest.mark.usefixtures("steered")
def test_an_answer_to_a_script_brings_the_counters_and_the_state_of_the_version(translator, address, article):
    row = segment(article, 1)
    answer = translator.post(address, one_row(translator, address, row, f"approve:{row.pk}"), headers=FETCH)
    page = Page(answer.content)
    assert [element["id"] for element in page.elements if not element.parents] == [
        f"segment-{row.pk}",
        "segment-version",
        "segment-filter",
    ]
    assert "To review (3)" in page.one("nav").text
    assert "not reviewed" in page.one("div", id="segment-version").text
    assert page.one("span", "desk-said")["role"] == "status"


def test_a_text_whose_answer_was_lost_is_known_as_ones_own(translator, address, article, user):
    row = segment(article, 1)
    data = one_row(translator, address, row, f"save:{row.pk}", **{f"t{row.pk}": "Eins & zwei"})
    translator.post(address, data, headers=FETCH)  # nobody hears the answer
    again = data | {f"target-{row.pk}": "Eins & zwei & drei", f"mine-{row.pk}": ["anderes", "Eins & zwei "]}
    assert "is-stale" not in translator.post(address, again, headers=FETCH).text
    assert segment(article, 1).target == "Eins &amp; zwei &amp; drei"
    approve = again | {
        f"target-{row.pk}": row.target,
        f"mine-{row.pk}": "Eins & zwei & drei",
        "do": f"approve:{row.pk}",
    }
    assert "is-stale" not in translator.post(address, approve, headers=FETCH).text

    # The same words by somebody else, or others since, are no own ones.
    desk.edit_segment(row, "Eins &amp; zwei", user=user, revision=segment(article, 1).revision)
    stale = translator.post(address, again, headers=FETCH)
    assert "is-stale" in stale.text and "data-unsaved" in stale.text
    assert segment(article, 1).target == "Eins &amp; zwei"


def test_a_finding_that_is_gone_is_said_in_the_row_that_a_script_asked_about(translator, address, article):
    row = segment(article, 1)
    data = one_row(translator, address, row, "waive:999999")
    answer = translator.post(address, data, headers=FETCH)
    assert answer.status_code == 200
    assert "This finding no longer exists" in Page(answer.content).one("div", "desk-warning").text


def test_a_page_whose_token_is_out_of_date_gets_another(translator, address, client):
    answer = client.get(reverse("translation:token"))
    assert re.fullmatch(r"\w{64}", answer.text)
    assert "no-store" in answer.headers["Cache-Control"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(address, {"do": "save"}).status_code == 403
    assert strict.post(address, {"do": "save", "csrfmiddlewaretoken": answer.text}).status_code == 302
    client.logout()
    assert client.get(reverse("translation:token")).url.startswith("/admin/login/")
    client.force_login(make_user("nobody"))
    assert client.get(reverse("translation:token")).status_code == 403
