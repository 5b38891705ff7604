"""The ledger page: sums of a month by engine, language and person; the same as CSV."""

from __future__ import annotations

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.factories import make_user
from tests.translation.conftest import translate
from translation.dispatch import pricing
from translation.models import EditionStyle, EngineCall
from translation.reports import spend as reports_spend
from translation.reports.spend import Filters

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/translation/spend/"
OCTOBER = datetime.date(2026, 10, 1)


@pytest.fixture
def looking(client):
    person = make_user("desk")
    person.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(person)
    return client


def call(engine="deepl", language="de", person=None, when="2026-10-15 12:00", outcome="answered", **more):
    asked = datetime.datetime.fromisoformat(when).replace(tzinfo=datetime.UTC)
    given = {"segments": 2, "characters": 1000, "cost": Decimal("0.02"), "currency": "EUR", **more}
    return EngineCall.objects.create(
        engine=engine, source_language="en", target_language=language, requested_by=person, asked_at=asked,
        outcome=outcome, **given,
    )  # fmt: skip


@pytest.fixture
def ledger():
    """Two people, two engines, three months, an answer that was lost, another currency before."""
    anna, boris = make_user("anna"), make_user("=boris")
    call(person=anna, billed_characters=900)
    call(person=anna, language="fr")
    call(person=boris, cost=Decimal("1.5"), outcome="unknown")
    call(person=boris, outcome="failed", cost=Decimal(0))
    call("openai", person=boris, cost=Decimal("0.000260"), tokens_in=300, tokens_out=70)
    call("firefox", cost=None, currency="")
    call(when="2026-09-30 23:59:59", person=anna, currency="CHF")
    call(when="2026-11-01 00:00", person=anna, cost=Decimal(7))
    return anna, boris


def test_entries_add_up_a_month_by_engine_language_and_person(ledger):
    anna, boris = ledger
    found = {
        (entry.engine, entry.language, entry.person): entry.sums
        for entry in reports_spend.entries(Filters(month=OCTOBER))
    }
    assert set(found) == {
        ("deepl", "de", anna.pk), ("deepl", "fr", anna.pk), ("deepl", "de", boris.pk), ("openai", "de", boris.pk),
        ("firefox", "de", reports_spend.NO_ACCOUNT),
    }  # fmt: skip
    lost = found["deepl", "de", boris.pk]
    assert (lost.calls, lost.cost, lost.unknown) == (2, {"EUR": Decimal("1.5")}, {"EUR": Decimal("1.5")})
    assert found["deepl", "de", anna.pk].charged == 900 and found["firefox", "de", 0].cost == {}
    total = reports_spend.grouped(reports_spend.entries(Filters()), lambda entry: None)[None]
    assert total.cost == {"EUR": Decimal("8.54026"), "CHF": Decimal("0.02")} and total.calls == 8


def test_a_month_begins_and_ends_by_the_newsrooms_clock(ledger, settings):
    settings.TIME_ZONE = "Europe/Zurich"
    entries = reports_spend.entries(Filters(month=OCTOBER))
    assert sum(entry.sums.calls for entry in entries) == 7, "the last second of September in UTC is October there"
    assert reports_spend.choices().months == [datetime.date(2026, 11, 1), OCTOBER]


@pytest.mark.parametrize(
    ("narrowed", "calls"),
    [
        ({"engine": "deepl"}, 6),
        ({"language": "fr"}, 1),
        ({"person": reports_spend.NO_ACCOUNT}, 1),
        ({"engine": "deepl", "language": "de", "month": OCTOBER}, 3),
    ],
)
def test_filters_narrow_it(ledger, narrowed, calls):
    assert sum(entry.sums.calls for entry in reports_spend.entries(Filters(**narrowed))) == calls


