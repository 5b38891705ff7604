"""An archive to measure with: N articles in all fifteen languages, published, written straight into the tables."""

from __future__ import annotations

import datetime
import itertools

from django.utils import timezone

from articles.models import Article, Contribution, LanguageVersion, Person, Section
from bench.texts import paragraphs
from newsroom.languages import DEFAULT_CODES, column
from translation.sample.loader import load_sections

PARAGRAPHS = 14
PER_DAY = 7


def build(count: int) -> list[Article]:
    """Create `count` articles and return them, oldest first; bodies are long in every language, as in an archive."""
    sections: list[Section] = list(load_sections().values())
    people = Person.objects.bulk_create(Person(name=f"Writer {number}") for number in range(20))
    source, first_day = paragraphs(), datetime.date(2025, 1, 1)
    articles = []
    for number in range(count):
        values: dict[str, object] = {}
        texts = list(itertools.islice(source, PARAGRAPHS))
        for code in DEFAULT_CODES:
            body = [
                {"id": f"p{index:03}", "type": "paragraph", "text": f"{code} {text}"}
                for index, text in enumerate(texts)
            ]
            values |= {
                column("headline", code): f"{code}: the story of number {number}",
                column("slug", code): f"{code}-story-{number}",
                column("dek", code): texts[0],
                column("kicker", code): "Measured",
                column("body", code): body,
            }
        day = first_day + datetime.timedelta(days=number // PER_DAY)
        section = sections[number % len(sections)]
        articles.append(Article(source_language="en", date=day, section=section, **values))
    for start in range(0, count, 100):
        Article.objects.bulk_create(articles[start : start + 100])
    now = timezone.now()
    LanguageVersion.objects.bulk_create(
        (
            LanguageVersion(
                article=article,
                language=code,
                publication="published",
                publish_at=now,
                provenance="source" if code == "en" else "human",
                digest=f"digest-{code}",
                made_from="digest-en",
            )
            for article in articles
            for code in DEFAULT_CODES
        ),
        batch_size=2000,
    )
    Contribution.objects.bulk_create(
        Contribution(article=article, person=people[number % len(people)], role="author")
        for number, article in enumerate(articles)
    )
    return articles
