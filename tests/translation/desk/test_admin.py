"""Asking for translations, watching jobs, and who may."""

import uuid

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import publishing
from articles.models import LanguageVersion
from tests.factories import make_user
from tests.translation.conftest import document, translate
from translation import desk
from translation.models import EngineCall, MemoryEntry, TranslationJob
from translation.segments.units import text_hash

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(client, scripted):
    user = make_user("desk")
    user.groups.set(Group.objects.filter(name__in=["Editors", "Translation desk"]))
    client.force_login(user)
    return client


def ask(client, article, **data):
    return client.post(reverse("admin:translation_request", args=[article.pk]), data)


def jobs():
    return sorted(TranslationJob.objects.values_list("language", "engine"))


def test_the_page_says_which_engine_serves_each_language_or_why_none(translator, article):
    page = translator.get(reverse("admin:translation_request", args=[article.pk]))
    rows = {choice.edition.code: choice for choice in page.context["choices"]}
    assert rows["de"].route == "Scripted"
    assert (rows["la"].route, rows["la"].reasons) == ("", (("scripted", "it never learned Latin"),))
    assert "it never learned Latin" in page.text
    assert "en" not in rows
    page = translator.get(reverse("admin:translation_request", args=[article.pk]), {"engine": "pseudo"})
    assert {choice.edition.code: choice for choice in page.context["choices"]}["la"].route == "Pseudolocalisation"


def test_single_languages_are_queued_and_the_job_page_follows(translator, article):
    answer = ask(translator, article, language=["de", "fr"])
    assert jobs() == [("de", "scripted"), ("fr", "scripted")]
    batch = TranslationJob.objects.first().batch
    assert answer.url == f"/admin/translation/jobs/{batch}/"
    assert LogEntry.objects.get().change_message == "Translation requested: français, Deutsch."


def test_all_missing_and_all_outdated_are_found_per_article(translator, article):
    translate(article, "de")
    article.refresh_from_db()
    publishing.save_source(article, document(["Something else entirely."]))
    desk.source_saved(article)
    ask(translator, article, outdated="on")
    assert list(TranslationJob.objects.filter(state="queued").values_list("language", flat=True)) == ["de"]
    ask(translator, article, missing="on", engine="pseudo")
    assert TranslationJob.objects.filter(engine="pseudo").count() == 13


def test_what_is_refused_is_said_by_name_and_nothing_of_it_is_queued(translator, article):
    page = ask(translator, article, language=["la"])
    assert page.status_code == 200
    assert "No engine translates from English into Latin. scripted: it never learned Latin." in page.text
    assert jobs() == []
    ask(translator, article, language=["de"])
    page = ask(translator, article, language=["de"])
    assert "Deutsch is being translated already." in page.text


def test_choosing_nothing_is_an_error_that_says_so(translator, article):
    page = ask(translator, article)
    assert page.status_code == 200
    assert "Nothing is chosen" in page.text
    assert jobs() == []


def test_several_articles_are_asked_for_at_once_from_the_list(translator, article):
    other = publishing.create_article("fr", document(headline="Autre"))
    answer = translator.post(
        "/admin/articles/article/", {"action": "translate_selected", "_selected_action": [article.pk, other.pk]}
    )
    assert answer.url == f"/admin/articles/article/translate/?ids={article.pk},{other.pk}"
    answer = translator.post(answer.url, {"language": ["de", "fr"]})
    assert jobs() == [("de", "scripted"), ("de", "scripted"), ("fr", "scripted")]
    page = translator.get(answer.url)
    assert page.status_code == 200
    assert len(page.context["cl"].result_list) == 3


def test_the_job_page_counts_in_words_and_ends_with_a_summary(translator, article):
    job = translate(article, "de")
    page = translator.get(reverse("translation:jobs", args=[job.batch]))
    assert "4 of 4 segments" in page.text
    assert "0 from memory, 4 by machine, 0 kept; 4 sent to the engine" in " ".join(page.text.replace("\n", " ").split())
    assert "Ended: 1 of 1 languages done; 4 segments were sent to an engine" in page.text
    version = LanguageVersion.objects.get(article=article, language="de")
    assert reverse("translation:editor", args=[version.pk]) in page.text
    assert "http-equiv" not in page.text