def test_the_page_shows_three_tables_with_totals_in_few_queries(ledger, looking, django_assert_num_queries):
    with django_assert_num_queries(9):
        page = looking.get(ADDRESS, {"month": "2026-10"})
    assert page.text.count("<tfoot>") == 3
    assert page.text.count(">1.54 EUR</td>") == 4 and page.text.count(">1.50 EUR</td>") >= 3
    assert "0.0003 EUR" in page.text and "no price" in page.text and "DeepL" in page.text and "français" in page.text
    assert "no account" in page.text and "=boris" in page.text
    assert '<option value="2026-10" selected>October 2026</option>' in page.text
    assert f'href="?month=2026-10&amp;person={ledger[0].pk}"' in page.text
    assert looking.get(ADDRESS, {"month": "all"}).text.count("<tfoot>") == 4, "and the months"


def test_months_stand_newest_first_whatever_they_cost(ledger, looking):
    call(when="2025-12-15", cost=Decimal(3))
    page = looking.get(ADDRESS, {"month": "all"})
    months = [line.label for line in page.context["tables"][0][1]]
    assert months == ["November 2026", "October 2026", "September 2026", "December 2025"]


def test_a_budget_is_of_one_currency(ledger, settings):
    """Francs that were spent before the currency was changed are no euros."""
    call("libretranslate", when="2026-10-02", currency="CHF", cost=Decimal(90))
    call(when="2026-10-02", currency="CHF", cost=Decimal(90))
    october = datetime.datetime(2026, 10, 20, tzinfo=datetime.UTC)
    november = Decimal(7)
    assert pricing.spent("deepl", october) == Decimal("1.54") + november
    found = pricing.month_by_engine(october)
    assert found["deepl"] == Decimal("1.54") + november and found["libretranslate"] == found["firefox"] == 0
    settings.ENGINE_CURRENCY = "CHF"
    assert pricing.spent("deepl", october) == 90 == pricing.month_by_engine(october)["libretranslate"]


def test_the_running_month_is_shown_at_first_and_nonsense_is_everything(ledger, looking):
    page = looking.get(ADDRESS)
    assert page.context["filters"].month.day == 1 and "8 calls" not in page.text
    answer = looking.get(ADDRESS, {"month": "all", "engine": "x'", "language": "xx", "person": "-1"})
    assert answer.context["filters"] == Filters() and answer.context["total"].sums.calls == 8


def test_empty_pages_say_that_they_are_empty(looking):
    assert "No engine was called yet." in looking.get(ADDRESS).text
    call(when="2020-01-01")
    page = looking.get(ADDRESS)
    assert "No engine was called in this month." in page.text and "January 2020" in page.text
    assert "format=csv" not in page.text


def test_the_csv_has_a_header_all_figures_and_no_formulas(ledger, looking):
    answer = looking.get(ADDRESS, {"month": "2026-10", "format": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="translation-spend-2026-10.csv"'
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 5
    by_boris = [row for row in rows if row["person"] == "'=boris"]
    assert [(row["engine"], row["cost"], row["cost_unknown"]) for row in by_boris] == [
        ("deepl", "1.500000", "1.500000"),
        ("openai", "0.000260", ""),
    ]
    assert rows[-1]["tokens_sent"] == "300" and rows[-1]["currency"] == "EUR" and rows[-1]["month"] == "2026-10"
    firefox = next(row for row in rows if row["engine"] == "firefox")
    assert (firefox["cost"], firefox["currency"], firefox["characters"]) == ("", "", "1000")


def test_the_cost_of_a_failed_call_is_in_every_sum_and_not_unknown(looking):
    call("openai", outcome="failed", cost=Decimal("0.75"), tokens_in=700, tokens_out=350)
    call("openai", cost=Decimal("0.25"))
    page = looking.get(ADDRESS, {"month": "2026-10"})
    assert page.text.count(">1.00 EUR</td>") == 6 and "Of which unknown" not in page.text
    assert "Calls that failed cost what the service counted" in page.text
    answer = looking.get(ADDRESS, {"month": "2026-10", "format": "csv"})
    (row,) = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))
    assert (row["calls"], row["cost"], row["cost_unknown"]) == ("2", "1.000000", "")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum", "@anna"])
