"""A job runs with the rights that its requester has when it runs: an account that lost them buys nothing more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles import publishing
from newsroom import redis_server
from tests import factories
from tests.servers import libretranslate
from tests.translation.actors import ASKED, BEHAVIOUR, actors, german  # noqa: F401  (a fixture)
from tests.translation.conftest import document, translate
from translation import desk, pipeline
from translation.dispatch import probe, rate_limits
from translation.engines import routing
from translation.engines.base import Limits, Refused, Unreachable
from translation.models import EngineCall, TranslationJob

PERMISSION = "add_translationjob"


@pytest.fixture
def requester(db):
    """An account that may translate by its group, as those of the sample newsroom may."""
    user = factories.make_user("rita")
    user.groups.add(Group.objects.get(name="Translation desk"))
    return get_user_model().objects.get(pk=user.pk)


def disable(user):
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)


def demote(user):
    get_user_model().objects.filter(pk=user.pk).update(is_staff=False)


def clear_groups(user):
    user.groups.clear()


def empty_group(user):
    Group.objects.get(name="Translation desk").permissions.clear()


def delete(user):
    get_user_model().objects.filter(pk=user.pk).delete()


LOSSES: dict[Callable, str] = {
    disable: "disabled", demote: "staff", clear_groups: "permission", empty_group: "permission", delete: "deleted",
}  # fmt: skip


def ended(job: TranslationJob) -> TranslationJob:
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_a_requester_who_lost_the_rights_before_the_job_runs_buys_nothing(article, scripted, requester, lose):
    asked = desk.request_translation(article, ["de", "fr"], user=requester).jobs
    assert [job.requester for job in asked] == ["rita", "rita"]
    lose(requester)
    for job in asked:
        assert pipeline.run(job.pk) == "cancelled"
        assert "rita" in ended(job).message and "may no longer translate" in job.message
        assert LOSSES[lose] in job.message
        assert job.finished_at and job.lease is None
    assert scripted.asked == []
    assert not EngineCall.objects.exists()


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_nothing_is_bought_after_the_rights_are_lost(article, scripted, requester, lose):
    """After the first batch; what it brought is stored, and the counts equal the rows."""

    def behave(texts, source, target):
        lose(requester)
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = behave
    job = desk.request_translation(article, ["de"], user=requester).jobs[0]
    assert pipeline.run(job.pk) == "cancelled"
    assert len(scripted.asked) == 1
    assert EngineCall.objects.count() == 1
    assert (ended(job).machine, job.total, job.requested) == (2, 4, 2)
    again = desk.retry(job, factories.make_user("chief", superuser=True)).jobs[0]
    assert pipeline.run(again.pk) == "done"
    assert ended(again).requested == 2, "what was bought is kept"


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_a_requester_who_lost_the_rights_during_the_last_call(scripted, requester, lose):
    """What was bought is stored; nobody's page is made in the name of an account that may not."""
    article = publishing.create_article("en", document(["One text."]))

    def behave(texts, source, target):
        lose(requester)
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = behave
    job = desk.request_translation(article, ["de"], user=requester).jobs[0]
    assert pipeline.run(job.pk) == "cancelled"
    assert (ended(job).machine, job.total) == (2, 2)
    assert not article.versions.get(language="de").has_text
    chief = factories.make_user("chief", superuser=True)
    again = desk.retry(job, chief).jobs[0]
    assert pipeline.run(again.pk) == "done"
    assert (ended(again).requested, again.kept) == (0, 2)


def test_a_command_asks_with_full_rights(article, scripted):
    assert translate(article).state == "done"


def test_a_superuser_needs_no_permission(article, scripted, monkeypatch):
    chief = factories.make_user("chief", superuser=True)
    assert translate(article, user=chief).state == "done"
    disable(chief)
    assert "may not" in desk.request_translation(article, ["fr"], user=chief).refused[0].reason


def test_who_has_the_permission_alone_may_translate(article, scripted):
    user = factories.make_user("paula")
    assert desk.request_translation(article, ["de"], user=user).jobs == []
    user.user_permissions.add(Permission.objects.get(codename=PERMISSION))
    assert translate(article, user=user).state == "done"


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_asking_again_and_asking_for_many_check_the_rights_of_that_moment(article, scripted, requester, lose):
    """The session's own copy of the account still has them: the database decides."""
    other = publishing.create_article("en", document(["Another text."]))
    job = desk.request_translation(article, ["de"], user=requester).jobs[0]
    pipeline.run(job.pk)
    lose(requester)
    assert desk.retry(ended(job), requester).jobs == []
    for one in (article, other):
        request = desk.request_translation(one, ["fr", "it"], user=requester)
        assert request.jobs == [] and len(request.refused) == 2
        assert "rita" in request.refused[0].reason


