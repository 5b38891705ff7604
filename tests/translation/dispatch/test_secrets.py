"""A key is nowhere but in the request to its service: not on a page, in a message, a log, a traceback or the broker."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.views.debug import ExceptionReporter

from newsroom import engine_options, redis_server
from newsroom.secrets import Secret
from tests.factories import make_user
from tests.servers import azure, base, deepl, google, libretranslate, openai
from translation import desk, pipeline
from translation.dispatch import rate_limits
from translation.engines import routing
from translation.engines.base import EngineError
from translation.models import EngineCall, Segment, TranslationJob

pytestmark = pytest.mark.django_db
KEY = "canary-7d1c40fffeed"
ACROSS = "x" * 285  # what a server may say before a key, so that our cut of its message goes through the key
SERVERS = {
    "deepl": (deepl, "DEEPL_URL", "DEEPL_API_KEY", {}),
    "google": (google, "GOOGLE_TRANSLATE_URL", "GOOGLE_ACCESS_TOKEN", {"GOOGLE_PROJECT": "courier"}),
    "azure": (azure, "AZURE_TRANSLATOR_URL", "AZURE_TRANSLATOR_KEY", {}),
    "libretranslate": (libretranslate, "LIBRETRANSLATE_URL", "LIBRETRANSLATE_API_KEY", {}),
    "openai": (openai, "OPENAI_BASE_URL", "OPENAI_API_KEY", {"OPENAI_MODEL": openai.MODEL}),
}


def repeating(status: int, body: Callable[[str], object]) -> base.Fault:
    """Return a fault: the server repeats the key and the headers it was sent."""
    return lambda handler: handler.reply(status, body(f"{KEY} {handler.headers}"), {"X-Key": KEY, "Retry-After": "0"})


def babbling(handler: base.Handler) -> None:
    """Answer what was sent, where the status should stand."""
    handler.wfile.write(f"{KEY} {handler.headers}\r\n".encode())


def shown(said: list[str], secret: str = KEY) -> list[str]:
    """Return the places in what was said where the secret stands, or eight characters of it."""
    pieces = [secret[start : start + 8] for start in range(len(secret) - 7)]
    found = [(text, text.index(piece)) for text in said for piece in pieces if piece in text]
    return [text[max(0, at - 200) :][:300] for text, at in found]


def everywhere(said: str) -> dict[str, Any]:
    """Return JSON with the words at the places where the protocols have their message."""
    return {"message": said, "detail": said, "error": {"code": said, "message": said, "status": said}}


FAULTS: dict[str, base.Fault | None] = {
    "none": None,
    "refused": repeating(403, everywhere),
    "refused in a text": repeating(401, lambda said: {"error": said}),
    "too often": repeating(429, everywhere),
    "no quota": repeating(456, everywhere),
    "failed": repeating(500, lambda said: f"<html>{said}</html>"),
    "not what was promised": repeating(200, lambda said: {"translations": said, "translatedText": {said: said}}),
    "refused at length": repeating(403, lambda said: everywhere(ACROSS + said)),
    "refused at length in a text": repeating(400, lambda said: {"error": ACROSS + said}),
    "too often at length": repeating(429, lambda said: everywhere(ACROSS + said)),
    "not HTTP": babbling,
    "broken off": base.closing,
    "reset": base.resetting,
}


@pytest.fixture(params=sorted(SERVERS))
def name(request: Any) -> str:
    return request.param


@contextmanager
def asking(name: str, settings: Any) -> Iterator[base.Server]:
    """Run an engine's server and set the newsroom up for it, by the environment alone."""
    module, url, key, more = SERVERS[name]
    with module.running(KEY) as server:
        path = "/v1" if name == "openai" else ""
        environ = {url: server.url + path, key: KEY, "ENGINE_PRIVATE_HOSTS": "127.0.0.1", **more}
        settings.ENGINE_OPTIONS = engine_options.options(environ)
        settings.TRANSLATION_ENGINES, settings.TRANSLATION_ROUTES = [name], {}
        rate_limits.reset(name)
        yield server
        routing.close_all()
        rate_limits.reset(name)


@pytest.fixture
def chief(client: Any) -> Any:
    client.force_login(make_user("chief", superuser=True))
    return client