def test_a_name_is_never_a_formula(looking, name):
    call(person=make_user(name))
    text = b"".join(looking.get(ADDRESS, {"month": "all", "format": "csv"}).streaming_content).decode()
    assert f",'{name}," in text and f",{name}," not in text


def test_the_csv_of_all_months_tells_them_apart(ledger, looking):
    answer = looking.get(ADDRESS, {"month": "all", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert {row["month"] for row in rows} == {"2026-09", "2026-10", "2026-11"}


def test_only_those_who_may_see_calls_see_the_page(client):
    assert client.get(ADDRESS).status_code == 302
    person = make_user("someone")
    client.force_login(person)
    assert client.get(ADDRESS).status_code == client.get(ADDRESS, {"format": "csv"}).status_code == 403
    assert client.post(ADDRESS).status_code == 403


# --- the admin beside it ----------------------------------------------------------------------------------------------
def test_the_desk_writes_down_how_an_edition_writes_and_editors_read_it(looking, client):
    form = {"language": "de", "formality": "more", "style": "Swiss spelling, ss for ß."}
    assert looking.post("/admin/translation/editionstyle/add/", form).status_code == 302
    style = EditionStyle.objects.get()
    assert "Swiss spelling" in looking.get("/admin/translation/editionstyle/").text
    assert looking.post(f"/admin/translation/editionstyle/{style.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not EditionStyle.objects.exists()
    person = make_user("editor")
    person.groups.add(Group.objects.get(name="Editors"))
    client.force_login(person)
    assert client.get("/admin/translation/editionstyle/").status_code == 200
    assert client.get("/admin/translation/editionstyle/add/").status_code == 403
    assert client.get("/admin/translation/enginecall/").status_code == 403


def test_the_list_of_calls_shows_why_what_it_cost_and_who_asked(ledger, looking, django_assert_max_num_queries):
    EngineCall.objects.update(reason="checks")
    with django_assert_max_num_queries(8):
        page = looking.get("/admin/translation/enginecall/")
    assert "the previous answer failed a check" in page.text and "1.500000 EUR" in page.text and "=boris" in page.text
    number = EngineCall.objects.first().pk
    assert looking.get(f"/admin/translation/enginecall/{number}/change/").status_code == 200
    assert looking.get("/admin/translation/enginecall/add/").status_code == 403
    assert looking.post(f"/admin/translation/enginecall/{number}/delete/", {"post": "yes"}).status_code == 403


def test_the_job_page_says_which_engines_were_asked_and_why(article, scripted, looking):
    job = translate(article)
    EngineCall.objects.create(
        job=job, engine="pseudo", reason="checks", source_language="en", target_language="de", segments=2,
        characters=9, outcome="answered",
    )  # fmt: skip
    EngineCall.objects.create(
        job=job, engine="gone", reason="fallback", source_language="en", target_language="de", segments=2,
        characters=9, outcome="failed",
    )  # fmt: skip
    page = looking.get(reverse("translation:jobs", args=[job.batch]))
    lines = page.text.partition('class="desk-asked">')[2].partition("</ul>")[0]
    assert lines.index("Scripted: 4 segments") < lines.index("gone") < lines.index("Pseudolocalisation: 2 segments")
    assert "the previous answer failed a check" in lines and "the previous engine failed" in lines
    assert "1 call failed" in lines and "gone:" not in lines


def test_a_way_through_english_counts_its_segments_once(article, scripted, looking):
    scripted.only_english = True
    job = translate(article)
    EngineCall.objects.create(
        job=job, engine="scripted", source_language="de", target_language="fi", segments=4, characters=9,
        outcome="answered",
    )  # fmt: skip
    assert "Scripted: 4 segments" in looking.get(reverse("translation:jobs", args=[job.batch])).text
