"""What becomes critical without a change of text leaves the schedule too: by a changed glossary, or before its time."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import LanguageVersion
from newsroom import heartbeat
from tests.factories import make_user
from tests.translation.conftest import segment, translate
from translation import desk, tasks
from translation.checks import registry
from translation.checks.rules.article.terms import terms
from translation.models import CheckSetting, SegmentFinding, Term
from translation.qa import scheduled_ahead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scripted")]

SOON = datetime.timedelta(seconds=30)
HOUR = datetime.timedelta(hours=1)


def german(article) -> LanguageVersion:
    return article.versions.get(language="de")


@pytest.fixture
def strict(db, steered, monkeypatch):
    """The glossary binds: a term that is missing blocks."""
    monkeypatch.setattr(registry, "ARTICLE_CHECKS", (terms,))
    CheckSetting.objects.create(check_name="terms", language="", severity="critical")


@pytest.fixture
def scheduled(strict, article):
    translate(article)
    publishing.publish(german(article), timezone.now() + HOUR)
    return article


def forbidden(article) -> dict[str, str]:
    word = segment(article, 1).target.split()[-1].strip(".")
    return {"kind": "forbidden", "source_language": "en", "term": word, "target_language": "de", "target": ""}


def is_off_the_schedule(article) -> bool:
    version = german(article)
    return (version.publication, version.publish_at, version.unscheduled) == ("draft", None, "finding")


@pytest.mark.parametrize("language", ["de", "", "fr"])
def test_a_new_term_of_the_admin_takes_what_breaks_it_off_the_schedule(client, scheduled, language):
    client.force_login(make_user("chief", superuser=True))
    answer = client.post(
        reverse("admin:translation_term_add"), forbidden(scheduled) | {"target_language": language, "note": ""}
    )
    assert answer.status_code == 302
    assert is_off_the_schedule(scheduled) == (language != "fr")


def test_a_changed_term_too(client, scheduled):
    term = Term.objects.create(**forbidden(scheduled) | {"term": "xyzzy"})
    client.force_login(make_user("chief", superuser=True))
    address = reverse("admin:translation_term_change", args=[term.pk])
    assert client.post(address, forbidden(scheduled) | {"note": ""}).status_code == 302
    assert is_off_the_schedule(scheduled)


def test_what_breaks_no_rule_stays_scheduled(scheduled):
    desk.glossary_changed([Term.objects.create(**forbidden(scheduled) | {"term": "xyzzy"})])
    assert german(scheduled).publication == "scheduled"


def by_term(article):
    Term.objects.create(**forbidden(article))


def by_finding(article):
    SegmentFinding.objects.create(
        segment=segment(article, 1), scope="engine", check_name="x", severity="critical", params={"text": "No."}
    )


@pytest.mark.parametrize("way", [by_term, by_finding], ids=lambda way: way.__name__)
def test_the_sweep_before_its_time_takes_off_what_the_gates_refuse(scheduled, way, monkeypatch):
    monkeypatch.setattr(heartbeat, "swept_just_now", lambda: False)
    way(scheduled)
    assert scheduled_ahead.judge_due() == 0, "its time is an hour ahead"
    scheduled.versions.filter(language="de").update(publish_at=timezone.now() + SOON)
    tasks.requeue_due()
    assert is_off_the_schedule(scheduled)


def test_the_sweep_leaves_what_is_right_and_what_is_public(scheduled):
    scheduled.versions.filter(language="de").update(publish_at=timezone.now() + SOON)
    assert scheduled_ahead.judge_due() == 0 and german(scheduled).publication == "scheduled"
    scheduled.versions.filter(language="de").update(publish_at=timezone.now() - SOON)
    by_term(scheduled)
    assert scheduled_ahead.judge_due() == 0 and german(scheduled).is_public


def test_one_version_that_cannot_be_judged_keeps_no_other_waiting(scheduled, monkeypatch):
    translate(scheduled, "fr")
    publishing.publish(scheduled.versions.get(language="fr"), timezone.now() + SOON)
    scheduled.versions.filter(language="de").update(publish_at=timezone.now() + SOON)
    by_term(scheduled)
    real = publishing.publish_reasons

    def broken(version):
        if version.language == "fr":
            raise ValueError
        return real(version)

    monkeypatch.setattr(publishing, "publish_reasons", broken)
    assert scheduled_ahead.judge_due() == 1 and is_off_the_schedule(scheduled)
