"""What came with a critical finding is asked of the next engines; the better answer stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.translation.actors import ASKED, BEHAVIOUR, First, Fourth, Second, actors, german, raising, run  # noqa: F401
from tests.translation.conftest import PARAGRAPHS, segment
from translation import jobs, pipeline
from translation.dispatch import rate_limits, second_opinion
from translation.engines.base import Limits, PartialReply, RateLimited, Rejected, Unreachable
from translation.models import EngineCall, SegmentFinding, TranslationJob

pytestmark = pytest.mark.usefixtures("actors")


def lose_numbers(texts: Sequence[str]) -> list[str]:
    return [text.replace("283", "238") for text in german(texts)]


def test_a_critical_answer_is_asked_of_the_next_engines_and_the_better_one_stands(article):
    BEHAVIOUR.update(first=lose_numbers, second=lose_numbers)
    job = run(article)
    row = segment(article, 1)
    assert row.engine == "third" and "283" in row.target
    assert job.state == "done"
    asked = [(who, len(texts)) for who, texts, _brief in ASKED]
    assert asked == [("first", 4), ("second", 1), ("third", 1)]
    reasons = list(EngineCall.objects.order_by("pk").values_list("reason", flat=True))
    assert reasons == ["", "checks", "checks"] and job.requested == 4


def test_of_a_second_opinion_that_is_not_whole_what_came_is_kept(article):
    def twice(texts: Sequence[str]) -> list[str]:
        return [f"{text} 238 12345" for text in german(texts)]

    BEHAVIOUR.update(first=twice, second=raising(PartialReply("1 of 4", {1: german(PARAGRAPHS[:1])[0]})))
    BEHAVIOUR["third"] = raising(Unreachable("down"))
    run(article)
    assert [segment(article, position).engine for position in range(4)] == ["first", "second", "first", "first"]
    call = EngineCall.objects.get(engine="second")
    assert (call.outcome, call.error) == ("answered", "1 of 4"), "it is said that not all came"


def test_no_more_than_two_engines_are_asked_for_another_opinion(article, settings):
    settings.ENGINES = {**settings.ENGINES, "fourth": f"{Fourth.__module__}.Fourth"}
    settings.TRANSLATION_ENGINES = ["first", "second", "third", "fourth"]
    BEHAVIOUR.update(first=lose_numbers, second=lose_numbers, third=lose_numbers)
    run(article)
    assert [who for who, _texts, _brief in ASKED] == ["first", "second", "third"]


def test_a_second_opinion_that_is_no_better_changes_nothing(article):
    worse = {
        name: (lambda texts: ["de " + text.replace("283", "238") for text in texts]) for name in ("first", "third")
    }
    BEHAVIOUR.update(worse, second=raising(Unreachable("down")))
    run(article)
    assert segment(article, 1).engine == "first"
    assert SegmentFinding.objects.filter(severity="critical", check_name="numbers").exists()


def test_what_an_engine_wrote_before_it_went_down_gets_a_second_opinion_too(article, monkeypatch):
    monkeypatch.setattr(First, "limits", Limits(texts=2, characters=1_000))

    def once(texts: Sequence[str]) -> list[str]:
        BEHAVIOUR["first"] = raising(Unreachable("down"))
        return lose_numbers(texts)

    BEHAVIOUR["first"] = once
    assert run(article).state == "done"
    assert segment(article, 1).target.count("283") == 1 and segment(article, 1).engine == "second"
    assert EngineCall.objects.filter(reason="checks").count() == 1


def crash(*_arguments: object, **_options: object) -> None:
    raise jobs.Lost


def test_a_run_that_goes_on_after_a_crash_comes_to_its_second_opinions(article, monkeypatch):
    BEHAVIOUR["first"] = lose_numbers
    with monkeypatch.context() as broken:
        broken.setattr(second_opinion, "ask", crash)
        job = run(article)
    assert (job.state, segment(article, 1).engine) == ("running", "first")
    TranslationJob.objects.update(lease_until="2020-01-01T00:00Z")
    pipeline.run(job.pk)
    assert (segment(article, 1).engine, [who for who, *_ in ASKED]) == ("second", ["first", "second"])


def test_a_run_that_goes_on_buys_no_second_opinion_twice(article, monkeypatch):
    # Nobody does better, so that the texts are as doubtful to the next run.
    BEHAVIOUR.update(first=lose_numbers, second=lose_numbers, third=lose_numbers)
    with monkeypatch.context() as broken:
        broken.setattr("translation.pipeline.recheck.article", crash)
        job = run(article)
    assert [who for who, *_ in ASKED] == ["first", "second", "third"]
    TranslationJob.objects.update(lease_until="2020-01-01T00:00Z")
    pipeline.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done" and len(ASKED) == 3


def test_a_second_opinion_waits_a_moment_but_not_long(article):
    BEHAVIOUR.update(first=lose_numbers, second=raising(RateLimited("slow down", retry_after=30)))
    job = run(article)
    assert job.state == "queued", "put back: it comes to it when it goes on"
    del BEHAVIOUR["second"]
    rate_limits.reset("second")  # the moment is over
    pipeline.run(job.pk)
    assert segment(article, 1).engine == "second"


def test_a_second_opinion_that_would_take_long_is_passed_over(article):
    BEHAVIOUR.update(first=lose_numbers, second=raising(RateLimited("slow down", retry_after=3600)))
    assert run(article).state == "done"
    assert segment(article, 1).engine == "third"


def test_a_draft_takes_no_turn(article, monkeypatch):
    monkeypatch.setattr(Second, "draft", True)
    monkeypatch.setattr(second_opinion, "MOST", 1)
    BEHAVIOUR["first"] = lose_numbers
    run(article)
    assert [who for who, *_ in ASKED] == ["first", "third"] and segment(article, 1).engine == "third"


def test_without_any_route_left_a_run_that_goes_on_ends(article, monkeypatch, settings):
    BEHAVIOUR["first"] = lose_numbers
    with monkeypatch.context() as broken:
        broken.setattr(second_opinion, "ask", crash)
        job = run(article)
    settings.TRANSLATION_ENGINES = []
    TranslationJob.objects.update(lease_until="2020-01-01T00:00Z")
    pipeline.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done"


def test_an_engine_that_is_down_is_not_asked_for_a_second_opinion(article):
    def picky(texts: Sequence[str]) -> list[str]:
        if any("Helio" in text for text in texts):
            raise Rejected("too long")
        return lose_numbers(texts)

    BEHAVIOUR.update(first=picky, second=raising(Unreachable("down")))
    assert run(article).state == "done"
    assert segment(article, 1).engine == "third" and "283" in segment(article, 1).target
    assert [who for who, *_ in ASKED].count("second") == 1
