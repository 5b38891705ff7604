"""Languages that were asked for together are compared once, by the last job; the gate and readers never wait for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from tests.translation.checking import outlier
from tests.translation.conftest import PARAGRAPHS, document, translate
from translation import desk, pipeline
from translation.checks import registry
from translation.engines.base import Limits, Refused
from translation.models import SegmentFinding, TranslationJob

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steered", "scripted")]
# Queries of a job that asks an engine once, from the request on; and of each batch more, savepoints included.
ONE_BATCH, EACH_BATCH = 112, 19


def differs_in_german(texts, source, target):
    return [text.replace("283", "238") if target == "de" else text for text in texts]


def refuses(texts, source, target):
    raise Refused("the key is not accepted")


def ask(article, *languages):
    return [job.pk for job in desk.request_translation(article, languages).jobs]


def outliers():
    return list(SegmentFinding.objects.filter(scope="across").values_list("segment__version__language", flat=True))


def test_the_last_job_compares_the_languages_once_and_counts_what_it_found(article, scripted, monkeypatch):
    scripted.behaviour = differs_in_german
    compared = []

    def spy(source, versions, source_language):
        compared.append(sorted(versions))
        return outlier(source, versions, source_language)

    monkeypatch.setattr(registry, "ACROSS_CHECKS", (spy,))
    *first, last = ask(article, "de", "fr", "it")
    for job in first:
        pipeline.run(job)
    assert not compared
    pipeline.run(last)
    assert compared == [["de", "fr", "it"]] * 4
    assert outliers() == ["de"]
    assert dict(TranslationJob.objects.values_list("language", "findings")) == {"de": 1, "fr": 0, "it": 0}


def test_a_last_job_that_fails_compares_the_others(article, scripted):
    scripted.behaviour = differs_in_german
    *first, last = ask(article, "de", "fr", "it", "es")
    for job in first:
        pipeline.run(job)
    scripted.behaviour = refuses
    pipeline.run(last)
    assert TranslationJob.objects.get(pk=last).state == "failed"
    assert outliers() == ["de"]


def test_the_gate_compares_what_no_job_has_compared(article, scripted):
    scripted.behaviour = differs_in_german
    for job in ask(article, "de", "fr", "it", "es")[:3]:
        pipeline.run(job)
    assert not outliers()
    with pytest.raises(publishing.NotPublishable) as caught:
        publishing.publish(article.versions.get(language="de"))
    assert "2 say 283; de says 238." in caught.value.reasons[0]
    publishing.publish(article.versions.get(language="fr"))


def test_a_public_version_is_compared_before_its_new_text_is_public(article, scripted, user):
    for code in ("de", "fr", "it"):
        translate(article, code)
    publishing.publish(article.versions.get(language="de"))
    publishing.save_source(article, document([PARAGRAPHS[0].replace("hectares", "acres"), *PARAGRAPHS[1:]]))
    scripted.behaviour = differs_in_german
    fr, it, de, _es = ask(article, "fr", "it", "de", "es")
    for job in (fr, it, de):
        pipeline.run(job)
    assert outliers() == ["de"]
    assert "Readers keep the version they have" in TranslationJob.objects.get(pk=de).message
    article.refresh_from_db()
    assert "238" not in str(article.in_language("body", "de"))


def test_a_batch_costs_the_same_few_queries_whatever_its_size(article, scripted, monkeypatch):
    def queries(paragraphs, texts):
        monkeypatch.setattr(scripted, "limits", Limits(texts=texts, characters=100_000))
        other = publishing.create_article("en", document(paragraphs))
        with CaptureQueriesContext(connection) as captured:
            assert translate(other).state == "done"
        return len(captured)

    long = [f"Line {number} of the story." for number in range(59)]
    one = queries(PARAGRAPHS, 60)
    assert one <= ONE_BATCH
    assert queries(long, 60) <= one
    assert queries(long, 20) <= one + 2 * EACH_BATCH
