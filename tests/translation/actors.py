"""Three engines that a test can script, in order of preference: first, second (which costs money) and third."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from tests.translation.conftest import PARAGRAPHS
from translation import desk, pipeline
from translation.dispatch import rate_limits
from translation.engines import routing
from translation.engines.base import NO_BRIEF, Brief, Engine, Limits, Service
from translation.engines.reply import Call, Reply
from translation.models import TranslationJob

GERMAN = {
    "Harbour town buys a battery": "Hafenstadt kauft eine Batterie",
    PARAGRAPHS[0]: "Die Stadt Marrowby kauft 283 Hektar Hafen.",
    PARAGRAPHS[1]: "Die Batterie <strong>Helio-2.5X</strong> hält 12 Stunden.",
    PARAGRAPHS[2]: "Niemand schlief, sagte der Hafenmeister.",
}
BEHAVIOUR: dict[str, Callable[[Sequence[str]], list[str] | Reply]] = {}
ASKED: list[tuple[str, list[str], Brief]] = []


def german(texts: Sequence[str]) -> list[str]:
    return [GERMAN[text] for text in texts]


class Actor(Engine):
    limits = Limits(texts=8, characters=5_000)
    who = ""
    call = Call()  # the last one, for behaviours that use it

    def serves(self, source: str, target: str) -> Service:
        return Service(True)

    def translate(
        self, texts: Sequence[str], source: str, target: str, brief: Brief = NO_BRIEF, call: Call | None = None
    ) -> Reply:
        ASKED.append((self.who, list(texts), brief))
        Actor.call = call or Call()
        found = BEHAVIOUR.get(self.who, german)(texts)
        return found if isinstance(found, Reply) else Actor.call.reply(found)


class First(Actor):
    name = label = who = "first"


class Second(Actor):
    name = label = who = "second"
    price_unit = "characters"


class Third(Actor):
    name = label = who = "third"


class Fourth(Actor):
    """Only there where a test lists it."""

    name = label = who = "fourth"


@pytest.fixture
def actors(settings: Any) -> Iterator[None]:
    """Make the three engines the only ones."""
    settings.ENGINES = {name: f"{__name__}.{name.title()}" for name in ("first", "second", "third")}
    settings.TRANSLATION_ENGINES = ["first", "second", "third"]
    BEHAVIOUR.clear()
    ASKED.clear()
    for name in settings.ENGINES:
        rate_limits.reset(name)
    routing.close_all()
    yield
    routing.close_all()


def raising(error: Exception) -> Callable[[Sequence[str]], list[str]]:
    def fail(texts: Sequence[str]) -> list[str]:
        raise error

    return fail


def run(article: Any, engine: str | None = None) -> TranslationJob:
    job = desk.request_translation(article, ["de"], engine=engine).jobs[0]
    pipeline.run(job.pk)
    job.refresh_from_db()
    return job
