"""What a server writes in its messages is stored and shown, whatever it is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from newsroom.secrets import Secret
from tests.servers import azure
from tests.servers.base import answering
from translation import desk, pipeline
from translation.dispatch import rate_limits
from translation.engines import routing
from translation.engines.base import Refused
from translation.engines.reply import Remark
from translation.models import EngineCall


@pytest.fixture
def server(settings):
    """Make a server that speaks Azure's protocol the only engine."""
    with azure.running("k") as running:
        options = {"url": running.url, "api_key": Secret("k"), "private_hosts": ["127.0.0.1"]}
        settings.ENGINE_OPTIONS = {**settings.ENGINE_OPTIONS, "azure": options}
        settings.TRANSLATION_ENGINES = ["azure"]
        rate_limits.reset("azure")
        routing.close_all()
        yield running
        routing.close_all()


@pytest.mark.parametrize("status", [400, 401, 500])
@pytest.mark.parametrize("odd", ["no\x00way", "no\ud800way", "no\x1b[31mway\u202e"])
def test_a_job_ends_whatever_is_in_the_message(article, server, status, odd):
    server.fault = answering(status, {"error": {"code": status, "message": odd}})
    job = desk.request_translation(article, ["de"]).jobs[0]
    assert pipeline.run(job.pk) in ("failed", "partial", "queued")
    call = EngineCall.objects.order_by("pk").first()
    assert call.outcome in ("failed", "unknown") and "no\N{REPLACEMENT CHARACTER}" in call.error


def test_the_engine_page_shows_it(server, admin_client):
    server.fault = answering(400, {"error": {"code": 400, "message": "no\x00way"}})
    sent = {"do": "probe", "engine": "azure", "source": "en", "target": "de"}
    answer = admin_client.post(reverse("translation:engines"), sent, follow=True)
    assert answer.status_code == 200 and "no\N{REPLACEMENT CHARACTER}way" in answer.content.decode()


def test_remarks_and_errors_are_printable():
    assert Remark(0, "the glossary: \x00").message == "the glossary: \N{REPLACEMENT CHARACTER}"
    assert str(Refused("a\ud800b\nc “d” 漢")) == "a\N{REPLACEMENT CHARACTER}b\nc “d” 漢"
