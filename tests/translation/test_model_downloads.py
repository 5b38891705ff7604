"""Models that a worker fetches because somebody asked: once, with progress, resumed, refused with a reason."""

from __future__ import annotations

import threading

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from newsroom import redis_server
from tests.factories import make_user
from tests.servers import firefox_models
from tests.servers.firefox_models import cut_off, halting
from tests.waiting import wait_for
from translation import desk, model_downloads, tasks, worker_pairs
from translation.engines.firefox.folder import Folder


@pytest.fixture(autouse=True)
def silent():
    redis_server.client().flushdb()
    yield
    redis_server.client().flushdb()


@pytest.fixture
def server():
    with firefox_models.running() as running:
        yield running


@pytest.fixture
def folder(server, settings, tmp_path):
    """The folder of models of this process, which plays the worker."""
    given = {"url": server.mirror, "models_dir": str(tmp_path / "models"), "private_hosts": ("127.0.0.1",)}
    settings.ENGINE_OPTIONS = {**settings.ENGINE_OPTIONS, "firefox": given}
    worker_pairs.announce()
    return Folder(tmp_path / "models")


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """Return the names of the tasks that were sent; no worker gets them."""
    names: list[str] = []
    for task in (tasks.fetch_models, tasks.look_up_models):

        def send(queue, producer, name=task.name):
            names.append(f"{name} {queue}")

        monkeypatch.setattr(task, "apply_async", send)
    return names


def test_a_worker_fetches_what_is_wanted_and_announces_it(folder):
    assert model_downloads.enqueue(["de", "zh-hans"]) == ["de", "zh-hans"]
    assert {row.state for row in model_downloads.downloads().values()} == {"waiting"}
    model_downloads.work()
    assert {row.code: row.state for row in model_downloads.downloads().values()} == {"de": "done", "zh-hans": "done"}
    assert {"en>de", "de>en", "zh-hans>en"} <= set(worker_pairs.own()["firefox"])
    assert not model_downloads.abandoned()


def test_what_is_wanted_already_is_not_asked_for_again(folder, server):
    assert (model_downloads.enqueue(["de"]), model_downloads.enqueue(["de"])) == (["de"], [])
    model_downloads.work()
    before = len(server.ranges)
    assert before == 6
    assert model_downloads.enqueue(["de"]) == ["de"], "it may be asked for again once it has ended"
    model_downloads.work()
    assert len(server.ranges) == before, "and nothing is fetched twice"


def test_two_workers_do_not_fetch_at_once(folder, server, monkeypatch):
    monkeypatch.setattr(model_downloads, "NOTED", 0.0)
    go_on = threading.Event()
    server.faults = [halting(go_on)]
    model_downloads.enqueue(["de"])
    first = threading.Thread(target=model_downloads.work)
    first.start()
    try:
        wait_for(lambda: server.ranges, 10)
        assert not model_downloads.abandoned()
        model_downloads.enqueue(["zh-hans"])
        model_downloads.work()  # another worker: it leaves the newcomer to the first
        assert model_downloads.downloads()["zh-hans"].state == "waiting"
        progress = wait_for(lambda: model_downloads.downloads()["de"].done, 10)
        row = model_downloads.downloads()["de"]
        assert row.state == "running" and 0 < progress <= row.total
    finally:
        go_on.set()
        first.join(60)
    assert {row.state for row in model_downloads.downloads().values()} == {"done"}


@pytest.mark.django_db
def test_a_dead_workers_download_goes_on_where_it_stopped(folder, server, sent):
    server.faults = [cut_off]
    model_downloads.enqueue(["de"])
    model_downloads.work()
    row = model_downloads.downloads()["de"]
    assert row.state == "failed" and "broke" in row.error
    model_downloads.enqueue(["de"])
    tasks.requeue_due()
    assert sent == ["translation.fetch_models engine.firefox"], "the sweep sends for it"
    model_downloads.work()
    assert model_downloads.downloads()["de"].state == "done"
    assert server.ranges[1].startswith("bytes=")


def test_a_lease_that_is_held_is_not_abandoned():
    model_downloads.enqueue(["de"])
    assert model_downloads.abandoned()
    assert model_downloads._claim("one") and not model_downloads._claim("two")
    assert not model_downloads.abandoned()
    model_downloads._release("two")
    assert not model_downloads.abandoned(), "only its holder gives it back"


@pytest.mark.parametrize(("code", "said"), [("sa", "no models for Sanskrit"), ("fr", "has no model fr-en")])
def test_what_cannot_be_fetched_says_why_and_keeps_nothing_waiting(folder, code, said):
    model_downloads.enqueue([code, "de"])
    model_downloads.work()
    rows = model_downloads.downloads()
    assert rows[code].state == "failed" and said in rows[code].error
    assert rows["de"].state == "done"


def test_without_a_network_the_reason_is_kept(folder, settings):
    settings.ENGINE_OPTIONS["firefox"]["url"] = "http://127.0.0.1:9/mirror"
    model_downloads.enqueue(["de"])
    model_downloads.work()
    assert "cannot be reached" in model_downloads.downloads()["de"].error
    model_downloads.look_up()
    found = model_downloads.offered()
    assert found and "cannot be reached" in found.problem and not found.sizes


def test_a_model_that_is_there_by_hand_is_left_alone(folder, server):
    place = folder.path / "en-de"
    place.mkdir(parents=True)
    for name in ("model.ende.bin", "vocab.ende.spm"):
        (place / name).write_text("mine")
    model_downloads.enqueue(["de"])
    model_downloads.work()
    assert model_downloads.downloads()["de"].state == "done"
    assert (place / "model.ende.bin").read_text() == "mine" and len(server.ranges) == 3


def test_the_list_is_read_by_a_worker_once(folder, server, sent):
    assert desk.offered_models() is None
    assert desk.offered_models() is None
    assert sent == ["translation.look_up_models engine.firefox"]
    tasks.look_up_models()
    found = desk.offered_models()
    assert found and found.sizes["de>en"] == sum(
        row["attachment"]["size"] for row in server.records if row["sourceLanguage"] == "de"
    )


@pytest.mark.django_db
def test_only_users_with_the_permission_fetch_models(sent, django_user_model):
    with pytest.raises(PermissionDenied):
        desk.get_models(["de"], make_user("editor"))
    chief = make_user("chief", superuser=True)
    assert (desk.get_models(["de"], chief), desk.get_models(["de"], chief)) == (["de"], [])
    assert sent == ["translation.fetch_models engine.firefox"], "two people who press at once start one download"


@pytest.mark.django_db
def test_the_translation_desk_may(django_user_model):
    user = make_user("desk")
    user.groups.set(Group.objects.filter(name="Translation desk"))
    assert desk.may_get_models(user)


def test_without_redis_nothing_is_known(settings):
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock?db=0"
    assert model_downloads.downloads() == {} and not model_downloads.abandoned()
    assert desk.offered_models() is None
    with pytest.raises(redis_server.Away):
        model_downloads.enqueue(["de"])
