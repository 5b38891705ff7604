"""Promises 2 to 5: one segment a key, truthful jobs, nothing asked twice, spend recorded first."""

from articles import publishing
from articles.models import Article, LanguageVersion
from tests.translation.conftest import PARAGRAPHS, document, segment, translate
from translation import desk, pipeline
from translation.dispatch import rate_limits
from translation.engines.base import BadReply, Limits, QuotaExceeded, RateLimited, Refused, Unreachable
from translation.models import EngineCall, Segment, TranslationJob


def asked(scripted):
    return [text for batch in scripted.asked for text in batch]


def test_a_job_translates_every_segment_and_stores_the_version(article, scripted):
    job = translate(article)

    assert (job.state, job.total, job.machine, job.memory, job.kept, job.requested) == ("done", 4, 4, 0, 0, 4)
    stored = Article.objects.get(pk=article.pk)
    assert stored.headline_de == "de Harbour town buys a battery"
    assert stored.slug_de == "de-harbour-town-buys-a-battery"
    assert [block["text"] for block in stored.body_de] == [f"de {text}" for text in PARAGRAPHS]
    version = article.versions.get(language="de")
    assert (version.provenance, version.reviewed, version.publication) == ("machine", False, "draft")
    assert stored.headline_fr in (None, "")


def test_batches_keep_to_the_engines_limits(article, scripted):
    translate(article)

    assert [len(batch) for batch in scripted.asked] == [2, 2]


