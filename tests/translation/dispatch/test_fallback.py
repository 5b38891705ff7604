"""Which engine is asked when the first one cannot, may not, or answers badly; and what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest

from articles import publishing
from articles.models import Article
from newsroom import redis_server
from newsroom.languages import DEFAULT_CODES
from tests.translation.actors import ASKED, BEHAVIOUR, GERMAN, Actor, First, actors, german, raising, run  # noqa: F401
from tests.translation.conftest import PARAGRAPHS, document, segment
from translation import desk, pipeline
from translation.dispatch import pricing, rate_limits
from translation.engines import routing
from translation.engines.base import (
    BadReply,
    Limits,
    PartialReply,
    QuotaExceeded,
    RateLimited,
    Refused,
    Rejected,
    Unreachable,
)
from translation.engines.reply import Remark, Reply, Usage
from translation.models import EngineCall, SegmentFinding, Term

LETTERS = [f"{one}{other}" for one in "ABCDEFGH" for other in "abcdefgh"]
pytestmark = pytest.mark.usefixtures("actors")


@pytest.mark.parametrize("error", [Unreachable("down"), QuotaExceeded("none left"), Refused("bad key")])
def test_an_engine_that_cannot_makes_way_for_the_next(article, error):
    BEHAVIOUR["first"] = raising(error)
    job = run(article)
    assert (job.state, job.machine, job.requested) == ("done", 4, 4)
    calls = list(EngineCall.objects.order_by("pk").values_list("engine", "reason", "outcome"))
    assert calls == [("first", "", "failed"), ("second", "fallback", "answered")]
    assert segment(article, 1).engine == "second"


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        "  ",
        "\u200b",
        "<script>alert(1)</script>",
        ".",
        "…",
        "—",
        "283",
        "<br>",
        "&nbsp;",
        "👍",
        "<style>a</style>.",
    ],
)
def test_a_text_answered_with_nothing_is_asked_again_then_of_the_next_engine(article, nothing):
    def forgetful(texts: Sequence[str]) -> list[str]:
        return [nothing if "283" in text else target for text, target in zip(texts, german(texts), strict=True)]

    BEHAVIOUR["first"] = forgetful
    assert run(article).state == "done"
    assert [segment(article, position).engine for position in range(4)] == ["first", "second", "first", "first"]
    assert [(who, len(texts)) for who, texts, _brief in ASKED] == [("first", 4), ("first", 1), ("second", 1)]


def test_a_remark_of_an_engine_goes_with_the_text_that_it_was_made_of(article):
    def remarking(texts: Sequence[str]) -> Reply:
        wrong = [text.replace("283", "238") for text in german(texts)]
        return Actor.call.reply(wrong, [Remark(1, "I am not sure.")])

    BEHAVIOUR["first"] = remarking
    run(article)
    assert segment(article, 1).engine == "second", "its answer was better"
    assert not SegmentFinding.objects.filter(check_name="engine_remark").exists()


def test_of_a_partial_reply_what_holds_nothing_is_asked_again_too(article):
    def partly(texts: Sequence[str]) -> list[str]:
        if len(texts) < 4:
            return german(texts)
        raise PartialReply("three of four", {0: german(texts)[0], 1: " ", 2: german(texts)[2]})

    BEHAVIOUR["first"] = partly
    job = run(article)
    assert (job.state, job.machine) == ("done", 4)
    assert [len(texts) for _who, texts, _brief in ASKED] == [4, 2]


def test_a_text_that_every_engine_answers_with_nothing_is_reported(article):
    BEHAVIOUR.update({name: lambda texts: [""] * len(texts) for name in ("first", "second", "third")})
    job = run(article)
    assert "with nothing" in job.message
    assert len(ASKED) < 20


@pytest.mark.parametrize("error", [Refused("bad key"), BadReply("not a list")])
def test_a_segment_is_counted_as_asked_for_once_however_often_it_is(article, error, monkeypatch):
    monkeypatch.setattr(First, "limits", Limits(texts=2, characters=1_000))
    BEHAVIOUR["first"] = raising(error)
    job = run(article)
    assert (job.state, job.machine, job.requested) == ("done", 4, 4)
    assert sum(EngineCall.objects.values_list("segments", flat=True)) > 4


def test_an_engine_that_a_person_named_is_the_only_one(article):
    BEHAVIOUR["first"] = raising(Refused("bad key"))
    job = run(article, engine="first")
    assert job.state == "failed" and "bad key" in job.message
    assert {who for who, _texts, _brief in ASKED} == {"first"}


def test_an_engine_that_asks_for_patience_is_waited_for(article):
    BEHAVIOUR["first"] = raising(RateLimited("slow down", retry_after=30))
    assert run(article).state == "queued"
    assert {who for who, _texts, _brief in ASKED} == {"first"}


def test_when_nobody_can_the_job_waits_for_who_may_come_back(article):
    BEHAVIOUR.update(
        first=raising(Unreachable("down")), second=raising(Refused("bad key")), third=raising(QuotaExceeded("none"))
    )
    job = run(article)
    assert job.state == "queued" and job.message == "down"


def test_texts_that_one_engine_spoils_go_to_the_next(article):
    def spoil(texts: Sequence[str]) -> list[str]:
        if any("Helio" in text for text in texts):
            raise BadReply("garbled")
        return german(texts)

    BEHAVIOUR["first"] = spoil
    job = run(article)
    assert job.state == "done"
    assert segment(article, 2).engine == "second" and segment(article, 1).engine == "first"


def long_article(number: int = 32) -> Article:
    return publishing.create_article("en", document([f"Nobody slept at pier {letter}." for letter in LETTERS[:number]]))


def test_an_engine_that_spoils_every_second_text_is_not_given_up(db, monkeypatch):
    """Three in a row give it up."""
    monkeypatch.setattr(Actor, "limits", Limits(texts=1, characters=1_000))
    asked: list[str] = []

    def every_second(texts: Sequence[str]) -> list[str]:
        asked.extend(texts)
        if len(asked) % 2:
            raise BadReply("no")
        return [f"de {text}" for text in texts]

    BEHAVIOUR.update(first=every_second, second=lambda texts: [f"de {text}" for text in texts])
    run(long_article(10))
    assert len(set(asked)) == 11


@pytest.mark.parametrize("error", [BadReply("garbled"), Rejected("too long")])
def test_an_engine_that_answers_everything_wrongly_is_left(db, monkeypatch, error):
    monkeypatch.setattr(Actor, "limits", Limits(texts=40, characters=10_000))
    good = lambda texts: ["de " + text for text in texts]  # noqa: E731
    BEHAVIOUR.update(first=raising(error), second=good, third=good)
    job = run(long_article(31))
    asked = Counter(call.engine for call in EngineCall.objects.filter(reason__in=("", "fallback")))
    assert job.state == "done" and job.requested == 32
    assert asked["first"] == 9, "32, 16, 8, 4, 2, and three that stood alone, with their neighbours"
    assert asked["second"] <= 7
    # It answers, so that it may be the texts; but where no text pleases it, the other jobs need not find that out too.
    assert rate_limits.health("first").state == ("open" if isinstance(error, BadReply) else "closed")


def test_an_odd_text_does_not_cost_the_others_their_engine(article):
    def picky(texts: Sequence[str]) -> list[str]:
        if any("Helio" in text for text in texts):
            raise Rejected("too long")
        return german(texts)

    BEHAVIOUR.update(first=picky, second=raising(Unreachable("down")), third=raising(Refused("bad key")))
    job = run(article)
    assert (job.state, job.machine) == ("partial", 3)
    assert "down" in job.message and segment(article, 3).engine == "first"


def test_an_engine_that_asks_for_long_patience_makes_way(article):
    BEHAVIOUR["first"] = raising(RateLimited("come back later", retry_after=3600))
    job = run(article)
    assert job.state == "done" and segment(article, 1).engine == "second"


def test_with_nobody_else_an_engine_that_asks_for_long_patience_is_waited_for(article):
    BEHAVIOUR["first"] = raising(RateLimited("come back later", retry_after=3600))
    job = run(article, engine="first")
    assert (job.state, job.message) == ("queued", "come back later")


def test_a_wait_that_comes_with_a_failure_holds_for_all_workers(article):
    BEHAVIOUR["first"] = raising(Unreachable("not available (status 503)", retry_after=120))
    assert run(article).state == "done"
    assert 100 < rate_limits.admit("first", 1).wait <= 120 and rate_limits.admit("first", 1).why == "rest"


def test_what_came_of_a_partial_reply_is_kept_and_the_rest_asked_again(article):
    def half(texts: Sequence[str]) -> list[str]:
        if len(texts) == 1:
            return german(texts)
        remarks = [Remark(index, f"Look at {text[:3]}.") for index, text in enumerate(texts)]
        raise PartialReply("half", {index: GERMAN[text] for index, text in enumerate(texts) if index % 2}, remarks)

    BEHAVIOUR["first"] = half
    job = run(article)
    assert (job.state, job.machine) == ("done", 4)
    said = SegmentFinding.objects.filter(check_name="engine_remark").order_by("segment__position")
    assert [(row.segment.position, row.message) for row in said] == [
        (position, f"Look at {segment(article, position).source[:3]}.") for position in (1, 2, 3)
    ]
    assert [len(texts) for _who, texts, _brief in ASKED] == [4, 2, 1]


def test_what_an_engine_says_of_a_text_is_a_finding_until_the_text_changes(article):
    def doubt(texts: Sequence[str]) -> Reply:
        return Actor.call.reply(german(texts), [Remark(1, "A link could not be placed.")])

    BEHAVIOUR["first"] = doubt
    run(article)
    finding = SegmentFinding.objects.get(check_name="engine_remark")
    assert finding.message == "A link could not be placed." and finding.segment.source == PARAGRAPHS[0]
    row = finding.segment
    desk.approve_segment(row, None)
    assert SegmentFinding.objects.filter(check_name="engine_remark").exists()
    row.refresh_from_db()
    desk.edit_segment(row, "Marrowby kauft 283 Hektar Hafen.", user=None, revision=row.revision)
    assert not SegmentFinding.objects.filter(check_name="engine_remark").exists()


def test_engines_are_told_headline_terms_and_what_stands_before(article):
    Term.objects.create(kind="preferred", source_language="en", term="harbour", target_language="de", target="Hafen")
    Term.objects.create(kind="do-not-translate", source_language="en", term="Marrowby")
    Term.objects.create(kind="forbidden", source_language="en", term="town", target_language="de", target="Dorf")
    First.limits = Limits(texts=2, characters=5_000)
    try:
        run(article)
    finally:
        First.limits = Actor.limits
    briefs = [brief for _who, _texts, brief in ASKED]
    assert briefs[0].headline == "Harbour town buys a battery" and briefs[0].before == ""
    assert briefs[1].before == PARAGRAPHS[0]
    assert [(term.source, term.target) for term in briefs[0].terms] == [("Marrowby", "Marrowby"), ("harbour", "Hafen")]


def test_spend_is_settled_by_the_services_own_count(article, settings):
    settings.TRANSLATION_ENGINES = ["second"]
    settings.ENGINE_PRICES = {"second": (Decimal(20), Decimal(20))}

    def count(texts: Sequence[str]) -> list[str]:
        call = EngineCall.objects.get()
        assert call.outcome == "open" and call.cost == Decimal(20) * call.characters / 1_000_000
        Actor.call.used(Usage(characters=100))
        return german(texts)

    BEHAVIOUR["second"] = count
    run(article)
    call = EngineCall.objects.get()
    assert (call.billed_characters, call.cost, call.currency) == (100, Decimal("0.002"), "EUR")


def test_a_lost_reply_of_a_paid_engine_is_unknown_and_counts_as_spent(article, settings):
    settings.TRANSLATION_ENGINES = ["second"]
    settings.ENGINE_PRICES = {"second": (Decimal(20), Decimal(20))}
    BEHAVIOUR["second"] = raising(Unreachable("no whole answer"))
    run(article)
    call = EngineCall.objects.get()
    assert call.outcome == "unknown" and pricing.spent("second") == call.cost > 0


def test_a_budget_is_kept_and_the_next_engine_takes_over(article, settings):
    settings.TRANSLATION_ENGINES = ["second", "first"]
    settings.ENGINE_PRICES = {"second": (Decimal(20), Decimal(20))}
    settings.ENGINE_BUDGETS = {"second": Decimal("0.0001")}
    job = run(article)
    assert job.state == "done" and {who for who, _texts, _brief in ASKED} == {"first"}
    assert not EngineCall.objects.filter(engine="second").exists()


def test_a_budget_that_nobody_else_can_relieve_is_named(article, settings):
    settings.TRANSLATION_ENGINES = ["second"]
    settings.ENGINE_PRICES = {"second": (Decimal(20), Decimal(20))}
    settings.ENGINE_BUDGETS = {"second": Decimal(0)}
    job = run(article)
    assert job.state == "failed" and "ENGINE_BUDGETS" in job.message


def test_without_redis_paid_engines_are_not_asked_and_free_ones_are(article, settings):
    settings.TRANSLATION_ENGINES = ["second", "first"]
    job = desk.request_translation(article, ["de"]).jobs[0]
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    pipeline.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done" and {who for who, _texts, _brief in ASKED} == {"first"}


def test_every_reply_is_cleaned_before_it_is_checked_and_stored(article):
    def dirty(texts: Sequence[str]) -> list[str]:
        return ["\x00 " + text.replace("row", "\u202erow") + "\u200b" for text in german(texts)]

    BEHAVIOUR["first"] = dirty
    run(article)
    assert segment(article, 1).target == GERMAN[PARAGRAPHS[0]]
    assert {who for who, _texts, _brief in ASKED} == {"first"}, "nothing was left for a check to find"


def test_a_probe_that_is_refused_leaves_the_next_call_to_try(article):
    for _ in range(rate_limits.OPENS_AFTER):
        rate_limits.failed("first")
    redis_server.client().hset(rate_limits._key("first", "breaker"), "open_until", 1)
    BEHAVIOUR["first"] = raising(Refused("bad key"))
    run(article)
    assert rate_limits.health("first").state == "half-open" and not rate_limits.admit("first", 1).wait


def test_an_engine_that_keeps_failing_is_left_alone(article):
    BEHAVIOUR.update(dict.fromkeys(("second", "third"), lambda texts: list(texts)), first=raising(Unreachable("down")))
    for language in DEFAULT_CODES[:9]:
        if language not in ("en", "de"):
            for job in desk.request_translation(article, [language]).jobs:
                pipeline.run(job.pk)
    assert len([who for who, _texts, _brief in ASKED if who == "first"]) == rate_limits.OPENS_AFTER


def test_routes_of_a_pair_and_of_an_edition_come_before_the_general_order(settings):
    settings.TRANSLATION_ROUTES = {("en", "pt"): ("third",), ("*", "pt"): ("second",), ("ja", "*"): ("third", "first")}
    assert routing.preferred("en", "pt") == ["third"]
    assert routing.preferred("de", "pt") == ["second"]
    assert routing.preferred("ja", "de") == ["third", "first"]
    assert routing.preferred("de", "fr") == ["first", "second", "third"]
    assert [route.engine for route in routing.find_routes("ja", "de")] == ["third", "first"]


def test_the_nearest_route_counts(settings):
    """The pair's, the target's, the source's, that of all; then TRANSLATION_ENGINES. Each counts in its turn."""
    routes = {
        ("ja", "pt"): ("third",),
        ("*", "pt"): ("second",),
        ("ja", "*"): ("first",),
        ("*", "*"): ("third", "second"),
    }
    settings.TRANSLATION_ROUTES = dict(reversed(routes.items()))
    for pair, engines in routes.items():
        assert routing.preferred("ja", "pt") == list(engines)
        assert pair == ("*", "*") or routing.preferred("de", "fr") == routing.preferred() == ["third", "second"]
        del settings.TRANSLATION_ROUTES[pair]
    assert routing.preferred("ja", "pt") == routing.preferred() == ["first", "second", "third"]
