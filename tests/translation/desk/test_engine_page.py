"""The engine page: what is ready and what not, how it fares, and a try by hand that goes through the ledger."""

from __future__ import annotations

import datetime
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from newsroom.engine_options import Rate
from newsroom.secrets import Secret
from tests.factories import make_user
from tests.servers import apertium, base, deepl, libretranslate
from translation.dispatch import rate_limits
from translation.engines import routing
from translation.engines.base import Refused, Service
from translation.models import EngineCall
from translation.reports import engines as reports_engines

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/translation/engines/"
AWAY = "redis://127.0.0.1:9/0"


@pytest.fixture
def looking(client):
    """Return the client of someone of the Translation desk."""
    person = make_user("desk")
    person.groups.add(Group.objects.get(name="Translation desk"))
    client.force_login(person)
    return client


@pytest.fixture
def engines(scripted, settings):
    """The scripted engine and LibreTranslate, which is not set up."""
    settings.ENGINES = {**settings.ENGINES, "libretranslate": "translation.engines.libretranslate.LibreTranslateEngine"}
    settings.ENGINE_OPTIONS = {}
    settings.TRANSLATION_ENGINES = ["libretranslate", "scripted"]
    for name in ("libretranslate", "scripted"):
        rate_limits.reset(name)
    return scripted


def call(engine="scripted", *, seconds=1.0, outcome="answered", ago=datetime.timedelta(hours=1), **more):
    asked = timezone.now() - ago
    settled = None if outcome == "open" else asked + datetime.timedelta(seconds=seconds)
    given = {"source_language": "en", "target_language": "de", "segments": 2, "characters": 20, **more}
    return EngineCall.objects.create(engine=engine, outcome=outcome, asked_at=asked, settled_at=settled, **given)


def card(page, name):
    """Return what the page says of one engine."""
    return page.text.partition(f'id="engine-{name}"')[2].partition("</section>")[0]


def probe(client, engine="scripted", source="en", target="de", follow=False):
    return client.post(ADDRESS, {"do": "probe", "engine": engine, "source": source, "target": target}, follow=follow)