def test_an_open_job_page_updates_itself_with_and_without_a_script(translator, article):
    request = desk.request_translation(article, ["de"])
    page = translator.get(reverse("translation:jobs", args=[request.batch]))
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.text
    fragment = translator.get(reverse("translation:jobs-progress", args=[request.batch])).json()
    assert fragment["open"] is True
    assert [job["state"] for job in fragment["jobs"]] == ["queued"]
    assert "waiting for a worker" in fragment["html"]
    desk.cancel(request.jobs[0])
    assert translator.get(reverse("translation:jobs-progress", args=[request.batch])).json()["open"] is False


def test_a_job_is_cancelled_and_tried_again(translator, article):
    [job] = desk.request_translation(article, ["de"]).jobs
    address = reverse("translation:jobs", args=[job.batch])
    translator.post(address, {"do": f"cancel:{job.pk}"})
    job.refresh_from_db()
    assert (job.state, job.message) == ("cancelled", "Cancelled by desk.")
    answer = translator.post(address, {"do": f"retry:{job.pk}"})
    again = TranslationJob.objects.get(state="queued")
    assert answer.url == f"/admin/translation/jobs/{again.batch}/"
    translator.post(answer.url, {"do": "cancel-all"})
    again.refresh_from_db()
    assert again.state == "cancelled"


def test_an_unknown_batch_is_an_empty_page_and_not_a_fault(translator):
    page = translator.get(reverse("translation:jobs", args=[uuid.uuid4()]))
    assert page.status_code == 200
    assert "There are no jobs under this number" in page.text


def test_only_the_desk_may_ask_cancel_and_retry(client, article, scripted):
    [job] = desk.request_translation(article, ["de"]).jobs
    address = reverse("translation:jobs", args=[job.batch])
    user = make_user("editor")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    assert client.get(address).status_code == 200
    assert "cancel:" not in client.get(address).text
    assert client.post(address, {"do": f"cancel:{job.pk}"}).status_code == 403
    assert client.post(address, {"do": f"retry:{job.pk}"}).status_code == 403
    assert ask(client, article, language=["fr"]).status_code == 403
    change = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert reverse("admin:translation_request", args=[article.pk]) not in change.text
    client.force_login(make_user("nobody"))
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_the_article_page_shows_jobs_and_segments_and_the_list_a_running_job(translator, article):
    translate(article, "de")
    [job] = desk.request_translation(article, ["fr"]).jobs
    page = translator.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert "4 segments" in page.text
    assert reverse("translation:jobs", args=[job.batch]) in page.text
    assert "français: missing, being translated" in translator.get("/admin/articles/article/").text


def test_saving_the_source_brings_the_segments_in_line(translator, article):
    translate(article, "de")
    page = translator.get(reverse("admin:articles_article_change", args=[article.pk]))
    form = page.context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {
        "embargo_until_0": "",
        "embargo_until_1": "",
        "contributions-TOTAL_FORMS": 0,
        "contributions-INITIAL_FORMS": 0,
    }
    data["text_body"] = data["text_body"].replace("Nobody slept", "Everybody slept")
    assert translator.post(reverse("admin:articles_article_change", args=[article.pk]), data).status_code == 302
    segments = LanguageVersion.objects.get(article=article, language="de").segments
    assert [segment.current for segment in segments.order_by("position")] == [True, True, True, False]


def test_records_are_to_look_at_and_memory_is_to_correct(client, translator, article):
    job = translate(article, "de")
    for model in ("translationjob", "enginecall"):
        assert translator.get(f"/admin/translation/{model}/").status_code == 200
        assert translator.get(f"/admin/translation/{model}/add/").status_code == 403
    assert translator.post(f"/admin/translation/translationjob/{job.pk}/delete/").status_code == 403
    assert EngineCall.objects.exists()
    data = {"source_language": "en", "target_language": "de", "source": "Good morning", "target": "Guten Morgen"}
    assert translator.post("/admin/translation/memoryentry/add/", data).status_code == 302
    assert MemoryEntry.objects.get().source_hash == text_hash("Good morning")
    twin = translator.post("/admin/translation/memoryentry/add/", data)
    assert "already contains this text for these languages" in twin.text
    assert translator.get("/admin/translation/memoryentry/?q=morgen").context["cl"].result_count == 1
    term = {
        "kind": "do-not-translate",
        "source_language": "en",
        "term": "Helio-2.5X",
        "target_language": "",
        "target": "",
    }
    assert translator.post("/admin/translation/term/add/", term).status_code == 302