def test_no_second_opinion_is_bought_after_the_rights_are_lost(article, actors, requester):  # noqa: F811
    def wrong(texts):
        disable(requester)
        return [text.replace("283", "823").replace("12", "21") for text in german(texts)]

    BEHAVIOUR["first"] = wrong
    job = desk.request_translation(article, ["de"], user=requester).jobs[0]
    assert pipeline.run(job.pk) == "cancelled"
    assert [who for who, *_rest in ASKED] == ["first"]
    assert ended(job).machine == 4


def test_no_fallback_is_bought_after_the_rights_are_lost(article, actors, requester):  # noqa: F811
    def refuse(texts):
        disable(requester)
        raise Refused("no")

    BEHAVIOUR["first"] = refuse
    job = desk.request_translation(article, ["de"], user=requester).jobs[0]
    assert pipeline.run(job.pk) == "cancelled"
    assert [who for who, *_rest in ASKED] == ["first"]


def test_the_second_step_of_a_route_is_not_bought(scripted, requester):
    scripted.only_english = True

    def behave(texts, source, target):
        disable(requester)
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = behave
    article = publishing.create_article("de", document(["Das ist ein Satz."], headline="Eine Zeile"))
    job = desk.request_translation(article, ["fr"], user=requester).jobs[0]
    assert pipeline.run(job.pk) == "cancelled"
    assert list(EngineCall.objects.values_list("source_language", "outcome")) == [("de", "answered")]


def test_further_requests_of_one_call_are_not_sent(article, scripted, requester):
    """An engine that sends several requests for a call asks before each (Call.request)."""
    sent = []

    def behave(texts, source, target):
        for text in texts:
            scripted.call.request(10)
            sent.append(text)
            disable(requester)
        return [f"{target} {text}" for text in texts]

    scripted.behaviour = behave
    job = desk.request_translation(article, ["de"], user=requester).jobs[0]
    assert pipeline.run(job.pk) == "cancelled"
    assert len(sent) == 1
    assert not EngineCall.objects.filter(outcome="open").exists()


def test_a_job_that_was_put_back_is_not_taken_up_for_who_lost_the_rights(article, scripted, requester):
    def away(texts, source, target):
        raise Unreachable("Nobody is there.")

    scripted.behaviour = away
    job = desk.request_translation(article, ["de"], user=requester).jobs[0]
    assert pipeline.run(job.pk) == "queued"
    disable(requester)
    assert pipeline.run(job.pk) == "cancelled"
    assert len(scripted.asked) == 1


def test_the_breaker_goes_on_when_its_probe_is_not_sent(article, scripted, requester, monkeypatch):
    """A call that is not made for want of rights must not keep an engine that recovers from being tried."""
    for _failure in range(rate_limits.OPENS_AFTER):
        rate_limits.failed("scripted")
    redis_server.client().hset(rate_limits._key("scripted", "breaker"), "open_until", 1)
    job = desk.request_translation(article, ["de"], user=requester).jobs[0]
    claimed = pipeline.rights.demand
    calls = []

    def lose_after_the_claim(one):
        calls.append(one)
        if len(calls) == 2:
            disable(requester)
        claimed(one)

    monkeypatch.setattr("translation.rights.demand", lose_after_the_claim)
    assert pipeline.run(job.pk) == "cancelled"
    assert scripted.asked == []
    assert translate(article, "fr").state == "done"


def test_a_probe_by_hand_needs_the_rights_of_that_moment(scripted, requester):
    assert probe.probe("scripted", "en", "de", user_id=requester.pk).answer
    disable(requester)
    tried = probe.probe("scripted", "en", "de", user_id=requester.pk)
    assert not tried.answer and "disabled" in tried.problem
    assert len(scripted.asked) == 1


def test_a_paid_service_is_sent_nothing_more(article, settings, requester):
    with libretranslate.running() as server:
        given = {"url": server.url, "key": None, "private_hosts": ("127.0.0.1",)}
        settings.ENGINE_OPTIONS = {"libretranslate": {**settings.ENGINE_OPTIONS["libretranslate"], **given}}
        settings.TRANSLATION_ENGINES = ["libretranslate"]
        rate_limits.reset("libretranslate")
        routing.close_all()
        asked = desk.request_translation(article, ["de", "fr"], user=requester).jobs
        assert pipeline.run(asked[0].pk) == "done"
        before = len(server.requests)
        assert before
        disable(requester)
        assert pipeline.run(asked[1].pk) == "cancelled"
        assert len(server.requests) == before
    routing.close_all()


@pytest.mark.django_db(transaction=True)
def test_jobs_of_before_get_their_requesters_name(article, scripted):
    """Not the fixture's account: transactional tests leave no groups behind."""
    job = desk.request_translation(article, ["de"], user=factories.make_user("rita", superuser=True)).jobs[0]
    command = desk.request_translation(article, ["fr"]).jobs[0]
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("translation", "0011_rule")])
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(newest)
    assert (ended(job).requester, ended(command).requester) == ("rita", "")


def test_limits_of_the_scripted_engine_leave_a_second_batch(scripted):
    """The tests above lose the rights between two batches."""
    assert scripted.limits == Limits(texts=2, characters=2_000)