def test_a_job_asks_the_database_as_often_for_a_long_article_and_does_not_read_fifteen_languages(
    scripted, db, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(scripted, "limits", Limits(texts=100, characters=100_000))
    monkeypatch.setattr(scripted, "briefed", False)
    short, long = (
        publishing.create_article("en", document([f"{PARAGRAPHS[0]} {number}" for number in range(count)]))
        for count in (3, 40)
    )
    asked_for = [desk.request_translation(one, ["de"]).jobs[0].pk for one in (short, long)]
    with django_assert_max_num_queries(59) as queries:  # savepoints among them
        pipeline.run(asked_for[0])
    with django_assert_max_num_queries(len(queries)):
        pipeline.run(asked_for[1])
    assert not [query["sql"] for query in queries if "headline_fr" in query["sql"]]
    assert not [query["sql"] for query in queries if "editionstyle" in query["sql"]], "nobody reads the brief"


def test_a_second_run_asks_for_nothing(article, scripted):
    translate(article)
    job = translate(article)

    assert (job.state, job.kept, job.requested) == ("done", 4, 0)
    assert len(asked(scripted)) == 4


def test_one_changed_paragraph_is_one_segment_per_language(article, scripted):
    for language in ("de", "fr"):
        translate(article, language)
    scripted.asked.clear()
    publishing.save_source(article, document([PARAGRAPHS[0], "The battery lasts 14 hours.", PARAGRAPHS[2]]))

    for language in ("de", "fr"):
        job = translate(article, language)
        assert (job.state, job.requested, job.kept, job.machine) == ("done", 1, 3, 1)
    assert asked(scripted) == ["The battery lasts 14 hours."] * 2


def test_the_segments_equal_the_sources_segmentation(article, scripted):
    translate(article)
    publishing.save_source(article, document([PARAGRAPHS[2], "A new paragraph.", PARAGRAPHS[0]]))
    translate(article)

    rows = Segment.objects.filter(version__article=article, version__language="de")
    assert [row.source for row in rows] == [
        "Harbour town buys a battery",
        PARAGRAPHS[2],
        "A new paragraph.",
        PARAGRAPHS[0],
    ]
    stored = Article.objects.get(pk=article.pk)
    assert [block["id"] for block in stored.body_de] == [block["id"] for block in stored.body_en]


def test_a_version_is_outdated_from_the_edit_to_the_translation(article, scripted):
    translate(article)
    assert desk.outdated_languages(article) == []
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Everybody slept."]))
    assert desk.outdated_languages(article) == ["de"]
    translate(article)
    assert desk.outdated_languages(article) == []


def test_an_edit_and_its_undoing_leave_nothing_to_translate(article, scripted):
    translate(article)
    publishing.save_source(article, document([*PARAGRAPHS[:2], "Nobody slept, the harbour mistress said."]))
    publishing.save_source(article, document())

    assert desk.outdated_languages(article) == []
    assert translate(article).requested == 0


def test_the_call_is_recorded_before_it_is_made(article, scripted):
    seen = []
    scripted.behaviour = lambda texts, source, target: (
        seen.append(list(EngineCall.objects.values_list("outcome", "segments", "characters"))) or list(texts)
    )
    translate(article)

    assert seen[0] == [("open", 2, len("Harbour town buys a battery") + len(PARAGRAPHS[0]))]
    assert set(EngineCall.objects.values_list("outcome", flat=True)) == {"answered"}


def test_a_worker_that_dies_between_batches_is_resumed_without_buying_twice(article, scripted):
    class Died(BaseException):
        pass

    def die_on_the_second(texts, source, target):
        if len(scripted.asked) == 2:
            raise Died
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = die_on_the_second
    job = desk.request_translation(article, ["de"]).jobs[0]
    try:
        pipeline.run(job.pk)
    except Died:
        TranslationJob.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00Z")
    scripted.behaviour = None

    assert pipeline.run(job.pk) == "done"
    job.refresh_from_db()
    assert (job.machine, job.kept, job.requested, job.attempts) == (4, 0, 6, 2)
    first_batch = scripted.asked[0]
    assert [text for text in asked(scripted) if text in first_batch] == first_batch
    assert sorted(EngineCall.objects.values_list("outcome", flat=True)) == ["answered", "answered", "unknown"]


def test_a_passing_trouble_puts_the_job_back_and_says_when(article, scripted):
    def limited(texts, source, target):
        raise RateLimited("Too many requests.", retry_after=42)

    scripted.behaviour = limited
    job = desk.request_translation(article, ["de"]).jobs[0]
    assert pipeline.run(job.pk) == "queued"
    job.refresh_from_db()
    assert job.message == "Too many requests."
    assert 40 < (job.due_at - job.started_at).total_seconds() < 42 * 1.2 + 2
    assert job.attempts == 0, "to wait for a turn is no attempt"

    scripted.behaviour = None
    rate_limits.reset("scripted")
    assert pipeline.run(job.pk) == "done"
    job.refresh_from_db()
    assert job.message == ""


def test_a_trouble_that_does_not_pass_ends_the_job(article, scripted):
    def empty_purse(texts, source, target):
        raise QuotaExceeded("The month's budget is used up.")

    scripted.behaviour = empty_purse
    job = translate(article)
    assert (job.state, job.message, job.machine) == ("failed", "The month's budget is used up.", 0)


def test_a_job_that_got_part_of_the_way_is_partial_and_readers_see_nothing_half(article, scripted):
    def refuse_later(texts, source, target):
        if len(scripted.asked) > 1:
            raise Refused("The key was withdrawn.")
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = refuse_later
    job = translate(article)
    assert (job.state, job.machine, job.total) == ("partial", 2, 4)
    assert not Article.objects.get(pk=article.pk).headline_de


def test_one_bad_reply_costs_one_segment_not_the_batch(article, scripted):
    def choke(texts, source, target):
        if any("slept" in text for text in texts):
            raise BadReply("Not JSON.")
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = choke
    job = translate(article)
    assert (job.state, job.machine) == ("partial", 3)
    assert "Not JSON." in job.message
    assert segment(article, 3).key in job.message


def test_a_reply_of_the_wrong_count_is_no_translation(article, scripted, settings):
    scripted.behaviour = lambda texts, source, target: ["one text too few"][: len(texts) - 1]
    job = translate(article)
    assert job.state == "queued", "an engine that answers all texts wrongly may answer rightly later"
    for _attempt in range(settings.TRANSLATION_JOB_ATTEMPTS):
        rate_limits.reset("scripted")  # an open breaker postpones the job, which is no attempt
        pipeline.run(job.pk)
        job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", settings.TRANSLATION_JOB_ATTEMPTS + 1)
    assert not Segment.objects.exclude(target="").exists()


def test_an_empty_answer_is_not_done(article, scripted):
    scripted.behaviour = lambda texts, source, target: ["" if "slept" in text else "de " + text for text in texts]
    job = translate(article)
    assert (job.state, job.machine, job.total) == ("partial", 3, 4)


def test_a_job_gives_up_after_its_attempts(article, scripted, settings):
    settings.TRANSLATION_JOB_ATTEMPTS = 2

    def away(texts, source, target):
        raise Unreachable("Nobody is there.")

    scripted.behaviour = away
    job = desk.request_translation(article, ["de"]).jobs[0]
    for _attempt in range(2):
        assert pipeline.run(job.pk) == "queued"
    pipeline.run(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "2 attempts" in job.message
    assert job.finished_at


def test_html_that_an_engine_invents_never_reaches_the_columns(article, scripted):
    scripted.behaviour = lambda texts, source, target: [f"{text}<script>alert(1)</script><img src=x>" for text in texts]
    translate(article)
    stored = Article.objects.get(pk=article.pk)
    assert "script" not in str(stored.body_de) + stored.headline_de
    assert "img" not in str(stored.body_de)


def test_a_pivot_is_counted_once_and_paid_twice(article, scripted):
    scripted.only_english = True
    german = publishing.create_article("de", document(["Das ist ein Satz."], headline="Eine Zeile"))
    job = translate(german, "fr")

    assert job.requested == 2
    steps = EngineCall.objects.order_by("id").values_list("source_language", "target_language")
    assert list(steps) == [("de", "en"), ("en", "fr")]


def test_a_text_without_end_costs_one_segment(article, scripted):
    scripted.behaviour = lambda texts, source, target: [
        "<code>" * 20_000 if "slept" in text else f"{target} {text}" for text in texts
    ]
    job = translate(article)
    assert (job.state, job.machine) == ("partial", 3)
    assert "120,000 characters to one of 38" in job.message


def test_what_came_half_way_to_the_target_is_not_stored(article, scripted):
    scripted.only_english = True
    scripted.behaviour = lambda texts, source, target: [
        "x" * 9_000 if text.startswith("Das") and target == "en" else f"{target} {text}" for text in texts
    ]
    german = publishing.create_article("de", document(["Das ist ein Satz."], headline="Eine Zeile"))
    job = translate(german, "fr")
    assert job.state == "partial"
    targets = Segment.objects.filter(version__article=german, version__language="fr").values_list("target", flat=True)
    assert sorted(targets) == ["", "fr en Eine Zeile"]


def test_a_deleted_article_leaves_no_version_behind(article, scripted):
    job = desk.request_translation(article, ["de"]).jobs[0]
    article.delete()
    assert pipeline.run(job.pk) is None
    assert not LanguageVersion.objects.exists()
