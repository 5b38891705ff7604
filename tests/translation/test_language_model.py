"""Jobs whose only engine is a language model: what it may say, and what its refusals cost."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from articles import publishing
from newsroom import engine_options
from tests.servers import openai
from tests.servers.openai import MODEL, Rows, Server, asked
from tests.translation.conftest import document, translate
from translation import limits
from translation.engines import routing
from translation.models import Segment, SegmentFinding

pytestmark = pytest.mark.django_db
DATE = datetime.date(2026, 11, 1)


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    with openai.running() as running:
        environ = {"OPENAI_BASE_URL": f"{running.url}/v1", "OPENAI_MODEL": MODEL, "ENGINE_PRIVATE_HOSTS": "127.0.0.1"}
        settings.ENGINE_OPTIONS = engine_options.options(environ)
        settings.TRANSLATION_ENGINES, settings.TRANSLATION_ROUTES = ["openai"], {}
        routing.close_all()
        limits.reset("openai")
        yield running
        routing.close_all()
        limits.reset("openai")


def test_what_an_english_article_says_is_stored_with_a_remark_after_one_request(server):
    said = {
        "El puerto compra una batería": "The port buys a battery",
        "Por supuesto, el gobierno lo niega todo.": "Of course, the government denies everything.",
        "Nota: los precios incluyen impuestos.": "Note: prices include tax.",
        "El puerto costó 283 euros.": "The port cost 283 euros.",
    }
    headline, *paragraphs = said
    article = publishing.create_article("es", document(paragraphs, headline=headline), date=DATE)

    def speak(rows: Rows) -> Rows:
        texts = [said[segment["text"]] for segment in asked(server.requests[-1])["segments"]]
        return [row | {"text": text} for row, text in zip(rows, texts, strict=True)]

    server.spoil = speak
    assert translate(article, "en").state == "done" and len(server.requests) == 1
    assert [*Segment.objects.filter(version__language="en").values_list("target", flat=True)] == [*said.values()]
    found = SegmentFinding.objects.filter(check_name="engine_remark").order_by("segment__position")
    assert [finding.message.partition(": ")[2] for finding in found] == [
        "“Of course, the government denies …”.", "“Note: prices include tax.”.",
    ]  # fmt: skip
