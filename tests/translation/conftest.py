"""An article to translate, and an engine that a test can script."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.contrib.auth.models import Group

from articles import publishing
from articles.body.document import Document
from articles.models import Article
from tests.translation import checking
from translation import desk, pipeline
from translation.checks import registry
from translation.dispatch import rate_limits
from translation.engines import routing
from translation.engines.base import NO_BRIEF, Brief, Engine, Limits, Service
from translation.engines.reply import Call, Reply
from translation.models import Segment, TranslationJob

PARAGRAPHS = [
    "The town of Marrowby will buy 283 hectares of harbour.",
    "The <strong>Helio-2.5X</strong> battery lasts 12 hours.",
    "Nobody slept, the harbour master said.",
]


class ScriptedEngine(Engine):
    """Writes the target's code before every text, or does what the test tells it. It counts what it is asked for."""

    name = "scripted"
    label = "Scripted"
    limits = Limits(texts=2, characters=2_000)
    asked: list[list[str]] = []
    call = Call()  # the last one, for behaviours that use it
    behaviour: Callable[[Sequence[str], str, str], Any] | None = None

    only_english = False

    def serves(self, source: str, target: str) -> Service:
        if self.only_english and "en" not in (source, target):
            return Service(False, "it goes from and to English only")
        return Service(True) if target != "la" else Service(False, "it never learned Latin")

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        ScriptedEngine.asked.append(list(texts))
        ScriptedEngine.call = call or Call()
        if ScriptedEngine.behaviour:
            return Reply(ScriptedEngine.behaviour(texts, source, target))
        return ScriptedEngine.call.reply([f"{target} {text}" for text in texts])


@pytest.fixture
def scripted(settings: Any) -> Iterator[type[ScriptedEngine]]:
    """Make the scripted engine the only one."""
    settings.ENGINES = {
        "scripted": "tests.translation.conftest.ScriptedEngine",
        "pseudo": "translation.engines.pseudo.PseudoEngine",
    }
    settings.TRANSLATION_ENGINES = ["scripted"]
    ScriptedEngine.asked, ScriptedEngine.behaviour, ScriptedEngine.only_english = [], None, False
    rate_limits.reset("scripted")
    routing.close_all()
    yield ScriptedEngine
    routing.close_all()


@pytest.fixture
def steered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make these the only checks."""
    monkeypatch.setattr(registry, "CHECKS", (checking.bad_word,))
    monkeypatch.setattr(registry, "SOURCE_CHECKS", (checking.stray_word,))
    monkeypatch.setattr(registry, "SOURCE_ARTICLE_CHECKS", ())
    monkeypatch.setattr(registry, "ARTICLE_CHECKS", (checking.two_names,))
    monkeypatch.setattr(registry, "ACROSS_CHECKS", (checking.outlier,))


def document(paragraphs: Sequence[str] = PARAGRAPHS, **fields: Any) -> Document:
    body = [{"type": "paragraph", "text": text} for text in paragraphs]
    return Document(**{"headline": "Harbour town buys a battery", "body": body, **fields})


@pytest.fixture
def article(db: None) -> Article:
    """An English article: a headline and three paragraphs, four segments in all."""
    return publishing.create_article("en", document(), date=datetime.date(2026, 11, 1))


@pytest.fixture
def user(django_user_model: Any) -> Any:
    """Return somebody without any permission: what readers see does not change by their work."""
    return django_user_model.objects.create_user("translator", password="translator", is_staff=True)


@pytest.fixture
def publisher(django_user_model: Any) -> Any:
    """Return somebody whose work on a public version readers see at once."""
    account = django_user_model.objects.create_user("publisher", password="publisher", is_staff=True)
    account.groups.set(Group.objects.filter(name__in=["Editors", "Translation desk"]))
    return account


def translate(article: Article, language: str = "de", **options: Any) -> TranslationJob:
    """Request one translation and run its job in this process; return the job as it ended."""
    request = desk.request_translation(article, [language], **options)
    assert request.jobs, request.refused
    pipeline.run(request.jobs[0].pk)
    request.jobs[0].refresh_from_db()
    return request.jobs[0]


def segment(article: Article, position: int, language: str = "de") -> Segment:
    return Segment.objects.get(version__article=article, version__language=language, position=position)


@pytest.fixture
def service_account(tmp_path: Path) -> Path:
    """A service account's file, as Google gives it out, with a key made here."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    path = tmp_path / "account.json"
    email = "desk@courier.iam.gserviceaccount.com"
    path.write_text(json.dumps({"client_email": email, "private_key": pem, "private_key_id": "k1", "token_uri": "x"}))
    return path