def test_each_engine_is_shown_in_its_order_with_what_is_missing(engines, looking, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = looking.get(ADDRESS)
    order = [page.text.index(f'id="engine-{name}"') for name in ("libretranslate", "scripted", "pseudo")]
    assert order == sorted(order)
    libre = card(page, "libretranslate")
    assert "not set up" in libre and "LIBRETRANSLATE_URL" in libre and "preferred: 1" in libre
    assert "AGPL" in libre and "none here" in libre and "Once it is set up" in libre
    scripted = card(page, "scripted")
    assert ">ready<" in scripted and "preferred: 2" in scripted and "not called" in scripted
    assert "only used by name" in card(page, "pseudo")
    assert "Resume calls now" not in page.text and "Redis does not answer" not in page.text


def test_the_last_day_is_counted_with_its_median(engines, looking):
    for seconds in (1, 2, 30):
        call(seconds=seconds)
    call(seconds=9, outcome="failed")
    call(seconds=9, outcome="open")
    call(seconds=50, ago=datetime.timedelta(hours=25))
    assert reports_engines.last_day() == {"scripted": reports_engines.Day(4, 1, 2.0)}
    scripted = card(looking.get(ADDRESS), "scripted")
    assert "4 calls" in scripted and "25 % failed" in scripted and "median response time: 2.0 s" in scripted


def test_prices_budgets_rates_and_the_months_spend_are_shown(engines, looking, settings):
    settings.ENGINE_PRICES = {"libretranslate": (Decimal(20), Decimal(20))}
    settings.ENGINE_BUDGETS = {"libretranslate": Decimal(50)}
    settings.ENGINE_RATES = {"libretranslate": Rate(60, 500_000), "scripted": Rate(requests=7)}
    settings.ENGINE_AT_ONCE = {"libretranslate": 3}
    settings.TRANSLATION_ROUTES = {("*", "pt"): ("scripted", "libretranslate")}
    call("libretranslate", cost=Decimal("45.5"), currency="EUR", ago=datetime.timedelta())
    libre = card(looking.get(ADDRESS), "libretranslate")
    assert "20.00 EUR per million characters" in libre
    assert "60 requests and 500,000 characters a minute" in libre and "3 concurrent jobs" in libre
    assert "45.50 of 50.00 EUR" in libre
    assert '<meter min="0" max="50.000000" low="40.000000" high="49.950000" optimum="0" value="45.500000"' in libre
    assert "all → português: 2" in libre
    assert "7 requests a minute" in card(looking.get(ADDRESS), "scripted")
    settings.TRANSLATION_ENGINES = []
    page = looking.get(ADDRESS)
    assert "all → português: 1" in card(page, "scripted") and "only used by name" not in card(page, "scripted")


def test_a_budget_of_nothing_is_full(engines, looking, settings):
    settings.ENGINE_BUDGETS = {"scripted": Decimal(0)}
    assert 'max="1.000000" low="0.800000" high="0.999000" optimum="0" value="1.000000"' in looking.get(ADDRESS).text
    assert "budget used up" in card(looking.get(ADDRESS), "scripted")


def test_an_engine_that_is_left_alone_is_asked_again_by_a_button(engines, looking):
    for _number in range(rate_limits.OPENS_AFTER):
        rate_limits.failed("scripted")
    scripted = card(looking.get(ADDRESS), "scripted")
    assert "paused" in scripted and "It failed repeatedly" in scripted and "reset:scripted" in scripted
    answer = looking.post(ADDRESS, {"do": "reset:scripted"}, follow=True)
    assert "Scripted is called again from now on." in answer.text and "paused" not in card(answer, "scripted")
    rate_limits.rest("scripted", 300)
    assert "It requires a pause of 5 minutes." in looking.get(ADDRESS).text


def test_without_redis_the_page_says_so_at_once_and_nothing_breaks(engines, looking, settings):
    settings.REDIS_URL = AWAY
    page = looking.get(ADDRESS)
    assert page.text.count("Redis does not answer") == 1 and ">ready<" in card(page, "scripted")
    answer = looking.post(ADDRESS, {"do": "reset:scripted"}, follow=True)
    assert "nothing was changed for Scripted" in answer.text
    assert "de Hello, world" in probe(looking).text, "an engine that costs nothing is asked without Redis"


def test_an_engine_whose_class_is_gone_does_not_take_the_page_down(engines, looking, settings):
    settings.ENGINES = {**settings.ENGINES, "odd": "translation.engines.odd.OddEngine"}
    odd = card(looking.get(ADDRESS), "odd")
    assert "cannot be loaded" in odd and "translation.engines.odd" in odd
    assert "cannot be loaded" in probe(looking, "odd").text
    call("odd", ago=datetime.timedelta())
    assert '<option value="odd">odd</option>' in looking.get("/admin/translation/spend/").text


def test_a_probe_shows_the_answer_and_is_in_the_ledger_under_the_persons_name(engines, looking):
    page = probe(looking)
    assert '<q lang="de">de Hello, world</q>' in page.text and " ms</small>" in page.text
    made = EngineCall.objects.get()
    assert (made.job, made.requested_by.username, made.reason, made.outcome) == (None, "desk", "probe", "answered")
    assert (made.segments, made.characters) == (1, 12)
    assert '<option value="de" lang="de" selected>' in page.text, "the form keeps what was chosen"


def test_a_probe_through_english_says_so(engines, looking):
    engines.only_english = True
    page = probe(looking, source="fi", target="de")
    assert "de en Hello, world" in page.text and "through English" in page.text
    assert EngineCall.objects.count() == 2


@pytest.mark.parametrize(("target", "words"), [("la", "it never learned Latin"), ("en", "same language")])
def test_a_pair_that_is_not_served_is_told_without_a_call(engines, looking, target, words):
    assert words in probe(looking, target=target).text
    assert not EngineCall.objects.exists()


def test_what_the_engine_says_when_it_fails_is_shown_as_text(engines, looking):
    def refuse(*_given):
        raise Refused("No <b>such</b> thing.")

    engines.behaviour = refuse
    page = probe(looking)
    assert "No &lt;b&gt;such&lt;/b&gt; thing." in page.text and "is-bad" in page.text
    assert EngineCall.objects.get().outcome == "failed"


def test_markup_in_an_answer_is_shown_as_text(engines, looking):
    engines.behaviour = lambda *_given: ["<script>alert(1)</script><em>Hallo</em>"]
    assert "<script>alert" not in probe(looking).text


def test_a_probe_is_refused_where_the_budget_is_used_up(engines, looking, settings):
    settings.ENGINE_PRICES = {"scripted": (Decimal(20), Decimal(20))}
    settings.ENGINE_BUDGETS = {"scripted": Decimal("0.0001")}
    assert "budget of scripted" in probe(looking).text and not EngineCall.objects.exists()


def test_a_slow_server_holds_the_page_for_the_probes_seconds_at_most(engines, looking, settings, monkeypatch):
    monkeypatch.setattr("translation.dispatch.probe.SECONDS", 0.3)
    with libretranslate.running("") as server:
        settings.ENGINE_OPTIONS = {"libretranslate": {"url": server.url, "private_hosts": ["127.0.0.1"]}}
        assert "Hello, world".upper() in probe(looking, "libretranslate", "en", "fr").text.upper()
        server.fault = base.hanging
        page = probe(looking, "libretranslate", "en", "fr")
    assert "gave no whole answer within 0.3 seconds" in page.text


def test_a_probe_tells_what_the_account_has_used(engines, looking, settings):
    settings.ENGINES = {**settings.ENGINES, "deepl": "translation.engines.deepl.engine.DeepLEngine"}
    with deepl.running("secret-key") as server:
        options = {"url": server.url, "api_key": Secret("secret-key"), "private_hosts": ["127.0.0.1"]}
        settings.ENGINE_OPTIONS = {"deepl": options}
        page = probe(looking, "deepl")
    assert "characters used of the account" in page.text
    assert "characters used of the account" not in looking.get(ADDRESS).text


def test_a_probe_tells_what_the_account_has_used_where_nothing_is_left(engines, looking, settings):
    settings.ENGINES = {**settings.ENGINES, "deepl": "translation.engines.deepl.engine.DeepLEngine"}
    rate_limits.reset("deepl")
    with deepl.running("secret-key") as server:
        options = {"url": server.url, "api_key": Secret("secret-key"), "private_hosts": ["127.0.0.1"]}
        settings.ENGINE_OPTIONS = {"deepl": options}
        server.fault = base.answering(456, {"message": "Quota Exceeded"})
        server.usage = {"character_count": 500_000, "character_limit": 500_000}
        first, second = probe(looking, "deepl"), probe(looking, "deepl")
        assert len(server.requests) == 1, "the second try is not sent: the account rests"
    rate_limits.reset("deepl")
    for page, told in ((first, "has no quota left"), (second, "was used up recently")):
        assert told in page.text and "500,000 of 500,000 characters used" in page.text


def test_models_leave_the_web_process_after_a_probe(engines, looking, monkeypatch):
    closed = []
    monkeypatch.setattr(engines, "local", True)
    monkeypatch.setattr(engines, "close", lambda self: closed.append(self.name))
    probe(looking)
    assert closed == ["scripted"]


def test_a_local_engine_tells_which_languages_are_here(engines, looking, monkeypatch):
    monkeypatch.setattr(engines, "local", True)
    monkeypatch.setattr(engines, "serves", lambda self, source, target: Service("fi" in (source, target)))
    monkeypatch.setattr(engines, "languages", frozenset({"en", "fi", "de"}))
    served, _break, others = card(looking.get(ADDRESS), "scripted").partition("Languages</dt>")[2].partition("<br>")
    assert ">suomi<" in served and ">English<" in served and "Deutsch" not in served
    assert "Once it is set up" in others and others.index("Deutsch") < others.index("Never") < others.index("Latina")


@pytest.fixture
def listing(engines, settings):
    """LibreTranslate and Apertium, each with a server of its own that has two languages."""
    settings.ENGINES = {**settings.ENGINES, "apertium": "translation.engines.apertium.engine.ApertiumEngine"}
    rate_limits.reset("apertium")
    with libretranslate.running() as libre, apertium.running() as aper:
        libre.languages = [{"code": code, "name": code, "targets": ["en", "pt"]} for code in ("en", "pt")]
        aper.pairs = ["eng-spa"]
        settings.ENGINE_OPTIONS = {
            name: {"url": server.url, "private_hosts": ["127.0.0.1"], "seconds": 2.0}
            for name, server in (("libretranslate", libre), ("apertium", aper))
        }
        yield {"libretranslate": libre, "apertium": aper}
    routing.close_all()


def languages(page, name):
    """Return what the page says of an engine's languages: what it has, and the rest."""
    found = card(page, name).partition("Languages</dt>")[2].partition("</dl>")[0]
    served, _break, rest = found.partition("<br>")
    return served, rest


@pytest.mark.parametrize(
    ("name", "pair", "has", "lacks"),
    [
        ("libretranslate", ("en", "pt"), ["English", "português"], ["Deutsch", "suomi"]),
        ("apertium", ("en", "es"), ["English", "español"], ["français", "italiano"]),
    ],
)
def test_an_engine_with_a_server_shows_what_its_server_has(
    listing, looking, name, pair, has, lacks, django_assert_max_num_queries
):
    page = looking.get(ADDRESS)
    served, rest = languages(page, name)
    assert "not fetched yet; a trial fetches them" in served and "English" not in served
    assert "Deutsch" not in rest.partition("Never:")[0], "nobody knows what it could have"
    assert ">set up<" in card(page, name) and ">ready<" not in card(page, name)
    assert not listing[name].listings, "nobody is asked while the page is drawn"

    served, rest = languages(probe(looking, name, *pair), name)
    assert all(f">{word}<" in served for word in has) and not any(word in served for word in lacks)
    assert "fetched: " in rest and all(word in rest for word in lacks)
    asked = listing[name].listings
    with django_assert_max_num_queries(8):
        page = looking.get(ADDRESS)
    assert languages(page, name) == (served, rest) and ">ready<" in card(page, name)
    assert listing[name].listings == asked == 1


@pytest.mark.parametrize(("name", "pair"), [("libretranslate", ("en", "pt")), ("apertium", ("en", "es"))])
def test_a_server_that_is_switched_off_is_not_called_ready(listing, looking, name, pair, monkeypatch):
    server = listing[name]
    server.listing_fault = base.answering(503, "<h1>Closed</h1>")
    page = probe(looking, name, *pair)
    served, rest = languages(page, name)
    assert "did not answer a request" in served and "status 503" in served and "English" not in served
    assert ">does not answer<" in card(page, name) and "Once it is set up" not in rest
    asked = server.listings
    monkeypatch.setattr("translation.engines.served_pairs.time", Later())
    page = looking.get(ADDRESS)
    assert ">does not answer<" in card(page, name), "a failure is remembered until somebody asks again"
    assert server.listings == asked, "also when it is old, the page asks nobody"
    server.listing_fault = None
    assert ">ready<" in card(probe(looking, name, *pair), name)


class Later:
    """A clock that is an hour ahead."""

    def monotonic(self):
        return time.monotonic() + 3600


def test_a_page_does_not_wait_for_a_running_request(listing):
    engine = routing.engine("libretranslate")
    with ThreadPoolExecutor(1) as pool, engine._listed._lock:  # as another thread holds it while the server is slow
        assert pool.submit(reports_engines._serves, engine).result(timeout=5) == frozenset()


def test_a_service_that_need_not_be_asked_shows_what_it_has(engines, looking, settings):
    settings.ENGINES = {**settings.ENGINES, "deepl": "translation.engines.deepl.engine.DeepLEngine"}
    settings.ENGINE_OPTIONS = {"deepl": {"api_key": Secret("secret-key")}}
    page = looking.get(ADDRESS)
    assert ">Latina<" in languages(page, "deepl")[0] and ">ready<" in card(page, "deepl")


@pytest.mark.parametrize(
    "data",
    [
        {"do": "probe", "engine": "nobody", "source": "en", "target": "de"},
        {"do": "probe", "engine": "scripted", "source": "en", "target": "xx"},
        {"do": "reset:nobody"},
        {"do": "sing"},
        {},
    ],
)
def test_what_makes_no_sense_is_not_found(engines, looking, data):
    assert looking.post(ADDRESS, data).status_code == 404


def test_who_may_look_try_and_reset(engines, client):
    assert client.get(ADDRESS).status_code == 302
    person = make_user("someone")
    client.force_login(person)
    assert client.get(ADDRESS).status_code == 403
    person.user_permissions.add(Permission.objects.get(codename="view_enginecall"))
    rate_limits.rest("scripted", 300)
    page = client.get(ADDRESS)
    assert page.status_code == 200 and 'value="probe"' not in page.text and "reset:" not in page.text
    assert probe(client).status_code == client.post(ADDRESS, {"do": "reset:scripted"}).status_code == 403
    assert rate_limits.health("scripted").rest and not EngineCall.objects.exists()


def test_a_form_from_elsewhere_is_refused(engines, looking):
    looking.handler.enforce_csrf_checks = True
    assert probe(looking).status_code == 403 and not EngineCall.objects.exists()


def test_the_pages_are_linked_from_the_index_and_between_them(engines, looking):
    for page in ("/admin/", ADDRESS, "/admin/translation/spend/"):
        text = looking.get(page).text
        assert 'href="/admin/translation/engines/"' in text and 'href="/admin/translation/spend/"' in text


def test_the_engines_of_the_routes_alone_are_in_no_order(engines, settings):
    settings.TRANSLATION_ENGINES = ["pseudo", "scripted"]
    settings.TRANSLATION_ROUTES = {("en", "de"): ("libretranslate",)}
    found = {watched.name: (watched.place, watched.routes) for watched in reports_engines.overview()}
    assert found["libretranslate"] == (0, [("en", "de", 1)])
    assert found["pseudo"][0] == 0, "it only serves when it is named"
    assert found["scripted"][0] == 1
    routing.close_all()
