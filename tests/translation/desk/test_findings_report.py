"""The findings report: who finds what, and whether people agree; and the admin's switches for checks."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from tests.factories import make_user
from tests.translation.conftest import document, segment, translate
from translation import desk
from translation.models import CheckSetting, FindingJudgement, Segment, SegmentFinding
from translation.reports import findings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered")]
ADDRESS = "/admin/translation/findings/"


@pytest.fixture
def judged(article, scripted, user):
    """Eight findings of bad_word, German and French: one fixed, one waived; and a word of the source."""
    scripted.behaviour = lambda texts, source, target: [f"bad {text}" for text in texts]
    for code in ("de", "fr"):
        translate(article, code)
    desk.apply_fix(segment(article, 1).findings.get(), user)
    desk.waive(segment(article, 2).findings.get(), user)
    publishing.save_source(article, document(headline="It rained all day. Anders.", paragraphs=["Rain."]))
    return article


@pytest.fixture
def looking(client):
    person = make_user("desk")
    person.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(person)
    return client


def numbers(tally):
    return (tally.open_total, tally.fixed, tally.waived, tally.precision)


def test_findings_are_counted_by_check_language_and_writer(judged):
    desk.check_source(judged)
    made = findings.make()
    assert numbers(made.total) == (7, 1, 1, 50)
    assert {tally.name: numbers(tally) for tally in made.checks} == {
        "bad_word": (6, 1, 1, 50),
        "stray_word": (1, 0, 0, None),
    }
    assert {tally.name: numbers(tally) for tally in made.languages} == {
        "de": (2, 1, 1, 50),
        "fr": (4, 0, 0, None),
        "en": (1, 0, 0, None),
    }
    assert {tally.name: tally.open_total for tally in made.writers} == {"scripted": 6, "source": 1}
    scripted = next(tally for tally in made.writers if tally.name == "scripted")
    assert (scripted.segments, scripted.per_thousand) == (8, 750)


def test_a_language_and_a_period_narrow_it(judged):
    FindingJudgement.objects.filter(verdict="fixed").update(judged_at=timezone.now() - datetime.timedelta(days=40))
    assert numbers(findings.make(language="de").total) == (2, 1, 1, 50)
    assert numbers(findings.make(30, "de").total) == (2, 0, 1, 0)
    SegmentFinding.objects.update(created_at=timezone.now() - datetime.timedelta(days=40))
    assert numbers(findings.make(30).total) == (0, 0, 1, 0)


def test_memory_and_translators_are_told_apart_from_engines(article, scripted, user):
    for origin, engine, position in (("memory", "", 1), ("human", "", 2), ("machine", "scripted", 3)):
        if not Segment.objects.exists():
            translate(article)
        Segment.objects.filter(pk=segment(article, position).pk).update(
            target="bad", origin=origin, engine=engine, checked_with="", revision=9
        )
    desk.source_saved(article)
    assert {tally.name: tally.open_total for tally in findings.make().writers} == {
        "memory": 1,
        "": 1,
        "scripted": 1,
    }


@pytest.mark.parametrize(
    ("fixed", "waived", "noisy"), [(4, 0, False), (0, 4, False), (3, 3, False), (2, 3, True), (0, 9, True)]
)
def test_a_check_is_noisy_when_people_waive_most_of_it(fixed, waived, noisy):
    assert findings.Tally("numbers", fixed=fixed, waived=waived).noisy is noisy


def test_the_page_shows_pictures_and_words_in_few_queries(judged, looking, django_assert_max_num_queries):
    for _number in range(6):
        FindingJudgement.objects.create(
            article=judged,
            key="x",
            language="de",
            check_name="bad_word",
            severity="critical",
            params={"text": "…"},
            verdict="waived",
        )
    with django_assert_max_num_queries(6):
        page = looking.get(ADDRESS)
    assert page.text.count('<rect class="is-critical"') == 4
    assert '<rect class="is-critical" x="0.00" width="100.00" height="8"/>' in page.text
    assert "noisy: most of it is waived" in page.text
    assert "750 in 1,000 of 8 texts" in page.text
    assert "Scripted" in page.text and "Deutsch" in page.text
    assert "No finding is open" not in page.text
    german = looking.get(ADDRESS, {"language": "de", "days": "7"})
    assert "français</th>" not in german.text
    assert looking.get(ADDRESS, {"language": "xx", "days": "many"}).status_code == 200


def test_numbers_of_the_pictures_are_written_for_machines_in_every_language(judged, looking, settings):
    settings.LANGUAGE_CODE = "de"
    page = looking.get(ADDRESS, headers={"accept-language": "de"})
    assert 'width="100.00"' in page.text and 'width="100,00"' not in page.text


def test_an_empty_report_says_what_to_do(looking):
    page = looking.get(ADDRESS)
    assert "No finding is open here" in page.text and "manage.py check_translations" in page.text
    assert "desk-report" not in page.text


def test_who_may_see_findings_may_see_the_report_and_finds_it_on_the_first_page(client, looking):
    assert f'href="{ADDRESS}"' in looking.get("/admin/").text
    client.force_login(make_user("nobody"))
    assert client.get(ADDRESS).status_code == 403
    assert f'href="{ADDRESS}"' not in client.get("/admin/").text
    client.logout()
    assert client.get(ADDRESS).status_code == 302
    assert client.post(ADDRESS).status_code in (302, 405)


# --- settings ---------------------------------------------------------------------------------------------------------
def test_a_check_is_switched_off_in_the_admin_and_its_findings_go(client, judged):
    client.force_login(make_user("chief", superuser=True))
    form = client.get("/admin/translation/checksetting/add/", {"check_name": "bad_word"})
    assert '<option value="bad_word" selected>bad_word<' in form.text
    data = {"check_name": "bad_word", "language": "de", "off": "on", "severity": "", "note": "too loud"}
    answer = client.post("/admin/translation/checksetting/add/", data, follow=True)
    assert "manage.py check_translations" in str(next(iter(answer.context["messages"])))
    assert set(SegmentFinding.objects.values_list("segment__version__language", flat=True)) == {"fr"}
    setting = CheckSetting.objects.get()
    client.post(
        f"/admin/translation/checksetting/{setting.pk}/change/", data | {"off": "", "severity": "minor", "language": ""}
    )
    assert set(SegmentFinding.objects.values_list("severity", flat=True)) == {"minor"}
    assert "all editions" in client.get("/admin/translation/checksetting/").text
    twin = client.post(
        "/admin/translation/checksetting/add/", {"check_name": "bad_word", "language": "", "severity": "major"}
    )
    assert twin.status_code == 200 and CheckSetting.objects.count() == 1
    assert client.post("/admin/translation/checksetting/add/", data | {"check_name": "nubmers"}).status_code == 200
    client.post(f"/admin/translation/checksetting/{setting.pk}/delete/", {"post": "yes"})
    assert not CheckSetting.objects.exists()


def test_the_desk_sees_the_settings_and_changes_them_only_if_it_may(looking):
    assert looking.get("/admin/translation/checksetting/").status_code == 200
    assert looking.get("/admin/translation/checksetting/add/").status_code == 403
    assert not Permission.objects.filter(group__name="Translation desk", codename="change_checksetting").exists()


# --- the source's findings --------------------------------------------------------------------------------------------
def test_findings_of_a_source_are_shown_at_the_article_fixed_and_waived(client, article, scripted):
    person = make_user("desk")
    person.groups.set(Group.objects.filter(name__in=["Editors", "Translation desk"]))
    client.force_login(person)
    publishing.save_source(article, document(["It rained. Anders.", "It snowed. Anders."]))
    source = article.versions.get(language="en")
    address = reverse("translation:editor", args=[source.pk])
    change = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert "2 findings in the source text" in change.text and address in change.text
    assert "2 findings in the source text" in client.get(reverse("admin:translation_request", args=[article.pk])).text
    page = client.get(address)
    assert page.text.count("<mark> Anders.</mark>") == 2
    first, second = SegmentFinding.objects.order_by("pk")
    assert client.post(address, {"do": f"fix:{first.pk}"}).status_code == 302
    assert client.post(address, {"do": f"waive:{second.pk}"}).status_code == 302
    article.refresh_from_db()
    assert [block["text"] for block in article.body_en] == ["It rained.", "It snowed. Anders."]
    assert SegmentFinding.objects.get().waived_by == person
    gone = client.post(address, {"do": f"fix:{first.pk}"}, follow=True)
    assert "This finding no longer exists" in gone.text
    assert client.post(address, {"do": "save"}).status_code == 404
    desk.unwaive(second, person)
    publishing.save_source(article, document(["It rained."]))
    assert "The checks found nothing" in client.get(address).text


def test_a_fix_of_the_source_needs_the_right_to_change_articles(client, article, scripted):
    person = make_user("desk")
    person.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(person)
    publishing.save_source(article, document(["It rained. Anders."]))
    desk.check_source(article)
    address = reverse("translation:editor", args=[article.versions.get(language="en").pk])
    assert 'value="fix:' not in client.get(address).text
    assert client.post(address, {"do": f"fix:{SegmentFinding.objects.get().pk}"}).status_code == 403
