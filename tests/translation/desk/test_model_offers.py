"""The request page: what can be translated now, one line for each other language, and models fetched by a worker."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import publishing
from newsroom import heartbeat, redis_server, workers
from tests.factories import make_user
from tests.servers import firefox_models
from tests.translation.conftest import document
from translation import model_downloads, tasks, worker_pairs
from translation.models import TranslationJob

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def silent():
    redis_server.client().flushdb()
    yield
    redis_server.client().flushdb()


@pytest.fixture
def server(settings, tmp_path):
    """A mirror that offers German and Chinese; this process plays the worker."""
    with firefox_models.running() as running:
        given = {"url": running.mirror, "models_dir": str(tmp_path / "models"), "private_hosts": ("127.0.0.1",)}
        settings.ENGINE_OPTIONS = {**settings.ENGINE_OPTIONS, "firefox": given}
        yield running


@pytest.fixture
def article():
    return publishing.create_article("en", document())


def log_in(client, *groups: str):
    user = make_user(groups[0] if groups else "nobody")
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return client


def page(client, article, **query):
    return client.get(reverse("admin:translation_request", args=[article.pk]), query)


def line(text: str, code: str) -> str:
    """Return the words of one language's line among those that cannot be translated."""
    found = re.search(rf'<tr id="other-{code}">(.*?)</tr>', text, re.S)
    return " ".join(re.sub("<[^>]*>", " ", found[1]).split()) if found else ""


def get(client, article, codes: str, **data):
    return client.post(reverse("admin:translation_request", args=[article.pk]), {"get": codes, **data})


def test_first_what_can_be_translated_then_a_line_and_an_action_for_each_other(client, server, article):
    model_downloads.look_up()
    shown = page(log_in(client, "Editors", "Translation desk"), article)
    assert [choice.edition.code for choice in shown.context["ready"]] == ["pt"]
    assert shown.text.index('id="language-pt"') < shown.text.index('id="other-de"')
    assert line(shown.text, "de") == "Deutsch missing Get the model for German, 2 MB"
    assert line(shown.text, "la") == "Latina missing Needs another engine: see below what each lacks."
    assert line(shown.text, "fr").endswith("see below what each lacks."), "the mirror has no French"
    details = shown.text.index('<details class="desk-lacks">')
    assert "FIREFOX_MODELS_DIR" not in shown.text[:details] and "_API_KEY" not in shown.text[:details]
    assert shown.text.count("set DEEPL_API_KEY") == 1, "once, not for each language"
    assert "no model en-de" not in shown.text, "a button fetches it"


def test_somebody_who_may_not_is_told_whom_to_ask(client, server, article):
    user = log_in(client, "Translation desk", "Editors")
    Group.objects.get(name="Translation desk").permissions.remove(
        *Group.objects.get(name="Translation desk").permissions.filter(codename="install_models")
    )
    shown = page(user, article)
    assert line(shown.text, "de") == "Deutsch missing Ask an administrator to get the model for German."
    assert line(shown.text, "la") == "Latina missing Needs another engine: ask an administrator."
    assert '<button class="button desk-quiet" name="get"' not in shown.text
    assert get(user, article, "de").status_code == 403
    assert model_downloads.downloads() == {}


def test_a_press_starts_one_download_and_shows_how_far_it_is(client, server, article):
    model_downloads.look_up()
    user = log_in(client, "Translation desk", "Editors")
    answer = get(user, article, "de", language="pt", engine="")
    assert answer.url == f"/admin/articles/article/{article.pk}/translate/?language=pt#models"
    shown = user.get(answer.url)
    assert "The model for German is being fetched." in shown.text
    assert line(shown.text, "de") == "Deutsch missing The model is queued: a worker fetches it next."
    assert 'value="pt" checked' in shown.text, "what was ticked stays ticked"
    assert "js/models.js" in shown.text and "data-open" in shown.text
    again = user.get(get(user, article, "de").url)
    assert "The model for German is being fetched already." in again.text

    model_downloads._say(model_downloads.Download("de", "running", 12_000_000, 32_000_000), "")
    shown = page(user, article)
    assert "Fetching the model: 12 of 32 MB" in line(shown.text, "de")
    assert '<progress max="32" value="12"' in shown.text

    tasks.fetch_models()
    shown = page(user, article)
    assert line(shown.text, "de") == "" and 'id="language-de"' in shown.text
    assert "data-open" not in shown.text and not shown.context["offers"].open


def test_a_failed_download_says_why_and_can_be_tried_again(client, server, article):
    model_downloads.look_up()
    user = log_in(client, "Translation desk", "Editors")
    get(user, article, "de")
    server.faults = [firefox_models.cut_off]
    tasks.fetch_models()
    shown = page(user, article)
    assert "The download failed." in line(shown.text, "de") and "broke" in line(shown.text, "de")
    get(user, article, "de")
    tasks.fetch_models()
    assert 'id="language-de"' in page(user, article).text


def test_without_a_network_the_page_says_so_once_and_offers_nothing(client, server, article, settings):
    settings.ENGINE_OPTIONS["firefox"]["url"] = "http://127.0.0.1:9/mirror"
    model_downloads.look_up()
    shown = page(log_in(client, "Translation desk", "Editors"), article)
    assert shown.text.count("Models cannot be fetched now") == 1
    assert line(shown.text, "de") == "Deutsch missing A model is needed, which cannot be fetched now."
    assert 'name="get"' not in shown.text


def test_until_a_worker_has_read_the_list_sizes_are_left_out(client, server, article):
    shown = page(log_in(client, "Translation desk", "Editors"), article)
    assert line(shown.text, "de") == "Deutsch missing Get the model for German"
    assert "data-open" in shown.text, "the page looks again by itself"


def test_from_german_into_chinese_both_models_are_offered_at_once(client, server):
    model_downloads.look_up()
    german = publishing.create_article("de", document())
    shown = page(log_in(client, "Translation desk", "Editors"), german)
    assert "Get the model for German and Simplified Chinese, 3 MB" in line(shown.text, "zh-hans")
    assert 'value="de,zh-hans"' in shown.text


def test_an_engine_that_is_named_offers_no_models(client, server, article):
    shown = page(log_in(client, "Translation desk", "Editors"), article, engine="deepl")
    assert 'name="get"' not in shown.text and "No language can be translated yet" in shown.text


def test_a_worker_elsewhere_counts_and_so_does_what_it_lacks(client, server, article):
    heartbeat.say("local@far", worker="local@far", queues=workers.queues("local"))
    heartbeat.say("local@far:1", worker="local@far", database="", pairs={"firefox": ["en>fr"]})
    model_downloads.look_up()
    shown = page(log_in(client, "Translation desk", "Editors"), article)
    assert [choice.edition.code for choice in shown.context["ready"]] == ["fr"]


def test_all_missing_asks_for_what_can_be_done_and_names_the_rest_in_one_line(client, server, article):
    user = log_in(client, "Translation desk", "Editors")
    answer = user.post(reverse("admin:translation_request", args=[article.pk]), {"missing": "on"}, follow=True)
    assert list(TranslationJob.objects.values_list("language", flat=True)) == ["pt"]
    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 1 and said[0].startswith("No engine translates into these yet: ") and "Deutsch" in said[0]


def test_the_page_costs_few_queries(client, server, article, django_assert_max_num_queries):
    user = log_in(client, "Translation desk", "Editors")
    with django_assert_max_num_queries(22):
        page(user, article)
    assert worker_pairs.announced().pairs == {}
