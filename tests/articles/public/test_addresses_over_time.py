"""Any sequence of what desks do: an address that was public never shows another story, and never is 404."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, LanguageVersion
from articles.public.addresses import article_url
from articles.publishing.shared_fields import save_shared
from articles.querysets import public
from tests.factories import DATE, make_document, make_version, paragraph

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "pt", "ja")
WORDS = ("helio", "渡し船", "a-ponte-é-nova")
DAYS = (DATE, DATE + datetime.timedelta(days=1))
STEPS_TAKEN = 30
ASKED = 20  # of the addresses in language bars
HOUR = datetime.timedelta(hours=1)

# How often each step is taken.
STEPS = {
    "write": 2,
    "translate": 3,
    "publish": 6,
    "schedule": 4,
    "let_an_hour_pass": 4,
    "withdraw": 2,
    "rename": 5,
    "move": 3,
    "embargo": 2,
    "delete": 1,
}


def token(number: int) -> str:
    """Return what stands in every text of an article and nowhere else."""
    return f"Story{number}x"


@dataclass
class Newsroom:
    """A newsroom that is changed step by step, with all that readers ever could see.

    own: (language, date, slug) -> the article that was there. barred: the same of language bars' addresses.
    """

    chance: random.Random
    written: list[int] = field(default_factory=list)
    own: dict[tuple, int] = field(default_factory=dict)
    barred: dict[tuple, int] = field(default_factory=dict)
    was_public: set[tuple[int, str]] = field(default_factory=set)

    def step(self) -> None:
        """Take one step, chosen by chance, with what exists."""
        living = list(Article.objects.order_by("pk"))
        name = self.chance.choices(list(STEPS), list(STEPS.values()))[0] if len(living) > 1 else "write"
        if name in ("write", "let_an_hour_pass"):
            getattr(self, name)()
        else:
            getattr(self, name)(self.chance.choice(living))
        self.look()

    def some_version(self, article: Article) -> LanguageVersion:
        version = self.chance.choice(list(article.versions.order_by("pk")))
        version.article = article
        return version

    def look(self) -> None:
        """Remember what readers can see now."""
        for version in LanguageVersion.objects.filter(public()).select_related("article"):
            article, language = version.article, version.language
            slug = article.in_language("slug", language)
            assert self.own.setdefault((language, article.date, slug), article.pk) == article.pk
            self.was_public.add((article.pk, language))
            for other in LANGUAGES:
                assert self.barred.setdefault((other, article.date, slug), article.pk) == article.pk

    def write(self) -> None:
        number = len(self.written)
        document = make_document(token(number), [paragraph(token(number))])
        language, word, day = (self.chance.choice(values) for values in (LANGUAGES, WORDS, DAYS))
        article = publishing.create_article(language, document, slug=word, date=day)
        self.written.append(article.pk)
        self.publish(article)

    def translate(self, article: Article) -> None:
        missing = set(LANGUAGES) - {version.language for version in article.versions.all()}
        for language in sorted(missing)[:1]:
            headline, word = token(self.written.index(article.pk)), self.chance.choice(WORDS)
            make_version(article, language, headline, slug=word, publication="draft", provenance="human")

    def publish(self, article: Article) -> None:
        publishing.publish(self.some_version(article))

    def schedule(self, article: Article) -> None:
        version = self.some_version(article)
        if not version.is_public:  # that is refused
            publishing.publish(version, timezone.now() + HOUR)

    def let_an_hour_pass(self) -> None:
        waiting = LanguageVersion.objects.filter(publish_at__gt=timezone.now())
        waiting.update(publish_at=timezone.now() - datetime.timedelta(seconds=1))

    def withdraw(self, article: Article) -> None:
        publishing.withdraw(self.some_version(article))

    def rename(self, article: Article) -> None:
        version, word = self.some_version(article), self.chance.choice(WORDS)
        document = publishing.read_document(article, version.language)
        if version.language == article.source_language:
            publishing.save_source(article, document, slug=word)
        else:
            origin = {"made_from": "", "provenance": "human", "reviewed": True}
            publishing.store_translation(version, document, slug=word, **origin)

    def move(self, article: Article) -> None:
        article.date = self.chance.choice(DAYS)
        save_shared(article, ["date"])

    def embargo(self, article: Article) -> None:
        article.embargo_until = None if article.embargo_until else timezone.now() + HOUR
        save_shared(article, ["embargo_until"])

    def delete(self, article: Article) -> None:
        article.delete()

    def check(self, client: Client) -> None:
        """Ask for every address that ever was public."""
        for (language, date, slug), number in self.own.items():
            self.ask(client, article_url(language, date, slug), language, number, own=True)
        barred = [address for address in self.barred if address not in self.own]
        for language, date, slug in self.chance.sample(barred, min(ASKED, len(barred))):
            self.ask(client, article_url(language, date, slug), language, self.barred[language, date, slug], own=False)

    def ask(self, client: Client, path: str, language: str, number: int, *, own: bool) -> None:
        visible = LanguageVersion.objects.filter(public(), article=number)
        response = client.get(path)
        if visible.filter(language=language).exists():
            article = Article.objects.get(pk=number)
            present = article_url(language, article.date, article.in_language("slug", language))
            if path != present:
                expected = (301 if own else 302, present)
                assert (response.status_code, response.headers.get("Location")) == expected, path
                response = client.get(present)
            assert response.status_code == 200, path
            assert f'<h1 class="headline">{token(self.written.index(number))}</h1>' in response.text, path
        else:
            gone = own or not visible or (number, language) in self.was_public
            assert response.status_code == (410 if gone else 200), path
            assert (token(self.written.index(number)) in response.text) == visible.exists(), path
        others = [token(other) for other in range(len(self.written)) if self.written[other] != number]
        assert not [name for name in others if name in response.text], path


@pytest.mark.parametrize("seed", range(12))
def test_an_address_that_was_public_answers_truthfully_for_ever(client: Client, settings, seed: int) -> None:
    settings.PUBLISH_GATES, settings.RELEASE_STEPS = ["articles.publishing.text_reasons"], []
    newsroom = Newsroom(random.Random(seed))
    for _ in range(STEPS_TAKEN):
        newsroom.step()
    newsroom.check(client)