def in_redis() -> str:
    """Return all keys and values of Redis, as far as a text can hold them."""
    store = redis_server.client()
    kinds: dict[bytes, Callable[[bytes], Any]] = {
        b"string": store.get, b"list": lambda key: store.lrange(key, 0, -1), b"set": store.smembers,
        b"hash": store.hgetall, b"zset": lambda key: store.zrange(key, 0, -1, withscores=True),
    }  # fmt: skip
    return repr([(key, kinds[store.type(key)](key)) for key in store.scan_iter("*")])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_key_is_on_no_page_in_no_table_log_or_message(
    name, fault, settings, chief, article, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    with asking(name, settings) as server:
        server.fault = FAULTS[fault]
        with django_capture_on_commit_callbacks(execute=True):
            asked = desk.request_translation(article, ["de"], user=None, engine=name)
        queued = in_redis()
        assert asked.jobs and "translation.run" in queued, "the broker holds the job's message"
        pipeline.run(asked.jobs[0].pk)
        tried = chief.post(
            reverse("translation:engines"), {"do": "probe", "engine": name, "source": "en", "target": "de"}
        )
        pages = [
            tried,
            chief.post(reverse("translation:engines"), {"do": f"reset:{name}"}, follow=True),
            chief.get(reverse("translation:engines")),
            chief.get(reverse("translation:spend")),
            chief.get(reverse("translation:jobs", args=[asked.batch])),
            chief.get(reverse("translation:jobs-progress", args=[asked.batch])),
            chief.get(reverse("admin:translation_enginecall_changelist")),
            *(
                chief.get(reverse("admin:translation_enginecall_change", args=[call.pk]))
                for call in EngineCall.objects.all()
            ),
            chief.get(reverse("admin:translation_translationjob_change", args=[asked.jobs[0].pk])),
            chief.get(reverse("admin:articles_article_change", args=[article.pk])),
        ]
        csv = b"".join(chief.get(reverse("translation:spend"), {"format": "csv"}).streaming_content).decode()
        stored = [
            *EngineCall.objects.values_list("error", flat=True),
            *map(json.dumps, TranslationJob.objects.values_list("messages", flat=True)),
            *Segment.objects.values_list("target", flat=True),
            *LogEntry.objects.values_list("change_message", flat=True),
        ]
        assert all(page.status_code == 200 for page in pages)
        said = [*(page.text for page in pages), csv, *stored, caplog.text, queued, in_redis(), repr(caplog.records)]
        said += [json.dumps(record.__dict__, default=repr) for record in caplog.records]
        assert shown(said) == []
        assert EngineCall.objects.exists(), "the engine was asked"
        if fault == "none":
            assert 'class="desk-tried"' in tried.text, "and answered, with this key"
        else:
            assert "is-bad" in tried.text


def reports(settings: Any, rf: Any, environ: dict[str, str]) -> list[str]:
    """Return Django's reports of the exception that is being handled, as with DEBUG on: text and page."""
    settings.DEBUG = True
    reporter = ExceptionReporter(rf.get("/admin/", **environ), *sys.exc_info())
    return [reporter.get_traceback_text(), reporter.get_traceback_html()]


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "none"])
def test_a_key_is_on_no_debug_page_of_an_engines_error(name, fault, settings, rf):
    with asking(name, settings) as server:
        server.fault = FAULTS[fault]
        engine = routing.engine(name)
        try:
            engine.translate(["Hello, world"], "en", "de")
        except EngineError:
            said = reports(settings, rf, {SERVERS[name][2]: KEY})
    assert "Hello, world" in said[1], "the engine's frames are on the page"
    assert shown(said) == []


def test_a_key_is_on_no_debug_page_of_a_fault_in_our_own_code(name, settings, rf):
    """An exception that nobody expects, below the engine, with all the frames of the request."""

    def explode(request: Any) -> Any:
        raise RuntimeError("this line has a fault")

    with asking(name, settings):
        for options in settings.ENGINE_OPTIONS.values():
            options["send"] = explode
        try:
            routing.engine(name).translate(["Hello, world"], "en", "de")
        except (EngineError, RuntimeError):
            said = reports(settings, rf, {SERVERS[name][2]: KEY})
    assert shown(said) == []


@pytest.mark.parametrize("before", ["", ACROSS])
def test_what_a_service_account_signs_is_shown_nowhere(before, settings, rf, caplog, service_account):
    """The signed token opens the account for an hour; a server may repeat the header that it came in."""
    caplog.set_level(logging.DEBUG)
    sent: list[Secret] = []  # hidden: this frame is in the report

    def repeat(handler: base.Handler) -> None:
        sent.append(Secret(handler.headers["authorization"].removeprefix("Bearer ")))
        handler.reply(403, everywhere(f"{before}{sent[-1].reveal()} is no token."))

    with google.running() as server:
        environ = {"GOOGLE_TRANSLATE_URL": server.url, "ENGINE_PRIVATE_HOSTS": "127.0.0.1", "GOOGLE_PROJECT": "courier"}
        environ["GOOGLE_APPLICATION_CREDENTIALS"] = str(service_account)
        settings.ENGINE_OPTIONS = engine_options.options(environ)
        server.fault = repeat
        try:
            routing.engine("google").translate(["Hello, world"], "en", "de")
        except EngineError as error:
            said = [str(error), repr(error), caplog.text, *reports(settings, rf, environ)]
        said += [repr(vars(routing.engine("google"))), repr(settings.ENGINE_OPTIONS)]
        routing.close_all()
    assert sent and "Google Cloud Translation does not accept" in said[0]
    assert shown(said, sent[0].reveal()) == []


def test_settings_and_options_print_no_key(name, settings):
    with asking(name, settings):
        assert KEY not in repr(settings.ENGINE_OPTIONS) + repr(vars(routing.engine(name)))
